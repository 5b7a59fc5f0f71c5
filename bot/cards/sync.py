"""What has changed in the commands that Discord has."""

from collections.abc import Iterator, Mapping, Sequence

from bot.cards.voice import Voice


def change_lines(changes: Mapping[str, Sequence[str]], voice: Voice) -> Iterator[str]:
    """The names that were `added`, `changed` and `removed`, a line each; or that there was nothing to do."""
    said = {"added": "sync.added", "changed": "sync.changed", "removed": "sync.removed"}
    yield from (voice.say(key, names=", ".join(changes[what])) for what, key in said.items() if changes[what])
    if not any(changes.values()):
        yield voice.say("sync.nothing")
