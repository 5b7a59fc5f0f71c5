/**
 * Something small that opens beside a button: a menu, a list of choices. A press elsewhere, Esc, or leaving it with Tab
 * closes it.
 */

import { el } from "./dom.js";

const GAP_PX = 6;
const EDGE_PX = 8;

/**
 * Opens `content` beside `anchor`. `onClose` is called however it closes; the focus then goes back to the anchor,
 * unless it has gone elsewhere. `at` is a point of the pointer, in place of the anchor's box.
 *
 * It is a "manual" popover: an "auto" one closes when the very press that opened it (a right click, a long one) is let
 * go.
 */
export function openPopover(anchor, content, { onClose = () => {}, className = "", at = null, align = "start" } = {}) {
  const element = el("div", { class: `popover ${className}`, popover: "manual" }, content);
  (anchor.closest("dialog") ?? document.body).append(element);
  element.showPopover();
  const settle = () => place(element, at ? new DOMRect(at.x, at.y, 0, 0) : anchor.getBoundingClientRect(), align);
  settle();
  new ResizeObserver(settle).observe(element);
  const listening = new AbortController();
  const close = () => {
    if (listening.signal.aborted) return;
    listening.abort();
    const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body;
    element.remove();
    onClose();
    if (hadFocus) anchor.focus();
  };
  closeOnLeaving(element, anchor, close, listening.signal);
  return { element, close };
}

function closeOnLeaving(element, anchor, close, signal) {
  const pressed = (event) => {
    if (element.contains(event.target)) return;
    if (anchor.contains(event.target)) swallowClick(anchor);
    close();
  };
  const left = ({ relatedTarget: to }) => to && !element.contains(to) && close();
  const key = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  document.addEventListener("pointerdown", pressed, { capture: true, signal });
  document.addEventListener("keydown", key, { capture: true, signal });
  element.addEventListener("focusout", left, { signal });
}

/** A press on the button that opened it closes it; the click that follows must not open it again. */
function swallowClick(anchor) {
  const swallow = (event) => event.stopImmediatePropagation();
  anchor.addEventListener("click", swallow, { capture: true });
  const stop = () => setTimeout(() => anchor.removeEventListener("click", swallow, { capture: true }));
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, stop, { once: true });
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
