/** Where one writes: plain messages, or a command once it begins with "/". */

import { el } from "../dom.js";
import { channelLabel } from "../channels.js";
import { isArchived, isForum, isLocked, maySend } from "../kinds.js";
import { CommandForm } from "./command_form.js";
import { runnable } from "./commands.js";
import { MessageForm } from "./message_form.js";

export class Composer {
  #form = null;

  constructor(store) {
    this.store = store;
    this.message = new MessageForm(store, (run) => this.#choose(run));
    this.typing = el("p", { class: "typing", role: "status" });
    this.place = el("div", { class: "composer-place" });
    this.element = el("section", { class: "composer", "aria-label": "Write" }, this.place, this.typing);
    store.on("channel", () => this.#open());
    store.on("world threads", () => this.#drawMessage());
    store.on("typing channel", () => this.#drawTyping());
    store.on("unfocused", () => this.focus());
    store.on("fill", (mention) => this.#fill(mention));
  }

  focus() {
    (this.#form ?? this.message).focus();
  }

  startCommand() {
    this.#show(null);
    this.message.startCommand();
  }

  #open() {
    this.#show(null);
    this.#drawMessage();
    if (matchMedia("(pointer: fine)").matches) this.message.focus();
  }

  #show(form) {
    this.#form = form;
    const shown = form ?? this.message;
    this.place.replaceChildren(shown.panel, el("div", { class: "composer-box" }, shown.element));
  }

  #choose(run) {
    const form = new CommandForm(run, this.store, (isDone) => this.#leave(run, isDone));
    this.#show(form);
    form.focus();
  }

  #leave(run, isDone) {
    this.#show(null);
    if (isDone) this.message.clear();
    this.message.focus();
  }

  #fill({ id, name }) {
    const run =
      runnable(this.store).find((one) => one.command.id === id && one.path === name) ??
      runnable(this.store).find((one) => one.command.id === id);
    if (run) this.#choose(run);
    else this.store.tell("notice", `You cannot use /${name} here.`);
  }

  #drawMessage() {
    const { store } = this;
    if (!store.channel) return;
    const { channel } = store;
    this.element.classList.toggle("is-forum", isForum(channel));
    this.place.hidden = isForum(channel);
    this.message.allow({
      maySend: maySend(channel),
      mayCommand: maySend(channel) || runnable(store).length > 0,
      label: channelLabel(channel, store),
      why: whyNot(channel),
    });
  }

  #drawTyping() {
    const { store } = this;
    const names = [...store.typing.values()]
      .filter((one) => one.channelId === store.channelId && one.userId !== store.person?.id)
      .map((one) => store.userName(one.userId));
    this.typing.textContent = names.length
      ? `${new Intl.ListFormat("en").format(names)} ${names.length === 1 ? "is" : "are"} typing…`
      : "";
  }
}

/** What a thread's state means for who wants to write there. */
function whyNot(channel) {
  if (isLocked(channel) && !maySend(channel)) return "This thread is locked";
  return isArchived(channel) ? "This thread is archived; a message opens it again" : "";
}
