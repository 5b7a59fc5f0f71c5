/** The bot's commands as a person meets them: which there are here, what they are called, which fit what was typed. */

import { localDescription, localName } from "../names.js";
import { plain } from "../components/choices.js";

const CHAT = 1;
const [SUB_COMMAND, SUB_COMMAND_GROUP] = [1, 2];

/** The commands of a type that this person may use in the open channel. */
export function usable(store, type) {
  return store.world.commands.filter((command) => command.type === type && command.usable_in.includes(store.channelId));
}

/**
 * Everything that can be run by typing: a command with sub-commands gives one of each. `path` holds the original names,
 * `title` the person's; `options` are what it takes.
 */
export function runnable(store) {
  return usable(store, CHAT).flatMap((command) => unfold(command, command, [command], store.locale));
}

function unfold(command, level, steps, locale) {
  const deeper = (level.options ?? []).filter(
    (option) => option.type === SUB_COMMAND || option.type === SUB_COMMAND_GROUP,
  );
  if (deeper.length) return deeper.flatMap((option) => unfold(command, option, [...steps, option], locale));
  const title = steps.map((step) => localName(step, locale)).join(" ");
  return [
    {
      command,
      steps,
      title,
      path: steps.map((step) => step.name).join(" "),
      description: localDescription(level, locale),
      options: level.options ?? [],
    },
  ];
}

/**
 * Those that fit "/what was typed", the best first: by the beginning of the name, by its middle, by the description.
 */
export function fitting(commands, typed) {
  const wanted = plain(typed.replace(/^\//, ""));
  const rank = ({ title, path, description }) => {
    const names = [plain(title), plain(path)];
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.includes(wanted))) return 1;
    return wanted.length > 2 && plain(description).includes(wanted) ? 2 : 3;
  };
  return [0, 1, 2].flatMap((wantedRank) => commands.filter((command) => rank(command) === wantedRank));
}

/** The options in the shape of Discord's interaction data, inside their sub-commands. */
export function asData({ steps }, options) {
  return steps.slice(1).reduceRight((inner, step) => [{ name: step.name, type: step.type, options: inner }], options);
}
