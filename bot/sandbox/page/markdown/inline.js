/** Discord's inline markdown, read into a tree: bold, links, mentions, timestamps and so on. Makes no DOM. */

const URL_END = /[.,:;!?'"\])]+$/;

/** One rule a kind: where it can begin, and what it makes. The first that fits wins, so `***` stands before `**`. */
const RULES = [
  rule(/\\([^\sA-Za-z0-9])/y, ([, char]) => ({ kind: "text", text: char })),
  rule(/``(.+?)``(?!`)|`([^`]+)`(?!`)/sy, ([, two, one]) => ({
    kind: "code",
    text: (two ?? one).trim() || two || one,
  })),
  rule(/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, ([, unix, style]) => ({
    kind: "time",
    ms: Number(unix) * 1000,
    style: style ?? "f",
  })),
  rule(/<@!?(\d+)>/y, ([, id]) => ({ kind: "user", id })),
  rule(/<@&(\d+)>/y, ([, id]) => ({ kind: "role", id })),
  rule(/<#(\d+)>/y, ([, id]) => ({ kind: "channel", id })),
  rule(/<\/([^:>\n]{1,100}):(\d+)>/y, ([, name, id]) => ({ kind: "command", name, id })),
  rule(/<a?:(\w{2,32}):\d+>/y, ([, name]) => ({ kind: "emoji", name })),
  rule(/@(everyone|here)\b/y, ([, who]) => ({ kind: "everyone", who })),
  rule(
    /\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+)>?(?:\s+"[^"\n]*")?\)/y,
    ([, text, url]) => link(url, inline(text)),
  ),
  rule(/<(https?:\/\/[^\s<>]+)>/y, ([, url]) => link(url, [{ kind: "text", text: url }])),
  rule(/https?:\/\/[^\s<>]+/y, bareLink),
  rule(/\|\|(.+?)\|\|/sy, ([, text]) => ({ kind: "spoiler", children: inline(text) })),
  rule(/\*\*\*(?=\S)((?:\\.|[^\\])+?)\*\*\*(?!\*)/sy, ([, text]) => ({
    kind: "bold",
    children: [{ kind: "italic", children: inline(text) }],
  })),
  rule(/\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/sy, ([, text]) => ({ kind: "bold", children: inline(text) })),
  rule(/__((?:\\.|[^\\])+?)__(?!_)/sy, ([, text]) => ({ kind: "underline", children: inline(text) })),
  rule(/\*(?=\S)((?:\*\*|\\.|[^*\\])+?)\*(?!\*)/sy, ([, text]) => ({ kind: "italic", children: inline(text) })),
  rule(/_((?:__|\\.|[^_\\])+?)_(?!\w)/sy, ([, text], before) =>
    /\w/.test(before) ? null : { kind: "italic", children: inline(text) },
  ),
  rule(/~~(.+?)~~/sy, ([, text]) => ({ kind: "strike", children: inline(text) })),
];
/** No rule begins with another character, so plain words are skipped at once. */
const PLAIN = /[^\\`<@[|*_~h]+|[^]/y;

function rule(pattern, make) {
  return { pattern, make };
}

export function inline(text) {
  const nodes = [];
  for (let at = 0; at < text.length;) {
    const [node, length] = next(text, at);
    const last = nodes.at(-1);
    if (node.kind === "text" && last?.kind === "text") last.text += node.text;
    else nodes.push(node);
    at += length;
  }
  return nodes;
}

function next(text, at) {
  for (const { pattern, make } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const node = match && make(match, text[at - 1] ?? "");
    if (node) return [node, node.length ?? match[0].length];
  }
  PLAIN.lastIndex = at;
  const [plain] = PLAIN.exec(text);
  return [{ kind: "text", text: plain }, plain.length];
}

/**
 * Only http and https come this far; whatever the URL parser refuses stays text. A link inside a link is only its text.
 */
function link(url, children) {
  const flat = children.flatMap((child) => (child.kind === "link" ? child.children : [child]));
  return URL.canParse(url) ? { kind: "link", url, children: flat } : null;
}

/** The full stop after a URL ends the sentence; a bracket belongs to the URL when it was opened there. */
function bareLink([match]) {
  let url = match.replace(URL_END, "");
  if (match[url.length] === ")" && url.split("(").length > url.split(")").length) url = match.slice(0, url.length + 1);
  const node = link(url, [{ kind: "text", text: url }]);
  return node && { ...node, isBare: true, length: url.length };
}
