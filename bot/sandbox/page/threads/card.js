/** A thread where its channel tells of it: under the message it began with, or as a line of its own. */

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { isArchived } from "../kinds.js";

/** Docs, resources/message.mdx, "Message Types". */
const THREAD_CREATED = 18;
const THREAD_STARTER = 21;

export function isThreadLine(message) {
  return message.type === THREAD_CREATED;
}

export function isStarter(message) {
  return message.type === THREAD_STARTER;
}

/** The thread that a message tells of, as it is now; null if it is gone, or may not be seen. */
export function threadOf(message, store) {
  const id = message.thread?.id ?? (isThreadLine(message) ? message.message_reference?.channel_id : null);
  return (id && store.world.channels.find((channel) => channel.id === id)) ?? null;
}

/** A button that opens it: its name, how much was said, whether it is archived. */
export function threadCard(message, store) {
  const thread = threadOf(message, store);
  if (!thread) return null;
  return el(
    "button",
    {
      type: "button",
      class: "thread-card",
      "data-thread": thread.id,
      on: { click: () => store.openChannel(thread.id) },
    },
    icon("thread"),
    el("span", { class: "thread-card-name" }, thread.name),
    el("span", { class: "thread-card-count" }, threadState(thread)),
    icon("right"),
  );
}

export function threadState(thread, one = "message", many = "messages") {
  const count = thread.message_count ?? 0;
  const said = count === 1 ? `1 ${one}` : `${count || "no"} ${many}`;
  return isArchived(thread) ? `${said} · archived` : said;
}
