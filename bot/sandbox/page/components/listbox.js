/**
 * The list of a combobox, after the ARIA pattern: the focus stays in `input`, the arrows move through the options, and
 * `aria-activedescendant` says which one is meant. Used by commands, options and selects.
 */

import { el } from "../dom.js";
import { icon } from "../icons.js";

let lists = 0;

export class Listbox {
  #entries = [];
  #active = -1;

  /** `onPick(entry)`; `isMulti` shows a tick at every option that `isChosen(entry)`. */
  constructor({ input, label, onPick, isMulti = false, isChosen = () => false }) {
    lists += 1;
    Object.assign(this, { input, onPick, isMulti, isChosen });
    this.list = el("ul", {
      role: "listbox",
      id: `list-${lists}`,
      "aria-label": label,
      "aria-multiselectable": isMulti ? "true" : null,
      class: "listbox",
    });
    this.note = el("p", { class: "list-note", role: "status" });
    this.element = el("div", { class: "listbox-frame" }, this.list, this.note);
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
      autocomplete: "off",
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  }

  get active() {
    return this.#entries[this.#active] ?? null;
  }

  /**
   * `entries`: `{label, note?, start?, group?, value}`; `start` is a node before the label. `note` says why there are
   * none.
   */
  show(entries, { note = "", isFirstActive = true, active = null } = {}) {
    this.#entries = entries;
    this.list.replaceChildren(...this.#draw(entries));
    this.list.hidden = !entries.length;
    this.note.textContent = note;
    this.note.hidden = !note;
    this.input.setAttribute("aria-expanded", String(entries.length > 0));
    this.#activate(entries.length && isFirstActive ? Math.max(0, active ?? 0) : -1);
  }

  hide() {
    this.show([]);
  }

  get isOpen() {
    return this.#entries.length > 0;
  }

  /** Ticks again what is chosen, without moving. */
  refresh() {
    const at = this.#active;
    const { scrollTop } = this.list;
    this.show(this.#entries, { active: at, isFirstActive: at >= 0 });
    this.list.scrollTop = scrollTop;
  }

  /** True when the key was for the list. Enter picks; whether Tab does is the caller's business. */
  handleKey(event) {
    const last = this.#entries.length - 1;
    if (last < 0) return false;
    const to = {
      ArrowDown: this.#active >= last ? 0 : this.#active + 1,
      ArrowUp: this.#active <= 0 ? last : this.#active - 1,
      PageDown: Math.min(last, this.#active + 6),
      PageUp: Math.max(0, this.#active - 6),
    }[event.key];
    if (to !== undefined) this.#activate(to);
    else if (event.key === "Enter" && this.active) this.onPick(this.active);
    else return false;
    event.preventDefault();
    return true;
  }

  #draw(entries) {
    let group = null;
    return entries.flatMap((entry, index) => {
      const head =
        entry.group && entry.group !== group
          ? [el("li", { role: "presentation", class: "list-group" }, entry.group)]
          : [];
      group = entry.group;
      return [...head, this.#option(entry, index)];
    });
  }

  #option(entry, index) {
    const isChosen = this.isChosen(entry);
    const pick = (event) => {
      event.preventDefault();
      this.#activate(index, false);
      this.onPick(entry);
    };
    return el(
      "li",
      {
        role: "option",
        id: `${this.list.id}-${index}`,
        class: "option",
        "aria-selected": String(isChosen),
        on: { click: pick, pointerdown: (event) => event.pointerType === "mouse" && event.preventDefault() },
      },
      this.isMulti && el("span", { class: "tick", "aria-hidden": "true" }, isChosen && icon("check")),
      entry.start,
      el(
        "span",
        { class: "option-text" },
        el("span", { class: "option-label" }, entry.label),
        entry.note && el("span", { class: "option-note" }, entry.note),
      ),
      !this.isMulti && isChosen && icon("check", "icon option-check"),
      entry.end,
    );
  }

  #activate(index, isScrolling = true) {
    this.#active = index;
    this.list.querySelector(".is-active")?.classList.remove("is-active");
    const option =
      index >= 0
        ? (document.getElementById(`${this.list.id}-${index}`) ?? this.list.querySelectorAll("[role=option]")[index])
        : null;
    option?.classList.add("is-active");
    if (option && isScrolling) option.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }
}
