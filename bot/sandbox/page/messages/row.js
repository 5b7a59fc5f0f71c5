/** One message in the log, and one command that still waits for its answer. */

import { el, hidden, iconButton } from "../dom.js";
import { avatar } from "../avatar.js";
import { dismissWaiting, removeMessage } from "../actions.js";
import { spokenName } from "../names.js";
import { timeOfDay, momentInWords } from "../time.js";
import { dots, isPrivate, isThinking, messageBody } from "./body.js";
import { originLine, usedLine } from "./origin.js";
import { openMessageMenu } from "./message_menu.js";
import { isThreadLine, threadCard } from "../threads/card.js";
import { icon } from "../icons.js";

/** How long a finger rests before the menu opens. */
const LONG_PRESS_MS = 500;

export class MessageRow {
  #message = null;
  #isGrouped = null;

  constructor(store) {
    this.store = store;
    this.failure = el("p", { class: "failure", hidden: true });
    this.thread = el("div", { class: "thread-place" });
    this.element = el("li", { class: "message", on: { contextmenu: (event) => this.#menuAtPointer(event) } });
    this.#openOnLongPress();
  }

  /** Draws anew only what changed: an edit replaces the body and leaves the row. */
  show(message, isGrouped) {
    const isSame = message === this.#message && isGrouped === this.#isGrouped;
    this.#message = message;
    this.#isGrouped = isGrouped;
    if (!isSame) this.#draw();
    this.update();
  }

  /** Which of its components wait for an answer, and whether one failed. */
  update() {
    const { store, element } = this;
    const { id } = this.#message;
    for (const node of element.querySelectorAll("[data-custom-id]")) {
      const isWaiting = store.isPressed(id, node.dataset.customId);
      node.classList.toggle("is-waiting", isWaiting);
      node.setAttribute("aria-busy", String(isWaiting));
    }
    element.classList.toggle("is-busy", store.hasPressed(id));
    this.#drawThread();
    this.#showFailure(store.failures.get(id) ?? null);
  }

  /** The card of its thread, which grows while the message stays as it is. */
  #drawThread() {
    const had = this.thread.contains(document.activeElement);
    const card = threadCard(this.#message, this.store);
    this.thread.replaceChildren(...(card ? [card] : []));
    if (had) card?.focus();
  }

  #showFailure(text) {
    if (text === (this.failure.dataset.text ?? null)) return;
    if (text) this.failure.dataset.text = text;
    else delete this.failure.dataset.text;
    this.failure.hidden = !text;
    this.failure.replaceChildren(...(text ? [icon("warning"), text] : []));
    this.failure.setAttribute("role", text ? "alert" : "presentation");
  }

  #draw() {
    const message = this.#message;
    const { store, element } = this;
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.customId : null;
    element.className = [
      "message",
      this.#isGrouped && "is-grouped",
      isPrivate(message) && "is-private",
      mentionsMe(message, store) && "mentions-me",
    ]
      .filter(Boolean)
      .join(" ");
    element.replaceChildren(this.#article());
    if (focused) element.querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus();
  }

  #article() {
    const message = this.#message;
    const { store } = this;
    const name = store.userName(message.author.id, message.author);
    if (isThreadLine(message)) return this.#line(name);
    return el(
      "article",
      { "aria-label": `${name}, ${momentInWords(Date.parse(message.timestamp), "f", store.locale)}` },
      this.#isGrouped ? null : originLine(message, store),
      this.#isGrouped ? this.#shortTime() : avatar(name, store.member(message.author.id)?.color),
      el(
        "div",
        { class: "message-main" },
        this.#isGrouped ? null : this.#head(name),
        messageBody(message, store),
        this.thread,
        this.failure,
        this.#privateLine(),
      ),
      this.#tools(name),
    );
  }

  /** "Ana started a thread": nobody wrote it. */
  #line(name) {
    const { timestamp } = this.#message;
    return el(
      "article",
      { "aria-label": `${name} started a thread` },
      el("span", { class: "line-mark" }, icon("thread")),
      el(
        "div",
        { class: "message-main" },
        el(
          "p",
          { class: "line-text" },
          el("strong", {}, name),
          " started a thread: ",
          el("strong", {}, this.#message.content),
          " ",
          el("time", { datetime: timestamp, class: "when" }, timeOfDay(timestamp, this.store.locale)),
        ),
        this.thread,
        this.failure,
      ),
      this.#tools(name),
    );
  }

  #head(name) {
    const { author, timestamp } = this.#message;
    return el(
      "div",
      { class: "message-head" },
      el("span", { class: "author" }, name),
      author.bot && el("span", { class: "badge" }, "APP"),
      el("time", { datetime: timestamp, class: "when" }, timeOfDay(timestamp, this.store.locale)),
    );
  }

