"""A daily post is set up, comes at its minute, is answered, and its answer comes with the next one."""

from datetime import UTC, datetime, timedelta

from bot.daily.daily import PostState
from bot.sandbox.world import town
from tests.journeys.daily.conftest import FRIDAY
from tests.journeys.daily.days import Days
from tests.journeys.people import Answer, Person
from tests.journeys.setup.choosing import give

NINE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


async def right(days: Days, message: Answer, channel: str = "general") -> tuple[str, str]:
    """What is on the button of the right answer to the question of a post, and on that of a wrong one."""
    labels = [label for label in message.buttons if label in {"A", "B", "C", "D", "True", "False"}]
    question = (await days.last_post(channel)).content.question
    assert question is not None
    places = [place for place, option in enumerate(question.options) if option.is_right]
    return labels[places[0]], labels[places[0] - 1]


async def test_set_up_it_comes_at_the_minute_and_each_day(days: Days, ana: Person) -> None:
    answer = await ana.command("daily set", hour=9)
    assert answer.is_private
    assert answer.title == f"The daily post of <#{ana.channel_id}>"
    assert "Every day at 09:00 (London)" in answer.unescaped
    assert f"<t:{int(NINE.timestamp())}:f>" in answer.text
    await days.come_to(NINE - timedelta(seconds=1))
    assert days.messages() == []
    await days.come_to(NINE)
    (post,) = days.messages()
    assert "Fact of the day · " in post.text
    assert "Question of the day · " in post.text
    assert "Look it up" in post.buttons
    assert any(label.startswith("Compare with ") for label in post.buttons)
    await days.come_to(NINE + 3 * DAY)
    assert len(days.messages()) == 2  # the days before were too late by then


async def test_an_answer_is_sealed_counts_and_is_revealed_with_the_next_post(
    days: Days, ana: Person, luis: Person, mia: Person
) -> None:
    await ana.command("daily set", hour=9, holds="question")
    await days.come_to(NINE)
    (post,) = days.messages()
    good, bad = await right(days, post)
    taken = await post.pressed_by(luis, good)
    assert (taken.is_private, taken.title) == (True, "¡Correcto! +1000 puntos")
    wrong = await post.pressed_by(mia, bad)
    assert (wrong.is_private, wrong.title) == (True, "Not quite")
    assert "Right is: " in wrong.text
    again = await post.pressed_by(mia, good)
    assert again.title == "You have answered this one"
    assert post.now().text == post.text  # nobody else sees anything of it
    assert "1000" in (await luis.command("score")).text
    await days.come_to(NINE + DAY)
    following = days.messages()[-1]
    assert "The last question" in following.text
    assert "Right: 1 of 2" in following.text
    assert "Right answer: " in following.text
    late = await post.pressed_by(ana, good)
    assert late.title == "This question is closed."
    assert "Right is: " in late.text
    assert (await days.verified()).differences == []


async def test_a_fact_alone_asks_nothing(days: Days, ana: Person, luis: Person) -> None:
    await ana.command("daily set", hour=9, holds="fact", category="Compute")
    await days.come_to(NINE)
    (post,) = days.messages()
    assert "Question of the day" not in post.text
    assert (await post.pressed_by(luis, "Look it up")).is_private


async def test_in_spanish_at_the_hour_of_another_place(days: Days, ana: Person) -> None:
    answer = await ana.command(
        "daily set", hour=10, minute=30, zone="Madrid", language="es", days="mon-fri", category="Compute"
    )
    assert "Monday to Friday at 10:30 (Madrid)" in answer.unescaped
    await days.come_to(NINE + timedelta(minutes=30))
    (post,) = days.messages()
    assert "Dato del día" in post.text
    assert "Pregunta del día" in post.text
    await days.come_to(NINE + 2 * DAY)
    assert len(days.messages()) == 1  # Saturday and Sunday
    await days.come_to(NINE + 3 * DAY + timedelta(minutes=30))
    assert len(days.messages()) == 2


async def test_an_organiser_who_reads_spanish_is_in_madrid(days: Days, luis: Person) -> None:
    give(days.sandbox, town.LUIS, town.ORGANISER)
    told = await luis.command("daily set", hour=9)
    assert told.title == f"La publicación diaria de <#{luis.channel_id}>"
    assert "Todos los días a las 09:00 (Madrid)" in told.unescaped
    assert "Así queda una publicación" in (await told.press("Vista previa")).text
    await days.come_to(NINE - timedelta(hours=1))
    (post,) = days.messages()
    assert "Dato del día" in post.text
    assert "Próxima publicación: " in (await luis.command("daily status")).text
    assert "está en pausa" in (await luis.command("daily pause")).text
    assert (await luis.command("daily now")).text.startswith("Ahora no está en marcha.")


async def test_a_preview_is_private_and_takes_no_answers(days: Days, ana: Person) -> None:
    kept = await ana.command("daily set", hour=9)
    preview = await kept.press("Preview")
    assert preview.is_private
    assert "Only you see it, and nothing counts." in preview.text
    assert "Fact of the day" in preview.text
    assert not {"A", "True"} & set(preview.buttons)
    assert days.messages() == []


