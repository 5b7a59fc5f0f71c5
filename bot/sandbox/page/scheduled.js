/** Scheduled events: those that come, above the channels; and each in a window of its own. */

import { el, hidden, refill } from "./dom.js";
import { attempt } from "./actions.js";
import { openDialog } from "./dialog.js";
import { markdown } from "./markdown/render.js";
import { momentInWords } from "./time.js";
import { icon } from "./icons.js";

/** Docs, resources/guild-scheduled-event.mdx, "Guild Scheduled Event Status". */
const [SCHEDULED, ACTIVE, COMPLETED, CANCELED] = [1, 2, 3, 4];

export function scheduledEvents(store) {
  const place = el("div", { class: "scheduled-place" });
  store.on("world", () => refill(place, section(store)));
  return place;
}

function section(store) {
  const { events } = store.world;
  if (!events.length) return null;
  return el(
    "section",
    { class: "channel-group", "aria-label": "Events" },
    el("h2", {}, "Events"),
    el(
      "ul",
      {},
      events.map((event) => el("li", {}, entry(event, store))),
    ),
  );
}

function entry(event, store) {
  return el(
    "button",
    {
      type: "button",
      class: "scheduled",
      "data-key": `event-${event.id}`,
      "aria-haspopup": "dialog",
      on: { click: () => openEvent(store, event.id) },
    },
    icon("calendar"),
    el(
      "span",
      { class: "scheduled-text" },
      el("span", { class: "scheduled-name" }, event.name),
      el("span", { class: "scheduled-when" }, begins(event, store)),
    ),
    interested(event),
  );
}

/** "Now", or when it begins, counted down. */
function begins(event, store) {
  if (event.status === ACTIVE) return el("span", { class: "is-now" }, "Now");
  const ms = Date.parse(event.scheduled_start_time);
  return el(
    "time",
    { datetime: event.scheduled_start_time, "data-relative": String(ms) },
    momentInWords(ms, "R", store.locale, store.now()),
  );
}

function interested(event) {
  return el(
    "span",
    { class: "scheduled-count" },
    icon("people"),
    el("span", { "aria-hidden": "true" }, String(event.user_count)),
    hidden(` ${event.user_count} interested${event.is_interested ? ", you too" : ""}`),
  );
}

// --- one of them -----------------------------------------------------------------------------------------------------

function openEvent(store, eventId) {
  const body = el("div", { class: "scheduled-detail" });
  const draw = () => {
    const event = store.world.events.find((one) => one.id === eventId);
    if (!event) return dialog.close();
    refill(body, detail(store, event));
  };
  const first = store.world.events.find((one) => one.id === eventId);
  const dialog = openDialog(first.name, body, { className: "is-scheduled" });
  const close = () => dialog.close();
  const ends = [store.on("world", draw), store.on("channel", close), store.on("find", close)];
  dialog.addEventListener("close", () => ends.forEach((end) => end()));
  draw();
  body.querySelector("[data-key=interest]")?.focus();
}

function detail(store, event) {
  return [
    el("p", { class: "scheduled-line" }, icon("calendar"), el("span", {}, span(event, store), " (", begins(event, store), ")")),
    el("p", { class: "scheduled-line" }, icon("pin"), el("span", {}, place(event, store))),
    el(
      "p",
      { class: "scheduled-line" },
      icon("people"),
      `${event.user_count} interested`,
    ),
    event.description && markdown(event.description, store),
    el("div", { class: "dialog-buttons" }, managing(store, event), interest(store, event)),
  ];
}

function span(event, store) {
  const start = momentInWords(Date.parse(event.scheduled_start_time), "F", store.locale);
  if (!event.scheduled_end_time) return start;
  return `${start} – ${momentInWords(Date.parse(event.scheduled_end_time), "t", store.locale)}`;
}

function place(event, store) {
  if (event.entity_metadata?.location) return markdown(event.entity_metadata.location, store);
  const channel = store.world.channels.find((one) => one.id === event.channel_id);
  return channel ? `#${channel.name}` : "A channel that you do not see";
}

function interest(store, event) {
  const change = () => attempt(() => store.api.beInterested(event.id, !event.is_interested), store);
  return el(
    "button",
    {
      type: "button",
      class: `button ${event.is_interested ? "is-success" : "is-primary"}`,
      "aria-pressed": String(event.is_interested),
      "data-key": "interest",
      on: { click: change },
    },
    event.is_interested && icon("check"),
    "Interested",
  );
}

function managing(store, event) {
  if (!event.is_mine_to_change) return null;
  const turn = (label, status) =>
    button(label, "is-secondary", () => attempt(() => store.api.changeEvent(event.id, status), store));
  return [
    button("Delete", "is-danger", () => attempt(() => store.api.deleteEvent(event.id), store)),
    event.status === SCHEDULED && [turn("Call off", CANCELED), turn("Start now", ACTIVE)],
    event.status === ACTIVE && turn("End now", COMPLETED),
  ];
}

function button(label, className, onClick) {
  return el(
    "button",
    { type: "button", class: `button ${className}`, "data-key": label, on: { click: onClick } },
    label,
  );
}
