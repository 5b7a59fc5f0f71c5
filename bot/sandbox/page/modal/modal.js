/** A form that the bot opens over the conversation. */

import { el, iconButton } from "../dom.js";
import { firstError, inWords } from "../api.js";
import { markdown } from "../markdown/render.js";
import { labelled, makeField } from "./fields.js";
import { icon } from "../icons.js";

const [ROW, TEXT, LABEL] = [1, 10, 18];
const WENT_WRONG = "Something went wrong. What you wrote is still here; try again.";

/** Opens each form as it comes; a new one takes the place of the one before. */
export function watchModals(store) {
  let open = null;
  store.on("modal", () => {
    open?.remove();
    open = new Modal(store, store.modal);
  });
  store.on("interaction", (event) => open?.follow(event));
}

class Modal {
  #submission = null;
  #early = new Map();

  constructor(store, data) {
    Object.assign(this, { store, data });
    this.problem = el("p", { class: "failure", role: "alert", hidden: true });
    this.send = el(
      "button",
      { type: "submit", class: "button is-primary" },
      "Submit",
      el("span", { class: "button-wait", "aria-hidden": "true" }),
    );
    this.parts = data.components.map((component, index) => this.#part(component, index));
    const cancel = el(
      "button",
      { type: "button", class: "button is-secondary", on: { click: () => this.#cancel() } },
      "Cancel",
    );
    const form = el(
      "form",
      { novalidate: true, on: { submit: (event) => (event.preventDefault(), this.#submit()) } },
      el(
        "div",
        { class: "dialog-head" },
        el("div", {}, el("p", { class: "dialog-from" }, store.botName), el("h2", { id: "modal-title" }, data.title)),
        iconButton("close", "Close the form", () => this.#cancel()),
      ),
      el(
        "div",
        { class: "dialog-body" },
        this.parts.map((part) => part.element),
      ),
      el("div", { class: "dialog-foot" }, this.problem, cancel, this.send),
    );
    this.dialog = el(
      "dialog",
      {
        class: "dialog modal",
        "aria-labelledby": "modal-title",
        on: { cancel: (event) => (event.preventDefault(), this.#cancel()) },
      },
      form,
    );
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.parts.find((part) => part.field)?.field.focus();
  }

  /** The focus goes back to where it was; when that is gone, to the composer. */
  remove() {
    this.dialog.close();
    this.dialog.remove();
    if (document.activeElement === document.body) this.store.tell("unfocused");
  }

  /** The bot has answered the submission, or has not. */
  follow(event) {
    if (event.status === "sent") return;
    if (event.interaction_id !== this.#submission) return this.#early.set(event.interaction_id, event);
    if (event.status !== "failed") return this.remove();
    this.#wait(false);
    this.#fail(WENT_WRONG);
  }

  /** `path` is where Discord's tree of errors names this part; `data` gives it as it is submitted. */
  #part(component, index) {
    if (component.type === TEXT) return { element: markdown(component.content, this.store) };
    const isRow = component.type === ROW;
    const inner = isRow ? component.components[0] : component.component;
    const label = isRow ? { label: inner.label } : component;
    const field = makeField(inner, label, this.store);
    const wrap = (answer) =>
      isRow
        ? { type: ROW, components: [answer] }
        : { type: LABEL, ...(component.id && { id: component.id }), component: answer };
    return { element: labelled(field, inner, label), field, index, wrap };
  }

  async #submit() {
    const fields = this.parts.filter((part) => part.field);
    const wrong = fields.filter((part) => part.field.check());
    this.#fail("");
    if (wrong.length) return wrong[0].field.focus();
    const files = [];
    const components = fields.map((part) => part.wrap(part.field.read(files)));
    this.#wait(true);
    try {
      const { interaction_id: id } = await this.store.api.submitModal(this.data.interactionId, components, files);
      this.#submission = id;
      if (this.#early.has(id)) this.follow(this.#early.get(id));
    } catch (error) {
      this.#refused(error);
    }
  }

  /** Error paths count the submitted components, which leave out the text displays. */
  #refused(error) {
    this.#wait(false);
    const found = firstError(error.errors);
    const part = found && this.parts.filter((one) => one.field)[Number(found.path[1])];
    part?.field.fail(found.message);
    part?.field.focus();
    if (!part) this.#fail(inWords(error));
  }

  #wait(isWaiting) {
    this.send.disabled = isWaiting;
    this.send.classList.toggle("is-waiting", isWaiting);
  }

  #fail(text) {
    this.problem.hidden = !text;
    this.problem.replaceChildren(...(text ? [icon("warning"), text] : []));
  }

  #cancel() {
    this.remove();
    this.store.api.closeModal(this.data.interactionId).catch((error) => this.store.tell("notice", inWords(error)));
  }
}
