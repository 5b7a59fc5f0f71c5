/** The page without a person: who would you like to be? */

import { el } from "./dom.js";
import { avatar } from "./avatar.js";
import { languageName } from "./people.js";
import { icon } from "./icons.js";

export function showWelcome(world, problem = "") {
  document.title = "Sandbox";
  document.body.className = "is-welcome";
  document.body.replaceChildren(
    el(
      "main",
      { class: "welcome" },
      el(
        "p",
        { class: "wordmark" },
        el("img", { src: "icon.svg", alt: "", width: "28", height: "28" }),
        "Studyhall sandbox",
      ),
      el("h1", {}, "Who would you like to be?"),
      el(
        "p",
        { class: "lead" },
        "A chat on your own machine in which a real Discord bot runs, with no account and no network.",
      ),
      world ? people(world) : el("p", { class: "failure", role: "alert" }, icon("warning"), problem),
      world &&
        el("p", { class: "small-print" }, "Each opens in a tab of its own, so that you can be several people at once."),
    ),
  );
}

function people(world) {
  return el(
    "ul",
    { class: "welcome-people" },
    world.people.map((person) => el("li", {}, card(person, world))),
  );
}

function card(person, world) {
  return el(
    "a",
    { href: `?as=${encodeURIComponent(person.key)}`, target: `sandbox-${person.key}`, class: "welcome-person" },
    avatar(person.name, person.color, "avatar is-large"),
    el("strong", {}, person.name),
    el("span", {}, languageName(person.locale)),
    el("span", { class: "welcome-role" }, roleOf(person, world)),
  );
}

function roleOf(person, { guild }) {
  const held = guild.members.find((member) => member.user.id === person.id)?.roles ?? [];
  const names = guild.roles.filter((role) => held.includes(role.id)).map((role) => role.name);
  return names.join(", ") || "Member";
}
