/** The line above a message that says where it comes from: a command somebody used, or a message it replies to. */

import { el, icon } from "../dom.js";
import { avatar } from "../avatar.js";
import { textOf } from "./body.js";

const COMMAND = 2;

export function originLine(message, store) {
  const cause = message.interaction_metadata ?? message.interaction;
  if (cause?.type === COMMAND) return used(message, cause, store);
  return message.referenced_message || message.type === 19 ? reply(message.referenced_message, store) : null;
}

function used(message, cause, store) {
  const name = message.interaction?.name ?? cause.name;
  const isChat = message.type !== 23;
  const person = store.userName(cause.user.id, cause.user);
  return line(
    person,
    store.member(cause.user.id)?.color,
    el("strong", {}, person),
    " used ",
    name ? el("span", { class: "command" }, isChat ? `/${name}` : name) : "a command",
  );
}

function reply(original, store) {
  if (!original) return el("p", { class: "origin" }, icon("reply"), el("em", {}, "The original message was deleted"));
  const name = store.userName(original.author.id, original.author);
  return line(name, store.member(original.author.id)?.color, el("strong", {}, name), " ", el("span", { class: "excerpt" }, (textOf(original) || "a message").split("\n")[0]));
}

function line(name, color, ...words) {
  return el("p", { class: "origin" }, icon("reply"), avatar(name, color, "avatar is-tiny"), el("span", { class: "origin-text" }, words));
}
