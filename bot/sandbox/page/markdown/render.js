/** The tree of a markdown text as DOM nodes. */

import { jumpLink, jumpOf } from "../jumps.js";
import { el } from "../dom.js";
import { momentInWords } from "../time.js";
import { commandTitle } from "../names.js";
import { blocks } from "./blocks.js";

/** A message's text. `store` gives names, the person's language and what clicking a mention does. */
export function markdown(text, store) {
  return el(
    "div",
    { class: "markdown" },
    blocks(text).map((node) => draw(node, store)),
  );
}

function draw(node, store) {
  return KINDS[node.kind](node, store);
}

function within(node, store) {
  return node.children.map((child) => draw(child, store));
}

/** A heading in a message is smaller in rank than the page's own, which end at h2. */
const KINDS = {
  text: ({ text }) => text,
  line: (node, store) => within(node, store),
  paragraph: (node, store) => el("p", {}, within(node, store)),
  heading: (node, store) => el(`h${node.level + 2}`, { class: `heading-${node.level}` }, within(node, store)),
  small: (node, store) => el("p", { class: "small-print" }, within(node, store)),
  quote: (node, store) => el("blockquote", {}, within(node, store)),
  list: (node, store) =>
    el(
      node.start === null ? "ul" : "ol",
      { start: node.start },
      node.items.map((item) =>
        el(
          "li",
          {},
          item.map((child) => draw(child, store)),
        ),
      ),
    ),
  codeblock: ({ text, language }) =>
    el("pre", { tabindex: "0", "aria-label": language ? `Code in ${language}` : "Code" }, el("code", {}, text)),
  code: ({ text }) => el("code", {}, text),
  bold: (node, store) => el("strong", {}, within(node, store)),
  italic: (node, store) => el("em", {}, within(node, store)),
  underline: (node, store) => el("u", {}, within(node, store)),
  strike: (node, store) => el("del", {}, within(node, store)),
  spoiler: (node, store) => spoiler(within(node, store)),
  link: (node, store) => link(node, store),
  time: (node, store) => time(node, store),
  emoji: ({ name }) => el("span", { class: "no-emoji", title: "A custom emoji" }, `:${name}:`),
  everyone: ({ who }) => el("span", { class: "mention is-me" }, `@${who}`),
  user: ({ id }, store) =>
    el("span", { class: `mention${id === store.person.id ? " is-me" : ""}` }, `@${store.userName(id)}`),
  role: ({ id }, store) =>
    el(
      "span",
      { class: "mention" },
      `@${store.world.guild.roles.find((role) => role.id === id)?.name ?? "unknown role"}`,
    ),
  channel: ({ id }, store) => channel(id, store),
  command: (node, store) => command(node, store),
};

function link(node, store) {
  const jump = jumpOf(node.url, store);
  if (jump) return jumpLink(jump, store, node.isBare ? null : within(node, store));
  return el("a", { href: node.url, target: "_blank", rel: "noopener noreferrer" }, within(node, store));
}

/** Covered until it is clicked; a button, so that a keyboard and a screen reader can uncover it too. */
function spoiler(children) {
  const cover = el(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, show it" },
    el("span", { class: "spoiler-text", "aria-hidden": "true" }, children),
  );
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    cover.replaceWith(el("span", { class: "spoiler is-open" }, children));
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", show);
  return cover;
}

function time({ ms, style }, store) {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return "Invalid date";
  return el(
    "time",
    {
      class: "moment",
      datetime: date.toISOString(),
      title: momentInWords(ms, "F", store.locale),
      "data-relative": style === "R" && String(ms),
    },
    momentInWords(ms, style, store.locale, store.now()),
  );
}

function channel(id, store) {
  const known = store.world.channels.find((other) => other.id === id);
  if (!known) return el("span", { class: "mention" }, "#unknown");
  return el(
    "button",
    { type: "button", class: "mention", on: { click: () => store.openChannel(id) } },
    `#${known.name}`,
  );
}

function command({ name, id }, store) {
  const known = store.world.commands.find((other) => other.id === id);
  const title = known ? commandTitle(known, name, store.locale) : name;
  const fill = () => store.tell("fill", { id, name });
  return el("button", { type: "button", class: "mention", on: { click: fill } }, `/${title}`);
}
