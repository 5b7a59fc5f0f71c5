/** A select: a button that opens a list to choose from, one or several, with a field to search in long lists. */

import { el } from "../dom.js";
import { openPopover } from "../popover.js";
import { Listbox } from "./listbox.js";
import { matching } from "./choices.js";
import { icon } from "../icons.js";

/** Lists longer than this get a visible field to search; for shorter ones no phone needs to open its keyboard. */
const SHORT = 8;

export class Select {
  #popover = null;

  /**
   * `entries` as of the listbox; `values` chosen at first; `min` and `max` how many must and may be. `onChoose(values)`
   * is called when the person is done. `attributes` go to the button.
   */
  constructor({
    label,
    placeholder,
    entries,
    values = [],
    min = 1,
    max = 1,
    isDisabled = false,
    onChoose,
    attributes = {},
  }) {
    Object.assign(this, { label, placeholder, entries, values, min, max, onChoose });
    this.face = el("span", { class: "select-face" });
    this.element = el(
      "button",
      {
        type: "button",
        class: "select",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        disabled: isDisabled,
        on: { click: () => this.#toggle() },
        ...attributes,
      },
      this.face,
      el("span", { class: "button-wait", "aria-hidden": "true" }),
      icon("down"),
    );
    this.#drawFace();
  }

  #drawFace() {
    const chosen = this.entries.filter((entry) => this.values.includes(entry.value));
    const words = chosen.map((entry) =>
      el("span", { class: "select-value" }, entry.start?.cloneNode(true), entry.label),
    );
    this.face.replaceChildren(
      ...(words.length ? words : [el("span", { class: "select-placeholder" }, this.placeholder)]),
    );
    const said = chosen.map((entry) => entry.label).join(", ");
    this.element.setAttribute("aria-label", `${this.label}${said ? `: ${said}` : ""}`);
  }

  #toggle() {
    if (this.#popover) return this.#popover.close();
    const before = this.values;
    this.isDone = false;
    const content = this.#content();
    this.#popover = openPopover(this.element, content, {
      className: "select-popover",
      onClose: () => {
        this.#popover = null;
        this.element.setAttribute("aria-expanded", "false");
        if (!this.isDone) this.values = before;
        this.#drawFace();
      },
    });
    this.#popover.element.style.minWidth = `${Math.min(this.element.offsetWidth, innerWidth - 16)}px`;
    this.element.setAttribute("aria-expanded", "true");
    this.search.focus();
    const at = this.entries.findIndex((entry) => this.values.includes(entry.value));
    this.listbox.show(this.entries, { active: at });
  }

  #content() {
    const isMulti = this.max > 1;
    this.search = el("input", {
      type: "text",
      class: this.entries.length > SHORT ? "search" : "search is-slim",
      placeholder: "Type to find",
      inputmode: this.entries.length > SHORT ? null : "none",
      "aria-label": `${this.label}: find`,
    });
    this.listbox = new Listbox({
      input: this.search,
      label: this.label,
      isMulti,
      isChosen: (entry) => this.values.includes(entry.value),
      onPick: (entry) => this.#pick(entry, isMulti),
    });
    this.search.addEventListener("input", () => this.#filter());
    this.search.addEventListener("keydown", (event) => this.#key(event, isMulti));
    return el(
      "div",
      { class: "select-content" },
      this.search,
      this.listbox.element,
      isMulti || this.min === 0 ? this.#foot(isMulti) : null,
    );
  }

  #filter() {
    const found = matching(this.entries, this.search.value);
    this.listbox.show(found, { note: found.length ? "" : "Nothing like that" });
  }

  #key(event, isMulti) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isMulti) this.#confirm();
    else this.listbox.handleKey(event);
  }

  #pick(entry, isMulti) {
    if (!isMulti) return this.#finish([entry.value]);
    const isChosen = this.values.includes(entry.value);
    if (!isChosen && this.values.length >= this.max) return this.#count(true);
    this.values = isChosen ? this.values.filter((value) => value !== entry.value) : [...this.values, entry.value];
    this.listbox.refresh();
    this.#count();
  }

  #foot(isMulti) {
    this.counter = el("span", { class: "select-count", role: "status" });
    this.done = el(
      "button",
      { type: "button", class: "button is-primary", on: { click: () => this.#confirm() } },
      "Done",
    );
    const clear = el(
      "button",
      { type: "button", class: "text-button", on: { click: () => this.#finish([]) } },
      "Choose nothing",
    );
    if (isMulti) this.#count();
    return el("div", { class: "select-foot" }, isMulti && this.counter, this.min === 0 && clear, isMulti && this.done);
  }

  #count(isFull = false) {
    const { min, max, values } = this;
    this.counter.textContent = isFull
      ? `No more than ${max}`
      : `${values.length} chosen, ${min === max ? max : `${min} to ${max}`} wanted`;
    this.done.disabled = values.length < min;
  }

  #confirm() {
    if (this.values.length >= this.min) this.#finish(this.values);
  }

  #finish(values) {
    this.values = values;
    this.isDone = true;
    this.#popover.close();
    this.onChoose(values);
  }
}
