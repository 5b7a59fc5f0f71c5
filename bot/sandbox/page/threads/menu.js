/** What one can do with the open thread: come in, leave, archive, lock, delete. */

import { iconButton } from "../dom.js";
import { attempt } from "../actions.js";
import { openMenu } from "../menu.js";
import { isArchived, isLocked, maySend, mayManageThreads } from "../kinds.js";

export function threadMenuButton(store, thread) {
  const button = iconButton("more", `More about the thread ${thread.name}`, () => open(store, thread.id, button), {
    class: "icon-button thread-more",
    "aria-haspopup": "menu",
    "data-key": "thread-menu",
  });
  return button;
}

function open(store, threadId, anchor) {
  const thread = store.world.channels.find((channel) => channel.id === threadId);
  if (thread) openMenu(anchor, `Thread ${thread.name}`, [{ items: items(store, thread) }]);
}

function items(store, thread) {
  const isMine = thread.owner_id === store.person.id;
  const isModerator = mayManageThreads(thread);
  const change = (fields) => () => attempt(() => store.api.changeThread(thread.id, fields), store);
  const join = (isJoined) => () => attempt(() => store.api.joinThread(thread.id, isJoined), store);
  const mayArchive = isModerator || (isMine && !isLocked(thread));
  const mayOpen = isModerator || (maySend(thread) && !isLocked(thread));
  return [
    !isArchived(thread) &&
      (thread.member
        ? { label: "Leave the thread", icon: "out", onPick: join(false) }
        : { label: "Join the thread", icon: "plus", onPick: join(true) }),
    isArchived(thread)
      ? mayOpen && { label: "Open it again", icon: "check", onPick: change({ archived: false }) }
      : mayArchive && { label: "Archive", icon: "file", onPick: change({ archived: true }) },
    isModerator && {
      label: isLocked(thread) ? "Unlock" : "Lock",
      icon: "lock",
      onPick: change({ locked: !isLocked(thread) }),
    },
    isModerator && {
      label: "Delete the thread",
      icon: "bin",
      isDangerous: true,
      onPick: () => attempt(() => store.api.deleteThread(thread.id), store),
    },
  ].filter(Boolean);
}
