"""What was found when scores were worked out again, and how a simulated night went."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from bot.cards.card import Block, Card, Paragraph, Points, Table
from bot.cards.voice import Voice
from bot.quiz.simulating import Plan, Report
from bot.storage.verifying import Difference, Verified

# Enough to see who has won; a night may have a thousand players.
_SHOWN = 10
_COLUMNS = ("simulate.player", "simulate.rank", "simulate.points", "simulate.right", "simulate.answered")


@dataclass(frozen=True, slots=True)
class Night:
    """A simulated night with everything that was checked after it."""

    plan: Plan
    report: Report
    verified: Verified
    is_board_right: bool

    @property
    def is_sound(self) -> bool:
        """Whether nothing differs, whoever one asks: oracle, rules, logs, totals, board."""
        return self.report.is_sound and not self.verified.differences and self.is_board_right


def verified_lines(verified: Verified, voice: Voice) -> Iterator[str]:
    """What was compared; then that all is well, or everything that is not, and what to do."""
    yield voice.say("verify.compared", **_counts(verified))
    yield from difference_lines(verified.differences, voice)
    if verified.differences:
        yield voice.say("verify.wrong", count=len(verified.differences))
    else:
        yield voice.say("verify.fine")


def difference_lines(differences: Sequence[Difference], voice: Voice) -> Iterator[str]:
    """Each row that differs, with what it should be."""
    nothing = voice.say("verify.nothing")
    for each in differences:
        stored, expected = each.stored or nothing, each.expected or nothing
        yield voice.say("verify.difference", table=each.table, key=each.key, stored=stored, expected=expected)


def verified_json(verified: Verified) -> dict[str, object]:
    """{"quizzes", "lines", "marks", "totals", "heights": counts, "differences": [{"table", "key", ...}]}."""
    return {**_counts(verified), "differences": [asdict(each) for each in verified.differences]}


def _counts(verified: Verified) -> dict[str, int]:
    return {name: getattr(verified, name) for name in ("quizzes", "lines", "marks", "totals", "heights")}


def night_card(night: Night, voice: Voice) -> Card:
    """How it went, who won, and what was checked."""
    plan, report = night.plan, night.report
    went = voice.say(
        "simulate.went",
        sent=report.sent,
        acknowledged=report.acknowledged,
        refused=sum(report.refused.values()),
        lost=report.lost,
        interrupted=report.interrupted,
    )
    title = voice.say("simulate.title", seed=plan.seed)
    subtitle = voice.say("simulate.played", players=plan.players, questions=report.questions, crashes=report.crashes)
    verdict = Paragraph(voice.say("simulate.fine" if night.is_sound else "simulate.wrong"))
    return Card(title, (Paragraph(went), _standings(night, voice), _checks(night, voice), verdict), subtitle)


def _standings(night: Night, voice: Voice) -> Block:
    columns = tuple(voice.say(key) for key in _COLUMNS)
    rows = tuple(
        (str(each.person), str(each.rank), str(each.points), str(each.right), str(each.answered))
        for each in night.report.standings[:_SHOWN]
    )
    return Table(voice.say("simulate.standings"), columns, rows, is_numeric=True)


def _checks(night: Night, voice: Voice) -> Block:
    report = night.report
    checks = {
        "simulate.ended": report.end is not None,
        "simulate.oracle": not report.differences,
        "simulate.recomputed": report.standings == report.recomputed,
        "simulate.totals": not night.verified.differences,
        "simulate.board": night.is_board_right,
    }
    verdicts = (voice.say("simulate.yes"), voice.say("simulate.no"))
    lines = [f"{verdicts[0 if is_so else 1]} {voice.say(key)}" for key, is_so in checks.items()]
    lines += [voice.say("simulate.difference", fault=each.fault.value, **_numbers(each)) for each in report.differences]
    lines += difference_lines(night.verified.differences, voice)
    return Points(voice.say("simulate.checked"), tuple(lines))


def _numbers(difference: object) -> dict[str, int]:
    return {name: getattr(difference, name) for name in ("number", "person", "expected", "found")}


def night_json(night: Night) -> dict[str, object]:
    """{"is_sound", "plan", "report", "board", "verified"}: all that was counted, and everything that differs."""
    report = night.report
    plan = {"players": night.plan.players, "crashes": night.plan.crashes, "seed": night.plan.seed}
    counts = ("questions", "crashes", "sent", "acknowledged", "interrupted", "lost")
    return {
        "is_sound": night.is_sound,
        "plan": plan,
        "end": report.end,
        **{name: getattr(report, name) for name in counts},
        "refused": report.refused,
        "standings": [asdict(each) for each in report.standings],
        "differences": [asdict(each) for each in report.differences],
        "is_board_right": night.is_board_right,
        "verified": verified_json(night.verified),
    }
