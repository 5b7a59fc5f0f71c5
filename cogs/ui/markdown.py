"""Text that means what it says: whatever stands in it, Discord shows it as it is; but a command can be pressed."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

# Signs that Discord obeys anywhere: emphasis, code, spoilers, links, mentions, timestamps, commands.
_ANYWHERE = re.compile(r"[\\*_~|`<>\[\]@]|:(?=//)")
# A command with the id that Discord gave it, which is there to be pressed and disturbs nobody.
_COMMAND = re.compile(r"(</[-\w]+(?: [-\w]+){0,2}:\d{17,20}>)")
# Not the space that holds a number together ("10 240").
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
# Signs that it obeys at the start of a line: headings, lists, quotes, small print.
_AT_START = re.compile(r"^(\d*)(?=[#+.)-])")


def plain(text: str) -> str:
    """`text` in one line, so that nothing in it is markdown, a link or a mention."""
    return at_start(inline(text.strip()))


def inline(text: str) -> str:
    """The same for what does not begin a line; spaces around it stay."""
    parts = _COMMAND.split(_SPACE.sub(" ", text))
    return "".join(part if place % 2 else _ANYWHERE.sub(r"\\\g<0>", part) for place, part in enumerate(parts))


def at_start(line: str) -> str:
    """A line of markdown of which the first signs mean nothing."""
    return _AT_START.sub(r"\1\\", line)


def bold(text: str) -> str:
    """`text` shown as it is, in bold."""
    return f"**{plain(text)}**" if text.strip() else ""


def link(url: str, *, is_one_of_many: bool = False) -> str:
    """A link under the name of its site, and of its page where there are others; no web address is shown as it is."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"[\s()<>\[\]]", url):
        return plain(url)
    site, page = parts.hostname.removeprefix("www."), PurePosixPath(parts.path).stem
    return f"[{plain(f'{site} · {page}' if is_one_of_many and page else site)}](<{url}>)"
