"""How simulated years of daily posts went."""

from collections.abc import Iterator
from dataclasses import asdict

from bot.cards.card import Block, Card, Paragraph, Points, Table
from bot.cards.voice import Voice
from bot.daily.years import Report

# All of them are in the JSON.
_SHOWN = 20
_TROUBLE = "trouble-"
COUNTED = (
    *("due", "posted", "on-time", "late", "skipped", "leapt-over", "twice", "leap-days"),
    *("processes", "second", "killed"),
)
"""What is counted, in the order in which it is told."""


def years_card(report: Report, voice: Voice) -> Card:
    """What was counted, and whether the oracle counts the same."""
    plan = report.plan
    subtitle = voice.say("years.played", years=plan.years, zones=plan.zones)
    rows = tuple((voice.say(f"years.{name}"), str(report.counts.get(name, 0))) for name in COUNTED)
    trouble = sum(count for name, count in report.counts.items() if name.startswith(_TROUBLE))
    columns = (voice.say("years.counted"), voice.say("years.times"))
    verdict = voice.say("years.fine") if report.is_sound else voice.say("years.wrong", count=len(report.differences))
    blocks: tuple[Block, ...] = (
        Table("", columns, (*rows, (voice.say("years.trouble"), str(trouble))), is_numeric=True),
        *([Points(voice.say("years.differences"), tuple(_lines(report, voice)))] if report.differences else []),
        Paragraph(verdict),
    )
    return Card(voice.say("years.title", seed=plan.seed), blocks, subtitle)


def _lines(report: Report, voice: Voice) -> Iterator[str]:
    for each in report.differences[:_SHOWN]:
        words = {name: str(value) for name, value in asdict(each).items()}
        yield voice.say("years.difference", **words)


def years_json(report: Report) -> dict[str, object]:
    """{"is_sound", "plan", "counts", "differences": [{"channel", "day", "expected", "found"}]}."""
    differences = [{name: str(value) for name, value in asdict(each).items()} for each in report.differences]
    return {
        "is_sound": report.is_sound,
        "plan": asdict(report.plan),
        "counts": dict(report.counts),
        "differences": differences,
    }
