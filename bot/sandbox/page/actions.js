/** What a person does to messages and commands, with what the page shows while it is on its way. */

import { announce } from "./announce.js";
import { inWords } from "./api.js";

/** Presses a button or chooses in a select; the component shows that it waits until the interaction is answered. */
export async function press(store, message, customId, values = undefined) {
  if (store.isPressed(message.id, customId)) return;
  store.beginPress(message.id, customId);
  try {
    await store.api.press(message, customId, values);
  } catch (error) {
    store.endPress(message.id, customId, inWords(error));
  }
}

/** Runs a command of a context menu on a message or a user. */
export async function runOn(store, command, targetId) {
  await attempt(
    () => store.api.command({ channel_id: store.channelId, command_id: command.id, options: [], target_id: targetId }),
    store,
  );
}

/** Deletes an own message; a private answer is only taken from sight. */
export async function removeMessage(store, message) {
  await attempt(() => store.api.remove(message), store);
}

export function dismissWaiting(store, entry) {
  store.rooms.stopWaiting(entry.interactionId);
  store.tell("room", {});
}

/** Does it, or says why it cannot be done. */
export async function attempt(act, store) {
  try {
    await act();
  } catch (error) {
    store.tell("notice", inWords(error));
    announce(inWords(error));
  }
}
