/** The line to the sandbox: events come in over a WebSocket; when it breaks it is made again, and all is read anew. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

export class Connection {
  #wait = FIRST_WAIT_MS;
  #timer = null;
  #socket = null;

  constructor(store, receive) {
    this.store = store;
    this.receive = receive;
  }

  open() {
    clearTimeout(this.#timer);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#socket = new WebSocket(`${scheme}//${location.host}/sandbox/${encodeURIComponent(this.store.me)}/events`);
    this.#socket.addEventListener("open", () => this.#opened());
    this.#socket.addEventListener("message", (event) => this.receive(JSON.parse(event.data)));
    this.#socket.addEventListener("close", () => this.#lost());
  }

  #opened() {
    const isAgain = this.store.link.state === "lost";
    this.#wait = FIRST_WAIT_MS;
    this.#tell({ state: "open", retryAt: 0 });
    if (isAgain) this.store.tell("reconnected");
  }

  #lost() {
    this.#tell({ state: "lost", retryAt: Date.now() + this.#wait });
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #tell(link) {
    this.store.link = link;
    this.store.tell("link");
  }
}
