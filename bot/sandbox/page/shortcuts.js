/** What the keyboard can do, and the list of it. */

import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { channelIcon, channelName, listed } from "./channels.js";
import { Listbox } from "./components/listbox.js";
import { matching } from "./components/choices.js";
import { icon } from "./icons.js";

const LIST = [
  ["/", "Open the commands (in the composer, or from anywhere)"],
  ["Enter", "Send; in a list: choose"],
  ["Shift + Enter", "A new line"],
  ["Tab, Shift + Tab", "From option to option of a command"],
  ["Esc", "Close a list, leave a command, close a form"],
  ["Alt + ↑, Alt + ↓", "The channel above or below"],
  ["Ctrl or ⌘ + K", "Go to a channel"],
  ["Shift + F10", "The menu of the message that holds the focus"],
  ["?", "This list"],
];

export function listenForShortcuts(store, composer) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") goTo(store);
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown"))
      step(store, event.key === "ArrowUp" ? -1 : 1);
    else if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "?") showShortcuts();
    else if (event.key === "/") composer.startCommand();
    else if (event.key.length === 1 && event.key !== " " && event.target === document.body) return composer.focus();
    else return;
    event.preventDefault();
  });
}

export function showShortcuts() {
  const rows = LIST.map(([keys, does]) => el("div", {}, el("dt", {}, el("kbd", {}, keys)), el("dd", {}, does)));
  openDialog("Keyboard shortcuts", el("dl", { class: "shortcuts" }, rows));
}

function step(store, by) {
  const channels = listed(store);
  const at = channels.findIndex((channel) => channel.id === store.channelId);
  store.openChannel(channels[(at + by + channels.length) % channels.length].id);
}

function goTo(store) {
  const entries = listed(store).map((channel) => ({
    value: channel.id,
    label: channelName(channel, store),
    start: icon(channelIcon(channel)),
  }));
  const input = el("input", {
    type: "text",
    class: "search",
    placeholder: "Which channel?",
    "aria-label": "Go to a channel",
  });
  const pick = (entry) => {
    dialog.close();
    store.openChannel(entry.value);
  };
  const listbox = new Listbox({ input, label: "Channels", onPick: pick });
  input.addEventListener("input", () => listbox.show(matching(entries, input.value), { note: "" }));
  input.addEventListener("keydown", (event) => listbox.handleKey(event));
  const dialog = openDialog("Go to a channel", el("div", {}, input, listbox.element));
  listbox.show(entries);
  input.focus();
}
