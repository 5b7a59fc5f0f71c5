"""Appeals, and questions that are marked again: who played asks, and whoever leads decides, then or later."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import discord
from discord.app_commands import Choice

from bot.books import Books
from bot.cards.poster import Poster
from bot.cards.quiz_appeals import (
    ACCEPT,
    ACCEPTING,
    APPEAL,
    DECLINE,
    MARKING,
    TAKING_BACK,
    UNVOID,
    VOID,
    Appealed,
    appeal_poster,
    choice_words,
    marking_poster,
    nothing_waits_poster,
    outcome_words,
)
from bot.cards.quiz_panel import APPEALS
from bot.cards.quiz_words import answer_words
from bot.cards.voice import Voice
from bot.quiz.appealing import Settled, is_right, settled
from bot.quiz.commands import Refusal, Regrade
from bot.quiz.events import Answer, Verdict
from bot.quiz.game import Game, Round
from bot.quiz.marking import normal_form
from bot.quiz.ports import JournalDownError
from bot.quiz.scribe import Outcome
from bot.storage.appeals import Appeal, AppealBook, AppealState
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.pieces import shortened
from cogs.ui.posters import poster_layout
from cogs.ui.quiz_appeal_posts import AppealPosts
from cogs.ui.quiz_desk import QuizDesk, moment
from cogs.ui.quiz_games import QuizGames
from cogs.ui.quiz_ids import QUIZ, QuizId, read_id
from cogs.ui.sent import chosen_in
from knowledge.normalising import normalise

DOES = frozenset({APPEAL, APPEALS, ACCEPT, DECLINE, MARKING, ACCEPTING, TAKING_BACK, VOID, UNVOID})
# Of so many quizzes that a server has had, questions are offered to be marked again.
QUIZZES_OFFERED = 5


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was pressed about a quiz. `round` is the question that it is about, if it is about a closed one."""

    interaction: discord.Interaction
    game: Game
    id: QuizId

    @property
    def round(self) -> Round | None:
        number, rounds = self.id.number, self.game.rounds
        found = rounds[number - 1] if 1 <= number <= len(rounds) else None
        return found if found is not None and found.is_closed else None

    @property
    def chosen(self) -> int:
        """What was chosen in a list. Who is forgotten has a negative number (`bot.storage.nobody`)."""
        value = next(iter(chosen_in(self.interaction)), "")
        return int(value) if value.removeprefix("-").isdecimal() else 0


