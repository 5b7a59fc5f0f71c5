/** A line or a paragraph of text. */

import { el } from "../dom.js";
import { isRequired } from "./required.js";

const LONGEST = 4000;
const PARAGRAPH = 2;

export function textField({ component, id }) {
  const { min_length: min = 0, max_length: max = LONGEST, style, placeholder, value } = component;
  const count = el("span", { class: "count", "aria-hidden": "true" });
  const props = {
    id,
    class: "text-input",
    placeholder,
    value: value ?? "",
    "aria-required": String(isRequired(component)),
    on: { input: () => draw() },
  };
  const target =
    style === PARAGRAPH
      ? el("textarea", { rows: "4", ...props })
      : el("input", { type: "text", autocomplete: "off", ...props });
  const draw = () => {
    count.textContent = `${length(target.value)} / ${max}`;
    count.classList.toggle("is-over", length(target.value) > max);
  };
  draw();
  const problem = () => problemOf(target.value, { min, max, isNeeded: isRequired(component) });
  return {
    control: el("div", { class: "text-field" }, target, count),
    target,
    problem,
    answer: () => ({ value: target.value }),
  };
}

function problemOf(text, { min, max, isNeeded }) {
  const has = length(text);
  if (!has) return isNeeded ? "This is required." : "";
  if (has < min) return `At least ${min} characters; this has ${has}.`;
  return has > max ? `At most ${max} characters; this has ${has}.` : "";
}

function length(text) {
  return [...text].length;
}
