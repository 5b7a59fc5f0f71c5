/** The panel that shows how the bot is doing, and gives it trouble on demand. */

import { el, icon } from "../dom.js";
import { fault, inWords, readStatus } from "../api.js";
import { momentInWords } from "../time.js";
import { FAULTS } from "./faults.js";
import { faultForm } from "./form.js";

export function troublePanel(store) {
  const state = el("div", { class: "trouble-state" });
  const message = el("p", { class: "trouble-message", role: "status" });
  /** Gives what to say about it. */
  const act = async (name, fields) => {
    try {
      await fault(name, fields);
      await refresh(store);
      return "Done.";
    } catch (error) {
      return inWords(error);
    }
  };
  const forms = el("div", { class: "trouble-forms" });
  store.on("status clock link", () => state.replaceChildren(...drawState(store, act)));
  store.on("world", () => refreshForms(forms, store, act));
  store.on(
    "drawers",
    (open) => open.has("trouble") && refresh(store).catch((error) => (message.textContent = inWords(error))),
  );
  return el(
    "div",
    { class: "pane-content trouble" },
    el("p", { class: "lead" }, "See how the bot is, and let things go wrong on purpose."),
    state,
    message,
    forms,
  );
}

async function refresh(store) {
  store.status = await readStatus();
  store.setClock(store.status.clock);
  store.tell("status");
}

/** The forms know the channels, so they are drawn anew when those change, and only then: what was typed stays. */
function refreshForms(place, store, act) {
  const channels = store.world.channels.map((channel) => `${channel.id}${channel.name}`).join();
  if (place.dataset.channels === channels) return;
  place.dataset.channels = channels;
  place.replaceChildren(...FAULTS.map((group) => drawGroup(group, store, act)));
}

function drawGroup({ title, faults }, store, act) {
  return el(
    "section",
    { class: "trouble-group" },
    el("h3", {}, title),
    faults.map((one) => faultForm(one, store, act)),
  );
}

function drawState(store, act) {
  const { status } = store;
  if (!status) return [];
  return [facts(status, store), inForce(status.faults, act), log(status.bot.process)].filter(Boolean);
}

function facts({ bot, clock, gateway, unsupported = [] }, store) {
  const { process } = bot;
  const rows = [
    ["Bot", bot.is_connected ? "online" : "offline"],
    [
      "Process",
      process
        ? `${process.state}${process.pid ? `, pid ${process.pid}` : ""}${process.exit_code === null ? "" : `, exit code ${process.exit_code}`}`
        : "not started by the sandbox",
    ],
    ["Gateway", sessions(gateway?.sessions ?? [])],
    [
      "Clock",
      `${momentInWords(clock.now_ms, "S", store.locale)}${clock.offset_ms ? `, ${ahead(clock.offset_ms)}` : ""}`,
    ],
    unsupported.length > 0 && [
      "Not here",
      `asked for, but not part of the sandbox: ${unsupported.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join(", ")}`,
    ],
  ].filter(Boolean);
  return el(
    "dl",
    { class: "facts" },
    rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

function sessions(list) {
  if (!list.length) return "no session";
  return list
    .map(
      ({ session_id: id, shard, is_connected: isHere }) =>
        `shard ${shard?.[0] ?? 0}: ${isHere ? "connected" : "away"} (${id.slice(0, 8)})`,
    )
    .join(", ");
}

function ahead(ms) {
  const seconds = Math.round(ms / 1000);
  const [size, unit] =
    seconds >= 86_400
      ? [86_400, "day"]
      : seconds >= 3600
        ? [3600, "hour"]
        : seconds >= 60
          ? [60, "minute"]
          : [1, "second"];
  const format = new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 });
  return `${format.format(seconds / size)} ahead`;
}

/** Whatever the sandbox says is in force, one line each. */
function inForce(faults, act) {
  const list = Array.isArray(faults) ? faults.map((one) => [one.name ?? "fault", one]) : Object.entries(faults ?? {});
  const lines = list
    .filter(([, value]) => !isNothing(value))
    .map(([name, value]) =>
      el("li", {}, icon("trouble"), el("span", {}, el("strong", {}, name), ` ${inWordsOf(value)}`)),
    );
  if (!lines.length) return el("p", { class: "quiet" }, "Nothing is in force.");
  const clear = el(
    "button",
    { type: "button", class: "button is-primary", on: { click: () => act("clear", {}) } },
    "Clear all",
  );
  return el("div", { class: "in-force" }, el("h3", {}, "In force"), el("ul", {}, lines), clear);
}

function isNothing(value) {
  return value === null || value === false || value === 0 || (typeof value === "object" && !Object.keys(value).length);
}

function inWordsOf(value) {
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(inWordsOf).join("; ");
  return Object.entries(value)
    .filter(([key, part]) => key !== "name" && part !== null)
    .map(([key, part]) => `${key} ${typeof part === "object" ? JSON.stringify(part) : part}`)
    .join(", ");
}

function log(process) {
  if (!process?.log?.length) return null;
  return el(
    "details",
    { class: "bot-log" },
    el("summary", {}, "Last lines of the bot's log"),
    el("pre", { tabindex: "0", "aria-label": "The bot's log" }, process.log.join("\n")),
  );
}
