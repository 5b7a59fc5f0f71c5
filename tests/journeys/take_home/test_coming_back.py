"""The bot dies in each state of a take-home, and nothing is lost or said twice."""

from datetime import timedelta

from tests.journeys.people import Answer, Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night, components
from tests.journeys.running import until
from tests.journeys.take_home.homework import answered, closes, going_on, is_set, stored, taken


async def killed(night: Night, *, hours: float = 0) -> None:
    await night.bot_is_killed()
    night.clock.move_to(night.clock.now() + timedelta(hours=hours))
    await night.bot_starts()


async def test_killed_with_a_question_open_its_buttons_work(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    announcement = await is_set(night, ana)
    take_home = await stored(evening, announcement)
    question = await announcement.pressed_by(luis, "Take it")
    await killed(night, hours=2)
    reveal = await answered(question, take_home, 1, rightly=True)
    await killed(night)
    second = await reveal.press(going_on(reveal))
    assert "pregunta 2 de 2" in second.text
    await answered(second, take_home, 2, rightly=True)
    await killed(night)
    result = await closes(night, take_home)
    assert f"{night.named(luis)} · 2000 points" in result.text


async def test_killed_over_its_end_it_is_told_when_it_is_back(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    announcement = await is_set(night, ana)
    take_home = await stored(evening, announcement)
    await taken(announcement, luis, take_home, True)
    await killed(night, hours=72)
    await until(night.sandbox, lambda: "Take-home over" in night.last().text)
    await until(night.sandbox, lambda: "Closed." in announcement.now().text)
    await killed(night)
    await luis.command("takehome list")
    assert len([each for each in night.messages() if "Take-home over" in each.text]) == 1


async def test_announced_and_never_noted_it_is_announced_once(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    fault = {"status": 503, "times": 1, "after": True, "path": "POST /channels/.*/messages$"}
    await night.sandbox.faults.apply("error", fault)
    announcement = await is_set(night, ana)
    await killed(night)
    assert "pregunta 1 de 2" in (await announcement.pressed_by(luis, "Take it")).text
    assert len(night.messages()) == 1
    assert (await stored(evening, announcement)).message == int(announcement.id)


async def test_told_and_never_noted_it_is_told_once(night: Night, evening: Evening, ana: Person, luis: Person) -> None:
    announcement = await is_set(night, ana)
    take_home = await stored(evening, announcement)
    await taken(announcement, luis, take_home, True)
    fault = {"status": 503, "times": 1, "after": True, "path": "POST /channels/.*/messages$"}
    await night.sandbox.faults.apply("error", fault)
    await closes(night, take_home)
    await killed(night)
    await until(night.sandbox, lambda: "Closed." in announcement.now().text)
    assert len([each for each in night.messages() if "Take-home over" in each.text]) == 1


async def test_when_its_channel_is_gone_its_answers_still_count(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    announcement = await is_set(night, ana)
    take_home = await stored(evening, announcement)
    await taken(announcement, luis, take_home, True)
    await night.sandbox.faults.apply("delete-channel", {"channel_id": ana.channel_id})
    night.clock.move_to(take_home.closes_at + timedelta(seconds=5))
    general = luis.at("general")
    assert f"{night.named(luis)} · 1000 puntos" in (await general.command("leaderboard", private=True)).text
    assert "Ahora mismo no hay ninguno" in (await general.command("takehome list")).text


async def pressed_first(question: Answer) -> Answer:
    """Answer something: the first key, all of a list, or a word."""
    parts = [*components(question, 2), *components(question, 3)]
    custom_id = str(parts[0]["custom_id"])
    if custom_id.endswith(":type"):
        return await question.person.submit(await question.open_form(question.person, "Responder"), "algo")
    values = ["0"] if custom_id.endswith(":choose") else None
    return await question.person.press(question.message, custom_id, values)
