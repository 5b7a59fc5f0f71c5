/** Discord's block markdown, read into a tree: headings, lists, quotes, code blocks, small print, paragraphs. */

import { inline } from "./inline.js";

const FENCE = /```(?:([a-zA-Z0-9_+#.-]+)\n)?\n?([^]*?)\n?```/;
const HEADING = /^(#{1,3}) +(.+)$/;
const SMALL = /^-# +(.+)$/;
const QUOTE = /^> (.*)$|^>$/;
const ITEM = /^( *)(?:[-*]|(\d{1,9})\.) +(.+)$/;

/** Code blocks may begin in the middle of a line, so they are cut out first. */
export function blocks(text) {
  const found = [];
  let rest = text;
  for (let match = FENCE.exec(rest); match; match = FENCE.exec(rest)) {
    found.push(...lines(rest.slice(0, match.index).replace(/\n$/, "")));
    found.push({ kind: "codeblock", language: match[1] ?? "", text: match[2] });
    rest = rest.slice(match.index + match[0].length).replace(/^\n/, "");
  }
  return [...found, ...lines(rest)];
}

function lines(text) {
  if (!text) return [];
  const reader = { lines: text.split("\n"), at: 0 };
  const found = [];
  while (reader.at < reader.lines.length)
    found.push(quote(reader) ?? heading(reader) ?? list(reader) ?? paragraph(reader));
  return found;
}

function quote(reader) {
  const first = reader.lines[reader.at];
  if (first.startsWith(">>> ")) {
    const rest = [first.slice(4), ...reader.lines.slice(reader.at + 1)].join("\n");
    reader.at = reader.lines.length;
    return { kind: "quote", children: blocks(rest) };
  }
  const quoted = takeWhile(reader, (line) => QUOTE.exec(line));
  return quoted.length ? { kind: "quote", children: lines(quoted.map((match) => match[1] ?? "").join("\n")) } : null;
}

function heading(reader) {
  const line = reader.lines[reader.at];
  const [, marks, title] = HEADING.exec(line) ?? [];
  const [, small] = SMALL.exec(line) ?? [];
  if (!marks && !small) return null;
  reader.at += 1;
  return marks
    ? { kind: "heading", level: marks.length, children: inline(title) }
    : { kind: "small", children: inline(small) };
}

/** A list that turns from points to numbers is two lists. */
function list(reader) {
  let first = null;
  const items = takeWhile(reader, (line) => {
    const item = ITEM.exec(line);
    first ??= item;
    return item && (item[1].length > first[1].length || isNumbered(item) === isNumbered(first)) && item;
  });
  return items.length ? nested(items, items[0][1].length) : null;
}

function isNumbered(item) {
  return item[2] !== undefined;
}

/** Items that stand further in than `indent` become the list inside the item before them. */
function nested(items, indent) {
  const start = items[0][2];
  const node = { kind: "list", start: start === undefined ? null : Number(start), items: [] };
  while (items.length && items[0][1].length >= indent) {
    const deeper = items[0][1].length > indent && node.items.length;
    if (deeper) node.items.at(-1).push(nested(items, items[0][1].length));
    else node.items.push([{ kind: "line", children: inline(items.shift()[3]) }]);
  }
  return node;
}

function paragraph(reader) {
  const isPlain = (line) =>
    !QUOTE.test(line) && !line.startsWith(">>> ") && !HEADING.test(line) && !SMALL.test(line) && !ITEM.test(line);
  const plain = takeWhile(reader, (line) => isPlain(line) && { line });
  return { kind: "paragraph", children: inline(plain.map(({ line }) => line).join("\n")) };
}

function takeWhile(reader, test) {
  const taken = [];
  for (let found; reader.at < reader.lines.length && (found = test(reader.lines[reader.at])); reader.at += 1)
    taken.push(found);
  return taken;
}
