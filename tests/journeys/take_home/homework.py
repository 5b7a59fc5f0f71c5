"""Take-homes as people take them."""

from datetime import datetime, timedelta

from bot.storage.database import Database
from bot.storage.take_homes import TakeHomeBook
from bot.take_home import TakeHome
from tests.journeys.people import Answer, Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night, components
from tests.journeys.running import until

BUTTON = 2


async def is_set(night: Night, person: Person, **options: str | int) -> Answer:
    """Somebody sets one of two questions until tomorrow evening, in their zone; the announcement for all."""
    chosen: dict[str, str | int] = {"until": "tomorrow 20:00", "zone": "Madrid", "questions": 2, "category": "Compute"}
    wish = {name: value for name, value in {**chosen, **options}.items() if value}
    await person.command("takehome start", **wish)
    return night.last(person.channel)


def number_of(announcement: Answer) -> int:
    """The id of what is announced, which stands in its button."""
    (button,) = components(announcement, BUTTON)
    return int(str(button["custom_id"]).split(":")[1])


async def stored(evening: Evening, announcement: Answer) -> TakeHome:
    """The take-home as it is stored, with its right answers."""
    async with Database.opened(evening.database) as database:
        found = await TakeHomeBook(database).find(number_of(announcement))
    assert found is not None
    return found


async def is_set_with_options(night: Night, evening: Evening, person: Person) -> tuple[Answer, TakeHome]:
    """One whose first question is answered by a press, not in a form."""
    for number in range(10):
        announcement = await is_set(night, person, title=f"Try {number}")
        take_home = await stored(evening, announcement)
        if take_home.questions[0].options:
            return announcement, take_home
    raise AssertionError("ten times the first question was one to be typed")


async def answered(question: Answer, take_home: TakeHome, number: int, *, rightly: bool) -> Answer:
    """Answer the question that is shown, whatever kind it is; the answer to that."""
    asked = take_home.questions[number - 1]
    places = [place for place, option in enumerate(asked.options) if option.is_right is rightly][: len(asked.right)]
    if not asked.options:
        form = await question.open_form(question.person, typing_label(question))
        words = asked.accept[0][question.person.language] if rightly else "something else"
        return await question.person.submit(form, words)
    menus = [part for part in components(question, 3) if ":choose" in str(part["custom_id"])]
    if menus:
        return await question.person.press(question.message, menus[0]["custom_id"], [str(place) for place in places])
    keys = [part for part in components(question, BUTTON) if str(part["custom_id"]).endswith(f":{places[0]}")]
    return await question.person.press(question.message, str(keys[0]["custom_id"]))


def typing_label(question: Answer) -> str:
    return "Answer" if question.person.language == "en" else "Responder"


def going_on(answer: Answer) -> str:
    """The button that leads on."""
    words = {"en": ("Next question", "See how I did"), "es": ("Siguiente pregunta", "Ver cómo me fue")}
    return next(label for label in answer.buttons if label in words[answer.person.language])


async def taken(announcement: Answer, person: Person, take_home: TakeHome, *rights: bool) -> Answer:
    """Somebody answers as many questions; what they see then."""
    shown = await announcement.pressed_by(person, "Take it")
    for number, rightly in enumerate(rights, 1):
        reveal = await answered(shown, take_home, number, rightly=rightly)
        shown = await reveal.press(going_on(reveal))
    return shown


def at(night: Night, moment: datetime) -> None:
    """It is that moment; what is due is due."""
    night.clock.move_to(moment)


async def closes(night: Night, take_home: TakeHome, channel: str = "quiz") -> Answer:
    """The end comes; the result."""
    at(night, take_home.closes_at + timedelta(seconds=5))

    def results() -> list[Answer]:
        return [each for each in night.messages(channel) if f"Take-home over: **{take_home.title}**" in each.text]

    await until(night.sandbox, results)
    return results()[-1]
