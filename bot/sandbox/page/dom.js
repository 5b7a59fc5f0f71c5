/** Builds DOM nodes. Text only ever becomes a text node, so nothing that a bot or a person wrote turns into markup. */

import { icon } from "./icons.js";

/**
 * `props`: `class`, `on` ({event: listener}), `vars` (custom properties), `value` and `checked` (properties, not
 * attributes); everything else is an attribute: `true` gives an empty one, `false`, `null` and `undefined` none.
 * `children`: nodes, strings and numbers, lists of them; nothing for `null`, `undefined` and `false`.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  return node;
}

function setProp(node, name, value) {
  if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  else if (name === "vars") for (const [key, text] of Object.entries(value)) node.style.setProperty(key, text);
  else if (name === "value" || name === "checked") node[name] = value;
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
}

/** Words for screen readers only. */
export function hidden(text) {
  return el("span", { class: "for-readers" }, text);
}

/** A button that shows an icon and says `label`. */
export function iconButton(name, label, onClick, props = {}) {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: onClick }, ...props },
    icon(name),
  );
}

/** Fills `parent` anew; who has the focus inside keeps it, if a node with the same `data-key` is there again. */
export function refill(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.closest("[data-key]") : null;
  const key = focused?.dataset.key;
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