  #shortTime() {
    const { timestamp } = this.#message;
    return el("time", { datetime: timestamp, class: "when-beside" }, timeOfDay(timestamp, this.store.locale));
  }

  #privateLine() {
    const message = this.#message;
    if (!isPrivate(message) || isThinking(message)) return null;
    const dismiss = el(
      "button",
      { type: "button", class: "text-button", on: { click: () => removeMessage(this.store, message) } },
      "Dismiss",
    );
    return el(
      "p",
      { class: "private-line" },
      icon("eye"),
      "Only you can see this",
      el("span", { "aria-hidden": "true" }, "·"),
      dismiss,
    );
  }

  #tools(name) {
    const open = () => openMessageMenu(this.store, this.#message, this.more, { align: "end" });
    this.more = iconButton("more", `More about ${name}'s message`, open, {
      class: "icon-button message-tools",
      "aria-haspopup": "menu",
    });
    return this.more;
  }

  #menuAtPointer(event) {
    if (event.target.closest("a, img, input, textarea") || String(getSelection())) return;
    event.preventDefault();
    const at = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : null;
    openMessageMenu(this.store, this.#message, this.more, { at, align: at ? "start" : "end" });
  }

  /** Some phones send no `contextmenu` for a long press. */
  #openOnLongPress() {
    let timer = null;
    const stop = () => clearTimeout(timer);
    const start = (event) => {
      if (event.pointerType !== "touch" || event.target.closest("button, a, input")) return;
      timer = setTimeout(
        () => openMessageMenu(this.store, this.#message, this.more, { at: { x: event.clientX, y: event.clientY } }),
        LONG_PRESS_MS,
      );
    };
    this.element.addEventListener("pointerdown", start);
    for (const end of ["pointerup", "pointercancel", "pointermove", "contextmenu"])
      this.element.addEventListener(end, stop);
  }
}

function mentionsMe(message, store) {
  const me = store.person.id;
  if (message.author.id === me) return false;
  const roles = store.member(me)?.roles ?? [];
  return (
    message.mention_everyone ||
    message.mentions?.some((user) => user.id === me) ||
    message.mention_roles?.some((id) => roles.includes(id))
  );
}

/** A command on its way, or one that the bot did not answer. */
export class WaitingRow {
  constructor(store, entry) {
    const name = store.botName;
    const command = spokenName(entry.command, store.world.commands);
    const text = entry.hasFailed
      ? failed()
      : el("p", { class: "thinking" }, hidden(`${command}: `), "Sending the command", dots());
    const dismiss = el(
      "button",
      { type: "button", class: "text-button", on: { click: () => dismissWaiting(store, entry) } },
      "Dismiss",
    );
    this.element = el(
      "li",
      { class: "message is-private" },
      el(
        "article",
        { "aria-label": command },
        usedLine(store.member(store.person.id).user, command, store),
        avatar(name, store.world.bot.user && store.member(store.world.bot.user.id)?.color),
        el(
          "div",
          { class: "message-main" },
          el(
            "div",
            { class: "message-head" },
            el("span", { class: "author" }, name),
            el("span", { class: "badge" }, "APP"),
          ),
          text,
          entry.hasFailed &&
            el(
              "p",
              { class: "private-line" },
              icon("eye"),
              "Only you can see this",
              el("span", { "aria-hidden": "true" }, "·"),
              dismiss,
            ),
        ),
      ),
    );
  }
}

function failed() {
  return el("p", { class: "failure" }, icon("warning"), "The application did not respond");
}
