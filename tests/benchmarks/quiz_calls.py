"""Count what a quiz asks of Discord's API, apart from answers to presses, in the sandbox with a clock moved by hand.

Run by `python -m tests.benchmarks.quizzes`.
"""

from pathlib import Path

from bot.books import Books
from bot.quiz_wiring import build_quizzes
from bot.settings import Settings
from bot.texts import read_texts
from bot.wiring import build_study
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders
from tests.discord_spec.watch import Watch
from tests.journeys.quiz.evening import Evening

QUESTIONS = 10


async def calls(folder: Path) -> tuple[float, int]:
    """How many calls a question costs, and how many more the whole quiz does: its opening and its end."""
    study = build_study(Settings(packs=tuple(pack_folders(SHIPPED_PACKS)), language="en", cache=None))
    quizzes, evening = build_quizzes(study.library, Books()), Evening.kept_in(folder)
    async with (
        evening.sandbox(Watch(None)) as sandbox,
        evening.night(sandbox, study, read_texts(), quizzes) as night,
    ):
        people = [night.person("ana"), night.person("luis")]
        sent = night.calls()
        await night.starts(people[0], questions=QUESTIONS, kind="one")
        opening = _counted(sent)
        await night.passes(6)
        for _ in range(QUESTIONS):
            for person in people:
                await night.last().pressed_by(person, "A")
            await night.passes(30)
        end = 1
        return (_counted(sent) - opening - end) / QUESTIONS, opening + end


def _counted(sent: list[str]) -> int:
    return len([call for call in sent if not call.endswith("/callback")])
