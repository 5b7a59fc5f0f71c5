/** Something that stays covered until somebody wants to see it. */

import { el } from "../dom.js";
import { icon } from "../icons.js";

export function covered(isSpoiler, content) {
  if (!isSpoiler) return content;
  const box = el("div", { class: "covered" }, el("div", { class: "covered-content", inert: true }, content));
  const show = () => {
    box.firstChild.removeAttribute("inert");
    box.classList.add("is-open");
    cover.remove();
  };
  const cover = el("button", { type: "button", class: "cover", on: { click: show } }, icon("eye"), "Spoiler: show");
  box.append(cover);
  return box;
}
