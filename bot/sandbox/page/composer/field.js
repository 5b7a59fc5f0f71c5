/** One option of a command in the composer: its name, its field, its list. */

import { el } from "../dom.js";
import { Listbox } from "../components/listbox.js";
import { localDescription, localName } from "../names.js";
import { Suggestions } from "./suggestions.js";
import { KIND, readValue } from "./values.js";
import { icon } from "../icons.js";

const INPUT_MODES = { [KIND.INTEGER]: "numeric", [KIND.NUMBER]: "decimal" };

export class OptionField {
  #chosen = null;
  #error = "";

  /**
   * `form` is the command in the composer: it is told of `focused`, `changed`, `next`, `submit`, `leave` and `drop`.
   */
  constructor(option, store, form) {
    Object.assign(this, { option, store, form, files: [] });
    this.name = localName(option, store.locale);
    this.description = localDescription(option, store.locale);
    this.input = option.type === KIND.ATTACHMENT ? this.#fileInput() : this.#textInput();
    this.element = el(
      "label",
      { class: "option-field" },
      el("span", { class: "option-name" }, this.name),
      this.input,
      this.chooser,
    );
  }

  focus() {
    (this.chooser ?? this.input).focus();
  }

  get error() {
    return this.#error;
  }

  get isEmpty() {
    return !this.#chosen && !this.files.length && !this.input.value.trim();
  }

  /**
   * The option as it is sent, or null; with an error the field says so. `fileIndex` is where its file stands among all.
   */
  read(fileIndex) {
    const found =
      this.option.type === KIND.ATTACHMENT
        ? this.#readFile(fileIndex)
        : readValue(this.option, this.input.value, this.#chosen);
    this.fail(found.error ?? "");
    return found.value === undefined ? null : { name: this.option.name, type: this.option.type, value: found.value };
  }

  /** As it stands while somebody is typing: nothing is checked, and the focused one holds what was typed. */
  draft(isFocused) {
    const { name, type } = this.option;
    if (isFocused) return { name, type, value: this.input.value, focused: true };
    const { value } = this.files.length
      ? {}
      : readValue({ ...this.option, required: false }, this.input.value, this.#chosen);
    return value === undefined ? null : { name, type, value };
  }

  fail(error) {
    this.#error = error;
    this.element.classList.toggle("is-wrong", Boolean(error));
    (this.chooser ?? this.input).setAttribute("aria-invalid", String(Boolean(error)));
  }

  #textInput() {
    const { option } = this;
    const input = el("input", {
      type: "text",
      size: "1",
      class: "option-input",
      "aria-label": `${this.name}: ${this.description}`,
      "aria-required": option.required ? "true" : "false",
      "aria-describedby": "composer-hint",
      inputmode: INPUT_MODES[option.type],
      spellcheck: "false",
      autocapitalize: "off",
      enterkeyhint: "send",
    });
    this.listbox = new Listbox({ input, label: this.name, onPick: (entry) => this.#pick(entry) });
    this.suggestions = new Suggestions({
      option,
      store: this.store,
      listbox: this.listbox,
      ask: (signal) => this.form.ask(this, signal),
    });
    input.addEventListener("focus", () => (this.form.focused(this), this.#suggest()));
    input.addEventListener("blur", () => this.suggestions.hide());
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    this.listbox.hide();
    return input;
  }

  #typed() {
    this.#chosen = null;
    this.fail("");
    this.#fit();
    this.form.changed(this);
    this.#suggest();
  }

  /** The field is as wide as what stands in it. */
  #fit() {
    this.input.size = Math.max(1, Math.min(40, [...this.input.value].length));
  }

  #suggest() {
    this.suggestions.show(this.#chosen ? "" : this.input.value);
  }

  #pick(entry) {
    this.#chosen = entry;
    this.input.value = entry.label;
    this.fail("");
    this.#fit();
    this.suggestions.hide();
    this.form.next(this);
  }

  #key(event) {
    const { listbox, input } = this;
    if (event.key === "Tab" && !event.shiftKey && listbox.active && input.value && !this.#chosen && !this.#isFreeText())
      return (event.preventDefault(), this.#pick(listbox.active));
    if (event.key === "Enter" && this.#chosen) return this.#act(event, () => this.form.submit());
    if (listbox.handleKey(event)) return;
    if (event.key === "Enter") this.#act(event, () => this.form.submit());
    else if (event.key === "Escape")
      this.#act(event, () => (listbox.isOpen ? this.suggestions.hide() : this.form.leave()));
    else if (event.key === "Backspace" && !input.value) this.#act(event, () => this.form.drop(this));
  }

  /** Whatever is typed may be sent, so leaving the field must not put something else in its place. */
  #isFreeText() {
    return this.option.autocomplete || (this.option.type === KIND.STRING && !this.option.choices);
  }

  #act(event, act) {
    event.preventDefault();
    act();
  }

  #fileInput() {
    const input = el("input", { type: "file", hidden: true, on: { change: () => this.#chose([...input.files]) } });
    const onKey = (event) => {
      if (event.key === "Escape") this.#act(event, () => this.form.leave());
      if (event.key === "Backspace") this.#act(event, () => this.form.drop(this));
    };
    this.chooser = el(
      "button",
      {
        type: "button",
        class: "file-chooser",
        "aria-describedby": "composer-hint",
        on: { click: () => input.click(), focus: () => this.form.focused(this), keydown: onKey },
      },
      icon("clip"),
      "Choose a file",
    );
    this.chooser.setAttribute("aria-label", `${this.name}: choose a file`);
    return input;
  }

  #chose(files) {
    this.files = files;
    this.fail("");
    this.chooser.replaceChildren(icon("clip"), files[0]?.name ?? "Choose a file");
    this.chooser.setAttribute("aria-label", `${this.name}: ${files[0]?.name ?? "choose a file"}`);
    this.form.changed(this);
    this.chooser.focus();
  }

  #readFile(fileIndex) {
    if (this.files.length) return { value: fileIndex };
    return this.option.required ? { error: "A file is needed." } : {};
  }
}
