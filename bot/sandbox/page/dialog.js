/** A window over the page with a title and a way out. The focus goes back to where it was when it closes. */

import { el, iconButton } from "./dom.js";
import { inWords } from "./api.js";
import { icon } from "./icons.js";

export function openDialog(title, content, { className = "" } = {}) {
  const dialog = el("dialog", {
    class: `dialog is-small ${className}`,
    "aria-label": title,
    on: { close: () => dialog.remove() },
  });
  const head = el(
    "div",
    { class: "dialog-head" },
    el("h2", {}, title),
    iconButton("close", "Close", () => dialog.close()),
  );
  dialog.append(head, content);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A few texts to fill in. `fields`: `{name, label, longest, rows?}`; `send` is given their values and may refuse them:
 * then what was written stays, with the reason.
 */
export function openForm(title, fields, verb, send) {
  const inputs = fields.map((field) => input(field));
  const problem = el("p", { class: "failure", role: "alert", hidden: true });
  const submit = el("button", { type: "submit", class: "button is-primary" }, verb);
  const cancel = el(
    "button",
    { type: "button", class: "button is-secondary", on: { click: () => dialog.close() } },
    "Cancel",
  );
  const fail = (text) => {
    problem.hidden = !text;
    problem.replaceChildren(...(text ? [icon("warning"), text] : []));
  };
  const finish = async () => {
    const empty = inputs.find(({ node }) => !node.value.trim());
    if (empty) return (fail(`${empty.label} is still empty.`), empty.node.focus());
    submit.disabled = true;
    try {
      await send(Object.fromEntries(inputs.map(({ name, node }) => [name, node.value.trim()])));
      dialog.close();
    } catch (error) {
      fail(inWords(error));
      submit.disabled = false;
    }
  };
  const form = el(
    "form",
    { class: "small-form", novalidate: true, on: { submit: (event) => (event.preventDefault(), finish()) } },
    inputs.map((one) => one.element),
    problem,
    el("div", { class: "dialog-buttons" }, cancel, submit),
  );
  const dialog = openDialog(title, form);
  inputs[0].node.focus();
  return dialog;
}

function input({ name, label, longest, rows = 0 }) {
  const props = { class: "text-input", maxlength: longest, name, ...(rows ? { rows } : { type: "text" }) };
  const node = el(rows ? "textarea" : "input", props);
  return { name, label, node, element: el("label", {}, el("span", { class: "field-label" }, label), node) };
}
