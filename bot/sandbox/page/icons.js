/** The icons of the page: lines on a square of 24 by 24. */

const SVG = "http://www.w3.org/2000/svg";

/** Hidden from screen readers: what it stands for is said in words beside it. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h10",
  people:
    "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3 19.5c.4-3.2 2.9-5 6-5s5.6 1.8 6 5M16 5a3 3 0 0 1 0 5.8M17.5 14.8c2 .6 3.2 2.2 3.5 4.7",
  hash: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  thread: "M5 5h14v10.5h-7L8 19v-3.5H5zM8.5 9h7M8.5 12h4.5",
  forum: "M4 5h12v8.5H9.5L6.5 16v-2.5H4zM9 17h5.5l3 2.5V17H20V8.5h-1.5",
  calendar: "M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4",
  pin: "M12 20.5c3.7-4.1 5.5-7.3 5.5-9.7a5.5 5.5 0 0 0-11 0c0 2.4 1.8 5.6 5.5 9.7ZM12 12.8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  lock: "M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3",
  horn: "M4 10v4l3 .3L15.5 19V5L7 9.7 4 10Zm3.5 4.5L9 20M19 9.5c.9 1.4.9 3.6 0 5",
  letter: "M4 6.5h16v11.5H4zM4.5 7l7.5 6 7.5-6",
  down: "m6 9.5 6 6 6-6",
  right: "m9.5 6 6 6-6 6",
  left: "m14.5 6-6 6 6 6",
  arrowDown: "M12 5v13.5M6 13l6 6 6-6",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  eye: "M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12ZM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4Z",
  sun: "M12 16.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M20 14.2A8.2 8.2 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2Z",
  trouble: "M13.5 2.8 5 13.5h6.2L10 21.2l9-11.4h-6.4l.9-7Z",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.6 9.3a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.3 1-1.3 1.9M12 16.7h.01",
  send: "M4.5 12 4 4.8 20.5 12 4 19.2l.5-7.2Zm0 0h8",
  plus: "M12 5v14M5 12h14",
  close: "m6 6 12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  reply: "M10 7 4.5 12 10 17M5 12h8.5c3.5 0 6 2 6.5 5.5",
  slash:
    "M7.5 4h9A3.5 3.5 0 0 1 20 7.5v9a3.5 3.5 0 0 1-3.5 3.5h-9A3.5 3.5 0 0 1 4 16.5v-9A3.5 3.5 0 0 1 7.5 4ZM14 8.5l-4 7",
  file: "M13.5 3H6.5v18h11V7l-4-4ZM13.5 3v4h4",
  clip: "m19.5 11.5-7.7 7.7a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.5 1.5 0 0 1-2.2-2.2l7.3-7.3",
  out: "M14 4.5h5.5V10M19 5l-8.5 8.5M17.5 13.5v5.5h-12.5v-12.5h5.5",
  bin: "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10 11v5M14 11v5",
  copy: "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
  warning: "M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
  role: "M12 3 4.5 6v5.5c0 4.5 3 7.7 7.5 9.5 4.5-1.8 7.5-5 7.5-9.5V6L12 3Z",
};
