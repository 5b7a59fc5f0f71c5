"""Appeals against a mark, and questions that are marked again: what the host is shown, and what the channel is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards.poster import Block, Heading, Key, Keys, Lines, Menu, Option, Poster, Small
from bot.cards.quiz_panel import APPEALS, PANEL
from bot.cards.quiz_words import answer_words, right_words
from bot.cards.said import Person, Said, Strong, joined, said
from bot.cards.voice import Voice
from bot.quiz.events import Answer, Regraded, Typed
from bot.quiz.game import Game, Round
from bot.quiz.marking import normal_form
from bot.quiz.standings import standings

# What the keys and lists do.
APPEAL, ACCEPT, DECLINE = "appeal", "accept", "decline"
MARKING, ACCEPTING, TAKING_BACK, VOID, UNVOID = "marking", "accepting", "takingback", "void", "unvoid"
# A menu has room for 25 lines (docs, components/reference.mdx).
MOST_ANSWERS = 25
MOST_NAMED = 10
MOST_LEADING = 3
LONGEST_ANSWER = 80


def appeal_keys(game: Game, round_: Round, voice: Voice) -> Iterator[Key]:
    """A way to say that one was right, where somebody was told that they were not."""
    if round_.counts and any(not mark.is_right for mark in round_.marks):
        yield Key(voice.say("appeal.was-right"), game.quiz, round_.number, APPEAL)


def waiting_poster(game: Game, voice: Voice) -> Poster:
    """For all: that something waits for whoever leads. What it is, only they are shown."""
    key = Key(voice.say("appeal.look"), game.quiz, 0, APPEALS)
    return Poster((Lines((said(voice, "appeal.waits", person=Person(game.host)),)), Keys((key,))))


def decided_line(voice: Voice) -> Said:
    """For all, in the place of that: nothing waits any more."""
    return said(voice, "appeal.all-decided")


# --- one appeal ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Appealed:
    """The same answer to one question, and who says that it was right; `more` other answers wait."""

    game: Game
    round: Round
    answer: Answer
    people: tuple[int, ...]
    more: int = 0


def appeal_poster(appealed: Appealed, voice: Voice) -> Poster:
    """For whoever leads: what was answered and what was right, to decide."""
    game, number, about = appealed.game, appealed.round.number, appealed.people[0]
    keys = (
        Key(voice.say("appeal.accept"), game.quiz, number, ACCEPT, is_main=True, about=about),
        Key(voice.say("appeal.decline"), game.quiz, number, DECLINE, about=about),
        Key(voice.say("appeal.question"), game.quiz, number, MARKING),
        _panel_key(game, voice),
    )
    people = joined(", ", tuple((Person(person),) for person in appealed.people[:MOST_NAMED]))
    lines = (
        said(voice, "appeal.answered", people=people, answer=Strong(_words(appealed.round, appealed.answer, voice))),
        said(voice, "appeal.right", answer=Strong(right_words(appealed.round.asked, voice))),
        (voice.read(appealed.round.asked.why),),
    )
    more = (Small(said(voice, "appeal.more", count=appealed.more)),) if appealed.more else ()
    return Poster((*_question(game, appealed.round, voice), Lines(lines), Keys(keys), *more))


def nothing_waits_poster(game: Game, voice: Voice, *, is_decided: bool) -> Poster:
    """There is nothing to decide, or nothing more."""
    words = "appeal.decided" if is_decided else "appeal.nothing-waits"
    return Poster((Lines((said(voice, words),)), Keys((_panel_key(game, voice),))))


def outcome_words(game: Game, number: int, state: str, voice: Voice) -> str:
    """For whoever appealed: what has become of it."""
    round_ = game.rounds[number - 1]
    return voice.say(f"appeal.outcome.{state}", number=number, right=right_words(round_.asked, voice))


# --- a question that can be marked again -----------------------------------------------------------------------------


def marking_poster(game: Game, round_: Round, voice: Voice) -> Poster:
    """For whoever leads: all that was answered, what counts as right, and what can be changed."""
    lines = [said(voice, "appeal.right", answer=Strong(right_words(round_.asked, voice)))]
    lines += accepted_lines(round_, voice)
    if round_.is_void:
        lines.append((Strong(voice.say("appeal.is-void")),))
    return Poster((*_question(game, round_, voice), Lines(tuple(lines)), *_marking(game, round_, voice)))


def accepted_lines(round_: Round, voice: Voice) -> Iterator[Said]:
    """What counts as right beside what is right."""
    if round_.accepted:
        accepted = " · ".join(_words(round_, answer, voice) for answer in round_.accepted)
        yield said(voice, "appeal.accepted", answers=Strong(accepted))


def _marking(game: Game, round_: Round, voice: Voice) -> Iterator[Block]:
    wrong = wrong_answers(round_)
    if wrong and not round_.is_void:
        items = tuple(
            Option(_words(round_, answer, voice), str(people[0]), voice.say("appeal.given-by", count=len(people)))
            for answer, people in wrong[:MOST_ANSWERS]
        )
        yield Menu(voice.say("appeal.accept-one"), _to(game, round_, ACCEPTING), items)
    if round_.accepted and not round_.is_void:
        items = tuple(
            Option(_words(round_, answer, voice), str(place))
            for place, answer in enumerate(round_.accepted[:MOST_ANSWERS])
        )
        yield Menu(voice.say("appeal.take-one-back"), _to(game, round_, TAKING_BACK), items)
    does, key = (UNVOID, "appeal.unvoid-question") if round_.is_void else (VOID, "appeal.void-question")
    yield Keys((Key(voice.say(key), game.quiz, round_.number, does), _panel_key(game, voice)))
    yield Small(said(voice, "appeal.how"))


def wrong_answers(round_: Round) -> Sequence[tuple[Answer, tuple[int, ...]]]:
    """What was answered and is not wholly right, each answer once with who gave it; what most gave comes first."""
    right = {mark.person for mark in round_.marks if mark.is_right}
    given: dict[Answer, list[int]] = {}
    for person, each in sorted(round_.given.items()):
        if person not in right and normal_form(each.answer) not in round_.accepted and not _is_forgotten(each.answer):
            given.setdefault(normal_form(each.answer), []).append(person)
    first = {form: round_.given[people[0]].answer for form, people in given.items()}
    found = [(first[form], tuple(people)) for form, people in given.items()]
    return sorted(found, key=lambda each: -len(each[1]))


def _is_forgotten(answer: Answer) -> bool:
    return isinstance(answer, Typed) and not answer.text


# --- what the channel is told ----------------------------------------------------------------------------------------


def correction_poster(before: Game, after: Game, event: Regraded, voice: Voice) -> Poster:
    """For all: what counts from now on, who has more or fewer points by it, and who leads."""
    round_ = after.rounds[event.number - 1]
    answer = "" if event.answer is None else _words(round_, event.answer, voice)
    title = said(voice, "appeal.corrected", number=event.number, person=Person(event.by))
    lines = (said(voice, f"appeal.now.{event.verdict}", answer=Strong(answer)), *_changes(before, after, voice))
    return Poster((Heading(title), Lines((*lines, *_leading(after, voice)))))


def _changes(before: Game, after: Game, voice: Voice) -> Iterator[Said]:
    """Whoever gained comes first."""
    old, new = ({each.person: each.points for each in standings(game.marks())} for game in (before, after))
    change = {person: new.get(person, 0) - old.get(person, 0) for person in old.keys() | new.keys()}
    moved = sorted((person for person in change if change[person]), key=lambda person: (-change[person], person))
    named = tuple((Person(person), f" {change[person]:+d}") for person in moved[:MOST_NAMED] if person > 0)
    if not moved:
        yield said(voice, "appeal.nobody-moved")
    elif named:
        more = len(moved) - len(named)
        yield joined(" · ", (*named, said(voice, "quiz.reveal.more", count=more)) if more else named)


def _leading(game: Game, voice: Voice) -> Iterator[Said]:
    best = [each for each in standings(game.marks())[:MOST_LEADING] if each.points and each.person > 0]
    places = tuple(
        said(voice, "quiz.reveal.place", rank=each.rank, person=Person(each.person), points=each.points)
        for each in best
    )
    if places:
        yield (Strong(voice.say("appeal.standings")), " ", *joined(" · ", places))


def choice_words(game: Game, number: int, voice: Voice) -> str:
    """A question as it is offered to be marked again."""
    return voice.say("appeal.choice", number=number, ask=voice.read(game.opened.questions[number - 1].ask))


def _question(game: Game, round_: Round, voice: Voice) -> Iterator[Block]:
    yield Small(said(voice, "quiz.question.title", number=round_.number, count=len(game.opened.questions)))
    yield Heading((voice.read(round_.asked.ask),))


def _words(round_: Round, answer: Answer, voice: Voice) -> str:
    """The answer as somebody gave it, if anybody did: its normal form is not for people."""
    form = normal_form(answer)
    given = (each.answer for each in round_.given.values() if normal_form(each.answer) == form)
    words = answer_words(round_.asked, next(given, answer), voice, has_letter=False)
    return words if len(words) <= LONGEST_ANSWER else f"{words[: LONGEST_ANSWER - 1].rstrip()}…"


def _panel_key(game: Game, voice: Voice) -> Key:
    return Key(voice.say("panel.show"), game.quiz, 0, PANEL)


def _to(game: Game, round_: Round, does: str) -> str:
    """As in the custom_id of a key."""
    return f"quiz:{game.quiz}:{round_.number}:{does}"
