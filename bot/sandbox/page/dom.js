/** Builds DOM nodes. Text only ever becomes a text node, so nothing that a bot or a person wrote turns into markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * `props`: `class`, `on` ({event: listener}), `vars` (custom properties), `value` and `checked` (properties, not attributes);
 * everything else is an attribute: `true` gives an empty one, `false`, `null` and `undefined` none.
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

/** A line icon of 24 by 24, hidden from screen readers: what it stands for is said in words beside it. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
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

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h10",
  people:
    "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3 19.5c.4-3.2 2.9-5 6-5s5.6 1.8 6 5M16 5a3 3 0 0 1 0 5.8M17.5 14.8c2 .6 3.2 2.2 3.5 4.7",
  hash: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  horn: "M4 10v4l3 .3L15.5 19V5L7 9.7 4 10Zm3.5 4.5L9 20M19 9.5c.9 1.400.9 3.600 0 5",
  letter: "M4 6.500h16v11.500H4zM4.500 7l7.500 6 7.500-6",
  down: "m6 9.500 6 6 6-6",
  right: "m9.500 6 6 6-6 6",
  arrowDown: "M12 5v13.500M6 13l6 6 6-6",
  more: "M5.500 12h.01M12 12h.01M18.500 12h.01",
  eye: "M2.500 12S6 5.800 12 5.800 21.500 12 21.500 12 18 18.200 12 18.200 2.500 12 2.500 12ZM12 14.700a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400Z",
  sun: "M12 16.200a4.200 4.200 0 1 0 0-8.400 4.200 4.200 0 0 0 0 8.400ZM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M20 14.200A8.200 8.200 0 0 1 9.800 4a8.300 8.300 0 1 0 10.200 10.200Z",
  trouble: "M13.500 2.800 5 13.500h6.200L10 21.200l9-11.400h-6.400l.9-7Z",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.600 9.300a2.500 2.500 0 1 1 3.700 2.200c-.8.400-1.300 1-1.300 1.900M12 16.700h.01",
  send: "M4.500 12 4 4.800 20.500 12 4 19.200l.5-7.200Zm0 0h8",
  plus: "M12 5v14M5 12h14",
  close: "m6 6 12 12M18 6 6 18",
  check: "m5 12.500 4.500 4.500L19 7.500",
  reply: "M10 7 4.500 12 10 17M5 12h8.500c3.500 0 6 2 6.500 5.500",
  slash:
    "M7.500 4h9A3.500 3.500 0 0 1 20 7.500v9a3.500 3.500 0 0 1-3.500 3.500h-9A3.500 3.500 0 0 1 4 16.500v-9A3.500 3.500 0 0 1 7.500 4ZM14 8.500l-4 7",
  file: "M13.500 3H6.500v18h11V7l-4-4ZM13.500 3v4h4",
  clip: "m19.500 11.500-7.700 7.700a4.600 4.600 0 0 1-6.500-6.500l8-8a3.100 3.100 0 0 1 4.400 4.400l-8 8a1.500 1.500 0 0 1-2.200-2.200l7.300-7.300",
  out: "M14 4.500h5.500V10M19 5l-8.500 8.500M17.500 13.500v5.500h-12.500v-12.500h5.500",
  bin: "M4.500 7h15M9.500 7V4.500h5V7M6.500 7l.8 12.500h9.400L17.500 7M10 11v5M14 11v5",
  copy: "M8.500 8.500h11v11h-11zM15.500 8.500v-4h-11v11h4",
  warning: "M12 4 2.800 19.500h18.400L12 4ZM12 10v4.500M12 17h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.500 20.500c.5-4 3.500-6 7.500-6s7 2 7.500 6",
  role: "M12 3 4.500 6v5.500c0 4.500 3 7.700 7.500 9.500 4.500-1.800 7.500-5 7.500-9.500V6L12 3Z",
};
