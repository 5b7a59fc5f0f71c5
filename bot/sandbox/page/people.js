/** Who one is, and becoming somebody else. */

import { el } from "./dom.js";
import { avatar } from "./avatar.js";
import { openPopover } from "./popover.js";
import { icon } from "./icons.js";

/** "Spanish (Spain)": the page itself speaks English. */
export function languageName(locale) {
  return new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" }).of(locale);
}

/** The button in the header with the person one is. */
export function personSwitcher(store) {
  const button = el("button", {
    type: "button",
    class: "person-button",
    "aria-expanded": "false",
    on: { click: () => open() },
  });
  let popover = null;
  const open = () => {
    if (popover) return popover.close();
    button.setAttribute("aria-expanded", "true");
    popover = openPopover(button, choices(store), {
      align: "end",
      onClose: () => ((popover = null), button.setAttribute("aria-expanded", "false")),
    });
    popover.element.querySelector("a")?.focus();
  };
  const draw = () => {
    const { name, color, locale } = store.person;
    button.setAttribute("aria-label", `You are ${name}, ${languageName(locale)}. Be somebody else`);
    button.replaceChildren(
      avatar(name, color, "avatar is-small"),
      el("span", { class: "person-name" }, name),
      el("span", { class: "locale" }, locale),
      icon("down"),
    );
  };
  store.on("world", draw);
  return button;
}

function choices(store) {
  const others = store.world.people.filter((person) => person.key !== store.me);
  return el(
    "nav",
    { class: "person-choices", "aria-label": "People" },
    el("p", { class: "menu-title" }, "Be somebody else"),
    others.map((person) =>
      el(
        "div",
        { class: "person-choice" },
        el(
          "a",
          { href: link(person, store), class: "menu-item" },
          avatar(person.name, person.color, "avatar is-small"),
          el("span", {}, person.name),
          el("span", { class: "locale" }, person.locale),
        ),
        el(
          "a",
          {
            href: link(person, store),
            target: `sandbox-${person.key}`,
            class: "icon-button",
            "aria-label": `${person.name} in a tab of their own`,
            title: "In a tab of their own",
          },
          icon("out"),
        ),
      ),
    ),
  );
}

function link(person, store) {
  const isShared = store.channel && store.channel.type !== 1;
  return `?as=${encodeURIComponent(person.key)}${isShared ? `#${store.channelId}` : ""}`;
}
