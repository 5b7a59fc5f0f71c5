/** A thread is started, from a message or from none, or a post in a forum; then it is opened. */

import { openForm } from "../dialog.js";
import { isForum } from "../kinds.js";

const NAME = { name: "name", label: "Name of the thread", longest: 100 };
const TITLE = { name: "name", label: "Title", longest: 100 };
const TEXT = { name: "content", label: "Text", longest: 2000, rows: 5 };

export function startThread(store, channel, message = null) {
  const isPost = isForum(channel);
  const fields = isPost ? [TITLE, TEXT] : [NAME];
  const send = async (filled) => {
    const thread = await store.api.startThread({
      channel_id: channel.id,
      ...(message && { message_id: message.id }),
      ...filled,
    });
    store.putChannel(thread);
    store.openChannel(thread.id);
    store.tell("closeDrawers");
  };
  return openForm(isPost ? `New post in #${channel.name}` : "Start a thread", fields, isPost ? "Post" : "Start", send);
}
