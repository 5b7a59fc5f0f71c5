/** What a forum shows in place of messages: its posts, the newest first, and a way to write one. */

import { el } from "../dom.js";
import { avatar } from "../avatar.js";
import { icon } from "../icons.js";
import { isArchived, isThread, mayPost } from "../kinds.js";
import { timeOfDay, dayInWords, isSameDay } from "../time.js";
import { startThread } from "./starting.js";
import { threadState } from "./card.js";

export function postList(store, forum) {
  const posts = store.world.channels.filter((channel) => isThread(channel) && channel.parent_id === forum.id).reverse();
  const open = posts.filter((post) => !isArchived(post));
  const older = posts.filter(isArchived);
  return el(
    "div",
    { class: "posts" },
    mayPost(forum) &&
      el(
        "button",
        {
          type: "button",
          class: "button is-primary new-post",
          "data-key": "new-post",
          on: { click: () => startThread(store, forum) },
        },
        "New post",
      ),
    !posts.length && el("p", { class: "posts-none" }, "There are no posts yet."),
    list("Posts", open, store, forum),
    list("Older posts", older, store, forum),
  );
}

function list(title, posts, store, forum) {
  if (!posts.length) return null;
  return el(
    "section",
    { "aria-label": title },
    el("h3", {}, title),
    el(
      "ul",
      {},
      posts.map((post) => el("li", {}, entry(post, store, forum))),
    ),
  );
}

function entry(post, store, forum) {
  const name = store.userName(post.owner_id);
  const tags = (forum.available_tags ?? []).filter((tag) => post.applied_tags?.includes(tag.id));
  return el(
    "button",
    { type: "button", class: "post", "data-key": post.id, on: { click: () => store.openChannel(post.id) } },
    avatar(name, store.member(post.owner_id)?.color, "avatar is-small"),
    el(
      "span",
      { class: "post-text" },
      el("span", { class: "post-name" }, post.name),
      el(
        "span",
        { class: "post-about" },
        tags.map((tag) => el("span", { class: "post-tag" }, [tag.emoji_name, tag.name].filter(Boolean).join(" "))),
        `${name} · ${when(post, store)} · ${threadState(post, "reply", "replies")}`,
      ),
    ),
    icon("right"),
  );
}

function when(post, store) {
  const made = post.thread_metadata.create_timestamp;
  const isToday = isSameDay(made, new Date(store.now()).toISOString());
  return isToday ? timeOfDay(made, store.locale) : dayInWords(made, store.locale);
}
