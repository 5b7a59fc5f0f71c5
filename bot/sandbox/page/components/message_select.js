/** A select in a message: choosing sends an interaction. */

import { press } from "../actions.js";
import { Select } from "./select.js";
import { defaultValues, placeholderOf, selectEntries } from "./choices.js";

export function messageSelect(data, message, store) {
  const entries = selectEntries(data, store);
  const select = new Select({
    label: placeholderOf(data),
    placeholder: placeholderOf(data),
    entries,
    values: defaultValues(data, entries),
    min: data.min_values ?? 1,
    max: data.max_values ?? 1,
    isDisabled: Boolean(data.disabled),
    attributes: { "data-custom-id": data.custom_id },
    onChoose: (values) => press(store, message, data.custom_id, values),
  });
  return select.element;
}
