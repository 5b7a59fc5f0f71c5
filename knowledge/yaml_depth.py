"""Where a YAML text nests deeper than can be read safely.

libyaml composes recursively in C and ends the whole process at about 20,000 levels, so this is found out before it
composes. Its events, unlike its nodes, are made without recursion.
"""

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent

# The format nests eight deep.
DEPTH_LIMIT = 64

_OPENING, _CLOSING = b"[{", b"]}"
_NO_BRACKET = bytes(set(range(256)) - {*_OPENING, *_CLOSING})
# What a block can nest by, as spaces: `- - -` nests on one line, a column at least for two levels. And the breaks of a
# line, the last bytes of the odd ones (U+0085, U+2028, U+2029) among them, as one.
_INDENT = bytes.maketrans(b"-?:\r\x85\xa8\xa9", b"   \n\n\n\n")
_DEEP_INDENT = b" " * (DEPTH_LIMIT // 2)


def too_deep_at(content: bytes) -> int | None:
    """The line from which the UTF-8 text nests deeper than `DEPTH_LIMIT`; None if it does not, or is no YAML at all."""
    return _line_too_deep(content) if _may_be_deep(content) else None


def _may_be_deep(content: bytes) -> bool:
    """Never False for a text that is too deep, and quick. Brackets in prose count too, so True means little."""
    indented = content.translate(_INDENT)
    if indented.startswith(_DEEP_INDENT) or b"\n" + _DEEP_INDENT in indented:
        return True
    depth = 0
    for bracket in content.translate(None, delete=_NO_BRACKET):
        depth = depth + 1 if bracket in _OPENING else max(depth - 1, 0)
        if depth > DEPTH_LIMIT // 2:
            return True
    return False


def _line_too_deep(content: bytes) -> int | None:
    depth = 0
    try:
        for event in yaml.parse(content, yaml.CBaseLoader):
            if isinstance(event, CollectionStartEvent):
                depth += 1
                if depth > DEPTH_LIMIT and event.start_mark is not None:
                    return event.start_mark.line + 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        # No YAML. The composer will find the same fault, and come no deeper than this.
        return None
    return None
