/**
 * The fields of a form: one maker a component type. Each field can be focused, checked, read and told what is wrong.
 */

import { el } from "../dom.js";
import { choiceField, checkbox } from "./choice_fields.js";
import { fileField } from "./file_field.js";
import { isRequired } from "./required.js";
import { selectField } from "./select_field.js";
import { textField } from "./text_field.js";

const MAKERS = {
  3: selectField,
  4: textField,
  5: selectField,
  6: selectField,
  7: selectField,
  8: selectField,
  19: fileField,
  21: choiceField,
  22: choiceField,
  23: checkbox,
};
let fields = 0;

/**
 * A field: `{id, control, problem(), answer(files), focus()}` by its maker, and here `check()` (true when wrong, and
 * says so), `fail(words)`, `read(files)`: the component as it is submitted, its files added to the list.
 */
export function makeField(component, label, store) {
  fields += 1;
  const id = `field-${fields}`;
  const made = MAKERS[component.type]({ component, label, store, id });
  const error = el("p", { class: "field-error", id: `${id}-error`, role: "alert" });
  const fail = (words) => {
    error.textContent = words;
    made.target.setAttribute("aria-invalid", String(Boolean(words)));
  };
  made.control.addEventListener("input", () => fail(""));
  made.control.addEventListener("change", () => fail(""));
  return {
    ...made,
    id,
    error,
    fail,
    focus: () => made.target.focus(),
    check: () => {
      const words = made.problem();
      fail(words);
      return Boolean(words);
    },
    read: (files) => ({ type: component.type, custom_id: component.custom_id, ...made.answer(files) }),
  };
}

/** The field under its label, with its description and what is wrong. */
export function labelled(field, component, { label, description }) {
  const isWanted = isRequired(component) && component.type !== 23;
  const words = [label, isWanted && el("span", { class: "needed" }, "required")];
  const hint = description && el("p", { class: "field-hint", id: `${field.id}-hint` }, description);
  field.target.setAttribute(
    "aria-describedby",
    [hint && `${field.id}-hint`, `${field.id}-error`].filter(Boolean).join(" "),
  );
  if (field.isGroup)
    return el(
      "fieldset",
      { class: "field" },
      el("legend", { class: "field-label" }, words),
      hint,
      field.control,
      field.error,
    );
  return el(
    "div",
    { class: "field" },
    el("label", { class: "field-label", for: field.id, id: `${field.id}-label` }, words),
    hint,
    field.control,
    field.error,
  );
}
