/** Discord's colours, which are numbers. */

export function hexColor(number) {
  return `#${number.toString(16).padStart(6, "0")}`;
}
