"""Where a YAML text nests deeper than can be read safely.

libyaml composes recursively in C and ends the whole process at about 20,000 levels, so this is found out before it
composes. Its events, unlike its nodes, are made without recursion.
"""

import re

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent

# The format nests eight deep.
DEPTH_LIMIT = 64

_BRACKET = re.compile(r"[\[\]{}]")
# A block can only nest by indenting, or by `- - -` on one line; a column adds two levels at most.
_DEEP_INDENT = re.compile(rf"(?:^|[\n\r\x85\u2028\u2029])[ \-?:]{{{DEPTH_LIMIT // 2},}}")


def too_deep_at(text: str) -> int | None:
    """The line from which the text nests deeper than `DEPTH_LIMIT`; None if it does not, or is no YAML at all."""
    return _line_too_deep(text) if _may_be_deep(text) else None


def _may_be_deep(text: str) -> bool:
    """Never False for a text that is too deep, and quick. Brackets in prose count too, so True means little."""
    if _DEEP_INDENT.search(text):
        return True
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > DEPTH_LIMIT // 2:
            return True
    return False


def _line_too_deep(text: str) -> int | None:
    depth = 0
    try:
        for event in yaml.parse(text, yaml.CBaseLoader):
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
