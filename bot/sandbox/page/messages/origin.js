/** The line above a message that says where it comes from: a command somebody used, or a message it replies to. */

import { el } from "../dom.js";
import { avatar } from "../avatar.js";
import { textOf } from "./body.js";
import { isStarter } from "../threads/card.js";
import { icon } from "../icons.js";

/** Of an interaction, and of messages (docs, resources/message.mdx, "Message Types"). */
const COMMAND = 2;
const REPLY = 19;
const CONTEXT_MENU_COMMAND = 23;

export function originLine(message, store) {
  const cause = message.interaction_metadata ?? message.interaction;
  if (cause?.type === COMMAND) return used(message, cause, store);
  if (isStarter(message)) return null;
  return message.referenced_message || message.type === REPLY ? reply(message.referenced_message, store) : null;
}

function used(message, cause, store) {
  const name = (message.interaction ?? firstAnswer(message, cause, store)?.interaction)?.name;
  const isChat = message.type !== CONTEXT_MENU_COMMAND;
  return usedLine(cause.user, name && (isChat ? `/${name}` : name), store);
}

/** A followup does not say which command it follows; the answer before it does, to whoever may see that. */
function firstAnswer(message, cause, store) {
  return store.rooms.find(message.channel_id, cause.original_response_message_id) ?? message.referenced_message;
}

/** "Ana used /what". */
export function usedLine(user, command, store) {
  const person = store.userName(user.id, user);
  const color = store.member(user.id)?.color;
  return line(
    person,
    color,
    el("strong", {}, person),
    " used ",
    command ? el("span", { class: "command" }, command) : "a command",
  );
}

function reply(original, store) {
  if (!original) return el("p", { class: "origin" }, icon("reply"), el("em", {}, "The original message was deleted"));
  const name = store.userName(original.author.id, original.author);
  return line(
    name,
    store.member(original.author.id)?.color,
    el("strong", {}, name),
    " ",
    el("span", { class: "excerpt" }, excerpt(original)),
  );
}

/** The first line without the marks of markdown. */
function excerpt(message) {
  const [first] = (textOf(message) || "a message").split("\n");
  return first.replace(/^(#{1,3}|-#|>|[-*]) /, "").replace(/\*\*|__|~~|\|\||`/g, "");
}

function line(name, color, ...words) {
  return el(
    "p",
    { class: "origin" },
    icon("reply"),
    avatar(name, color, "avatar is-tiny"),
    el("span", { class: "origin-text" }, words),
  );
}
