/** Who is in the server: the app, the people; a click gives the bot's commands for users. */

import { el, hidden, refill } from "./dom.js";
import { avatar } from "./avatar.js";
import { attempt, runOn } from "./actions.js";
import { usable } from "./composer/commands.js";
import { openMenu } from "./menu.js";
import { localName } from "./names.js";
import { nameOf } from "./store.js";

const ON_USER = 2;
const MANAGE_ROLES = 1n << 28n;

export function memberList(store) {
  const lists = el("div", { class: "member-lists" });
  store.on("world", () => refill(lists, draw(store)));
  return lists;
}

function draw(store) {
  const { members } = store.world.guild;
  return [
    ["App", members.filter((member) => member.is_bot)],
    ["People", members.filter((member) => !member.is_bot)],
  ].map(
    ([title, list]) =>
      list.length > 0 &&
      el(
        "section",
        { class: "member-group" },
        el("h2", {}, title),
        el(
          "ul",
          {},
          list.map((member) => el("li", {}, entry(member, store))),
        ),
      ),
  );
}

function entry(member, store) {
  const name = member.nick || nameOf(member.user);
  const roles = store.world.guild.roles
    .filter((role) => member.roles.includes(role.id) && !member.is_bot)
    .map((role) => role.name);
  return el(
    "button",
    {
      type: "button",
      class: `member${member.is_online ? "" : " is-away"}`,
      "data-key": member.user.id,
      "aria-haspopup": "menu",
      on: { click: (event) => open(event.currentTarget, member, name, store) },
    },
    el(
      "span",
      { class: "presence" },
      avatar(name, member.color, "avatar is-small"),
      el("span", { class: "presence-dot", "aria-hidden": "true" }),
    ),
    el(
      "span",
      { class: "member-text" },
      el("span", { class: "member-name" }, name, member.is_bot && el("span", { class: "badge" }, "APP")),
      roles.length > 0 && el("span", { class: "member-role" }, roles.join(", ")),
    ),
    member.user.id === store.person.id && el("span", { class: "you" }, "you"),
    hidden(member.is_online ? " online" : " offline"),
  );
}

function open(anchor, member, name, store) {
  const apps = usable(store, ON_USER).map((command) => ({
    label: localName(command, store.locale),
    icon: "slash",
    onPick: () => runOn(store, command, member.user.id),
  }));
  const roles = rolesToGive(store).map((role) => {
    const has = member.roles.includes(role.id);
    return {
      label: `${has ? "Take" : "Give"} the role ${role.name}`,
      icon: "role",
      onPick: () => attempt(() => store.api.giveRole(member.user.id, role.id, !has), store),
    };
  });
  const copy = { label: "Copy user id", icon: "copy", onPick: () => navigator.clipboard?.writeText(member.user.id) };
  openMenu(anchor, name, [
    { title: "Apps", items: apps },
    { title: "Roles", items: member.is_bot ? [] : roles },
    { items: [copy] },
  ]);
}

/** Roles below one's own highest, but for @everyone and those of bots (docs, topics/permissions.mdx). */
function rolesToGive(store) {
  if (!(BigInt(store.person.permissions) & MANAGE_ROLES)) return [];
  const { roles, id } = store.world.guild;
  const own = store.member(store.person.id)?.roles ?? [];
  const highest = Math.max(0, ...roles.filter((role) => own.includes(role.id)).map((role) => role.position));
  return roles.filter((role) => role.id !== id && !role.managed && role.position < highest);
}
