/** A menu of actions, after the ARIA menu pattern: arrows, Home, End, a letter, Enter, Esc. */

import { el } from "./dom.js";
import { openPopover } from "./popover.js";
import { icon } from "./icons.js";

/** `groups`: `{title?, items: [{label, icon, isDangerous?, onPick}]}`; an empty group is left out. */
export function openMenu(anchor, label, groups, options = {}) {
  const shown = groups.filter((group) => group.items.length);
  const menu = el(
    "div",
    { role: "menu", "aria-label": label, class: "menu" },
    shown.map((group) => drawGroup(group, () => popover.close())),
  );
  const popover = openPopover(anchor, menu, options);
  menu.addEventListener("keydown", (event) => move(menu, event));
  menu.querySelector("[role=menuitem]")?.focus();
  return popover;
}

function drawGroup({ title, items }, close) {
  const pick = (item) => () => {
    close();
    item.onPick();
  };
  return el(
    "div",
    { role: "group", "aria-label": title ?? null, class: "menu-group" },
    title && el("p", { class: "menu-title", "aria-hidden": "true" }, title),
    items.map((item) =>
      el(
        "button",
        {
          type: "button",
          role: "menuitem",
          tabindex: "-1",
          class: item.isDangerous ? "menu-item is-dangerous" : "menu-item",
          on: { click: pick(item) },
        },
        icon(item.icon),
        el("span", {}, item.label),
      ),
    ),
  );
}

function move(menu, event) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const byLetter = () =>
    items.findIndex(
      (item, index) => index !== at && item.textContent.toLowerCase().startsWith(event.key.toLowerCase()),
    );
  const steps = {
    ArrowDown: at + 1,
    ArrowUp: at - 1 + items.length,
    Home: 0,
    End: items.length - 1,
    Tab: at + (event.shiftKey ? items.length - 1 : 1),
  };
  const to = steps[event.key] ?? (event.key.length === 1 && event.key !== " " ? byLetter() : -1);
  if (to < 0) return;
  event.preventDefault();
  items[to % items.length].focus();
}
