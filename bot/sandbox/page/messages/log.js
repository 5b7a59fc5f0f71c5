/** The messages of the open channel: drawn once each, kept at the newest, older ones read as one scrolls up. */

import { el, iconButton, refill } from "../dom.js";
import { announce } from "../announce.js";
import { dayInWords, isSameDay } from "../time.js";
import { channelIcon, channelLabel } from "../channels.js";
import { runnable } from "../composer/commands.js";
import { DM, isForum, isThread } from "../kinds.js";
import { postList } from "../threads/posts.js";
import { MessageRow, WaitingRow } from "./row.js";
import { isThreadLine } from "../threads/card.js";
import { icon } from "../icons.js";

const PAGE = 50;
/** How near to an edge, in pixels, counts as being there. */
const NEAR = 80;
/** What stays free above a message that is read from its beginning. */
const MARGIN = 8;
/** Messages of one person stand together when they follow within this time. */
const TOGETHER_MS = 7 * 60_000;

export class MessageLog {
  #rows = new Map();
  #isAtEnd = true;
  #unseen = 0;
  #wanted = null;

  constructor(store) {
    this.store = store;
    this.list = el("ol", { class: "messages" });
    this.intro = el("div", { class: "channel-intro" });
    this.content = el("div", { class: "log-content" }, this.intro, this.list);
    const props = {
      class: "log",
      role: "log",
      "aria-live": "polite",
      tabindex: "0",
      on: { scroll: () => this.#scrolled() },
    };
    this.scroller = el("div", props, this.content);
    this.jump = el("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd() } });
    this.notice = el("div", { class: "notice", hidden: true, role: "alert" });
    this.element = el("div", { class: "log-frame" }, this.scroller, this.jump, this.notice);
    this.#listen();
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#isAtEnd = true;
    this.#seen();
  }

  #listen() {
    const { store } = this;
    store.on("channel", () => this.#open());
    store.on("room", (change) => this.#changed(change));
    store.on("presses", (messageId) => this.#rows.get(messageId)?.update());
    store.on("world", () => this.#redraw());
    store.on("threads", () => this.#drawThreads());
    store.on("reconnected", () => this.#forget());
    store.on("notice", (text) => this.#say(text));
    store.on("find", (messageId) => this.#find(messageId));
    const keep = new ResizeObserver(() => this.#isAtEnd && this.toEnd());
    keep.observe(this.content);
    keep.observe(this.scroller);
  }

  #open() {
    this.#rows.clear();
    this.#isAtEnd = true;
    this.#seen();
    this.notice.hidden = true;
    this.#draw();
    this.toEnd();
    if (!this.store.room.isRead) this.#readNewest();
  }

  /** Brings a message into sight, now or once the channel has been read; one that is too old is not looked for. */
  #find(messageId) {
    this.#wanted = messageId;
    const row = messageId && this.#rows.get(messageId)?.element;
    if (!row?.isConnected) return;
    this.#wanted = null;
    this.#isAtEnd = false;
    row.scrollIntoView({ block: "center" });
  }

  /** What happened while the line was lost is read once the sandbox has said what there is now. */
  #forget() {
    this.store.rooms.forget();
    this.store.presses.clear();
  }

  async #readNewest() {
    const { channelId, rooms, api } = this.store;
    try {
      rooms.setNewest(channelId, await api.messages(channelId, null, PAGE), PAGE);
    } catch (error) {
      return this.#say(error.message);
    }
    if (channelId === this.store.channelId) this.#drawQuietly();
    if (this.#isAtEnd) this.toEnd();
    if (this.#wanted) this.#find(this.#wanted);
  }

  async #readOlder() {
    const { channelId, room, rooms, api } = this.store;
    if (room.isLoading || !room.hasOlder || !room.isRead || !room.messages.length) return;
    room.isLoading = true;
    this.#drawIntro();
    const older = await api.messages(channelId, room.messages[0].id, PAGE).catch(() => null);
    room.isLoading = false;
    if (older) rooms.addOlder(channelId, older, PAGE);
    if (channelId !== this.store.channelId) return;
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    this.#drawQuietly();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  /** What one reads because one asked for it is not news: screen readers are not told. */
  #drawQuietly() {
    this.scroller.setAttribute("aria-live", "off");
    this.#draw();
    requestAnimationFrame(() => requestAnimationFrame(() => this.scroller.setAttribute("aria-live", "polite")));
  }

  #redraw() {
    if (!this.store.channel) return;
    this.#rows.clear();
    this.list.replaceChildren();
    this.#drawQuietly();
    if (!this.store.room.isRead) this.#readNewest();
  }

  /** A thread grew: its card, or its line in the forum. */
  #drawThreads() {
    if (!this.store.channel) return;
    if (isForum(this.store.channel)) this.#drawIntro();
    for (const { id } of this.store.room.messages) this.#rows.get(id)?.update();
  }

  #changed(change = {}) {
    const wasAtEnd = this.#isAtEnd;
    this.#draw();
    const said = change.added ?? change.edited;
    if (wasAtEnd || change.hasFailed || (change.added && isFor(change.added, this.store.person))) this.#follow(said);
    else if (change.added) this.#countUnseen();
    if (change.hasFailed) announce("The application did not respond");
  }

  /** To the end; but what is taller than the window is read from its beginning. */
  #follow(message) {
    const row = message && this.#rows.get(message.id)?.element;
    const isTall =
      row?.isConnected && row === this.list.lastElementChild && row.offsetHeight > this.scroller.clientHeight;
    if (!isTall) return this.toEnd();
    this.#isAtEnd = false;
    this.scroller.scrollTop = row.offsetTop - MARGIN;
  }

  #draw() {
    this.#drawIntro();
    const { messages, waiting } = this.store.room;
    const nodes = [];
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      if (!before || !isSameDay(before.timestamp, message.timestamp)) nodes.push(this.#day(message));
      nodes.push(this.#row(message, before));
    });
    nodes.push(...waiting.map((entry) => this.#waiting(entry)));
    this.#place(nodes);
  }

  #row(message, before) {
    const row = this.#rows.get(message.id) ?? new MessageRow(this.store);
    this.#rows.set(message.id, row);
    row.show(message, belongTogether(before, message));
    return row.element;
  }

  #waiting(entry) {
    const key = `waiting ${entry.interactionId} ${entry.hasFailed}`;
    if (!this.#rows.has(key)) this.#rows.set(key, new WaitingRow(this.store, entry));
    return this.#rows.get(key).element;
  }

  #day(message) {
    const day = new Date(message.timestamp).toDateString();
    const text = dayInWords(message.timestamp, this.store.locale);
    if (!this.#rows.has(day)) this.#rows.set(day, { element: el("li", { class: "day" }, el("span", {}, text)) });
    return this.#rows.get(day).element;
  }

  /** Nodes that are already in their place stay untouched, so that focus and pictures do. */
  #place(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.list.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, index) => {
      if (this.list.children[index] !== node) this.list.insertBefore(node, this.list.children[index] ?? null);
    });
  }

