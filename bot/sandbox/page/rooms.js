/** The messages of each channel, as far as they were read, in the order of their ids. */

export class Rooms {
  #rooms = new Map();

  get(channelId) {
    if (!this.#rooms.has(channelId))
      this.#rooms.set(channelId, { messages: [], waiting: [], isRead: false, hasOlder: true, isLoading: false });
    return this.#rooms.get(channelId);
  }

  find(channelId, messageId) {
    return this.get(channelId).messages.find((message) => message.id === messageId) ?? null;
  }

  forget() {
    for (const room of this.#rooms.values()) Object.assign(room, { isRead: false, hasOlder: true });
  }

  /** The newest page replaces what was known; messages that came meanwhile by event are in it. */
  setNewest(channelId, messages, pageSize) {
    Object.assign(this.get(channelId), {
      messages: sorted(messages),
      isRead: true,
      hasOlder: messages.length >= pageSize,
    });
  }

  addOlder(channelId, messages, pageSize) {
    const room = this.get(channelId);
    const known = new Set(room.messages.map((message) => message.id));
    room.messages = sorted([...messages.filter((message) => !known.has(message.id)), ...room.messages]);
    room.hasOlder = messages.length >= pageSize;
  }

  put(message) {
    const room = this.get(message.channel_id);
    const index = room.messages.findIndex((known) => known.id === message.id);
    if (index >= 0) room.messages = room.messages.with(index, message);
    else room.messages = sorted([...room.messages, message]);
  }

  /** An edit of a message that is not on the page (older than what was read) changes nothing here. */
  replace(message) {
    const room = this.get(message.channel_id);
    room.messages = room.messages.map((known) => (known.id === message.id ? message : known));
  }

  remove(channelId, messageId) {
    const room = this.get(channelId);
    room.messages = room.messages.filter((message) => message.id !== messageId);
  }

  /**
   * A command that was sent and not answered yet, or that failed: shown at the end of the channel, to its person only.
   */
  wait(channelId, entry) {
    const room = this.get(channelId);
    room.waiting = [...room.waiting.filter((known) => known.interactionId !== entry.interactionId), entry];
  }

  stopWaiting(interactionId) {
    for (const room of this.#rooms.values())
      room.waiting = room.waiting.filter((entry) => entry.interactionId !== interactionId);
  }

  find(channelId, messageId) {
    return this.get(channelId).messages.find((message) => message.id === messageId) ?? null;
  }
}

/** Ids are numbers of up to 20 digits in strings: the longer one is the larger one. */
function byId(one, other) {
  return one.id.length - other.id.length || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

function sorted(messages) {
  return [...messages].sort(byId);
}
