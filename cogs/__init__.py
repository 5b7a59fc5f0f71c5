"""The Discord face: a cog parses, calls one thing, draws one card."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from bot.discord_client.client import StudyClient
from bot.paces import Paces
from bot.quiz.guard import Guard
from bot.quiz_wiring import Quizzes
from bot.server_choices import Servers
from bot.texts import Texts
from bot.wiring import Study
from cogs.accessibility import Accessibility
from cogs.daily import Daily
from cogs.guide import Guide
from cogs.lookup import Lookup
from cogs.nights import Nights
from cogs.privacy import Privacy
from cogs.quiz import Quiz
from cogs.recap import Recap
from cogs.scores import Scores
from cogs.setup import Setup
from cogs.take_home import TakeHomes
from cogs.ui.doors import Doors
from cogs.ui.errors import Errors
from cogs.ui.lookup_later import LookupLater
from cogs.ui.pressable import PressableTexts, registered_in
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from cogs.ui.wording import Translator, word_commands


@dataclass(frozen=True, slots=True)
class Parts:
    """What the cogs are made of. `language` is spoken to those whose own language is none of ours."""

    study: Study
    quizzes: Quizzes
    texts: Texts
    language: str
    random: Random
    version: str
    registered: Callable[[], Mapping[str, int]]
    """The ids of the commands by name, as far as Discord has told them."""


async def add_cogs(bot: StudyClient, parts: Parts) -> None:
    """Give the bot all its commands, with words for them in every language, and an answer to every press and error."""
    servers = Servers(parts.quizzes.books)
    texts = PressableTexts(parts.texts, lambda: registered_in(bot.tree, parts.registered()))
    readers = Readers(texts, parts.language, servers)
    replies = Replies(readers)
    errors = Errors(replies, readers, parts.random)
    doors = Doors(servers, readers, replies)
    bot.presses = presses = Presses(errors, doors)
    books, clock = parts.quizzes.books, parts.quizzes.clock
    setup = Setup(servers, books, clock, readers, replies, parts.registered, parts.random)
    setup.answer_presses(presses)
    guide = Guide(parts.study.library, readers, replies, parts.version, bot.tree, parts.registered, servers)
    paces = Paces(parts.quizzes.books)
    quiz = Quiz(bot, parts.study, parts.quizzes, readers, replies, doors, paces, parts.random)
    quiz.answer_presses(presses)
    nights = Nights(bot, parts.study, parts.quizzes, quiz.host, quiz.is_there, readers, replies, doors, parts.random)
    nights.answer_presses(presses)
    quiz.quiz.add_command(nights.night)
    guard = Guard(lambda: quiz.host.games, parts.study.library)
    later = LookupLater(guard, parts.quizzes.clock, readers, replies, parts.random)
    lookup = Lookup(parts.study, readers, replies, later, parts.random)
    lookup.answer_presses(presses)
    scores = Scores(parts.study, parts.quizzes.books, readers, replies)
    scores.answer_presses(presses)
    recap = Recap(bot, parts.study.library, parts.quizzes, readers, replies, parts.random)
    recap.answer_presses(presses)
    take_homes = TakeHomes(bot, parts.study, parts.quizzes, readers, replies, doors, parts.random)
    take_homes.answer_presses(presses)
    daily = Daily(bot, parts.study, parts.quizzes, readers, replies, parts.random)
    daily.answer_presses(presses)
    accessibility = Accessibility(paces, parts.quizzes.books, parts.quizzes.clock, readers, replies, parts.random)
    accessibility.answer_presses(presses)
    privacy = Privacy(bot, servers, paces, quiz.games, parts.quizzes, readers, replies, parts.registered, parts.random)
    privacy.answer_presses(presses)
    for cog in (lookup, guide, quiz, nights, take_homes, daily, scores, recap, accessibility, privacy, setup):
        await bot.add_cog(cog)
    bot.tree.add_command(lookup.explain_menu())
    bot.tree.error(errors.on_command)
    bot.tree.interaction_check = doors.admits  # type: ignore[method-assign]  # the one thing to have a tree of our own for
    word_commands(bot.tree.walk_commands(), parts.texts)
    await bot.tree.set_translator(Translator(parts.texts))