_Do: TypeAlias = Callable[[_Wish], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class QuizAppeals:
    """Everything here is answered privately; `posts` tells the channel what it has to know."""

    desk: QuizDesk
    games: QuizGames
    books: Books
    posts: AppealPosts

    async def press(self, interaction: discord.Interaction, wanted: QuizId) -> None:
        """Do what was pressed."""
        is_back = await self.desk.back()
        game = await self.desk.replies.in_time(interaction, self.games.find(wanted.quiz), is_private=True)
        if game is None or not is_back:
            await self.desk.refuse(interaction, Refusal.NOT_STORED if is_back else Refusal.COMING_BACK)
            return
        try:
            await self._do(_Wish(interaction, game, wanted))
        except JournalDownError:
            await self.desk.refuse(interaction, Refusal.NOT_STORED)

    async def _do(self, wish: _Wish) -> None:
        if wish.id.does == APPEAL:
            await self._appeal(wish)
        elif self._may(wish.interaction, wish.game):
            await self._leading[wish.id.does](wish)
        else:
            await self.desk.refuse(wish.interaction, Refusal.NOT_HOST)

    @property
    def _leading(self) -> Mapping[str, _Do]:
        return MappingProxyType(
            {
                APPEALS: self._show_next,
                ACCEPT: self._accept,
                DECLINE: self._decline,
                MARKING: self._show_question,
                ACCEPTING: self._accept_one,
                TAKING_BACK: self._take_back,
                VOID: lambda wish: self._mark(wish, Verdict.VOID),
                UNVOID: lambda wish: self._mark(wish, Verdict.UNVOID),
            }
        )

    def _may(self, interaction: discord.Interaction, game: Game) -> bool:
        return interaction.user.id == game.host or self.desk.doors.may_lead(interaction)

    # --- who played --------------------------------------------------------------------------------------------------

    async def _appeal(self, wish: _Wish) -> None:
        interaction, game = wish.interaction, wish.game
        voice, person = self.desk.readers.voice(interaction, is_private=True), interaction.user.id
        if (why := settled(wish.round, person)) is not None or wish.round is None:
            await self.desk.say(interaction, f"appeal.{why or Settled.NOT_YET}")
            return
        appeal = Appeal(game.quiz, wish.id.number, person, game.opened.guild)
        work = self.books.of(AppealBook).send(appeal, moment(interaction))
        state = await self.desk.replies.in_time(interaction, work, is_private=True)
        if state is not None:
            words = outcome_words(game, wish.id.number, _outcome(wish.round, person, state), voice)
        else:
            answer = answer_words(wish.round.asked, wish.round.given[person].answer, voice, has_letter=False)
            words = voice.say("appeal.sent", number=wish.id.number, answer=answer)
        await self.desk.replies.whisper(interaction, words)
        self.posts.wake()

    async def outcomes(self, game: Game, person: int, voice: Voice) -> Sequence[str]:
        """What has become of somebody's appeals about a quiz; nothing, if that cannot be read at present."""
        try:
            sent = [appeal for appeal in await self.books.of(AppealBook).of_quiz(game.quiz) if appeal.person == person]
        except JournalDownError:
            return ()
        known = [appeal for appeal in sent if person in game.rounds[appeal.number - 1].given]
        return [
            outcome_words(game, each.number, _outcome(game.rounds[each.number - 1], person, each.state), voice)
            for each in sorted(known, key=lambda each: each.number)
        ]

    # --- who leads ---------------------------------------------------------------------------------------------------

    async def waiting(self, game: Game) -> int:
        """How many answers have to be decided; none, if that cannot be read at present."""
        try:
            return len(_groups(game, await self.books.of(AppealBook).of_quiz(game.quiz)))
        except JournalDownError:
            return 0

    async def _show_next(self, wish: _Wish, *, is_decided: bool = False) -> None:
        groups = _groups(wish.game, await self.books.of(AppealBook).of_quiz(wish.game.quiz))
        if not groups:
            await self.posts.settle(wish.game)
        voice = self.desk.readers.voice(wish.interaction, is_private=True)
        none = nothing_waits_poster(wish.game, voice, is_decided=is_decided)
        await self._show(wish, appeal_poster(groups[0], voice) if groups else none)

    async def _show(self, wish: _Wish, poster: Poster) -> None:
        message = wish.interaction.message
        takes_place = message is not None and message.flags.ephemeral
        await self.desk.replies.show(wish.interaction, poster_layout(poster), is_private=True, takes_place=takes_place)

    async def _accept(self, wish: _Wish) -> None:
        """The answer of whoever appealed; they may have been taken out or forgotten since."""
        outcome = await self._regraded(wish, Verdict.ACCEPT, _answer_of(wish, wish.id.about))
        if isinstance(outcome, Refusal):
            await self.desk.refuse(wish.interaction, outcome)
        else:
            await self._show_next(_Wish(wish.interaction, outcome, wish.id), is_decided=True)

    async def _decline(self, wish: _Wish) -> None:
        book = self.books.of(AppealBook)
        groups = _groups(wish.game, await book.of_quiz(wish.game.quiz))
        theirs = [each for each in groups if each.round.number == wish.id.number and wish.id.about in each.people]
        for group in theirs:
            await book.decide(wish.game.quiz, wish.id.number, group.people, AppealState.DECLINED)
        await self._show_next(wish, is_decided=True)
        self.posts.wake()

    async def _show_question(self, wish: _Wish) -> None:
        if wish.round is None:
            await self.desk.refuse(wish.interaction, Refusal.NOT_CLOSED)
            return
        voice = self.desk.readers.voice(wish.interaction, is_private=True)
        await self._show(wish, marking_poster(wish.game, wish.round, voice))

    async def _accept_one(self, wish: _Wish) -> None:
        await self._mark(wish, Verdict.ACCEPT, _answer_of(wish, wish.chosen))

    async def _take_back(self, wish: _Wish) -> None:
        accepted = () if wish.round is None else wish.round.accepted
        answer = accepted[wish.chosen] if wish.chosen < len(accepted) else None
        await self._mark(wish, Verdict.TAKE_BACK, answer)

    async def _mark(self, wish: _Wish, verdict: Verdict, answer: Answer | None = None) -> None:
        outcome = await self._regraded(wish, verdict, answer)
        if isinstance(outcome, Refusal):
            await self.desk.refuse(wish.interaction, outcome)
        else:
            await self._show_question(_Wish(wish.interaction, outcome, wish.id))

    async def _regraded(self, wish: _Wish, verdict: Verdict, answer: Answer | None) -> Outcome:
        """The quiz with the question marked again."""
        fields = {"number": wish.id.number, "verdict": verdict, "answer": answer}
        order = self.desk.order_of(wish.interaction, Regrade, **fields)
        outcome = await self.desk.submit(wish.interaction, wish.game.quiz, order)
        if isinstance(outcome, Game):
            self.games.forget(outcome.quiz)
            self.posts.wake()
        return outcome

    # --- by a command ------------------------------------------------------------------------------------------------

    async def choices(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """The questions that whoever types may have marked again, those of the last quiz first."""
        if not await self.desk.back():
            return []
        try:
            lately = await self.books.of(AppealBook).lately(interaction.guild_id or 0, QUIZZES_OFFERED)
        except JournalDownError:
            return []
        voice = self.desk.readers.voice(interaction, is_private=True)
        games = [await self.games.find(quiz) for quiz in lately]
        offered = [
            Choice(name=shortened(choice_words(game, round_.number, voice), CHOICE_NAME), value=_value(game, round_))
            for game in games
            if game is not None and self._may(interaction, game)
            for round_ in reversed(game.rounds)
            if round_.is_closed
        ]
        return [each for each in offered if normalise(typed) in normalise(each.name)][:AUTOCOMPLETE_CHOICES]

    async def bring(self, interaction: discord.Interaction, choice: str) -> None:
        """Show whoever leads a question that can be marked again."""
        wanted = read_id(f"{QUIZ}:{choice}:{MARKING}")
        is_back = await self.desk.back()
        work = self.games.find(0 if wanted is None else wanted.quiz)
        game = await self.desk.replies.in_time(interaction, work, is_private=True)
        if not is_back:
            await self.desk.refuse(interaction, Refusal.COMING_BACK)
        elif wanted is None or game is None or game.opened.guild != interaction.guild_id:
            await self.desk.say(interaction, "appeal.no-such-question")
        elif not self._may(interaction, game):
            await self.desk.refuse(interaction, Refusal.NOT_HOST)
        else:
            await self._show_question(_Wish(interaction, game, wanted))


def _value(game: Game, round_: Round) -> str:
    """What stands for a question in the field of the command."""
    return f"{game.quiz}:{round_.number}"


def _groups(game: Game, sent: Sequence[Appeal]) -> Sequence[Appealed]:
    """What waits to be decided: the same answer to the same question once, the one that waits longest first."""
    people: dict[tuple[int, Answer], list[int]] = {}
    for appeal in sent:
        round_ = game.rounds[appeal.number - 1]
        if appeal.state is AppealState.WAITING and settled(round_, appeal.person) is None:
            answer = normal_form(round_.given[appeal.person].answer)
            people.setdefault((appeal.number, answer), []).append(appeal.person)
    return [
        Appealed(
            game,
            game.rounds[number - 1],
            game.rounds[number - 1].given[theirs[0]].answer,
            tuple(theirs),
            more=len(people) - place,
        )
        for place, ((number, _), theirs) in enumerate(people.items(), 1)
    ]


def _outcome(round_: Round, person: int, state: AppealState) -> str:
    """What has become of it by now: an answer that was accepted may have been taken back."""
    if round_.is_void:
        return "void"
    if is_right(round_, person):
        return AppealState.ACCEPTED
    return AppealState.WAITING if state in {AppealState.WAITING, AppealState.VOID} else AppealState.DECLINED


def _answer_of(wish: _Wish, person: int) -> Answer | None:
    given = None if wish.round is None else wish.round.given.get(person)
    return None if given is None else given.answer
