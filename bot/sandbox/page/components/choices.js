/** What a select or a command's option can be: people, roles, channels, as entries of a list. */

import { el } from "../dom.js";
import { avatar } from "../avatar.js";
import { nameOf } from "../store.js";
import { channelIcon } from "../channels.js";
import { hexColor } from "./color.js";
import { emoji } from "./button.js";
import { icon } from "../icons.js";

/** Component types of the selects (docs, components/reference.mdx). */
const [USERS, ROLES, MENTIONABLES, CHANNELS] = [5, 6, 7, 8];
const [DM, CATEGORY] = [1, 4];

export function userEntries(store) {
  return store.world.guild.members.map((member) => ({
    value: member.user.id,
    label: member.nick || nameOf(member.user),
    note: plain(member.user.username) === plain(member.nick || nameOf(member.user)) ? null : member.user.username,
    start: avatar(nameOf(member.user), member.color, "avatar is-small"),
  }));
}

export function roleEntries(store) {
  return store.world.guild.roles.map((role) => ({
    value: role.id,
    label: `@${role.name.replace(/^@/, "")}`,
    start: el("span", {
      class: "role-dot",
      "aria-hidden": "true",
      vars: role.color ? { "--role": hexColor(role.color) } : {},
    }),
  }));
}

/** `types` are Discord's channel types; none means every kind in the server. */
export function channelEntries(store, types = []) {
  const isWanted = (channel) => channel.type !== DM && (types?.length ? types.includes(channel.type) : true);
  return store.world.channels.filter(isWanted).map((channel) => ({
    value: channel.id,
    label: channel.name,
    start: icon(channel.type === CATEGORY ? "down" : channelIcon(channel)),
  }));
}

export function mentionableEntries(store) {
  const grouped = (entries, group) => entries.map((entry) => ({ ...entry, group }));
  return [...grouped(userEntries(store), "People"), ...grouped(roleEntries(store), "Roles")];
}

/** The entries of a select of any kind. */
export function selectEntries(component, store) {
  switch (component.type) {
    case USERS:
      return userEntries(store);
    case ROLES:
      return roleEntries(store);
    case MENTIONABLES:
      return mentionableEntries(store);
    case CHANNELS:
      return channelEntries(store, component.channel_types);
    default:
      return component.options.map((option) => ({
        value: option.value,
        label: option.label,
        note: option.description,
        start: emoji(option.emoji),
        isDefault: option.default,
      }));
  }
}

/** What is chosen before anybody chose. */
export function defaultValues(component, entries) {
  const given = component.default_values?.map((value) => value.id);
  return given ?? entries.filter((entry) => entry.isDefault).map((entry) => entry.value);
}

const PLACEHOLDERS = {
  3: "Choose",
  5: "Choose a person",
  6: "Choose a role",
  7: "Choose a person or a role",
  8: "Choose a channel",
};

export function placeholderOf(component) {
  return component.placeholder || PLACEHOLDERS[component.type];
}

/** Entries whose label or note holds what was typed; those that begin with it first. */
export function matching(entries, typed) {
  const wanted = plain(typed.replace(/^[@#]/, ""));
  const rank = (entry) => {
    const label = plain(entry.label.replace(/^[@#]/, ""));
    if (label.startsWith(wanted)) return 0;
    return label.includes(wanted) || plain(entry.note ?? "").includes(wanted) ? 1 : 2;
  };
  return [0, 1].flatMap((wantedRank) => entries.filter((entry) => rank(entry) === wantedRank));
}

/** Lower case without accents. */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
