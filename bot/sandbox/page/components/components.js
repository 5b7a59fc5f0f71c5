/** The components of a message, classic and V2, as DOM nodes (docs, components/reference.mdx). */

import { el } from "../dom.js";
import { markdown } from "../markdown/render.js";
import { fileLink, picture } from "../messages/attachment.js";
import { button } from "./button.js";
import { hexColor } from "./color.js";
import { messageSelect } from "./message_select.js";
import { covered } from "./spoiler.js";

const KINDS = {
  1: (row, message, store) => el("div", { class: "row" }, drawAll(row.components, message, store)),
  2: button,
  3: messageSelect,
  5: messageSelect,
  6: messageSelect,
  7: messageSelect,
  8: messageSelect,
  9: section,
  10: (text, message, store) => markdown(text.content, store),
  11: (thumbnail) => media(thumbnail, "thumbnail"),
  12: gallery,
  13: (file) => covered(file.spoiler, fileLink(file.name ?? fileName(file.file.url), file.file.url, file.size)),
  14: (separator) =>
    el("hr", {
      class: `separator${separator.divider === false ? " is-blank" : ""}${separator.spacing === 2 ? " is-large" : ""}`,
    }),
  17: container,
};

export function components(message, store) {
  if (!message.components?.length) return null;
  return el("div", { class: "components" }, drawAll(message.components, message, store));
}

/** A kind that this page does not know is named rather than lost. */
function drawAll(list, message, store) {
  const unknown = (component) => el("p", { class: "small-print" }, `(component of type ${component.type})`);
  return list.map((component) => (KINDS[component.type] ?? unknown)(component, message, store));
}

function section(data, message, store) {
  return el(
    "div",
    { class: "section" },
    el("div", { class: "section-text" }, drawAll(data.components, message, store)),
    drawAll([data.accessory], message, store),
  );
}

function container(data, message, store) {
  const hasColor = data.accent_color !== null && data.accent_color !== undefined;
  const card = el(
    "div",
    { class: "card", vars: hasColor ? { "--accent-bar": hexColor(data.accent_color) } : {} },
    drawAll(data.components, message, store),
  );
  return covered(data.spoiler, card);
}

function gallery(data) {
  return el(
    "div",
    { class: `gallery of-${Math.min(data.items.length, 4)}` },
    data.items.map((item) => media(item, "gallery-item")),
  );
}

function media(item, className) {
  return el("div", { class: className }, covered(item.spoiler, picture(item.media, item.description ?? "")));
}

function fileName(url) {
  return decodeURIComponent(url.split("/").at(-1).split("?")[0]);
}
