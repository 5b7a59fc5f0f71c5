/** Names and descriptions in a person's language, the way that Discord chooses among localisations. */

/** Docs, interactions/application-commands.mdx, "Localization": these fall back to each other. */
const FALLBACKS = { "en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES" };

function localized(map, locale, original) {
  return map?.[locale] ?? map?.[FALLBACKS[locale]] ?? original;
}

export function localName(thing, locale) {
  return localized(thing.name_localizations, locale, thing.name);
}

export function localDescription(thing, locale) {
  return localized(thing.description_localizations, locale, thing.description ?? "");
}

/** A command as one says it: "/quiz start"; those of menus have no slash. */
export function spokenName(name, commands) {
  const isOfMenu = commands.some((command) => command.name === name && command.type !== 1);
  return isOfMenu ? name : `/${name}`;
}

/** "quiz start" as it reads in `locale`: `path` holds the original names of a command and its sub-commands. */
export function commandTitle(command, path, locale) {
  const words = [localName(command, locale)];
  let level = command;
  for (const step of path.split(" ").slice(1)) {
    level = level.options?.find((option) => option.name === step);
    if (!level) return path;
    words.push(localName(level, locale));
  }
  return words.join(" ");
}
