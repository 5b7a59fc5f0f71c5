"""What a quiz's log adds up to. Nothing is decided here."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeAlias

from msgspec.structs import replace

from bot.quiz.events import (
    USUAL_PACE,
    Answered,
    Away,
    BellMoved,
    BellRang,
    CameBack,
    Closed,
    Ended,
    Entry,
    Event,
    HostChanged,
    Joined,
    Jumped,
    Kicked,
    Opened,
    Paused,
    QuestionAsked,
    Regraded,
    Resumed,
    Skipped,
)
from bot.quiz.state import GRACE, PAUSE_LIMIT, Game, Given, Phase, Round, Stretch

# A quiz as it stands is asked for here, beside what makes it so.
__all__ = ["GRACE", "PAUSE_LIMIT", "Game", "Given", "Phase", "Round", "Stretch", "fold"]


def fold(entries: Iterable[Entry], game: Game | None = None) -> Game | None:
    """What `entries` make of `game`: of nothing, if they begin a quiz. None as long as none was opened.

    Takes them in the order of their sequence, whatever order they come in. What is known already, belongs to another
    quiz or does not fit the game changes nothing.
    """
    for entry in sorted(entries, key=lambda entry: entry.sequence):
        if game is None:
            game = _opened(entry)
        elif entry.quiz == game.quiz and entry.sequence > game.sequence:
            game = _after(game, entry)
    return game


def _opened(entry: Entry) -> Game | None:
    if not isinstance(entry.event, Opened):
        return None
    opened = entry.event
    return Game(
        entry.quiz,
        entry.sequence,
        opened,
        opened.host,
        Phase.WAITING,
        due=opened.at,
        last_at=opened.at,
        members=opened.members,
        paces={person: pace for person, pace in opened.paces.items() if pace > USUAL_PACE},
    )


def _after(game: Game, entry: Entry) -> Game:
    event = entry.event
    if game.phase is not Phase.ENDED or isinstance(event, Regraded):
        game = _changed(game, event)
    return replace(game, sequence=entry.sequence, last_at=max(game.last_at, event.at))


def _changed(game: Game, event: Event) -> Game:  # noqa: PLR0911 - one case an event, each one line
    match event:
        case Answered():
            return _answered(game, event)
        case QuestionAsked():
            return _asked(game, event)
        case BellRang():
            return _rung(game, event)
        case Closed():
            return _closed(game, event)
        case Away():
            return _stopped(game, Phase.AWAY, event.at) if game.stopped_at is None else game
        case CameBack():
            return _came_back(game, event)
        case Ended():
            return replace(_dropped(game), phase=Phase.ENDED, end=event.reason)
        case Opened():
            return game
        case _:
            if event.order in game.orders:
                return game
            return replace(_ordered(game, event), orders=game.orders | {event.order})


_Ordered: TypeAlias = Skipped | Paused | Resumed | BellMoved | HostChanged | Jumped | Kicked | Joined | Regraded


def _ordered(game: Game, event: _Ordered) -> Game:  # noqa: PLR0911 - one case an event, each one line
    match event:
        case Skipped():
            is_open = game.open_round is not None and game.open_round.number == event.number
            return _waiting(_dropped(game), event.at) if is_open else game
        case Paused():
            return _stopped(game, Phase.PAUSED, event.at) if game.stopped_at is None else game
        case Resumed():
            return _running(game, event.at, event.due) if game.phase is Phase.PAUSED else game
        case BellMoved():
            return _bell_moved(game, event)
        case HostChanged():
            return replace(game, host=event.host)
        case Jumped():
            return _jumped(game, event)
        case Kicked():
            return _kicked(game, event.person)
        case Joined():
            return replace(game, members={**game.members, event.by: event.team})
        case Regraded():
            return _regraded(game, event)


def _asked(game: Game, event: QuestionAsked) -> Game:
    if game.phase is not Phase.WAITING or event.number != game.next_number:
        return game
    rounds = game.rounds
    while len(rounds) < event.number - 1:
        rounds = (*rounds, replace(_round(game, len(rounds) + 1, 0, event.at), is_skipped=True))
    rounds = (*rounds, _round(game, event.number, event.message, event.at))
    return replace(game, phase=Phase.OPEN, due=event.bell_at, rounds=rounds, jump=None)


def _round(game: Game, number: int, message: int, at: datetime) -> Round:
    asked, accepted = game.opened.questions[number - 1], game.opened.accepted.get(number, ())
    return Round(number, asked, message, (Stretch(at),), accepted=accepted)


def _answered(game: Game, event: Answered) -> Game:
    round_ = game.open_round
    if round_ is None or round_.number != event.number:
        return game
    earlier = round_.given.get(event.person)
    if earlier is not None and earlier.press >= event.press:
        return game
    given = Given(event.answer, event.press, round_.took_ms(event.at), event.judgement, event.pace)
    if event.pace != game.paces.get(event.person, USUAL_PACE):
        game = _paced(game, event.person, event.pace)
    return _with(game, replace(round_, given={**round_.given, event.person: given}))


def _paced(game: Game, person: int, pace: int) -> Game:
    others = {other: known for other, known in game.paces.items() if other != person}
    return replace(game, paces={**others, person: pace} if pace > USUAL_PACE else others)


def _rung(game: Game, event: BellRang) -> Game:
    round_ = game.open_round
    if round_ is None or round_.number != event.number:
        return game
    return _with(game, replace(round_, is_rung=True))


def _closed(game: Game, event: Closed) -> Game:
    round_ = game.open_round
    if round_ is None or round_.number != event.number:
        return game
    closed = replace(round_, is_closed=True, marks=event.marks, closed_at=event.at)
    return _waiting(_with(game, closed), event.at)


def _came_back(game: Game, event: CameBack) -> Game:
    game = replace(game, back=event)
    if game.phase is Phase.PAUSED:
        return game
    stopped = game if game.phase is Phase.AWAY else _stopped(game, Phase.AWAY, event.since)
    return _running(stopped, event.at, event.due)


def _waiting(game: Game, at: datetime) -> Game:
    """The next question comes after a time to read, or after a break if a part begins with it."""
    settings = game.opened.settings
    game = replace(game, phase=Phase.WAITING, due=at + timedelta(seconds=settings.reading_seconds), stopped_at=None)
    if game.break_before is None:
        return game
    return replace(game, due=max(game.due, at + timedelta(seconds=settings.break_seconds)))


def _stopped(game: Game, phase: Phase, at: datetime) -> Game:
    if (round_ := game.open_round) is not None:
        running = round_.stretches[-1]
        game = _with(game, replace(round_, stretches=(*round_.stretches[:-1], Stretch(running.start, at))))
    return replace(game, phase=phase, stopped_at=at)


def _running(game: Game, at: datetime, due: datetime) -> Game:
    round_ = game.open_round
    if round_ is None:
        return replace(game, phase=Phase.WAITING, due=due, stopped_at=None)
    is_rung = round_.is_rung and due <= at
    game = _with(game, replace(round_, stretches=(*round_.stretches, Stretch(at)), is_rung=is_rung))
    return replace(game, phase=Phase.OPEN, due=due, stopped_at=None)


def _dropped(game: Game) -> Game:
    """The open question, if there is one, counts for nobody."""
    return game if game.open_round is None else _with(game, replace(game.open_round, is_skipped=True))


def _bell_moved(game: Game, event: BellMoved) -> Game:
    round_ = game.open_round
    if round_ is not None:
        game = _with(game, replace(round_, is_rung=round_.is_rung and event.due <= event.at, is_final=event.is_final))
    return replace(game, due=event.due)


def _jumped(game: Game, event: Jumped) -> Game:
    if event.number <= len(game.rounds) or event.number > len(game.opened.questions):
        return game
    return replace(_dropped(game), phase=Phase.WAITING, due=event.at, stopped_at=None, jump=event.number)


def _kicked(game: Game, person: int) -> Game:
    rounds = tuple(_without(round_, person) for round_ in game.rounds)
    game = replace(game, kicked=game.kicked | {person}, rounds=rounds)
    return _paced(game, person, USUAL_PACE) if person in game.paces else game


def _without(round_: Round, person: int) -> Round:
    if person not in round_.given:
        return round_
    given = {other: given for other, given in round_.given.items() if other != person}
    return replace(round_, given=given, marks=tuple(mark for mark in round_.marks if mark.person != person))


def _regraded(game: Game, event: Regraded) -> Game:
    """The marks that have changed take the place of what they were."""
    if not 1 <= event.number <= len(game.rounds) or not game.rounds[event.number - 1].is_closed:
        return game
    return replace(game, rounds=tuple(_regraded_round(round_, event) for round_ in game.rounds))


def _regraded_round(round_: Round, event: Regraded) -> Round:
    changed = {mark.person: mark for mark in event.marks if mark.number == round_.number}
    if round_.number == event.number:
        round_ = replace(round_, accepted=event.accepted, is_void=event.is_void)
    if round_.is_void:
        return replace(round_, marks=())
    if not changed:
        return round_
    marks = {**{mark.person: mark for mark in round_.marks}, **changed}
    return replace(round_, marks=tuple(marks[person] for person in sorted(marks)))


def _with(game: Game, round_: Round) -> Game:
    return replace(game, rounds=(*game.rounds[:-1], round_))
