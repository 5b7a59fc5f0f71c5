/**
 * Moments in words, in a person's language and this machine's zone; and the one ticker that keeps "in 5 seconds" true.
 */

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const formats = new Map();

function formatter(locale, options) {
  const key = `${locale} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
  return formats.get(key);
}

/**
 * `style` is the letter of Discord's `<t:unix:style>`; `R` counts from `nowMs` (docs, reference.mdx, "Timestamp
 * styles").
 */
export function momentInWords(ms, style, locale, nowMs) {
  return style === "R" ? relative(ms, locale, nowMs) : formatter(locale, STYLES[style] ?? STYLES.f).format(ms);
}

function relative(ms, locale, nowMs) {
  const seconds = Math.round((ms - nowMs) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale).format(Math.trunc(seconds / size), unit);
}

export function timeOfDay(iso, locale) {
  return momentInWords(Date.parse(iso), "t", locale);
}

export function dayInWords(iso, locale) {
  return formatter(locale, { dateStyle: "full" }).format(Date.parse(iso));
}

export function isSameDay(one, other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** Rewrites every `<time data-relative>` once a second, and when the sandbox's clock is moved. */
export function keepTime(store) {
  const rewrite = () => {
    for (const node of document.querySelectorAll("time[data-relative]")) {
      const words = relative(Number(node.dataset.relative), store.locale, store.now());
      if (node.textContent !== words) node.textContent = words;
    }
  };
  setInterval(rewrite, 1000);
  store.on("clock", rewrite);
}
