/** What can be chosen for an option: fixed choices, people, channels, roles, yes or no, or what the bot suggests. */

import { channelEntries, matching, mentionableEntries, roleEntries, userEntries } from "../components/choices.js";
import { localName } from "../names.js";
import { KIND } from "./values.js";

/** A pause in typing after which the bot is asked. */
const PAUSE_MS = 150;

const YES_NO = [
  { value: true, label: "True" },
  { value: false, label: "False" },
];

/** Entries that are known here, or null when the bot must be asked or there is nothing to choose from. */
function known(option, store) {
  if (option.choices)
    return option.choices.map((choice) => ({ value: choice.value, label: localName(choice, store.locale) }));
  const sources = {
    [KIND.BOOLEAN]: () => YES_NO,
    [KIND.USER]: () => userEntries(store),
    [KIND.CHANNEL]: () => channelEntries(store, option.channel_types),
    [KIND.ROLE]: () => roleEntries(store),
    [KIND.MENTIONABLE]: () => mentionableEntries(store),
  };
  return sources[option.type]?.() ?? null;
}

/** Keeps the list under one option up to date with what is typed. */
export class Suggestions {
  #timer = null;
  #asked = null;

  /** `ask(signal)` asks the bot and gives its choices. */
  constructor({ option, store, listbox, ask }) {
    Object.assign(this, { option, store, listbox, ask });
    this.entries = known(option, store);
  }

  show(typed) {
    this.stop();
    if (this.option.autocomplete) return this.#askSoon();
    if (!this.entries) return this.listbox.hide();
    const found = matching(this.entries, typed);
    this.listbox.show(found, { note: found.length ? "" : "Nothing like that" });
  }

  hide() {
    this.stop();
    this.listbox.hide();
  }

  /** What is on its way is not wanted any more: only the latest question counts. */
  stop() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
  }

  #askSoon() {
    if (!this.listbox.isOpen) this.listbox.show([], { note: "Asking the bot…" });
    this.#timer = setTimeout(() => this.#askNow(), PAUSE_MS);
  }

  async #askNow() {
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const { choices } = await this.ask(asked.signal);
      if (!asked.signal.aborted) this.#answer(choices);
    } catch {
      if (!asked.signal.aborted)
        this.listbox.show([], { note: "The bot did not answer with suggestions. Type on to ask again." });
    }
  }

  #answer(choices) {
    const entries = choices.map((choice) => ({ value: choice.value, label: localName(choice, this.store.locale) }));
    this.listbox.show(entries, {
      note: entries.length ? "" : "The bot suggests nothing for this",
      isFirstActive: true,
    });
  }
}
