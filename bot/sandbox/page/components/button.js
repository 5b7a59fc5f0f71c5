/** Buttons of all styles. */

import { el } from "../dom.js";
import { press } from "../actions.js";
import { follow, jumpOf } from "../jumps.js";
import { icon } from "../icons.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };

export function button(data, message, store) {
  if (data.style === 5) return linkButton(data, store);
  const isPremium = data.style === 6;
  return el(
    "button",
    {
      type: "button",
      class: `button is-${STYLES[data.style]}`,
      disabled: Boolean(data.disabled) || isPremium,
      "data-custom-id": data.custom_id,
      "aria-label": data.label ? null : emojiName(data.emoji),
      on: { click: () => press(store, message, data.custom_id) },
    },
    face(data),
    el("span", { class: "button-wait", "aria-hidden": "true" }),
  );
}

function linkButton(data, store) {
  if (data.disabled) return el("button", { type: "button", class: "button is-link", disabled: true }, face(data));
  const jump = jumpOf(data.url, store);
  if (jump)
    return el("button", { type: "button", class: "button is-link", on: { click: () => follow(jump, store) } }, face(data));
  return el(
    "a",
    { class: "button is-link", href: data.url, target: "_blank", rel: "noopener noreferrer" },
    face(data),
    icon("out"),
  );
}

function face(data) {
  return [emoji(data.emoji), data.label && el("span", { class: "button-label" }, data.label)];
}

/** A custom emoji is a picture on Discord's servers, so its name stands for it. */
export function emoji(data) {
  if (!data) return null;
  return data.id
    ? el("span", { class: "no-emoji" }, `:${data.name}:`)
    : el("span", { class: "emoji", "aria-hidden": "true" }, data.name);
}

function emojiName(data) {
  return data ? data.name : "Button without a label";
}
