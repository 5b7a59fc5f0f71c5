/** Every fault of the sandbox in plain words (bot/sandbox/README.md, "Faults"). */

const times = { name: "times", label: "How often", kind: "number", value: "1", min: 1 };
const path = { name: "path", label: "Only calls like", kind: "text", placeholder: "POST /interactions", isExtra: true };
const seconds = (value) => ({ name: "seconds", label: "Seconds", kind: "number", value, min: 0, step: "any" });
const shard = { name: "shard", label: "Only shard", kind: "number", min: 0, isExtra: true };
const channel = { name: "channel_id", label: "Channel", kind: "channel" };
const event = { name: "event", label: "Event", kind: "text", value: "INTERACTION_CREATE" };

export const FAULTS = [
  {
    title: "The bot's process",
    faults: [
      { name: "restart-bot", title: "Restart", says: "Ask it to end, and start it again.", act: "Restart" },
      {
        name: "kill-bot",
        title: "kill -9",
        says: "End it in the middle of whatever it does; it starts again after a second.",
        act: "Kill",
        isDangerous: true,
      },
      { name: "stop-bot", title: "Stop", says: "Ask it to end, and leave it ended.", act: "Stop" },
      { name: "start-bot", title: "Start", says: "Start it, if it is not running.", act: "Start" },
    ],
  },
  {
    title: "Time",
    faults: [
      {
        name: "clock",
        title: "Move the clock",
        says: "Forward, for everything: ids, lifetimes, events, and the bot, which starts again by it.",
        act: "Move",
        fields: [
          {
            name: "seconds",
            label: "Forward by",
            kind: "choice",
            options: [
              ["60", "1 minute"],
              ["900", "15 minutes"],
              ["3600", "1 hour"],
              ["21600", "6 hours"],
              ["86400", "1 day"],
              ["604800", "1 week"],
            ],
          },
        ],
      },
      {
        name: "clock",
        title: "Set the clock",
        says: "To a moment, in this machine's zone.",
        act: "Set",
        fields: [{ name: "to", label: "To", kind: "moment" }],
      },
    ],
  },
  {
    title: "The line to the bot",
    faults: [
      {
        name: "drop",
        title: "Cut it",
        says: "Close the gateway; the bot may resume.",
        act: "Cut",
        fields: [{ name: "code", label: "Close code", kind: "number", value: "4000", isExtra: true }, shard],
      },
      { name: "reconnect", title: "Ask to reconnect", says: "As Discord does every few hours.", act: "Ask" },
      {
        name: "invalidate",
        title: "Forget the session",
        says: "The bot must begin anew, unless it may resume.",
        act: "Forget",
        fields: [{ name: "resumable", label: "It may resume", kind: "check" }],
      },
      {
        name: "refuse-gateway",
        title: "Refuse connections",
        says: "The next ones to the gateway.",
        act: "Refuse",
        fields: [{ ...times, value: "3" }],
      },
      {
        name: "duplicate",
        title: "Send events twice",
        says: "The next ones of a kind.",
        act: "Double",
        fields: [event, times],
      },
      {
        name: "lose",
        title: "Lose events",
        says: "The next ones of a kind never arrive.",
        act: "Lose",
        fields: [event, times],
      },
    ],
  },
  {
    title: "The bot's calls",
    faults: [
      {
        name: "delay",
        title: "Slow answers",
        says: "Each answer comes so much later.",
        act: "Slow down",
        fields: [seconds("2"), { ...times, value: "", label: "How often (empty: always)" }, path],
      },
      {
        name: "error",
        title: "Server errors",
        says: "Calls fail as when Discord has a bad day.",
        act: "Fail",
        fields: [
          {
            name: "status",
            label: "Status",
            kind: "choice",
            isNumber: true,
            options: [
              ["500", "500"],
              ["502", "502"],
              ["503", "503"],
              ["504", "504"],
            ],
          },
          times,
          path,
          { name: "after", label: "Do it first, then fail", kind: "check" },
        ],
      },
      {
        name: "rate-limit",
        title: "Rate limit",
        says: "Too many requests: wait.",
        act: "Limit",
        fields: [
          seconds("2"),
          {
            name: "scope",
            label: "Of",
            kind: "choice",
            options: [
              ["user", "this bot, this route"],
              ["global", "this bot, all routes"],
              ["shared", "everybody"],
            ],
          },
          times,
          path,
        ],
      },
    ],
  },
  {
    title: "The server",
    faults: [
      {
        name: "permission",
        title: "Change what the bot may do",
        says: "Deny or allow it something in a channel.",
        act: "Change",
        fields: [
          channel,
          { name: "which", label: "What", kind: "permission" },
          {
            name: "how",
            label: "Is",
            kind: "choice",
            options: [
              ["deny", "denied"],
              ["allow", "allowed"],
            ],
          },
        ],
      },
      {
        name: "delete-channel",
        title: "Delete a channel",
        says: "For good, with its messages.",
        act: "Delete",
        isDangerous: true,
        fields: [channel],
      },
      {
        name: "leave-guild",
        title: "Remove the bot",
        says: "From the server, as an organiser would.",
        act: "Remove",
        isDangerous: true,
      },
    ],
  },
];

/** What a bot needs most often (docs, topics/permissions.mdx): bit and words. */
export const PERMISSIONS = [
  [11, "send messages"],
  [10, "see the channel"],
  [14, "embed links"],
  [15, "attach files"],
  [16, "read the history"],
  [13, "manage messages"],
  [38, "send messages in threads"],
  [35, "create threads"],
];
