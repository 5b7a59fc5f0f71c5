/** One fault as a small form. */

import { el } from "../dom.js";
import { PERMISSIONS } from "./faults.js";

export function faultForm({ name, title, says, act, fields = [], isDangerous = false }, store, run) {
  const controls = fields.map((field) => [field, control(field, store)]);
  const submit = async (event) => {
    event.preventDefault();
    result.textContent = await run(name, body(controls));
  };
  const result = el("p", { class: "fault-result", role: "status" });
  const button = el(
    "button",
    { type: "submit", class: `button ${isDangerous ? "is-danger" : "is-secondary"}`, "aria-label": `${act}: ${title}` },
    act,
  );
  const shown = controls.filter(([field]) => !field.isExtra).map(drawField);
  const extra = controls.filter(([field]) => field.isExtra).map(drawField);
  return el(
    "form",
    { class: "fault", "aria-label": title, on: { submit } },
    el("div", { class: "fault-head" }, el("div", {}, el("h4", {}, title), el("p", {}, says)), button),
    shown.length > 0 && el("div", { class: "fault-fields" }, shown),
    extra.length > 0 && el("details", {}, el("summary", {}, "More"), el("div", { class: "fault-fields" }, extra)),
    result,
  );
}

function drawField([field, input]) {
  return el(
    "label",
    { class: field.kind === "check" ? "fault-check" : "fault-field" },
    field.kind === "check" ? [input, field.label] : [field.label, input],
  );
}

function control(field, store) {
  const choose = (options) =>
    el(
      "select",
      {},
      options.map(([value, label]) => el("option", { value }, label)),
    );
  switch (field.kind) {
    case "choice":
      return choose(field.options);
    case "channel":
      return choose(
        store.world.channels.filter((one) => one.type !== 1 && one.type !== 4).map((one) => [one.id, `#${one.name}`]),
      );
    case "permission":
      return choose(PERMISSIONS.map(([bit, words]) => [String(1n << BigInt(bit)), words]));
    case "check":
      return el("input", { type: "checkbox" });
    case "moment":
      return el("input", { type: "datetime-local", required: true });
    default:
      return el("input", {
        type: field.kind,
        value: field.value ?? "",
        placeholder: field.placeholder,
        min: field.min,
        step: field.step,
      });
  }
}

/** The body of the fault; empty fields stay out. "What" and "is" of a permission become one field: allow or deny. */
function body(controls) {
  const { which, how, ...fields } = Object.fromEntries(
    controls.map(([field, input]) => [field.name, valueOf(field, input)]).filter(([, value]) => value !== null),
  );
  return which ? { ...fields, [how]: which } : fields;
}

function valueOf(field, input) {
  if (field.kind === "check") return input.checked;
  if (input.value === "") return null;
  if (field.kind === "moment") return new Date(input.value).toISOString();
  return field.kind === "number" || field.isNumber || field.name === "seconds" ? Number(input.value) : input.value;
}
