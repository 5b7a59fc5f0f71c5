/** The list of channels, with the conversation with the bot. */

import { el, hidden, refill } from "./dom.js";
import { avatar } from "./avatar.js";
import { nameOf } from "./store.js";
import { icon } from "./icons.js";
import { CATEGORY, DM, isAnnouncements, isArchived, isForum, isLocked, isThread, threadsOf } from "./kinds.js";

export function channelIcon(channel) {
  if (isThread(channel)) return isLocked(channel) ? "lock" : "thread";
  if (isForum(channel)) return "forum";
  if (channel.type === DM) return "letter";
  return isAnnouncements(channel) ? "horn" : "hash";
}

export function channelName(channel, store) {
  return channel.type === DM ? nameOf(channel.recipients?.[0] ?? store.world.bot.user) : channel.name;
}

/** "#general", "Recap" for a thread, or the bot's name. */
export function channelLabel(channel, store) {
  return `${channel.type === DM || isThread(channel) ? "" : "#"}${channelName(channel, store)}`;
}

export function channelList(store) {
  const lists = el("div", { class: "channel-lists" });
  const draw = () =>
    refill(
      lists,
      groups(store.world.channels).map((group) => drawGroup(group, store)),
    );
  store.on("world threads channel unread", () => store.world && draw());
  return lists;
}

/** Channels without a category come first, then each category with its own, last the conversation with the bot. */
export function groups(channels) {
  const byPosition = (one, other) => (one.position ?? 0) - (other.position ?? 0);
  const isListed = (channel) => channel.type !== CATEGORY && channel.type !== DM && !isThread(channel);
  const rooms = channels.filter(isListed).sort(byPosition);
  const categories = channels.filter((channel) => channel.type === CATEGORY).sort(byPosition);
  const known = new Set(categories.map((category) => category.id));
  return [
    { title: null, channels: rooms.filter((channel) => !known.has(channel.parent_id)) },
    ...categories.map((category) => ({
      title: category.name,
      channels: rooms.filter((channel) => channel.parent_id === category.id),
    })),
    { title: "Direct message", channels: channels.filter((channel) => channel.type === DM) },
  ].filter((group) => group.channels.length);
}

/** Every channel that the list shows, from top to bottom, threads under their own. */
export function listed(store) {
  const { channels } = store.world;
  return groups(channels)
    .flatMap((group) => group.channels)
    .flatMap((channel) => [channel, ...threadsOf(channels, channel.id, store.channelId)]);
}

function drawGroup({ title, channels }, store) {
  return el(
    "section",
    { class: "channel-group" },
    title && el("h2", {}, title),
    el(
      "ul",
      {},
      channels.map((channel) => el("li", {}, entry(channel, store), threadList(channel, store))),
    ),
  );
}

function threadList(channel, store) {
  const threads = threadsOf(store.world.channels, channel.id, store.channelId);
  if (!threads.length) return null;
  return el(
    "ul",
    { class: "threads", "aria-label": `Threads in ${channelLabel(channel, store)}` },
    threads.map((thread) => el("li", {}, entry(thread, store))),
  );
}

function entry(channel, store) {
  const isUnread = store.unread.has(channel.id);
  return el(
    "button",
    {
      type: "button",
      class: classOf(channel, isUnread),
      "data-key": channel.id,
      "aria-current": channel.id === store.channelId ? "page" : null,
      on: { click: () => (store.openChannel(channel.id), store.tell("closeDrawers")) },
    },
    channel.type === DM
      ? avatar(channelName(channel, store), store.member(channel.recipients?.[0]?.id)?.color, "avatar is-tiny")
      : icon(channelIcon(channel)),
    el("span", { class: "channel-name" }, channelName(channel, store)),
    isThread(channel) && hidden(isArchived(channel) ? " archived thread" : " thread"),
    isUnread && [el("span", { class: "unread-dot", "aria-hidden": "true" }), hidden(" unread")],
  );
}

function classOf(channel, isUnread) {
  return [
    "channel",
    isThread(channel) && "is-thread",
    isArchived(channel) && "is-archived",
    isUnread && "is-unread",
  ]
    .filter(Boolean)
    .join(" ");
}
