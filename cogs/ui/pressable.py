"""Commands that are named in a sentence, so that they can be pressed."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from discord import app_commands

from bot.texts import Texts

# What stands in a file or on a form, where a mention would be shown as it is written.
_ELSEWHERE = ("command.", "choice.", "privacy.readme.")


class PressableTexts(Texts):
    """All sentences. As soon as Discord has told the ids of the commands, "/quiz empezar" in one of them is a mention
    that Discord shows in the reader's language, and that begins the command when it is pressed (docs, reference.mdx,
    "Message Formatting").
    """

    def __init__(self, texts: Texts, registered: Callable[[], Mapping[str, int]]) -> None:
        """`registered` gives the ids of the commands by their whole name, as far as they are known; no groups, which
        cannot be mentioned.
        """
        super().__init__({language: texts.keys(language) for language in texts.languages})
        self._registered = registered
        self._pressable: dict[str, Mapping[str, str]] = {}

    def say(self, language: str, key: str, /, **values: object) -> str:
        """See `Texts`."""
        return self.keys(language)[key].format(**values)

    def keys(self, language: str) -> Mapping[str, str]:
        """See `Texts`."""
        if language not in self._pressable:
            sentences = super().keys(language)
            mentions = _mentions(sentences, self._registered())
            if not mentions:
                return sentences
            self._pressable[language] = _with_mentions(sentences, mentions)
        return self._pressable[language]


def registered_in(tree: app_commands.CommandTree[Any], ids: Mapping[str, int]) -> dict[str, int]:
    """The id of each command of the tree by its whole name; Discord gives one to the first word of it."""
    commands = (each for each in tree.walk_commands() if isinstance(each, app_commands.Command))
    roots = ((each.qualified_name, each.qualified_name.partition(" ")[0]) for each in commands)
    return {name: ids[root] for name, root in roots if root in ids}


def _mentions(sentences: Mapping[str, str], ids: Mapping[str, int]) -> dict[str, str]:
    """Each command as it is typed in this language, with its mention."""
    return {_typed(name.split(), sentences): f"</{name}:{number}>" for name, number in ids.items()}


def _typed(words: list[str], sentences: Mapping[str, str]) -> str:
    names = (sentences[f"command.{'.'.join(words[:count])}.name"] for count in range(1, len(words) + 1))
    return "/" + " ".join(names)


def _with_mentions(sentences: Mapping[str, str], mentions: Mapping[str, str]) -> Mapping[str, str]:
    """The longest names first: "/quiz night plan" is not "/quiz"."""
    longest_first = sorted(mentions, key=len, reverse=True)
    named = re.compile(rf"(?<![\w</])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    return {
        key: text if key.startswith(_ELSEWHERE) else named.sub(lambda found: mentions[found[0]], text)
        for key, text in sentences.items()
    }
