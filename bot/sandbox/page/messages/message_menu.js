/** The menu of a message: the bot's own commands for messages, copying, deleting, dismissing. */

import { removeMessage, runOn } from "../actions.js";
import { usable } from "../composer/commands.js";
import { localName } from "../names.js";
import { mayStartThread } from "../kinds.js";
import { openMenu } from "../menu.js";
import { isThreadLine } from "../threads/card.js";
import { startThread } from "../threads/starting.js";
import { isPrivate, textOf } from "./body.js";

const ON_MESSAGE = 3;
const HAS_THREAD = 1 << 5;
const MANAGE_MESSAGES = 1n << 13n;

export function openMessageMenu(store, message, anchor, options) {
  return openMenu(
    anchor,
    "Message",
    [apps(store, message), { items: [...threading(store, message), ...copying(message), ...removing(store, message)] }],
    options,
  );
}

function apps(store, message) {
  const commands = isPrivate(message) ? [] : usable(store, ON_MESSAGE);
  return {
    title: "Apps",
    items: commands.map((command) => ({
      label: localName(command, store.locale),
      icon: "slash",
      onPick: () => runOn(store, command, message.id),
    })),
  };
}

/** From a message a thread is started once. */
function threading(store, message) {
  if (isPrivate(message) || isThreadLine(message) || message.flags & HAS_THREAD || !mayStartThread(store.channel))
    return [];
  const onPick = () => startThread(store, store.channel, message);
  return [{ label: "Start a thread", icon: "thread", onPick }];
}

function copying(message) {
  const copy = (text) => navigator.clipboard?.writeText(text);
  const text = textOf(message);
  return [
    ...(text ? [{ label: "Copy text", icon: "copy", onPick: () => copy(text) }] : []),
    { label: "Copy message id", icon: "hash", onPick: () => copy(message.id) },
  ];
}

function removing(store, message) {
  const onPick = () => removeMessage(store, message);
  if (isPrivate(message)) return [{ label: "Dismiss", icon: "close", onPick }];
  const may = BigInt(store.channel.my_permissions ?? 0) & MANAGE_MESSAGES;
  return store.isMine(message) || may ? [{ label: "Delete message", icon: "bin", isDangerous: true, onPick }] : [];
}
