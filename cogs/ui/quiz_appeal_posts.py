"""What a channel is told of appeals and of marking again: stored first, and told through every restart."""

from collections.abc import Awaitable, Iterable
from datetime import datetime
from itertools import groupby
from random import Random

import discord

from bot.alarm import Alarm
from bot.books import Books
from bot.cards.quiz_appeals import correction_poster, decided_line, waiting_poster
from bot.cards.voice import Voice
from bot.quiz.appealing import is_right, settled
from bot.quiz.events import Regraded
from bot.quiz.game import Game, Round, fold
from bot.quiz.ports import Clock, NotOursError
from bot.storage.appeals import AppealBook, AppealState, Correction
from cogs.ui.layouts import Layout
from cogs.ui.posters import line_layout, poster_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import NOBODY

# The channel cannot be told; whoever leads finds what waits in their panel.
NOWHERE = 0
# Too many requests, and from here on Discord's own faults: the same call may work the next time.
_TOO_MANY, _OWN_FAULTS = 429, 500


class AppealPosts:
    """Each line is posted once: Discord gives back the earlier message for the same nonce."""

    def __init__(
        self, client: discord.AutoShardedClient, books: Books, readers: Readers, clock: Clock, random: Random
    ) -> None:
        self._client = client
        self._books = books
        self._readers = readers
        self._alarm = Alarm("telling channels of appeals", clock, self._tell, random)

    def start(self) -> None:
        """From now on; harmless twice."""
        self._alarm.start()

    def wake(self) -> None:
        """Something was stored."""
        self._alarm.wake()

    async def stop(self) -> None:
        """No more."""
        await self._alarm.stop()

    async def _tell(self) -> datetime | None:
        """What cannot be told at present keeps no other quiz waiting; then it raises."""
        book, faults = self._books.of(AppealBook), list[Exception | None]()
        for _, corrections in groupby(await book.corrections(), lambda each: each.quiz):
            faults.append(await _fault(self._correct_all(book, corrections)))
        for quiz, guild in dict.fromkeys((each.quiz, each.guild) for each in await book.unannounced()):
            if self._is_ours(guild):
                faults.append(await _fault(self._announce(book, quiz)))
        for quiz, guild, message in await book.decided_lines():
            if self._is_ours(guild):
                faults.append(await _fault(self._tidy(book, quiz, message)))
        for fault in filter(None, faults):
            raise fault
        return None

    def _is_ours(self, guild: int) -> bool:
        """Whether one of our shards serves that server (docs, events/gateway.mdx, "Sharding"): others tell theirs."""
        count, ids = self._client.shard_count or 1, self._client.shard_ids
        return ids is None or (guild >> 22) % count in ids

    # --- what was marked again ---------------------------------------------------------------------------------------

    async def _correct_all(self, book: AppealBook, corrections: Iterable[Correction]) -> None:
        """Those of one quiz, in their order."""
        for correction in corrections:
            if self._is_ours(correction.guild):
                await self._correct(book, correction)

    async def _correct(self, book: AppealBook, correction: Correction) -> None:
        """Say what counts now, and who has more or fewer points by it: those of that moment, whatever came since."""
        try:
            log = await self._books.read(correction.quiz)
        except NotOursError:
            return
        before = fold(entry for entry in log if entry.sequence < correction.sequence)
        line = next((entry for entry in log if entry.sequence == correction.sequence), None)
        if before is not None and line is not None and isinstance(line.event, Regraded):
            after = fold([line], before) or before
            poster = correction_poster(before, after, line.event, self._voice(after))
            await self._post(after, f"c{correction.sequence:x}", poster_layout(poster))
            await self.settle(fold(log) or after)
        await book.said(correction)

    async def settle(self, game: Game) -> None:
        """What waits and is right by now, or counts for nobody, needs no decision any more; what counts again does."""
        book = self._books.of(AppealBook)
        for appeal in await book.of_quiz(game.quiz):
            round_ = game.rounds[appeal.number - 1]
            if appeal.state is AppealState.VOID and not round_.is_void:
                await book.reopen(appeal)
            elif appeal.state is not AppealState.WAITING:
                continue
            if settled(round_, appeal.person) is not None:
                await book.decide(game.quiz, appeal.number, [appeal.person], _without_asking(round_, appeal.person))
        self.wake()

    # --- what waits --------------------------------------------------------------------------------------------------

    async def _announce(self, book: AppealBook, quiz: int) -> None:
        """One line for all that wait: it shows them all to whoever may decide. A new one, if that was deleted."""
        game, sent = await self._game(quiz), await book.of_quiz(quiz)
        if game is None:
            return
        layout = poster_layout(waiting_poster(game, self._voice(game)))
        message = next((each.message for each in sent if each.state is AppealState.WAITING and each.message), NOWHERE)
        if not message or not await self._edit(game, message, layout):
            # Everybody can see a nonce: how many were told of before, and what was ordered, is no secret; who it is is.
            told = sum(each.message is not None for each in sent)
            message = await self._post(game, f"a{told:x}-{len(game.orders):x}", layout)
        await book.announce(quiz, message)

    async def _tidy(self, book: AppealBook, quiz: int, message: int) -> None:
        """A line of which everything is decided says so, and has nothing to press."""
        game = await self._game(quiz)
        if game is not None:
            await self._edit(game, message, line_layout(decided_line(self._voice(game))))
            await book.tidied(quiz, message)

    async def _game(self, quiz: int) -> Game | None:
        try:
            return fold(await self._books.read(quiz))
        except NotOursError:
            return None

    # --- calls -------------------------------------------------------------------------------------------------------

    async def _post(self, game: Game, what: str, layout: Layout) -> int:
        """The id of the message; `NOWHERE` if the channel is gone, closed to us, or an archived thread."""
        try:
            sent = await self._place(game).send(view=layout, nonce=f"{game.quiz:x}{what}", allowed_mentions=NOBODY)
        except discord.HTTPException as fault:
            if _is_passing(fault):
                raise
            return NOWHERE
        return sent.id

    async def _edit(self, game: Game, message: int, layout: Layout) -> bool:
        """Whether it is there, and can be changed."""
        try:
            await self._place(game).get_partial_message(message).edit(view=layout, allowed_mentions=NOBODY)
        except discord.HTTPException as fault:
            if _is_passing(fault):
                raise
            return False
        return True

    def _place(self, game: Game) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(game.opened.channel, guild_id=game.opened.guild)

    def _voice(self, game: Game) -> Voice:
        return self._readers.speaking(game.opened.settings.language)


def _without_asking(round_: Round, person: int) -> AppealState:
    """What becomes of an appeal of which there is nothing to decide."""
    if round_.is_void:
        return AppealState.VOID
    return AppealState.ACCEPTED if is_right(round_, person) else AppealState.DECLINED


def _is_passing(fault: discord.HTTPException) -> bool:
    return fault.status == _TOO_MANY or fault.status >= _OWN_FAULTS


async def _fault(telling: Awaitable[None]) -> Exception | None:
    """What went wrong, if anything did."""
    try:
        await telling
    except Exception as fault:  # noqa: BLE001 - it is raised when all others have been told
        return fault
    return None
