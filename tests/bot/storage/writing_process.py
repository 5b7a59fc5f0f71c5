"""A process that stores answers until it is killed, and says each one that was acknowledged, when it was.

`writing_process.py URL QUIZZES`: goes on with the quizzes that there are, or opens them. Writes one line for each
answer, "quiz number person press", in one system call, after `append` has returned.
"""

import asyncio
import os
import sys
from collections.abc import Iterable
from itertools import count

from bot.quiz.game import Game, fold
from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from tests.bot.quiz.fakes import question
from tests.bot.storage.quizzes import add, answered, asked, begun, close, opened

PEOPLE = 5
QUESTIONS = tuple(question(f"q{number}") for number in range(50))


async def main(url: str, quizzes: Iterable[int]) -> None:
    async with Database.opened(Secret(url)) as database:
        journal = StoredJournal(database)
        known = set(await journal.claim())
        await asyncio.gather(*(write(journal, quiz, is_new=quiz not in known) for quiz in quizzes))


async def write(journal: StoredJournal, quiz: int, *, is_new: bool) -> None:
    if is_new:
        game, entries = begun(quiz, opened(channel=quiz, questions=QUESTIONS))
        assert await journal.open(game, entries)
    else:
        found = fold(await journal.read(quiz))
        assert found is not None
        game = found
    while (number := await open_number(journal, game)) is not None:
        game = fold(await journal.read(quiz)) or game
        for press in count(game.sequence * 1000):
            person = press % PEOPLE
            game = await add(journal, game, answered(person, number, press=press))
            os.write(1, f"{quiz} {number} {person} {press}\n".encode())
            if press % 20 == 19:
                break
        game = await close(journal, game)


async def open_number(journal: StoredJournal, game: Game) -> int | None:
    """The question that is open, or is opened now; None if all are closed."""
    if game.open_round is not None:
        return game.open_round.number
    if game.next_number is not None:
        await add(journal, game, asked(game.next_number))
    return game.next_number


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], range(1, int(sys.argv[2]) + 1)))
