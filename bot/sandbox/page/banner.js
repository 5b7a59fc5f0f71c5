/** What is amiss: the line to the sandbox is lost, or the bot is away. */

import { el } from "./dom.js";
import { fault, inWords } from "./api.js";
import { icon } from "./icons.js";

export function banners(store) {
  const place = el("div", { class: "banners" });
  const draw = () => place.replaceChildren(...[lost(store), away(store)].filter(Boolean).slice(0, 1));
  store.on("link world status", draw);
  return place;
}

function lost(store) {
  if (store.link.state !== "lost") return null;
  return el(
    "div",
    { class: "banner is-lost", role: "alert" },
    icon("warning"),
    el("p", {}, "The sandbox does not answer. The page tries again by itself."),
  );
}

/** Only a bot that the sandbox started can be started here. */
function away(store) {
  const { bot } = store.world ?? {};
  if (!bot || bot.is_connected) return null;
  const hasStopped = bot.process?.state === "stopped";
  const words = hasStopped
    ? "The bot has stopped."
    : bot.process
      ? "The bot is away; it will be back by itself."
      : "No bot is connected. Start yours, and it appears here.";
  return el(
    "div",
    { class: "banner", role: "status" },
    icon("trouble"),
    el("p", {}, words),
    hasStopped && startButton(store),
  );
}

function startButton(store) {
  const start = async (event) => {
    event.currentTarget.disabled = true;
    await fault("start-bot").catch((error) => store.tell("notice", inWords(error)));
  };
  return el("button", { type: "button", class: "button is-primary", on: { click: start } }, "Start it");
}

/** One line under the channels: the bot and whether it is here. */
export function botState(store) {
  const line = el("p", { class: "bot-state" });
  const draw = () => {
    const isHere = store.world.bot.is_connected;
    line.classList.toggle("is-away", !isHere);
    line.replaceChildren(
      el("span", { class: "presence-dot", "aria-hidden": "true" }),
      `${store.world.bot.user ? store.botName : "No bot"} ${isHere ? "is online" : "is offline"}`,
    );
  };
  store.on("world", draw);
  return line;
}
