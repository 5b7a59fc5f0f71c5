/** What a message says: text, embeds, files, components. */

import { el } from "../dom.js";
import { markdown } from "../markdown/render.js";
import { components } from "../components/components.js";
import { momentInWords } from "../time.js";
import { attachment } from "./attachment.js";
import { embed } from "./embed.js";
import { isStarter } from "../threads/card.js";

/** Message flags (docs, resources/message.mdx, "Message Flags"). */
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const IS_COMPONENTS_V2 = 1 << 15;

export function isPrivate(message) {
  return Boolean(message.flags & EPHEMERAL);
}

export function isThinking(message) {
  return Boolean(message.flags & LOADING);
}

/** Three dots that breathe while something is awaited. */
export function dots() {
  return el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
}

/** All that a message says, as its author wrote it: the content, or the text displays of a layout. */
export function textOf(message) {
  return message.content || texts(message.components ?? []).join("\n");
}

function texts(list) {
  return list.flatMap((one) => (one.content ? [one.content] : texts(one.components ?? [])));
}

export function messageBody(message, store) {
  if (isThinking(message))
    return el("p", { class: "thinking" }, `${store.userName(message.author.id, message.author)} is thinking`, dots());
  if (isStarter(message)) return starter(message, store);
  const isLayout = Boolean(message.flags & IS_COMPONENTS_V2);
  return el(
    "div",
    { class: "message-body" },
    !isLayout && message.content && markdown(message.content, store),
    !isLayout && message.embeds?.map((one) => embed(one, store)),
    message.attachments?.length > 0 && el("div", { class: "attachments" }, message.attachments.map(attachment)),
    components(message, store),
    message.edited_timestamp && edited(message, store),
  );
}

/** What a thread began with: the message of its channel. */
function starter(message, store) {
  const first = message.referenced_message;
  return el(
    "div",
    { class: "message-body starter" },
    first ? messageBody(first, store) : el("p", {}, el("em", {}, "The message that this thread began with was deleted")),
  );
}

function edited(message, store) {
  const title = momentInWords(Date.parse(message.edited_timestamp), "F", store.locale);
  return el("span", { class: "edited", title }, "(edited)");
}
