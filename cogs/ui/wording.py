"""Names and descriptions of commands in every language, from the locales."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot.texts import FALLBACK, Texts

# Discord's locales for each of our languages; one without an entry is Discord's locale of the same name. The default is
# among them, since a client falls back from en-GB to en-US and back (docs, interactions/application-commands.mdx).
LOCALES = {"en": ("en-GB", "en-US"), "es": ("es-ES", "es-419")}

AnyCommand: TypeAlias = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


def word_commands(commands: Iterable[app_commands.Command[Any, ..., Any] | app_commands.Group], texts: Texts) -> None:
    """Give commands and their options the descriptions of the locales, in Discord's default language."""
    choices = _choices(texts)
    for command in commands:
        key = command_key(command)
        command.description = texts.say(FALLBACK, f"{key}.about")
        if isinstance(command, app_commands.Command):
            told = {
                option.name: app_commands.locale_str(texts.say(FALLBACK, f"{key}.{option.name}.about"))
                for option in command.parameters
            }
            app_commands.describe(**told)(command)
            _word_choices(command, choices, texts)


def _choices(texts: Texts) -> Mapping[str, Sequence[str]]:
    """What the locales offer, in their order, by the option that it is for: `choice.quiz.start.mode`."""
    found: dict[str, list[str]] = {}
    for key in texts.keys(FALLBACK):
        if key.startswith("choice."):
            option, _, value = key.rpartition(".")
            found.setdefault(option, []).append(value)
    return found


def _word_choices(
    command: app_commands.Command[Any, ..., Any], offered: Mapping[str, Sequence[str]], texts: Texts
) -> None:
    """Offer for each option of a command the choices that the locales name."""
    for option in (parameter.name for parameter in command.parameters):
        prefix = f"{command_key(command).replace('command', 'choice', 1)}.{option}"
        values = offered.get(prefix)
        if values:
            names = [
                app_commands.locale_str(texts.say(FALLBACK, f"{prefix}.{value}"), key=f"{prefix}.{value}")
                for value in values
            ]
            choices = [app_commands.Choice(name=name, value=value) for name, value in zip(names, values, strict=True)]
            app_commands.choices(**{option: choices})(command)


class Translator(app_commands.Translator):
    """Finds the words of a command for each of Discord's locales."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._languages = {
            locale: language for language in texts.languages for locale in LOCALES.get(language, (language,))
        }

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The words in `locale`; None if it is no language of ours."""
        language = self._languages.get(str(locale))
        if language is None:
            return None
        match context.location:
            case Place.command_name | Place.group_name:
                return self._texts.say(language, f"{command_key(context.data)}.name")
            case Place.command_description | Place.group_description:
                return self._texts.say(language, f"{command_key(context.data)}.about")
            case Place.parameter_name | Place.parameter_description:
                part = "name" if context.location is Place.parameter_name else "about"
                return self._texts.say(language, f"{command_key(context.data.command)}.{context.data.name}.{part}")
            case _:
                return self._texts.say(language, string.extras.get("key", string.message))


def command_key(command: AnyCommand) -> str:
    """Where the command stands in the locales. A message command has no name that could be a key; its callback has."""
    if isinstance(command, app_commands.ContextMenu):
        return f"command.{command.extras['key']}"
    return f"command.{command.qualified_name.replace(' ', '.')}"
