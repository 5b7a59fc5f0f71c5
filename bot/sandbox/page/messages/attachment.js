/** Files of a message: pictures are shown with their description, everything else is a link. */

import { el } from "../dom.js";
import { icon } from "../icons.js";

const KILO = 1024;

/** A file of this sandbox by its path, so that it is found whatever name of this machine stands in the address bar. */
function here(url) {
  const { hostname, port, pathname, search } = new URL(url, location.href);
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(hostname) && port === location.port;
  return isHere ? pathname + search : url;
}

/** `file` is Discord's attachment. */
export function attachment(file) {
  return file.content_type?.startsWith("image/")
    ? picture(file, file.description ?? "")
    : fileLink(file.filename, file.url, file.size);
}

/**
 * A picture that opens in a tab of its own. `media` has `url` and, where known, `width` and `height`. Nothing is loaded
 * from outside this machine, so a picture that cannot be shown says what it would be.
 */
export function picture(media, description) {
  const image = el("img", {
    src: here(media.url),
    alt: description,
    width: media.width,
    height: media.height,
    loading: "lazy",
    decoding: "async",
  });
  const link = el(
    "a",
    {
      class: "picture",
      href: here(media.url),
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-label": description ? null : "Picture without a description",
    },
    image,
  );
  image.addEventListener("error", () => {
    link.classList.add("is-missing");
    link.replaceChildren(icon("file"), description || "A picture that is not on this machine");
  });
  return link;
}

export function fileLink(name, url, size) {
  return el(
    "a",
    { class: "file", href: here(url), target: "_blank", rel: "noopener noreferrer", download: name },
    icon("file"),
    el("span", { class: "file-name" }, name),
    size !== undefined && el("span", { class: "file-size" }, inSize(size)),
  );
}

function inSize(bytes) {
  if (bytes < KILO) return `${bytes} B`;
  const isLarge = bytes >= KILO * KILO;
  return `${(bytes / (isLarge ? KILO * KILO : KILO)).toFixed(1)} ${isLarge ? "MB" : "kB"}`;
}
