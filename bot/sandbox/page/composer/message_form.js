/** A plain message being written, and the menu of commands that "/" opens. */

import { el, iconButton } from "../dom.js";
import { avatar } from "../avatar.js";
import { inWords } from "../api.js";
import { Listbox } from "../components/listbox.js";
import { localName } from "../names.js";
import { fitting, runnable } from "./commands.js";
import { icon } from "../icons.js";

/** Discord's limit for a person's message (docs, resources/message.mdx). */
const LONGEST = 2000;
const COUNT_FROM = 1800;

export class MessageForm {
  #files = [];
  #may = { maySend: true, mayCommand: true };

  constructor(store, onCommand) {
    Object.assign(this, { store, onCommand });
    this.text = el("textarea", {
      rows: "1",
      class: "composer-text",
      enterkeyhint: "send",
      on: {
        input: () => this.#typed(),
        keydown: (event) => this.#key(event),
        paste: (event) => this.#paste(event),
        blur: () => this.menu.hide(),
      },
    });
    this.menu = new Listbox({ input: this.text, label: "Commands", onPick: (entry) => this.#choose(entry.value) });
    this.menu.element.classList.add("command-menu");
    this.problem = el("p", { class: "hint-error", role: "alert" });
    this.fileList = el("ul", { class: "chosen-files" });
    this.panel = el("div", { class: "composer-panel" }, this.menu.element, this.fileList, this.problem);
    this.count = el("span", { class: "count", "aria-live": "polite" });
    this.picker = el("input", {
      type: "file",
      multiple: true,
      hidden: true,
      on: { change: () => (this.#attach([...this.picker.files]), (this.picker.value = "")) },
    });
    this.attach = iconButton("plus", "Attach files", () => this.picker.click());
    this.slash = iconButton("slash", "Commands", () => this.startCommand());
    this.send = iconButton("send", "Send", () => this.#send(), { class: "icon-button send" });
    this.element = el(
      "div",
      { class: "message-form" },
      this.attach,
      this.picker,
      this.slash,
      this.text,
      el("span", { class: "composer-tools" }, this.count, this.send),
    );
    this.menu.hide();
    this.#drawSend();
  }

  focus() {
    this.text.focus();
  }

  clear() {
    this.text.value = "";
    this.#files = [];
    this.#drawFiles();
    this.#typed();
  }

  startCommand() {
    this.text.value = "/";
    this.text.focus();
    this.#typed();
  }

  /** What this person may do in the open channel, and what it is called. */
  allow({ maySend, mayCommand, label, why = "" }) {
    this.#may = { maySend, mayCommand };
    const plain = maySend
      ? `Message ${label}`
      : mayCommand
        ? `Use a command in ${label}`
        : `You can only read ${label}`;
    const words = why ? `${plain}. ${why}` : plain;
    this.text.placeholder = words;
    this.text.setAttribute("aria-label", mayCommand ? `${words}, or / for commands` : words);
    this.slash.hidden = !mayCommand;
    this.text.disabled = !maySend && !mayCommand;
    this.attach.hidden = !maySend;
    this.send.hidden = this.text.disabled;
    this.#drawSend();
    // What was typed while the bot started is offered as soon as it has commands.
    if (this.text.value.startsWith("/") && document.activeElement === this.text) this.#showMenu();
  }

  #typed() {
    this.problem.textContent = "";
    this.#grow();
    this.#showMenu();
    this.#drawSend();
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
  }

  #drawSend() {
    const length = [...this.text.value].length;
    this.count.textContent = length > COUNT_FROM ? String(LONGEST - length) : "";
    this.count.classList.toggle("is-over", length > LONGEST);
    this.send.disabled = !this.#may.maySend || (!this.text.value.trim() && !this.#files.length);
  }

  #showMenu() {
    const typed = this.text.value;
    if (!/^\/[^\n]*$/.test(typed) || !this.#may.mayCommand) return this.menu.hide();
    const found = fitting(runnable(this.store), typed);
    const note = this.store.world.commands.length ? "No command like that" : "The bot has no commands yet. It needs a few seconds to start.";
    this.menu.show(
      found.map((run) => this.#entry(run)),
      { note: found.length || typed.includes(" ") ? "" : note },
    );
  }

  #entry(run) {
    const { store } = this;
    const names = run.options.map((option) => [
      " ",
      el("span", { class: option.required ? "takes" : "takes is-optional" }, localName(option, store.locale)),
    ]);
    const color = store.world.bot.user && store.member(store.world.bot.user.id)?.color;
    return {
      value: run,
      group: store.botName,
      start: avatar(store.botName, color, "avatar is-small"),
      label: el("span", {}, el("span", { class: "command-title" }, `/${run.title}`), names),
      note: run.description,
    };
  }

  #choose(run) {
    this.menu.hide();
    this.text.value = "";
    this.#grow();
    this.onCommand(run);
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && this.menu.isOpen) return (event.preventDefault(), this.menu.hide());
    const isPicking = this.menu.active && event.key === "Tab" && !event.shiftKey;
    if (isPicking || this.#isWholeName(event)) return (event.preventDefault(), this.#choose(this.menu.active.value));
    if (this.menu.handleKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.#send();
  }

  /** A space after the whole name of a command takes it, as if it had been picked. */
  #isWholeName(event) {
    if (event.key !== " " || !this.menu.active) return false;
    const { title, path } = this.menu.active.value;
    return [`/${title}`, `/${path}`].includes(this.text.value);
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.#attach(files);
  }

  #attach(files) {
    this.#files = [...this.#files, ...files];
    this.#drawFiles();
    this.#drawSend();
    this.text.focus();
  }

  #drawFiles() {
    const drop = (file) => {
      this.#files = this.#files.filter((other) => other !== file);
      this.#drawFiles();
      this.#drawSend();
    };
    this.fileList.replaceChildren(
      ...this.#files.map((file) =>
        el(
          "li",
          {},
          icon("file"),
          el("span", {}, file.name),
          iconButton("close", `Take ${file.name} out`, () => drop(file)),
        ),
      ),
    );
  }

  async #send() {
    const content = this.text.value.trim();
    if (this.send.disabled) return;
    // Meant for the bot, which is still starting; the menu says so.
    if (/^\/\S+$/.test(content) && !this.store.world.commands.length) return;
    const { length } = [...content];
    if (length > LONGEST) return this.#complain(`A message can have ${LONGEST} characters; this has ${length}.`);
    const files = this.#files;
    this.clear();
    try {
      await this.store.api.send(this.store.channelId, content, files);
    } catch (error) {
      this.#restore(content, files, inWords(error));
    }
  }

  /** What was not sent is not lost. */
  #restore(content, files, problem) {
    this.text.value = this.text.value || content;
    this.#files = files;
    this.#drawFiles();
    this.#typed();
    this.#complain(problem);
  }

  #complain(problem) {
    this.problem.textContent = problem;
  }
}
