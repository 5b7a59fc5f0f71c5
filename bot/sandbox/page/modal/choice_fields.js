/** Radio groups, checkbox groups, and a checkbox on its own. */

import { el } from "../dom.js";
import { isRequired } from "./required.js";

const RADIO = 21;

export function choiceField({ component, id }) {
  const kind = component.type === RADIO ? "radio" : "checkbox";
  const inputs = component.options.map((option) =>
    el("input", { type: kind, name: id, value: option.value, checked: Boolean(option.default) }),
  );
  const lines = component.options.map((option, index) => line(inputs[index], option));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const control = el("div", { class: "choices" }, lines);
  const isRadio = kind === "radio";
  return {
    control,
    target: inputs[0],
    isGroup: true,
    problem: () => problemOf(chosen(), component, isRadio),
    answer: () => (isRadio ? { value: chosen()[0] ?? null } : { values: chosen() }),
  };
}

function line(input, { label, description }) {
  return el(
    "label",
    { class: "choice" },
    input,
    el("span", {}, label, description && el("span", { class: "choice-note" }, description)),
  );
}

function problemOf(chosen, component, isRadio) {
  if (!chosen.length) return isRequired(component) ? "Choose one." : "";
  if (isRadio) return "";
  const { min_values: min = 1, max_values: max = component.options.length } = component;
  if (chosen.length < min) return `Choose at least ${min}.`;
  return chosen.length > max ? `Choose at most ${max}.` : "";
}

/** Yes or no; never required (docs, components/reference.mdx, "Checkbox"). */
export function checkbox({ component, id }) {
  const input = el("input", { type: "checkbox", id, checked: Boolean(component.default) });
  return {
    control: el("label", { class: "choice choices" }, input, "Yes"),
    target: input,
    problem: () => "",
    answer: () => ({ value: input.checked }),
  };
}
