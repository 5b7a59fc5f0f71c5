/** A classic embed. */

import { el } from "../dom.js";
import { markdown } from "../markdown/render.js";
import { momentInWords } from "../time.js";
import { hexColor } from "../components/color.js";
import { picture } from "./attachment.js";

export function embed(data, store) {
  return el(
    "section",
    {
      class: "card embed",
      "aria-label": data.title ?? "Embed",
      vars: data.color ? { "--accent-bar": hexColor(data.color) } : {},
    },
    data.author && el("p", { class: "embed-author" }, linked(data.author.name, data.author.url)),
    data.title && el("h3", { class: "embed-title" }, linked(data.title, data.url)),
    data.description && markdown(data.description, store),
    data.fields?.length > 0 &&
      el(
        "dl",
        { class: "embed-fields" },
        data.fields.map((field) => drawField(field, store)),
      ),
    data.image && picture(data.image, data.image.description ?? ""),
    data.thumbnail &&
      el("div", { class: "embed-thumbnail" }, picture(data.thumbnail, data.thumbnail.description ?? "")),
    (data.footer || data.timestamp) && el("p", { class: "embed-footer" }, footer(data, store)),
  );
}

function drawField(field, store) {
  return el(
    "div",
    { class: field.inline ? "is-inline" : "" },
    el("dt", {}, markdown(field.name, store)),
    el("dd", {}, markdown(field.value, store)),
  );
}

function footer(data, store) {
  const when = data.timestamp && momentInWords(Date.parse(data.timestamp), "f", store.locale);
  return [data.footer?.text, when].filter(Boolean).join(" · ");
}

function linked(text, url) {
  return url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}
