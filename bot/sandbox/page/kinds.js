/** Kinds of channels (docs, resources/channel.mdx, "Channel Types"), and what one may do in each. */

export const DM = 1;
export const CATEGORY = 4;
const [TEXT, ANNOUNCEMENTS, FORUM] = [0, 5, 15];
const THREADS = [10, 11, 12];

/** Bits of permissions (docs, topics/permissions.mdx). */
const SEND_MESSAGES = 1n << 11n;
const MANAGE_THREADS = 1n << 34n;
const CREATE_PUBLIC_THREADS = 1n << 35n;
const SEND_MESSAGES_IN_THREADS = 1n << 38n;

export function isThread(channel) {
  return THREADS.includes(channel?.type);
}

export function isForum(channel) {
  return channel?.type === FORUM;
}

export function isAnnouncements(channel) {
  return channel?.type === ANNOUNCEMENTS;
}

/** Whether messages can be read there: categories hold channels. */
export function isRoom(channel) {
  return channel.type !== CATEGORY;
}

/** Whether it is one of the server's plain channels. */
export function isPlain(channel) {
  return channel.type === TEXT || channel.type === ANNOUNCEMENTS;
}

export function isArchived(channel) {
  return Boolean(channel?.thread_metadata?.archived);
}

export function isLocked(channel) {
  return Boolean(channel?.thread_metadata?.locked);
}

export function maySend(channel) {
  if (isForum(channel)) return false;
  if (isLocked(channel) && !mayManageThreads(channel)) return false;
  return has(channel, isThread(channel) ? SEND_MESSAGES_IN_THREADS : SEND_MESSAGES);
}

export function mayPost(forum) {
  return has(forum, SEND_MESSAGES);
}

export function mayStartThread(channel) {
  return isPlain(channel) && has(channel, CREATE_PUBLIC_THREADS);
}

export function mayManageThreads(channel) {
  return has(channel, MANAGE_THREADS);
}

function has(channel, bit) {
  return Boolean(BigInt(channel.my_permissions ?? 0) & bit);
}

/** The threads of a channel that its list shows: those that are not archived, and the open one. */
export function threadsOf(channels, parentId, openId = null) {
  return channels.filter(
    (channel) => isThread(channel) && channel.parent_id === parentId && (!isArchived(channel) || channel.id === openId),
  );
}
