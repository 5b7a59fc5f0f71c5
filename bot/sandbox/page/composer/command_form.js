/** A command being filled in: its name, its options as pills, and what may still be added. */

import { el, iconButton } from "../dom.js";
import { firstError, inWords } from "../api.js";
import { openMenu } from "../menu.js";
import { localDescription, localName } from "../names.js";
import { asData } from "./commands.js";
import { OptionField } from "./field.js";

export class CommandForm {
  #fields = [];
  #isSending = false;

  /** `onLeave(isDone)`: the command was sent, or given up. */
  constructor(run, store, onLeave) {
    Object.assign(this, { run, store, onLeave });
    this.title = el("p", { class: "hint-title" });
    this.hint = el("p", { class: "hint", id: "composer-hint" });
    this.problem = el("p", { class: "hint-error", role: "alert" });
    this.lists = el("div", { class: "option-lists" });
    this.panel = el(
      "div",
      { class: "composer-panel is-command" },
      this.lists,
      el("div", { class: "hints" }, this.title, this.hint, this.problem),
    );
    this.fields = el("div", { class: "option-fields" });
    this.more = el("button", {
      type: "button",
      class: "more-options",
      "aria-haspopup": "menu",
      on: { click: () => this.#offer() },
    });
    this.send = iconButton("send", "Send the command", () => this.submit(), { class: "icon-button send" });
    const leave = iconButton("close", "Leave the command", () => this.leave());
    this.element = el(
      "div",
      {
        class: "command-form",
        role: "group",
        "aria-label": `Command /${run.title}`,
        on: { keydown: (event) => this.#key(event) },
      },
      el(
        "div",
        { class: "command-parts" },
        el("span", { class: "command-name" }, `/${run.title}`),
        this.fields,
        this.more,
      ),
      el("span", { class: "composer-tools" }, leave, this.send),
    );
    for (const option of run.options.filter((one) => one.required)) this.#add(option);
    this.#drawMore();
    this.#describe();
  }

  focus() {
    (this.#fields[0] ?? this.send).focus();
  }

  focused(field) {
    this.lists.replaceChildren(field.listbox?.element ?? "");
    this.#describe(field);
  }

  changed(field) {
    this.#describe(field);
  }

  /** After a choice: the next option that is empty, or stay where one is, ready to send. */
  next(field) {
    const empty = this.#fields.find((other) => other !== field && other.option.required && other.isEmpty);
    (empty ?? field).focus();
    if (!empty) this.#describe(field);
  }

  leave() {
    for (const field of this.#fields) field.suggestions?.stop();
    this.onLeave(false);
  }

  /** Backspace in an empty option takes an optional one out; in the first it leaves the command. */
  drop(field) {
    if (field.option.required && field !== this.#fields[0]) return this.#before(field).focus();
    if (field.option.required) return this.leave();
    const before = this.#before(field);
    this.#fields = this.#fields.filter((other) => other !== field);
    field.element.remove();
    this.#drawMore();
    (before ?? this.send).focus();
  }

  /** Asks the bot for suggestions, with all that is filled in so far. */
  ask(field, signal) {
    const options = this.#fields.map((other) => other.draft(other === field)).filter(Boolean);
    return this.store.api.autocomplete(this.#invocation(options), signal);
  }

  async submit() {
    if (this.#isSending) return;
    const read = this.#read();
    if (!read) return;
    this.#isSending = true;
    this.element.classList.add("is-sending");
    try {
      await this.store.api.command(this.#invocation(read.options), read.files);
      this.onLeave(true);
    } catch (error) {
      this.#refused(error);
    }
    this.#isSending = false;
    this.element.classList.remove("is-sending");
  }

  #invocation(options) {
    return { channel_id: this.store.channelId, command_id: this.run.command.id, options: asData(this.run, options) };
  }

  /** Null when something is wrong: the first such field gets the focus and says what. */
  #read() {
    const files = [];
    const options = [];
    for (const field of this.#fields) {
      const option = field.read(files.length);
      if (option) options.push(option);
      if (option) files.push(...field.files);
    }
    const wrong = this.#fields.find((field) => field.error);
    if (!wrong) return { options, files };
    wrong.focus();
    this.#describe(wrong);
    return null;
  }

  #refused(error) {
    const named = firstError(error.errors)?.path.find((step) => this.#fields[step]);
    const field = this.#fields.find((one) => one.option.name === named) ?? null;
    field?.fail(inWords(error));
    field?.focus();
    this.problem.textContent = inWords(error);
  }

  #add(option) {
    const field = new OptionField(option, this.store, this);
    this.#fields.push(field);
    this.fields.append(field.element);
    return field;
  }

  #before(field) {
    return this.#fields[this.#fields.indexOf(field) - 1] ?? null;
  }

  #missing() {
    return this.run.options.filter((option) => !this.#fields.some((field) => field.option === option));
  }

  #drawMore() {
    const missing = this.#missing();
    this.more.hidden = !missing.length;
    this.more.textContent = `+${missing.length} optional`;
  }

  #offer() {
    const { locale } = this.store;
    const items = this.#missing().map((option) => ({
      label: `${localName(option, locale)}: ${localDescription(option, locale)}`,
      icon: "plus",
      onPick: () => this.#addAndFocus(option),
    }));
    openMenu(this.more, "Optional", [{ title: "Optional", items }]);
  }

  #addAndFocus(option) {
    const field = this.#add(option);
    this.#drawMore();
    field.focus();
  }

  #describe(field = null) {
    this.title.replaceChildren(
      el("strong", {}, field ? field.name : `/${this.run.title}`),
      field?.option.required === false || !field
        ? ""
        : el("span", { class: "needed" }, field.option.required ? "required" : "optional"),
    );
    this.hint.textContent = field ? field.description : this.run.description;
    this.problem.textContent = field?.error ?? "";
  }

  #key(event) {
    if (event.defaultPrevented || event.key !== "Escape") return;
    event.preventDefault();
    this.leave();
  }
}
