/** What a person does, as calls to the sandbox (bot/sandbox/README.md). */

/**
 * The sandbox did not take a request. `message` is in words for a person; `errors` is Discord's tree of wrong fields.
 */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.message || `The sandbox answered ${status}.`);
    this.status = status;
    this.code = body.code ?? 0;
    this.errors = body.errors ?? null;
  }
}

export class Api {
  #me;

  constructor(me) {
    this.#me = me;
  }

  state() {
    return this.#call("GET", "state");
  }

  messages(channelId, before = null, limit = 50) {
    const query = new URLSearchParams({ limit, ...(before && { before }) });
    return this.#call("GET", `channels/${channelId}/messages?${query}`);
  }

  send(channelId, content, files = []) {
    return this.#call("POST", "messages", { channel_id: channelId, content }, files);
  }

  remove(message) {
    return this.#call("POST", `messages/${message.channel_id}/${message.id}/delete`, {});
  }

  command(invocation, files = []) {
    return this.#call("POST", "commands", invocation, files);
  }

  autocomplete(invocation, signal) {
    return this.#call("POST", "autocomplete", invocation, [], signal);
  }

  press(message, customId, values) {
    const body = {
      channel_id: message.channel_id,
      message_id: message.id,
      custom_id: customId,
      ...(values && { values }),
    };
    return this.#call("POST", "components", body);
  }

  submitModal(interactionId, components, files = []) {
    return this.#call("POST", `modals/${interactionId}`, { components }, files);
  }

  closeModal(interactionId) {
    return this.#call("POST", `modals/${interactionId}/close`, {});
  }

  startThread(fields) {
    return this.#call("POST", "threads", fields);
  }

  changeThread(threadId, fields) {
    return this.#call("POST", `threads/${threadId}`, fields);
  }

  joinThread(threadId, isJoined) {
    return this.#call("POST", `threads/${threadId}/join`, { is_joined: isJoined });
  }

  deleteThread(threadId) {
    return this.#call("POST", `threads/${threadId}/delete`, {});
  }

  giveRole(userId, roleId, isGiven) {
    return this.#call("POST", `members/${userId}/roles/${roleId}`, { is_given: isGiven });
  }

  beInterested(eventId, isInterested) {
    return this.#call("POST", `scheduled/${eventId}/interest`, { is_interested: isInterested });
  }

  changeEvent(eventId, status) {
    return this.#call("POST", `scheduled/${eventId}`, { status });
  }

  deleteEvent(eventId) {
    return this.#call("POST", `scheduled/${eventId}/delete`, {});
  }

  #call(method, path, body, files, signal) {
    return call(method, `/sandbox/${encodeURIComponent(this.#me)}/${path}`, body, files, signal);
  }
}

export function readStatus() {
  return call("GET", "/sandbox/status");
}

export function fault(name, fields = {}) {
  return call("POST", `/sandbox/faults/${name}`, fields);
}

async function call(method, path, body, files = [], signal = undefined) {
  const response = await fetch(path, { method, signal, ...(body && encode(body, files)) }).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, { message: "The sandbox does not answer. Is it still running?" });
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

function encode(body, files) {
  if (!files.length) return { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const form = new FormData();
  form.append("payload_json", JSON.stringify(body));
  files.forEach((file, index) => form.append(`files[${index}]`, file, file.name));
  return { body: form };
}

/** The first sentence of a tree of wrong fields, with the path to it; null when there is none. */
export function firstError(errors, path = []) {
  if (!errors || typeof errors !== "object") return null;
  if (Array.isArray(errors._errors)) return { path, message: errors._errors[0].message };
  for (const [key, value] of Object.entries(errors)) {
    const found = firstError(value, [...path, key]);
    if (found) return found;
  }
  return null;
}

/** A refusal in one sentence: the field's own words where there are some. */
export function inWords(error) {
  return firstError(error.errors)?.message ?? error.message;
}
