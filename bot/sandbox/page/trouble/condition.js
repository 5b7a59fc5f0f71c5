/** How the bot and the sandbox are: the process, the gateway, the clock, what is in force, the last lines of the log. */

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { momentInWords } from "../time.js";

const SIZES = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];

export function condition(store, onClear) {
  const changing = el("div", {});
  const lines = el("pre", { tabindex: "0", "aria-label": "The bot's log" });
  const log = el(
    "details",
    { class: "bot-log", hidden: true },
    el("summary", {}, "Last lines of the bot's log"),
    lines,
  );
  store.on("status clock", () => {
    if (!store.status) return;
    changing.replaceChildren(facts(store.status, store), inForce(store.status.faults, onClear));
    const said = store.status.bot.process?.log ?? [];
    lines.textContent = said.join("\n");
    log.hidden = !said.length;
  });
  return el("div", {}, changing, log);
}

function facts({ bot, clock, gateway, unsupported }, store) {
  const ahead = clock.offset_ms ? `, ${aheadInWords(clock.offset_ms)}` : "";
  const rows = [
    ["Bot", bot.is_connected ? "online" : "offline"],
    ["Process", processInWords(bot.process)],
    ["Gateway", gateway.sessions.map(sessionInWords).join(", ") || "no session"],
    ["Clock", `${momentInWords(clock.now_ms, "S", store.locale)}${ahead}`],
    ["Missing", missingInWords(unsupported)],
  ];
  const shown = rows.filter(([, value]) => value);
  return el(
    "dl",
    { class: "facts" },
    shown.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

function processInWords(process) {
  if (!process) return "not started by the sandbox";
  const pid = process.pid ? `, pid ${process.pid}` : "";
  return `${process.state}${pid}${process.exit_code === null ? "" : `, exit code ${process.exit_code}`}`;
}

function sessionInWords({ session_id: id, shard, is_connected: isConnected }) {
  return `shard ${shard[0]}: ${isConnected ? "connected" : "away"} (${id.slice(0, 8)})`;
}

function missingInWords(calls) {
  return calls?.length ? `The bot asked for what the sandbox does not have: ${calls.join(", ")}` : "";
}

function aheadInWords(ms) {
  const seconds = ms / 1000;
  const [size, unit] = SIZES.find(([length]) => seconds >= length) ?? SIZES.at(-1);
  const format = new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 });
  return `${format.format(seconds / size)} ahead`;
}

function inForce(faults, onClear) {
  if (!faults.length) return el("p", { class: "quiet" }, "Nothing is in force.");
  const clear = el("button", { type: "button", class: "button is-primary", on: { click: onClear } }, "Clear all");
  return el("div", { class: "in-force" }, el("h3", {}, "In force"), el("ul", {}, faults.map(drawFault)), clear);
}

function drawFault({ name, ...fields }) {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== false);
  const words = given.map(([key, value]) => `${key} ${value}`).join(", ");
  return el("li", {}, icon("trouble"), el("span", {}, el("strong", {}, name), ` ${words}`));
}
