"""Every language says everything, and says nothing that nobody asks for."""

import ast
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from bot.cards.accessibility import PACES
from bot.cards.daily_years import COUNTED
from bot.cards.help import EVERYWHERE, OPTIONS
from bot.cards.night_plan import FORMS
from bot.cards.privacy import OF_A_SERVER
from bot.cards.quiz_host import ORDERS
from bot.cards.quiz_panel import HANDING, JUMP, KICKING
from bot.cards.scores_board import By, Time
from bot.daily.answering import Refusal as DailyRefusal
from bot.daily.daily import Kind as DailyKind
from bot.daily.daily import State as DailyState
from bot.daily.daily import Why
from bot.evaluation import COLUMNS
from bot.findings import Verdict
from bot.nights.night import Reason
from bot.nights.plan import Teams
from bot.nights.schedule import Step
from bot.quiz.appealing import Settled
from bot.quiz.commands import Refusal
from bot.quiz.events import EndReason, Mode
from bot.quiz.events import Verdict as MarkedAgain
from bot.servers.changes import Blocking
from bot.servers.choices import Setting
from bot.storage.appeals import AppealState
from bot.storage.belonging import WISHES, of_people
from bot.storage.looking import Age
from bot.texts import SHIPPED_LOCALES, Texts, flattened, read_texts
from cogs.ui.daily_setting import NEEDED

HOUSE = Path(__file__).parents[2]
KEY = re.compile(r"[a-z]+(\.[a-z0-9-]+)+")

# test_problems.py makes every problem; tests/cogs finds words for every command.
ELSEWHERE = ("problem.", "command.", "choice.")
# Keys that the code puts together from a word of its own.
FAMILIES: Mapping[str, Iterable[str]] = {
    "accessibility.now.": [str(percent) for percent in PACES],
    "daily.days.": ["every-day", "workdays", "weekend", "through"],
    "daily.form.": [
        *("title", "channel", "time", "zone", "holds", "days"),
        *("channel-about", "time-about", "zone-about", "days-about"),
    ],
    "daily.kind.": list(DailyKind),
    "daily.permission.": NEEDED,
    "daily.refusal.": list(DailyRefusal),
    "daily.skipped.": [why for why in Why if why],
    "daily.state.": [state for state in DailyState if state is not DailyState.ON],
    "daily.weekday.": [str(number) for number in range(1, 8)],
    "years.": COUNTED,
    "date.month.": [str(number) for number in range(1, 13)],
    "help.usage.": OPTIONS,
    "help.about.": OPTIONS,
    "help.option.": {*EVERYWHERE, *(option for options in OPTIONS.values() for option in options)},
    "evaluation.": COLUMNS,
    "doctor.verdict.": list(Verdict),
    "doctor.database.": list(Age),
    "quiz.refusal.": list(Refusal),
    "quiz.end.": [reason for reason in EndReason if reason is not EndReason.FINISHED],
    "quiz.panel.": ["pause", "resume"],
    "panel.more.": [JUMP, KICKING, HANDING],
    "appeal.": list(Settled),
    "appeal.outcome.": [*AppealState, "void"],
    "appeal.now.": list(MarkedAgain),
    "quiz.order.": ORDERS,
    "quiz.permission.": ["view_channel", "send_messages", "send_messages_in_threads"],
    "board.title.": list(Time),
    "board.since.": list(Time),
    "board.by.": list(By),
    "board.row.": list(By),
    "board.order.": list(By),
    "takehome.": ["right", "partly", "wrong"],
    "progress.by-span.": ["day", "week", "month"],
    "progress.month.": [str(number) for number in range(1, 13)],
    "setup.language.": read_texts().languages,
    **{f"setup.{setting}.": ["title", "about", "pick", "clear"] for setting in ("quiz-channel", "host-role")},
    "setup.channels.": ["pick"],
    "setup.": ["language.title", "language.about"],
    "server.": list(Setting),
    "history.": [*Setting, *Blocking],
    "privacy.table.": [*(table.name for table in of_people() if table not in WISHES), "entries"],
    "privacy.readme.": ["rest", "moments", "numbers", "delete"],
    "privacy.server.": OF_A_SERVER,
    "night.button.": [*FORMS, "cancel", "change", "draw", "join", "organise", "plan", "save", "start"],
    "night.cancelled.": list(Reason),
    "night.form.": [
        *("title", "when", "zone", "count", "questions", "seconds", "pause"),
        *("mode", "thread", "in-channel", "in-thread", "language", "kind", "names"),
    ],
    "night.language.": read_texts().languages,
    "night.mode.": list(Mode),
    "night.plan.teams.": list(Teams),
    "night.remind.": [Step.DAY, Step.SOON],
    "night.team.": ["1", "2"],
    "night.weekday.": [str(number) for number in range(1, 8)],
    "evaluation.outcome.": ["found", "ask", "nothing"],
}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def constants() -> Iterator[str]:
    """Every text that stands in the code by itself, not as a docstring or a part of another."""
    for path in [*(HOUSE / "bot").rglob("*.py"), *(HOUSE / "cogs").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                yield node.value


@pytest.fixture
def asked_for(texts: Texts) -> set[str]:
    """Every key that the code may ask for, except those of `ELSEWHERE`."""
    sections = {key.split(".")[0] for key in texts.keys("en")}
    keys = {key for key in constants() if key.split(".")[0] in sections and not key.startswith(ELSEWHERE)}
    keys |= {f"{key}-near" for key in keys if key.startswith("usage.no-such")}
    return keys | {prefix + word for prefix, words in FAMILIES.items() for word in words}


def test_every_key_that_is_asked_for_is_there_and_every_other_is_not(asked_for: set[str], texts: Texts) -> None:
    assert asked_for == {key for key in texts.keys("en") if not key.startswith(ELSEWHERE)}


@pytest.mark.parametrize("language", read_texts().languages)
def test_every_language_has_the_same_keys_and_placeholders(language: str, texts: Texts) -> None:
    english, other = texts.keys("en"), texts.keys(language)
    assert other.keys() == english.keys()
    assert {key: placeholders(text) for key, text in other.items()} == {
        key: placeholders(text) for key, text in english.items()
    }


def keys_of(path: Path) -> list[str]:
    return sorted(key for key, _ in flattened(yaml.safe_load(path.read_text(encoding="utf-8"))))


def test_every_key_has_one_home_in_all_languages() -> None:
    homes = [
        [(path.name, key) for path in sorted(language.iterdir()) for key in keys_of(path)]
        for language in SHIPPED_LOCALES.iterdir()
    ]
    assert all(home == homes[0] for home in homes)
    keys = [key for _, key in homes[0]]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", read_texts().languages)
def test_no_sentence_is_empty(language: str, texts: Texts) -> None:
    assert [key for key, text in texts.keys(language).items() if not text] == []
