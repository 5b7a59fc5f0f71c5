/** Pictures of people, drawn from their initials and their colour. */

import { el } from "./dom.js";

/**
 * `color` is "#rrggbb". The picture says nothing that the name beside it does not, so it is hidden from screen readers.
 */
export function avatar(name, color, className = "avatar") {
  const shade = color || "#6b7280";
  return el(
    "span",
    { class: className, "aria-hidden": "true", vars: { "--avatar": shade, "--avatar-ink": inkOn(shade) } },
    initials(name),
  );
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 1)).toUpperCase();
}

/** White, or black on a light colour (WCAG 2.2, relative luminance). */
function inkOn(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.3 ? "#111418" : "#ffffff";
}

function linear(channel) {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