  #drawIntro() {
    const { channel, room } = this.store;
    if (!channel) return;
    this.scroller.setAttribute("aria-label", `Messages in ${channelLabel(channel, this.store)}`);
    if (room.isLoading) this.intro.replaceChildren(el("p", {}, "Reading older messages…"));
    else refill(this.intro, room.isRead && !room.hasOlder ? beginning(channel, this.store) : []);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#isAtEnd) this.#seen();
    this.jump.hidden = this.#isAtEnd;
    if (!this.jump.hidden) this.#labelJump();
    if (scrollTop < NEAR && scrollHeight > clientHeight) this.#readOlder();
  }

  #countUnseen() {
    this.#unseen += 1;
    this.jump.hidden = false;
    this.#labelJump();
  }

  #labelJump() {
    const news = this.#unseen === 1 ? "1 new message" : `${this.#unseen} new messages`;
    this.jump.setAttribute("aria-label", this.#unseen ? `${news}: jump to newest` : "Jump to newest");
    this.jump.classList.toggle("has-news", this.#unseen > 0);
    this.jump.replaceChildren(...(this.#unseen ? [news] : []), icon("arrowDown"));
  }

  #seen() {
    this.#unseen = 0;
    this.jump.hidden = true;
  }

  #say(text) {
    const close = iconButton("close", "Close", () => (this.notice.hidden = true));
    this.notice.replaceChildren(icon("warning"), el("span", {}, text), close);
    this.notice.hidden = false;
  }
}

/** What stands at the beginning of a channel: what it is for, and what a newcomer can do in it. */
function beginning(channel, store) {
  const name = channelLabel(channel, store);
  const begins = beginningInWords(channel, name, store);
  const hint = ["Type ", el("kbd", {}, "/"), ` to see what ${store.botName} can do.`];
  return [
    el("span", { class: "intro-mark" }, icon(channelIcon(channel))),
    el("h2", {}, name),
    isForum(channel)
      ? [el("p", {}, channel.topic || "Posts, each with a conversation of its own."), postList(store, channel)]
      : el("p", {}, begins, runnable(store).length > 0 && hint),
  ];
}

function beginningInWords(channel, name, store) {
  if (channel.type === DM) return `This is where your messages with ${name} begin. `;
  if (isThread(channel)) return `${store.userName(channel.owner_id)} started this thread. `;
  return `This is where ${name} begins. `;
}

/** What this person wrote, or what a command of theirs is answered with. */
function isFor(message, person) {
  return message.author.id === person.id || message.interaction_metadata?.user.id === person.id;
}

function belongTogether(before, message) {
  if (!before || before.author.id !== message.author.id || !isSameDay(before.timestamp, message.timestamp))
    return false;
  if (isThreadLine(before) || isThreadLine(message)) return false;
  if (message.interaction || message.interaction_metadata || message.referenced_message || message.message_reference)
    return false;
  if ((before.flags & 64) !== (message.flags & 64)) return false;
  return Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER_MS;
}
