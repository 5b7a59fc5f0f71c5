/** The chat of one person: puts the parts of the page together. */

import { el, refill } from "./dom.js";
import { Api } from "./api.js";
import { banners } from "./banner.js";
import { channelIcon, channelLabel, channelList, channelName } from "./channels.js";
import { Composer } from "./composer/composer.js";
import { Connection } from "./connection.js";
import { Drawers } from "./drawers.js";
import { receiver } from "./events.js";
import { memberList } from "./members.js";
import { MessageLog } from "./messages/log.js";
import { watchModals } from "./modal/modal.js";
import { personSwitcher } from "./people.js";
import { isThread } from "./kinds.js";
import { scheduledEvents } from "./scheduled.js";
import { listenForShortcuts } from "./shortcuts.js";
import { Store } from "./store.js";
import { threadMenuButton } from "./threads/menu.js";
import { keepTime } from "./time.js";
import { troublePanel } from "./trouble/panel.js";
import { icon } from "./icons.js";

export function startChat(me, world) {
  const store = new Store(new Api(me), me);
  const log = new MessageLog(store);
  const composer = new Composer(store);
  const drawers = new Drawers(store, {
    channels: channelsPane(store),
    members: membersPane(store),
    trouble: troublePanel(store),
  });
  document.body.className = "is-chat";
  document.body.replaceChildren(header(store, drawers), drawers.frame(conversation(store, log, composer)));
  watchModals(store);
  listenForShortcuts(store, composer);
  store.on("channel", () => history.replaceState(null, "", `#${store.channelId}`));
  store.setWorld(world, location.hash.slice(1));
  keepTime(store);
  keepTitle(store);
  new Connection(store, receiver(store)).open();
}

function header(store, drawers) {
  const name = el("span", { class: "guild-name" });
  const title = el("div", { class: "channel-title" });
  store.on("world", () => (name.textContent = store.world.guild.name));
  store.on("world threads channel", () => store.channel && refill(title, channelTitle(store)));
  return el(
    "header",
    { class: "top" },
    drawers.button("channels", "menu", "Channels", "for-narrow"),
    el(
      "a",
      { class: "brand", href: "./", "aria-label": "Sandbox: who would you like to be?" },
      el("img", { src: "icon.svg", alt: "", width: "26", height: "26" }),
      name,
      el("span", { class: "tag" }, "sandbox"),
    ),
    title,
    el("div", { class: "top-tools" }, drawers.button("members", "people", "Members"), personSwitcher(store)),
  );
}

function channelTitle(store) {
  const { channel } = store;
  return [
    isThread(channel) && parentLink(store, channel),
    icon(channelIcon(channel)),
    el("h1", {}, channelName(channel, store)),
    isThread(channel) && threadMenuButton(store, channel),
    channel.topic && el("p", { class: "topic", title: channel.topic }, channel.topic),
  ].filter(Boolean);
}

/** From a thread back to where it belongs. */
function parentLink(store, thread) {
  const parent = store.world.channels.find((channel) => channel.id === thread.parent_id);
  if (!parent) return null;
  const open = () => store.openChannel(parent.id);
  const label = channelLabel(parent, store);
  return [
    el(
      "button",
      { type: "button", class: "parent-link", "data-key": "parent", "aria-label": label, on: { click: open } },
      icon("left", "icon for-narrow"),
      el("span", { class: "for-wide" }, label),
    ),
    icon("right", "icon for-wide"),
  ];
}

function channelsPane(store) {
  return el("nav", { class: "pane-content", "aria-label": "Channels" }, scheduledEvents(store), channelList(store));
}

function membersPane(store) {
  return el("div", { class: "pane-content" }, memberList(store));
}

function conversation(store, log, composer) {
  return el("main", { class: "conversation" }, banners(store), log.element, composer.element);
}

function keepTitle(store) {
  const draw = () => {
    const news = store.unread.size ? "• " : "";
    document.title = `${news}${channelName(store.channel, store)} · ${store.world.guild.name} · ${store.person.name}`;
  };
  store.on("world threads channel unread", () => store.channel && draw());
  document.addEventListener(
    "visibilitychange",
    () => !document.hidden && (store.unread.delete(store.channelId), store.tell("unread")),
  );
  draw();
}
