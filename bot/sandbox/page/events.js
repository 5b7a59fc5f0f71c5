/** What the sandbox says, put into the store. */

/** An answer that comes sooner than this needs no "sending" line: it would only flicker. */
const PATIENCE_MS = 300;
const TYPING_MS = 10_000;

/** Gives a function that takes one event of the sandbox. */
export function receiver(store) {
  const timers = new Map();
  const receive = {
    state: (event) => store.setWorld(event.state),
    channel: (event) => store.world && store.putChannel(event.channel),
    clock: (event) => setClock(store, event.clock),
    status: (event) => setStatus(store, event),
    message: (event) => addMessage(store, event.message),
    edit: (event) => editMessage(store, event.message),
    delete: (event) => deleteMessage(store, event),
    typing: (event) => startTyping(store, event),
    interaction: (event) => followInteraction(store, event, timers),
    modal: (event) => openModal(store, event),
  };
  return (event) => receive[event.type]?.(event);
}

function setClock(store, clock) {
  store.setClock(clock);
  store.tell("clock");
}

function setStatus(store, event) {
  store.status = event;
  if (store.world) store.world.bot = event.bot;
  setClock(store, event.clock);
  store.tell("status");
}

function addMessage(store, message) {
  store.rooms.put(message);
  store.typing.delete(`${message.channel_id}/${message.author.id}`);
  store.tell("typing");
  if (message.channel_id === store.channelId && !document.hidden) return store.tell("room", { added: message });
  store.unread.add(message.channel_id);
  store.tell("unread");
  if (message.channel_id === store.channelId) store.tell("room", { added: message });
}

function editMessage(store, message) {
  store.rooms.replace(message);
  if (message.channel_id === store.channelId) store.tell("room", { edited: message });
}

function deleteMessage(store, event) {
  store.rooms.remove(event.channel_id, event.message_id);
  if (event.channel_id === store.channelId) store.tell("room", {});
}

function startTyping(store, event) {
  const key = `${event.channel_id}/${event.user_id}`;
  clearTimeout(store.typing.get(key)?.timer);
  const stop = () => store.typing.delete(key) && store.tell("typing");
  store.typing.set(key, { channelId: event.channel_id, userId: event.user_id, timer: setTimeout(stop, TYPING_MS) });
  store.tell("typing");
}

function followInteraction(store, event, timers) {
  if (event.message_id && event.custom_id && event.status !== "sent") followPress(store, event);
  if (event.command) followCommand(store, event, timers);
  store.tell("interaction", event);
}

function followPress(store, event) {
  const isKnown = store.isPressed(event.message_id, event.custom_id);
  const failure = event.status === "failed" && isKnown ? "This interaction failed" : null;
  store.endPress(event.message_id, event.custom_id, failure);
}

function followCommand(store, event, timers) {
  const entry = { interactionId: event.interaction_id, command: event.command, hasFailed: event.status === "failed" };
  if (event.status === "sent") return timers.set(entry.interactionId, waitForAnswer(store, event.channel_id, entry));
  clearTimeout(timers.get(entry.interactionId));
  timers.delete(entry.interactionId);
  store.rooms.stopWaiting(event.interaction_id);
  if (entry.hasFailed) store.rooms.wait(event.channel_id, entry);
  if (event.channel_id === store.channelId) store.tell("room", { hasFailed: entry.hasFailed });
}

function waitForAnswer(store, channelId, entry) {
  return setTimeout(() => {
    store.rooms.wait(channelId, entry);
    if (channelId === store.channelId) store.tell("room", {});
  }, PATIENCE_MS);
}

function openModal(store, event) {
  store.modal = { interactionId: event.interaction_id, ...event.modal };
  store.tell("modal");
}
