/** What was typed into an option -> the value that is sent, or what is wrong with it. Knows no DOM. */

export const KIND = {
  STRING: 3,
  INTEGER: 4,
  BOOLEAN: 5,
  USER: 6,
  CHANNEL: 7,
  ROLE: 8,
  MENTIONABLE: 9,
  NUMBER: 10,
  ATTACHMENT: 11,
};

const WHOLE = /^[-+]?\d+$/;

/**
 * `{value}`, `{error}`, or `{}` when nothing was given and nothing need be. `chosen` is the entry picked from a list,
 * if any.
 */
export function readValue(option, typed, chosen) {
  const text = typed.trim();
  if (!chosen && !text) return option.required ? { error: "This is required." } : {};
  if (chosen) return { value: chosen.value };
  switch (option.type) {
    case KIND.STRING:
      return option.choices ? { error: "Choose one from the list." } : readText(option, typed);
    case KIND.INTEGER:
      return option.choices
        ? { error: "Choose one from the list." }
        : readNumber(option, text, WHOLE.test(text), "a whole number");
    case KIND.NUMBER:
      return option.choices
        ? { error: "Choose one from the list." }
        : readNumber(option, text.replace(",", "."), true, "a number");
    default:
      return { error: "Choose one from the list." };
  }
}

function readText({ min_length: min, max_length: max }, text) {
  const length = [...text].length;
  if (min && length < min) return { error: `At least ${min} characters; this has ${length}.` };
  if (max && length > max) return { error: `At most ${max} characters; this has ${length}.` };
  return { value: text };
}

function readNumber({ min_value: min, max_value: max }, text, isWellFormed, kind) {
  const value = Number(text);
  if (!isWellFormed || !Number.isFinite(value)) return { error: `This must be ${kind}.` };
  if (min !== undefined && value < min) return { error: `At least ${min}.` };
  if (max !== undefined && value > max) return { error: `At most ${max}.` };
  return { value };
}
