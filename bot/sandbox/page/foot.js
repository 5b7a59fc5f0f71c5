/** What stands under the channels: the state of the bot, and the page's own tools. */

import { el, iconButton } from "./dom.js";
import { botState } from "./banner.js";
import { showShortcuts } from "./shortcuts.js";
import { isDark, toggleTheme } from "./theme.js";
import { icon } from "./icons.js";

export function paneFoot(store, drawers) {
  const trouble = drawers.button("trouble", "trouble", "Trouble", "with-word");
  const help = iconButton("help", "Keyboard shortcuts", () => showShortcuts());
  return el(
    "div",
    { class: "pane-foot" },
    botState(store),
    el("div", { class: "foot-tools" }, trouble, themeButton(), help),
  );
}

function themeButton() {
  const button = iconButton("moon", "", () => (toggleTheme(), draw()));
  const draw = () => {
    const label = isDark() ? "Use the light colours" : "Use the dark colours";
    button.replaceChildren(icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  draw();
  return button;
}
