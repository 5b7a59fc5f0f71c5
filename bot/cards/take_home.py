"""What one person reads of a take-home: a question, whether they had it right, and where they are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.cards.asked import answer_block, clue_line, options_block
from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Source, Turn
from bot.cards.quiz_words import LETTERS, answer_words, look_ups, right_words
from bot.cards.said import Moment, Said, Strong, joined, said
from bot.cards.scores_words import amount
from bot.cards.voice import Voice
from bot.quiz.events import Chosen
from bot.quiz.game import Round
from bot.take_home import Sheet, TakeHome, game_of, next_number
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind

# The first word of what is pressed (cogs/ui/presses.py), and what is done, besides choosing an option by its place.
TAKE_HOME = "takehome"
TAKE, NEXT, MINE, END, KEEP = "take", "next", "mine", "end", "keep"

MOST_LOOK_UPS = 3
# Beside a way on; a row has room for five.
MOST_REVIEWED = 5


def address(take_home: int, number: int, does: str) -> str:
    """What a button has in its custom_id: question `number`, or all of it (0)."""
    return f"{TAKE_HOME}:{take_home}:{number}:{does}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and the voice in which a question is read that is not there in their language."""

    person: int
    voice: Voice
    other: Voice

    def reads(self, asked: Asked) -> Voice:
        """A question is read in one language, whole."""
        return self.voice if self.voice.language in asked.languages else self.other


def question_poster(take_home: TakeHome, number: int, library: Library, reader: Reader) -> Poster:
    """The question and what can be answered. All of its clues are there at once: nobody is timed."""
    asked, voice = take_home.questions[number - 1], reader.voice
    words = reader.reads(asked)
    return Poster(
        (
            Small(_title(take_home, number, library, voice)),
            Heading((words.read(asked.ask),)),
            *_clues(asked, words, voice),
            *options_block(asked, words),
            *_keys(take_home, number, words, voice),
            Small(joined(" ", tuple(_how(take_home, asked, voice)))),
        )
    )


def _title(take_home: TakeHome, number: int, library: Library, voice: Voice) -> Said:
    count, category = take_home.count, library.categories.get(take_home.questions[number - 1].category)
    title = said(voice, "takehome.question", title=take_home.title, number=number, count=count)
    return title if category is None else (*title, " · ", voice.read(category.name))


def _clues(asked: Asked, words: Voice, voice: Voice) -> Iterator[Block]:
    if asked.clues:
        yield Lines(tuple(clue_line(n, clue, words, voice) for n, clue in enumerate(asked.clues, 1)))


def _keys(take_home: TakeHome, number: int, words: Voice, voice: Voice) -> Iterator[Block]:
    asked = take_home.questions[number - 1]

    def turn(label: str, does: str) -> Turn:
        return Turn(label, address(take_home.id, number, does), is_main=True)

    return answer_block(asked, words, voice, turn)


def _how(take_home: TakeHome, asked: Asked, voice: Voice) -> Iterator[Said]:
    if asked.kind is AskedKind.SEVERAL:
        yield said(voice, "quiz.how.several")
    yield said(voice, "takehome.how", moment=Moment(take_home.closes_at))


# --- after an answer -------------------------------------------------------------------------------------------------


def reveal_poster(take_home: TakeHome, number: int, sheet: Sheet, library: Library, reader: Reader) -> Poster:
    """Whether it was right, why, and where it is written; then the next question."""
    round_ = game_of(take_home, {reader.person: sheet}).rounds[number - 1]
    asked, voice = round_.asked, reader.voice
    words = reader.reads(asked)
    is_last = next_number(take_home, sheet) is None
    label = voice.say("takehome.see-result" if is_last else "takehome.next")
    looked_up = tuple(
        replace(choice, label=voice.say("quiz.reveal.look-up", name=choice.label))
        for choice in look_ups(asked.about, library, words)[:MOST_LOOK_UPS]
    )
    return Poster(
        (
            Small(_title(take_home, number, library, voice)),
            Heading((words.read(asked.ask),)),
            Lines((_verdict(round_, reader, words),)),
            Lines(tuple(_answers(round_, reader, words))),
            Lines(((words.read(asked.why),),)),
            Source(words.say("card.source", source=asked.source, date=words.date(asked.as_of)), asked.source),
            Keys((Turn(label, address(take_home.id, 0, NEXT), is_main=True), *looked_up)),
        )
    )


