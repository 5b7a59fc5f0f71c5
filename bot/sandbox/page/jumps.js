/** Links into the server itself, to a channel or a message: here they lead there, not out to Discord. */

import { el } from "./dom.js";
import { isThread } from "./kinds.js";

/** Every client makes and follows them; of a thread they have the thread's own id. */
const JUMP = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/;

/** The channel, and perhaps the message, that a link leads to; null if that is elsewhere, or not to be seen. */
export function jumpOf(url, store) {
  const [, channelId, messageId = null] = JUMP.exec(url) ?? [];
  const channel = channelId && store.world.channels.find((one) => one.id === channelId);
  return channel ? { channel, messageId } : null;
}

export function follow({ channel, messageId }, store) {
  store.openChannel(channel.id);
  store.tell("find", messageId);
  store.tell("closeDrawers");
}

/** As a mention of the channel, with `words` in place of its name if there are some. */
export function jumpLink(jump, store, words = null) {
  const name = `${isThread(jump.channel) ? "" : "#"}${jump.channel.name}`;
  return el(
    "button",
    { type: "button", class: "mention", on: { click: () => follow(jump, store) } },
    words ?? (jump.messageId ? `${name} › message` : name),
  );
}
