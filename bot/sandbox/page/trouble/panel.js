/** The panel that shows how the bot is doing, and gives it trouble on demand. */

import { el } from "../dom.js";
import { fault, inWords, readStatus } from "../api.js";
import { FAULTS } from "./faults.js";
import { faultForm } from "./form.js";
import { condition } from "./condition.js";

export function troublePanel(store) {
  const problem = el("p", { class: "trouble-message", role: "status" });
  const forms = el("div", {});
  const act = (name, fields) => giveTrouble(name, fields, store);
  store.on("world", () => drawForms(forms, store, act));
  store.on("drawers", async (open) => {
    if (open.has("trouble")) problem.textContent = await refreshed(store);
  });
  return el(
    "div",
    { class: "pane-content trouble" },
    el("p", { class: "lead" }, "See how the bot is, and let things go wrong on purpose."),
    problem,
    condition(store, () => act("clear", {})),
    forms,
  );
}

/** Gives what to say about it. */
async function giveTrouble(name, fields, store) {
  try {
    await fault(name, fields);
  } catch (error) {
    return inWords(error);
  }
  return (await refreshed(store)) || "Done.";
}

/** Reads the status anew, and gives what went wrong in doing so. */
async function refreshed(store) {
  try {
    store.status = await readStatus();
  } catch (error) {
    return inWords(error);
  }
  store.setClock(store.status.clock);
  store.tell("status");
  return "";
}

/** The forms know the channels, so they are drawn anew when those change, and only then: what was typed stays. */
function drawForms(place, store, act) {
  const channels = store.world.channels.map((channel) => `${channel.id}${channel.name}`).join();
  if (place.dataset.channels === channels) return;
  place.dataset.channels = channels;
  place.replaceChildren(...FAULTS.map((group) => drawGroup(group, store, act)));
}

function drawGroup({ title, faults }, store, act) {
  const forms = faults.map((one) => faultForm(one, store, act));
  return el("section", { class: "trouble-group" }, el("h3", {}, title), forms);
}
