/** A select in a form: what is chosen stays until the form is sent. */

import { Select } from "../components/select.js";
import { defaultValues, placeholderOf, selectEntries } from "../components/choices.js";
import { isRequired } from "./required.js";

export function selectField({ component, label, store, id }) {
  const entries = selectEntries(component, store);
  const min = component.min_values ?? 1;
  const needed = isRequired(component) ? Math.max(1, min) : min;
  const select = new Select({
    label: label.label,
    placeholder: placeholderOf(component),
    entries,
    values: defaultValues(component, entries),
    min: isRequired(component) ? needed : 0,
    max: component.max_values ?? 1,
    attributes: { id },
    onChoose: () => select.element.dispatchEvent(new Event("change")),
  });
  return {
    control: select.element,
    target: select.element,
    problem: () => problemOf(select.values, needed, component),
    answer: () => ({ values: select.values }),
  };
}

function problemOf(values, needed, component) {
  if (!values.length && !isRequired(component)) return "";
  if (values.length >= needed) return "";
  return needed === 1 ? "Choose one." : `Choose at least ${needed}.`;
}
