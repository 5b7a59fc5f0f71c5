/**
 * The panes beside the conversation. On a wide window they stand in columns (members and trouble share the right one);
 * on a narrow one they slide over the conversation, which then waits.
 */

import { el, iconButton } from "./dom.js";
import { paneFoot } from "./foot.js";
import { icon } from "./icons.js";

const narrow = matchMedia("(max-width: 900px)");
const TITLES = { channels: "Channels", members: "Members", trouble: "Trouble" };

export class Drawers {
  #buttons = new Map();
  #opener = null;

  constructor(store, contents) {
    this.store = store;
    this.panes = new Map(Object.entries(contents).map(([name, content]) => [name, this.#pane(name, content)]));
    this.scrim = el("div", { class: "scrim", on: { click: () => this.closeOver() } });
    this.open = new Set(narrow.matches ? [] : ["channels", "members"]);
    store.on("closeDrawers", () => this.closeOver());
    document.addEventListener(
      "keydown",
      (event) => event.key === "Escape" && !event.defaultPrevented && this.closeOver(),
    );
    narrow.addEventListener("change", () => this.#set(narrow.matches ? [] : ["channels", "members"]));
  }

  /** The conversation between its panes. */
  frame(conversation) {
    this.conversation = conversation;
    this.panes.get("channels").append(paneFoot(this.store, this));
    const frame = el(
      "div",
      { class: "frame" },
      this.panes.get("channels"),
      conversation,
      this.panes.get("members"),
      this.panes.get("trouble"),
      this.scrim,
    );
    this.#set([...this.open]);
    return frame;
  }

  button(name, iconName, label, className = "") {
    const isWordy = className === "with-word";
    const button = el(
      "button",
      {
        type: "button",
        class: `icon-button ${className}`,
        "aria-label": label,
        title: label,
        "aria-controls": `pane-${name}`,
        on: { click: () => this.toggle(name, button) },
      },
      icon(iconName),
      isWordy && label,
    );
    this.#buttons.set(name, button);
    return button;
  }

  toggle(name, opener = null) {
    const others = name === "channels" ? [] : ["channels"];
    const isOpen = this.open.has(name);
    this.#opener = opener;
    if (narrow.matches) this.#set(isOpen ? [] : [name]);
    else if (name === "trouble") this.#set([...others, isOpen ? "members" : "trouble"]);
    else
      this.#set(
        isOpen
          ? [...this.open].filter((one) => one !== name)
          : [...[...this.open].filter((one) => others.includes(one)), name],
      );
    if (this.open.has(name) && (narrow.matches || name === "trouble"))
      this.panes.get(name).querySelector(".pane-head button, .pane-head h2")?.focus();
    else if (!this.open.has(name)) opener?.focus();
  }

  /** Closes what lies over the conversation; columns stay. */
  closeOver() {
    if (!narrow.matches || !this.open.size) return;
    this.#set([]);
    this.#opener?.focus();
  }

  #pane(name, content) {
    const close = iconButton("close", `Close ${TITLES[name].toLowerCase()}`, () => this.toggle(name, this.#opener), {
      class: name === "trouble" ? "icon-button" : "icon-button for-narrow",
    });
    const head = el("div", { class: "pane-head" }, el("h2", { id: `pane-${name}-title` }, TITLES[name]), close);
    return el(
      "aside",
      { class: `pane is-${name}`, id: `pane-${name}`, "aria-labelledby": `pane-${name}-title` },
      head,
      content,
    );
  }

  #set(names) {
    this.open = new Set(names);
    for (const [name, pane] of this.panes) {
      pane.classList.toggle("is-open", this.open.has(name));
      pane.inert = !this.open.has(name);
    }
    for (const [name, button] of this.#buttons) button.setAttribute("aria-expanded", String(this.open.has(name)));
    const isCovered = narrow.matches && this.open.size > 0;
    document.body.classList.toggle("is-covered", isCovered);
    if (this.conversation) this.conversation.inert = isCovered;
    this.store.tell("drawers", this.open);
  }
}
