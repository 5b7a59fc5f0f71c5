/** Says something to screen readers at once: failures that concern only this person. */

import { el } from "./dom.js";

export function announce(text) {
  let region = document.querySelector("#announcements");
  if (!region) {
    region = el("div", { id: "announcements", class: "for-readers", role: "alert" });
    document.body.append(region);
  }
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}
