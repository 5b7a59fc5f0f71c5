"""One writer: it takes all that waits, stores it in one transaction, and only then answers."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from typing import Protocol, TypeAlias

from bot.quiz.ports import JournalDownError
from bot.storage.faults import LIMIT_SECONDS
from bot.storage.storing import Append, Refused

_log = logging.getLogger(__name__)

# So that whoever came first is not kept waiting for everybody else.
MOST_AT_ONCE = 1_000

_Waiting: TypeAlias = tuple[Append, asyncio.Future[None]]


class Writer(Protocol):
    """Stores appends in one transaction, all that are not refused, or none."""

    async def write(self, appends: Sequence[Append]) -> Sequence[Refused | None]:
        """The fate of each. Raises `JournalDownError` if nothing was stored, or nobody knows."""

    async def close(self) -> None:
        """Let go of the database."""


class GroupCommit:
    """Whoever submits an append is answered when it is stored, or told in time that it may not be.

    While one group is being written, the next one gathers: there is no timer, and one caller alone waits for nobody.
    `turn` is held while a group is written, for who else wants to write to the same file.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._waiting: list[_Waiting] = []
        self._turns: asyncio.Task[None] | None = None
        # One timer for all: it is set to when the first of those who wait has waited long enough.
        self._due: deque[tuple[float, asyncio.Future[None]]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self.turn = asyncio.Lock()

    def submit(self, append: Append) -> asyncio.Future[None]:
        """Done when `append` is stored; otherwise it raises `NotOursError` or `JournalDownError`."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._waiting.append((append, future))
        self._due.append((loop.time() + LIMIT_SECONDS, future))
        if self._turns is None:
            self._turns = loop.create_task(self._take_turns())
        if self._timer is None:
            self._timer = loop.call_later(LIMIT_SECONDS, self._give_up)
        return future

    async def close(self) -> None:
        """Finish what was submitted."""
        if self._turns is not None:
            await asyncio.wait({self._turns})
        if self._timer is not None:
            self._timer.cancel()
        await self._writer.close()

    async def _take_turns(self) -> None:
        while self._waiting:
            async with self.turn:
                taken, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
                # Who was told already that it is not stored, or is gone: then it shall not be.
                group = [waiting for waiting in taken if not waiting[1].done()]
                fates = await self._fates([append for append, _ in group]) if group else ()
            for (_, future), refused in zip(group, fates, strict=True):
                _answer(future, refused)
            self._forget_answered()
        self._turns = None

    async def _fates(self, appends: Sequence[Append]) -> Sequence[Refused | None]:
        try:
            return await self._writer.write(appends)
        except JournalDownError as down:
            return [down] * len(appends)
        except Exception as fault:  # noqa: BLE001 - whatever it was, who waits has to be told that nothing is stored
            if len(appends) == 1:
                _log.exception("Quiz %s: what no database takes.", appends[0].quiz)
                return [JournalDownError(type(fault).__name__)]
        # One of them is to blame, and the others shall not suffer for it.
        return [fate for append in appends for fate in await self._fates([append])]

    def _forget_answered(self) -> None:
        while self._due and self._due[0][1].done():
            self._due.popleft()

    def _give_up(self) -> None:
        """Tell everybody who has waited long enough, and see to the next one in time."""
        loop = asyncio.get_running_loop()
        while self._due and self._due[0][0] <= loop.time():
            _answer(self._due.popleft()[1], JournalDownError("it does not answer"))
        self._forget_answered()
        self._timer = loop.call_at(self._due[0][0], self._give_up) if self._due else None


def _answer(future: asyncio.Future[None], refused: Refused | None) -> None:
    if future.done():
        return
    if refused is None:
        future.set_result(None)
    else:
        future.set_exception(refused)