async def test_posted_now_it_does_not_come_again_today(days: Days, ana: Person) -> None:
    kept = await ana.command("daily set", hour=9)
    told = await kept.press("Post now")
    assert told.text.startswith(f"Posted in <#{ana.channel_id}>: that was today's.")
    assert len(days.messages()) == 1
    assert (await ana.command("daily now")).text.startswith("Today's is there already.")
    await days.come_to(NINE)
    assert len(days.messages()) == 1
    await days.come_to(NINE + DAY)
    assert len(days.messages()) == 2


async def test_paused_resumed_and_taken_off(days: Days, ana: Person) -> None:
    await ana.command("daily set", hour=9)
    assert "is paused" in (await ana.command("daily pause")).text
    assert (await ana.command("daily pause")).text == "It is paused already."
    await days.come_to(NINE + timedelta(hours=1))
    assert days.messages() == []
    assert "Paused." in (await ana.command("daily status")).text
    assert "goes on" in (await ana.command("daily resume")).text
    await days.come_to(NINE + timedelta(hours=2))
    assert days.messages() == []  # what was due in the pause is not sent later
    await days.come_to(NINE + DAY)
    assert len(days.messages()) == 1
    assert "no daily post any more" in (await ana.command("daily off")).text
    await days.come_to(NINE + 2 * DAY)
    assert len(days.messages()) == 1
    assert (await ana.command("daily status")).text.startswith("This server has no daily post yet.")


async def test_two_in_one_server(days: Days, ana: Person) -> None:
    role = next(role.id for role in days.sandbox.world.roles if role.name == "Organiser")
    told = await ana.command("daily set", hour=9, holds="fact", role=str(role))
    assert f"Mentions <@&{role}>" in told.text
    await ana.at("quiz").command("daily set", hour=9, minute=1, holds="question", language="es")
    status = await ana.command("daily status")
    assert status.text.count("Next post: ") == 2
    await days.come_to(NINE + timedelta(minutes=1))
    assert [len(days.messages(channel)) for channel in ("general", "quiz")] == [1, 1]
    assert days.messages()[0].message["mention_roles"] == [str(role)]
    await ana.at("quiz").command("daily off")
    days.sandbox.world.roles.take(role)
    await days.bot_stops()
    await days.bot_starts()
    await days.come_to(NINE + DAY + timedelta(minutes=1))
    assert [len(days.messages(channel)) for channel in ("general", "quiz")] == [2, 1]
    assert "<@&" not in days.messages()[-1].text


async def test_what_is_not_understood_is_said(days: Days, ana: Person, luis: Person) -> None:
    assert "daily" not in luis.commands
    wrong: list[tuple[dict[str, str | int], str]] = [
        ({"zone": "Xyzzy"}, "I know no place “Xyzzy”."),
        ({"zone": "Madird"}, "I know no place “Madird”. Did you mean Madrid?"),
        ({"days": "noday"}, "I do not understand the days “noday”."),
        ({"category": "Compupte"}, "There is no category “Compupte”. Did you mean “Compute”?"),
    ]
    for options, said in wrong:
        answer = await ana.command("daily set", hour=9, **options)
        assert answer.is_private
        assert answer.unescaped.startswith(said)
    assert (await ana.command("daily status")).text.startswith("This server has no daily post yet.")
    assert days.messages() == []


async def test_what_is_offered_while_typing(days: Days, ana: Person) -> None:
    assert await ana.autocomplete("daily set", zone="") == ["London · 06:00"]
    assert "Mexico City · 00:00" in await ana.autocomplete("daily set", zone="ciudad de")
    assert await ana.autocomplete("daily set", zone="madird") == ["Madrid · 07:00"]
    assert (await ana.autocomplete("daily set", days="mon, tu")) == ["mon, Tuesday"]
    assert (await ana.autocomplete("daily set", days=""))[:2] == ["every day", "workdays"]
    await ana.command("daily set", hour=9, zone="Tokyo")
    assert await ana.autocomplete("daily set", zone="") == ["Tokyo · 15:00"]
    assert await ana.autocomplete("daily pause", channel="gen") == ["#general · 09:00 (Tokyo)"]
    assert days.clock.now() == FRIDAY


async def test_a_forum_gets_a_thread_a_day(days: Days, ana: Person, luis: Person) -> None:
    forum = days.channel("daily")
    await ana.command("daily set", hour=9, channel=str(forum))
    await days.come_to(NINE)
    (thread,) = days.threads(forum)
    assert "27 November 2026" in thread.name
    assert (await days.last_post("daily")).state is PostState.SENT
    (post,) = days.messages(thread.name)
    good, _ = await right(days, post, "daily")
    assert (await post.pressed_by(luis.at(thread.name), good)).title == "¡Correcto! +1000 puntos"
    await days.come_to(NINE + DAY)
    assert len(days.threads(forum)) == 2


async def test_the_button_that_opens_the_form(days: Days, ana: Person) -> None:
    empty = await ana.command("daily status")
    form = await empty.open_form(ana, "Set up a daily post")
    quiz = str(days.channel("quiz"))
    told = await ana.fill(form, channel=[quiz], time="6:45 pm", zone="madrid", holds=["fact"], days="every day")
    assert told.title == f"The daily post of <#{quiz}>"
    assert "Every day at 18:45 (Madrid)" in told.unescaped
    assert "A fact · A mix of everything · English" in told.unescaped
    form = await empty.open_form(ana, "Set up a daily post")
    wrong = await ana.fill(form, channel=[quiz], time="soon", zone="madrid", holds=["fact"], days="every day")
    assert wrong.text.startswith("“soon” is no time of day.")