def _verdict(round_: Round, reader: Reader, words: Voice) -> Said:
    (mark,) = round_.marks
    key = "wrong" if not mark.points else "right" if mark.is_right else "partly"
    answer = answer_words(round_.asked, round_.given[reader.person].answer, words)
    return (Strong(reader.voice.say(f"takehome.{key}", points=amount(mark.points))), " · ", answer)


def _answers(round_: Round, reader: Reader, words: Voice) -> Iterator[Said]:
    """Every option, with the right ones and one's own marked; of a typed question, what was right."""
    asked, given = round_.asked, round_.given[reader.person].answer
    if not isinstance(given, Chosen):
        yield (Strong(words.say("quiz.reveal.right-answer", answer=right_words(asked, words))),)
        return
    for place, option in enumerate(asked.options):
        text = words.read(option.text)
        named = text if asked.kind is AskedKind.TRUE_FALSE else f"{LETTERS[place]} {text}"
        shown = Strong(words.say("quiz.reveal.right-answer", answer=named)) if option.is_right else named
        yield (shown, f" · {reader.voice.say('takehome.yours')}") if place in given.options else (shown,)


# --- where one is ----------------------------------------------------------------------------------------------------


def done_poster(take_home: TakeHome, sheet: Sheet, library: Library, reader: Reader) -> Poster:
    """All is answered, and it is still open: how it went, what to read again, and when the podium comes."""
    blocks = (
        Heading(said(reader.voice, "takehome.done", title=take_home.title)),
        *_own(take_home, sheet, reader),
        Small(said(reader.voice, "takehome.podium-comes", moment=Moment(take_home.closes_at))),
    )
    return Poster((*blocks, *_review(take_home, sheet, library, reader)))


def late_poster(take_home: TakeHome, sheet: Sheet, reader: Reader) -> Poster:
    """It is closed: what was answered counts, and nothing more."""
    line = said(reader.voice, "takehome.closed", title=Strong(take_home.title), moment=Moment(take_home.closes_at))
    if not sheet:
        return Poster((Lines((line,)), Lines((said(reader.voice, "takehome.not-taken"),))))
    mine = Turn(reader.voice.say("quiz.end.result"), address(take_home.id, 0, MINE), is_main=True)
    return Poster((Lines((line,)), *_own(take_home, sheet, reader), Keys((mine,))))


def _own(take_home: TakeHome, sheet: Sheet, reader: Reader) -> Iterator[Block]:
    marks = game_of(take_home, {reader.person: sheet}).marks()
    points, right = sum(mark.points for mark in marks), sum(mark.is_right for mark in marks)
    count = take_home.count
    key = "takehome.so-far" if len(sheet) < count else "takehome.all"
    yield Lines(
        (said(reader.voice, key, right=right, answered=len(sheet), count=count, points=Strong(amount(points))),)
    )


def _review(take_home: TakeHome, sheet: Sheet, library: Library, reader: Reader) -> Iterator[Block]:
    wrong = [mark.number for mark in game_of(take_home, {reader.person: sheet}).marks() if not mark.is_right]
    ids = dict.fromkeys(concept for number in wrong for concept in take_home.questions[number - 1].about)
    choices = look_ups(ids, library, reader.voice)[:MOST_REVIEWED]
    if choices:
        yield Lines(((Strong(reader.voice.say("quiz.result.review")),),))
        yield Keys(choices)
