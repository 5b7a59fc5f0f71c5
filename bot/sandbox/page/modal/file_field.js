/** Files to upload: dropped or chosen. */

import { el, iconButton } from "../dom.js";
import { isRequired } from "./required.js";
import { icon } from "../icons.js";

export function fileField({ component, label, id }) {
  const { min_values: min = 1, max_values: max = 1 } = component;
  let files = [];
  const input = el("input", {
    type: "file",
    hidden: true,
    multiple: max > 1,
    on: { change: () => add([...input.files]) },
  });
  const list = el("ul", { class: "chosen-files" });
  const target = el(
    "button",
    { type: "button", id, class: "drop", on: { click: () => input.click() } },
    icon("clip"),
    max > 1 ? `Choose up to ${max} files, or drop them here` : "Choose a file, or drop it here",
  );
  target.setAttribute("aria-label", `${label.label}: choose ${max > 1 ? "files" : "a file"}`);
  const control = el("div", { class: "file-field" }, target, input, list);
  const add = (more) => set([...files, ...more].slice(-Math.max(1, max)));
  const set = (next) => {
    files = next;
    input.value = "";
    list.replaceChildren(
      ...files.map((file) =>
        el(
          "li",
          {},
          icon("file"),
          el("span", {}, file.name),
          iconButton("close", `Take ${file.name} out`, () => set(files.filter((other) => other !== file))),
        ),
      ),
    );
    control.dispatchEvent(new Event("change"));
  };
  acceptDrops(target, add);
  return {
    control,
    target,
    problem: () => problemOf(files.length, min, component),
    answer: (all) => ({ values: files.map((file) => String(all.push(file) - 1)) }),
  };
}

function acceptDrops(target, add) {
  const over = (event) => (event.preventDefault(), target.classList.toggle("is-over", event.type === "dragover"));
  for (const type of ["dragover", "dragleave", "drop"]) target.addEventListener(type, over);
  target.addEventListener("drop", (event) => add([...event.dataTransfer.files]));
}

function problemOf(count, min, component) {
  if (!count) return isRequired(component) && min > 0 ? "A file is needed." : "";
  return count < min ? `At least ${min} files.` : "";
}
