/** The one place that holds what the page knows. Everything else reads it and is told when a topic changes. */

import { isPlain, isRoom } from "./kinds.js";
import { Rooms } from "./rooms.js";

/**
 * Topics: `world` (people, channels, commands, bot), `threads` (one of them grew, or has another name), `channel`
 * (another one is open), `room` (messages of the open channel), `presses`, `unread`, `typing`, `link` (connection to the sandbox), `reconnected`, `status` (trouble panel),
 * `clock`, `interaction` (how far one is), `modal`. And wishes: `fill` (fill in a command that was mentioned), `notice`
 * (say that something did not work), `find` (show a message of the open channel), `unfocused` (nothing holds the focus any more), `drawers` and `closeDrawers`.
 */
export class Store {
  #listeners = new Map();
  #ahead = 0;

  constructor(api, me) {
    this.api = api;
    this.me = me;
    this.world = null;
    this.channelId = null;
    this.rooms = new Rooms();
    this.unread = new Set();
    this.typing = new Map();
    this.presses = new Map();
    this.failures = new Map();
    this.link = { state: "connecting", retryAt: 0 };
    this.status = null;
    this.modal = null;
  }

  /** Gives back what ends it. */
  on(topics, listener) {
    for (const topic of topics.split(" ")) {
      if (!this.#listeners.has(topic)) this.#listeners.set(topic, new Set());
      this.#listeners.get(topic).add(listener);
    }
    return () => topics.split(" ").forEach((topic) => this.#listeners.get(topic).delete(listener));
  }

  tell(topic, detail = undefined) {
    for (const listener of this.#listeners.get(topic) ?? []) listener(detail);
  }

  get person() {
    return this.world.me;
  }

  get locale() {
    return this.world?.me.locale ?? "en-GB";
  }

  get channel() {
    return this.world?.channels.find((channel) => channel.id === this.channelId) ?? null;
  }

  get room() {
    return this.rooms.get(this.channelId);
  }

  get botName() {
    return this.world?.bot.user ? nameOf(this.world.bot.user) : "the bot";
  }

  /** The sandbox's time, in milliseconds. */
  now() {
    return Date.now() + this.#ahead;
  }

  setClock(clock) {
    this.#ahead = clock.now_ms - Date.now();
    if (this.world) this.world = { ...this.world, clock };
  }

  /** `wanted` is the channel to open when none is open, or the open one is gone. */
  setWorld(world, wanted = null) {
    this.world = world;
    this.setClock(world.clock);
    if (!this.channel) this.channelId = null;
    this.tell("world");
    if (this.channel) return;
    const isThere = world.channels.some((channel) => channel.id === wanted && isRoom(channel));
    this.openChannel(isThere ? wanted : firstChannel(world.channels));
  }

  /** A thread that is new, or other than before. */
  putChannel(channel) {
    const others = this.world.channels.filter((one) => one.id !== channel.id);
    const at = this.world.channels.findIndex((one) => one.id === channel.id);
    const channels = at < 0 ? [...others, channel] : this.world.channels.with(at, channel);
    this.world = { ...this.world, channels };
    this.tell("threads");
  }

  openChannel(channelId) {
    if (!channelId || channelId === this.channelId) return;
    this.channelId = channelId;
    this.unread.delete(channelId);
    this.tell("channel");
    this.tell("unread");
  }

  member(userId) {
    return this.world.guild.members.find((member) => member.user.id === userId) ?? null;
  }

  isMine(message) {
    return message.author.id === this.person.id;
  }

  /** The name that people see for a user: the nickname in the server, else the display name. */
  userName(userId, fallback = null) {
    const member = this.member(userId);
    if (member) return member.nick || nameOf(member.user);
    return fallback ? nameOf(fallback) : "unknown user";
  }

  /** A button or select is being worked on until its interaction is answered. */
  beginPress(messageId, customId) {
    this.presses.set(pressKey(messageId, customId), true);
    this.failures.delete(messageId);
    this.tell("presses", messageId);
  }

  endPress(messageId, customId, failure = null) {
    this.presses.delete(pressKey(messageId, customId));
    if (failure) this.failures.set(messageId, failure);
    this.tell("presses", messageId);
  }

  isPressed(messageId, customId) {
    return this.presses.has(pressKey(messageId, customId));
  }

  hasPressed(messageId) {
    return [...this.presses.keys()].some((key) => key.startsWith(`${messageId}/`));
  }
}

export function nameOf(user) {
  return user.global_name || user.username;
}

function pressKey(messageId, customId) {
  return `${messageId}/${customId}`;
}

function firstChannel(channels) {
  const written = channels.filter(isPlain);
  written.sort((one, other) => (one.position ?? 0) - (other.position ?? 0));
  return (written[0] ?? channels[0])?.id;
}
