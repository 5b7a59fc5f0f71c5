"""A whole quiz as people play it: three of them, in two languages."""

import re
from collections.abc import Callable

from tests.journeys.people import Person
from tests.journeys.quiz.night import Night, components

Say = Callable[..., str]

LETTERS = "ABCDEFGHIJ"
BUTTON, SELECT = 2, 3


async def test_a_quiz_from_its_start_to_the_podium(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    panel = await night.starts(ana, questions=2, kind="one", category="Compute")
    assert panel.is_private
    assert panel.buttons == ["Pause", "Go on", "Next", "Skip", "+15 s", "Update", "End…"]
    opening = night.last()
    assert f"{night.named(ana)} starts a quiz" in opening.text
    assert "Compute · questions: 2 · 20 s each" in opening.text.replace("**", "")
    await night.passes(5)
    question = night.last()
    asked = night.game().rounds[0]
    assert asked.asked.ask["en"] in question.unescaped
    assert question.buttons == ["A", "B", "C", "D", "En español"]
    assert f"Closes: <t:{round(night.game().due.timestamp())}:R>" in question.text

    await night.passes(2)
    right, wrong = night.right()[0], (night.right()[0] + 1) % 4
    answer = await question.pressed_by(luis, LETTERS[right])
    assert answer.is_private
    assert answer.unescaped == f"Tu respuesta: {LETTERS[right]} · {asked.asked.options[right].text['es']} · 2,0 s"
    assert (await question.pressed_by(mia, LETTERS[wrong])).text.endswith("· 2.0 s")
    twice = await question.pressed_by(mia, LETTERS[right])
    assert twice.unescaped == say(
        mia, "quiz.taken.already", answer=f"{LETTERS[wrong]} · {asked.asked.options[wrong].text['en']}"
    )

    await night.passes(20)
    reveal = question.now()
    assert f"Right answer: {LETTERS[right]} {asked.asked.options[right].text['en']}** · chosen by 1" in reveal.unescaped
    assert f"Right: 1 of 2 · first: {night.named(luis)} in 2.0 s" in reveal.text
    assert f"{night.named(luis)} +950" in reveal.text
    assert asked.asked.why["en"] in reveal.unescaped
    assert "Source: [docs." in reveal.text
    look_up = await reveal.pressed_by(luis, reveal.buttons[0])
    assert look_up.is_private

    await night.passes(60)
    end = night.last()
    assert f"**1.** {night.named(luis)} · 950 points · right: 1" in end.text
    assert f"**2.** {night.named(mia)} · 0 points · right: 0" in end.text
    assert "What we mixed up" in end.text
    compared = await end.pressed_by(mia, end.buttons[1])
    assert compared.is_private
    assert " vs " in compared.title
    mine = await end.pressed_by(luis, "My result")
    assert mine.is_private
    assert mine.title == "Tu resultado"
    assert "Puesto 1 de 2 · 950 puntos" in mine.text
    hers = await end.pressed_by(mia, "My result")
    assert "Place 2 of 2" in hers.text
    assert asked.asked.about[0] in str(hers.message["components"])
    assert "You did not answer in this quiz" in (await end.pressed_by(ana, "My result")).text


async def test_a_question_costs_two_calls_and_a_quiz_two_more(night: Night, ana: Person, luis: Person) -> None:
    sent = night.calls()
    await night.starts(ana, questions=3, kind="one")
    await night.passes(6)
    for number in (1, 2, 3):
        await night.last().pressed_by(luis, "A")
        assert len(night.game().rounds) == number
        await night.passes(30)
    calls = [call for call in sent if "/channels/" in call]
    assert [call.split()[0] for call in calls] == ["POST", "PATCH"] * 3 + ["POST"]


async def test_several_are_chosen_in_a_list(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    await night.starts(ana, questions=1, kind="several", mode="calm")
    await night.passes(6)
    question = night.last()
    (menu,) = components(question, SELECT)
    right = night.right()
    wrong = next(place for place in range(len(menu["options"])) if place not in right)
    answer = await luis.press(question.message, menu["custom_id"], [str(place) for place in right])
    assert answer.text.startswith("Tu respuesta: " + " + ".join(LETTERS[place] for place in right))
    await mia.press(question.message, menu["custom_id"], [str(right[0]), str(wrong)])
    await night.passes(25)
    assert f"{night.named(luis)} +1000" in question.now().text
    assert f"{night.named(mia)} +" not in question.now().text


async def test_true_or_false(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(luis, questions=1, kind="true-false", language="es")
    await night.passes(6)
    question = night.last()
    assert question.buttons == ["Verdadero", "Falso", "In English"]
    assert (await question.pressed_by(ana, "Falso")).text.startswith("Your answer: False · ")
    await night.passes(25)
    assert "Aciertos: " in question.now().text


async def test_an_answer_is_typed_into_a_form(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    await night.starts(ana, questions=1, kind="typed", seconds=30)
    await night.passes(6)
    question, asked = night.last(), night.game().rounds[0].asked
    form = await question.open_form(luis, "Answer")
    assert form.modal["title"] == "Pregunta 1 de 1"
    assert asked.ask["es"] in form.modal["components"][0]["content"].replace("\\", "")
    assert (await luis.submit(form, asked.accept[0]["es"])).text.endswith(" · 1,0 s")
    typed = await mia.submit(await question.open_form(mia, "Answer"), "something else altogether")
    assert typed.text == "Your answer: something else altogether · 1.0 s"
    late = await question.open_form(ana, "Answer")
    await night.passes(35)
    assert (await ana.submit(late, "too late")).text == "Too late: this question is closed."
    assert f"Right answer: {asked.accept[0]['en']}" in question.now().unescaped
    assert "Right: 1 of 2" in question.now().text


async def test_clues_come_one_by_one_to_whoever_asks_for_them(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=1, kind="clues", seconds=40)
    await night.passes(5)
    question, clues = night.last(), night.game().rounds[0].asked.clues
    assert clues[0]["en"] in question.unescaped
    assert clues[1]["en"] not in question.unescaped
    await night.passes(1)
    first = await question.pressed_by(luis, "Clues")
    assert first.is_private
    assert clues[0]["es"] in first.unescaped
    assert clues[1]["es"] not in first.unescaped
    (comes_at,) = re.findall(r"<t:(\d+):R>", first.text)
    await night.passes(int(comes_at) - night.clock.now().timestamp() + 1)
    second = await question.pressed_by(luis, "Clues")
    assert clues[1]["es"] in second.unescaped
    await night.passes(25)
    last = await question.pressed_by(luis, "Clues")
    assert all(clue["es"] in last.unescaped for clue in clues)
    assert "No hay más pistas." in last.text


async def test_in_a_calm_quiz_people_change_their_mind(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=1, kind="one", mode="calm")
    await night.passes(6)
    question, right = night.last(), night.right()[0]
    await question.pressed_by(luis, LETTERS[(right + 1) % 4])
    await night.passes(9)
    changed = await question.pressed_by(luis, LETTERS[right])
    assert changed.text.startswith(f"Tu respuesta es ahora: {LETTERS[right]} · ")
    await night.passes(15)
    assert f"{night.named(luis)} +1000" in question.now().text


async def test_streaks_earn_more_where_they_are_wanted(night: Night, ana: Person, luis: Person) -> None:
    await night.starts(ana, questions=2, kind="one", mode="calm", streaks=True)
    await night.passes(6)
    for _ in range(2):
        question = night.last()
        await question.pressed_by(luis, LETTERS[night.right()[0]])
        await night.passes(29.6)
    assert f"{night.named(luis)} +1100 (2 in a row)" in question.now().text


async def test_a_quiz_that_nobody_answers_ends_kindly(night: Night, ana: Person) -> None:
    await night.starts(ana, questions=10, seconds=5)
    await night.passes(120)
    assert "Three questions in a row nobody answered" in night.last().text
    assert night.host.games == []


async def test_two_quizzes_in_two_channels_do_not_know_each_other(night: Night, ana: Person, luis: Person) -> None:
    elsewhere = luis.at("general")
    await night.starts(ana, questions=1, kind="one")
    await night.starts(elsewhere, questions=1, kind="one", language="es")
    await night.passes(6)
    here, there = night.last(), night.last("general")
    await here.pressed_by(luis, "A")
    await there.pressed_by(luis.at("general"), "B")
    assert [len(game.rounds[0].given) for game in night.host.games] == [1, 1]
    await night.passes(60)
    assert "The quiz is over" in night.last().text
    assert "El quiz ha terminado" in night.last("general").text


async def test_what_was_asked_lately_is_not_asked_again(night: Night, ana: Person) -> None:
    asked: list[str] = []
    for _ in range(3):
        await night.starts(ana, questions=3, kind="true-false", seconds=5)
        asked += [question.id for question in night.game().opened.questions]
        await night.passes(120)
    assert len(asked) == len(set(asked)) == 9
