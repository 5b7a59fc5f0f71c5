"""All quizzes of this process."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.quiz.accepting import answers_of
from bot.quiz.commands import Command, Press, Refusal, Regrade, Start
from bot.quiz.events import USUAL_PACE, Entry, entries_after
from bot.quiz.game import Game, fold
from bot.quiz.ports import JournalDownError, NotOursError, Ports
from bot.quiz.rules import begin, decide
from bot.quiz.running import RunningQuiz
from bot.quiz.scribe import Outcome


class Host:
    """Starts quizzes, takes what people press, and goes on with what was open when the process last ended.

    Who is given a `Game` back is told something that is stored. Who is refused may try again.
    """

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._running: dict[int, RunningQuiz] = {}
        self._is_taking = False
        self._amending = asyncio.Lock()

    @property
    def games(self) -> Sequence[Game]:
        """The quizzes of this process, as stored."""
        return [quiz.game for quiz in self._running.values() if quiz.game is not None]

    def game(self, quiz: int) -> Game | None:
        """The quiz that was started by the interaction `quiz`, while it runs."""
        running = self._running.get(quiz)
        return None if running is None else running.game

    def in_channel(self, channel: int) -> Game | None:
        """The quiz that runs in `channel`."""
        return next((game for game in self.games if game.opened.channel == channel), None)

    def bell_for(self, game: Game, person: int) -> datetime:
        """When the open question closes for `person`. Who is known to play, and needs more time, is waited for; who has
        not answered yet has it only as long as it is open for others.
        """
        pace = max(self._ports.pace(person), game.paces.get(person, USUAL_PACE))
        return min(game.due + game.extra_time(pace), game.last_bell)

    async def recover(self) -> None:
        """Go on with every quiz that is ours to go on with. Nothing is taken before. Raises `JournalDownError`.

        May be called again, to take over what another process has left.
        """
        known = set(self._running)
        for quiz in await self._ports.journal.claim():
            if quiz not in known and quiz not in self._running:
                self._run(quiz).go_on()
        self._is_taking = True

    async def start(self, start: Start) -> Outcome:
        """Begin a quiz, unless its channel has one.

        Refused as not stored, it may have been stored all the same: it then begins as soon as the journal answers.
        """
        if not self._is_taking:
            return Refusal.COMING_BACK
        try:
            start = self._with_paces(await self._with_accepted(start))
        except JournalDownError:
            return Refusal.NOT_STORED
        if start.quiz in self._running:
            return self.game(start.quiz) or Refusal.CHANNEL_BUSY
        decision = begin(start)
        if isinstance(decision, Refusal):
            return decision
        entries = entries_after(start.quiz, 0, decision)
        game = fold(entries)
        if game is None or self.in_channel(start.channel) is not None:
            return Refusal.CHANNEL_BUSY
        return await self._open(game, entries)

    async def submit(self, quiz: int, command: Command) -> Outcome:
        """Do what `command` wants in `quiz`. Returns when it is stored."""
        if not self._is_taking:
            return Refusal.COMING_BACK
        running = self._running.get(quiz)
        if isinstance(command, Press) and (pace := self._ports.pace(command.person)) > command.pace:
            command = replace(command, pace=pace)
        outcome = Refusal.OVER if running is None else await running.submit(command)
        return await self._amend(quiz, command) if outcome is Refusal.OVER and isinstance(command, Regrade) else outcome

    async def _with_accepted(self, start: Start) -> Start:
        """The questions with what their server has come to accept."""
        accepted = await self._ports.accepted(start.guild, [each.id for each in start.questions])
        numbered = enumerate(start.questions, 1)
        answers = {number: answers_of(asked, accepted.get(asked.id, ())) for number, asked in numbered}
        return replace(start, accepted={number: found for number, found in answers.items() if found})

    def _with_paces(self, start: Start) -> Start:
        """Whoever is known to play, and needs more time; the others are known by their first answer.

        Whoever starts a quiz plays it, but for a night, which somebody leads.
        """
        players = {*start.members, *(() if start.night is not None else (start.host,))}
        paces = {person: self._ports.pace(person) for person in players}
        more = {person: pace for person, pace in paces.items() if pace > USUAL_PACE}
        return replace(start, paces={**more, **start.paces})

    async def _amend(self, quiz: int, order: Regrade) -> Outcome:
        """Mark again what is over and released: one at a time, each by the log as the one before has left it."""
        async with self._amending:
            try:
                game = fold(await self._ports.journal.read(quiz))
                decision = Refusal.OVER if game is None else decide(game, order, self._ports.judge)
                if game is None or isinstance(decision, Refusal):
                    return decision if isinstance(decision, Refusal) else Refusal.OVER
                entries = entries_after(quiz, game.sequence, decision)
                game = fold(entries, game) or game
                if entries:
                    await self._ports.journal.amend(game, entries)
            except JournalDownError:
                return Refusal.NOT_STORED
            except NotOursError:
                return Refusal.OVER
            return game

    async def settle(self) -> None:
        """Wait until nothing is under way: until somebody presses something or a bell rings."""
        while tasks := [task for quiz in self._running.values() for task in quiz.tasks]:
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Finish what is under way, and note in every quiz that the bot goes down: its clock stands from then on."""
        self._is_taking = False
        await asyncio.gather(*(quiz.leave() for quiz in self._running.values()))
        await self.abandon()

    async def abandon(self) -> None:
        """Drop everything as it is. What is stored is enough to go on from."""
        self._is_taking = False
        dropped = [task for quiz in self._running.values() for task in quiz.drop()]
        self._running.clear()
        await asyncio.gather(*dropped, return_exceptions=True)

    async def _open(self, game: Game, entries: Sequence[Entry]) -> Outcome:
        running = self._run(game.quiz)
        try:
            is_ours = await self._ports.journal.open(game, entries)
        except JournalDownError:
            running.go_on()
            return Refusal.NOT_STORED
        if not is_ours:
            self._forget(game.quiz)
            return Refusal.CHANNEL_BUSY
        running.begin(game)
        return game

    def _run(self, quiz: int) -> RunningQuiz:
        running = RunningQuiz(quiz, self._ports, over=lambda: self._forget(quiz))
        self._running[quiz] = running
        return running

    def _forget(self, quiz: int) -> None:
        self._running.pop(quiz, None)
