/** Something small that opens beside a button: a menu, a list of choices. The browser's popover closes it by Esc or a click outside. */

import { el } from "./dom.js";

const GAP_PX = 6;
const EDGE_PX = 8;

/**
 * Opens `content` beside `anchor` and gives a function that closes it. `onClose` is called however it closes; the focus
 * then goes back to the anchor, unless it has gone elsewhere. `at` is a point of the pointer, in place of the anchor's box.
 */
export function openPopover(anchor, content, { onClose = () => {}, className = "", at = null, align = "start" } = {}) {
  const popover = el("div", { class: `popover ${className}`, popover: "auto" }, content);
  (anchor.closest("dialog") ?? document.body).append(popover);
  popover.showPopover();
  const settle = () => place(popover, at ? new DOMRect(at.x, at.y, 0, 0) : anchor.getBoundingClientRect(), align);
  settle();
  new ResizeObserver(settle).observe(popover);
  popover.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const hadFocus = popover.contains(document.activeElement) || document.activeElement === document.body;
    popover.remove();
    onClose();
    if (hadFocus) anchor.focus();
  });
  return { element: popover, close: () => popover.isConnected && popover.hidePopover() };
}

/** Below the anchor, above it where there is more room; never past the window's edge. */
function place(popover, box, align) {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = innerHeight - box.bottom - GAP_PX - EDGE_PX;
  const isBelow = below >= height || below >= box.top;
  const top = isBelow ? box.bottom + GAP_PX : box.top - GAP_PX - height;
  const left = align === "end" ? box.right - width : box.left;
  popover.style.top = `${Math.max(EDGE_PX, Math.min(top, innerHeight - height - EDGE_PX))}px`;
  popover.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
}
