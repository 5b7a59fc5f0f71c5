"""Commands that are named in a sentence, so that they can be pressed."""

import re
from collections.abc import Callable, Mapping

from bot.texts import Texts

_NAME = re.compile(r"command\.(?P<path>[a-z-]+(?:\.[a-z-]+)*)\.name")


class PressableTexts(Texts):
    """All sentences. As soon as Discord has told the ids of the commands, "/quiz empezar" in one of them is a mention
    that Discord shows in the reader's language, and that begins the command when it is pressed (docs, reference.mdx,
    "Message Formatting").
    """

    def __init__(self, texts: Texts, registered: Callable[[], Mapping[str, int]]) -> None:
        """`registered` gives the ids of the commands by the first word of their name, as far as they are known."""
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


def _mentions(sentences: Mapping[str, str], ids: Mapping[str, int]) -> dict[str, str]:
    """Each command as it is typed in this language, with its mention."""
    paths = [found["path"].split(".") for key in sentences if (found := _NAME.fullmatch(key))]
    return {_typed(path, sentences): f"</{' '.join(path)}:{ids[path[0]]}>" for path in paths if path[0] in ids}


def _typed(path: list[str], sentences: Mapping[str, str]) -> str:
    names = (sentences[f"command.{'.'.join(path[:length])}.name"] for length in range(1, len(path) + 1))
    return "/" + " ".join(names)


def _with_mentions(sentences: Mapping[str, str], mentions: Mapping[str, str]) -> Mapping[str, str]:
    """The longest names first: "/quiz night plan" is not "/quiz"."""
    longest_first = sorted(mentions, key=len, reverse=True)
    named = re.compile(rf"(?<![\w</])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    return {key: named.sub(lambda found: mentions[found[0]], text) for key, text in sentences.items()}
