"""A whole quiz at the page, as two people see it: one at a desk, in English, and one with a phone, in Spanish."""

import re
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from tests.journeys.page.chat import DESKTOP_DARK, PHONE, Chat
from tests.journeys.page.conftest import Visit
from tests.journeys.page.reaching import out_of_reach
from tests.journeys.quiz.conftest import evening, night, sandbox
from tests.journeys.quiz.night import LETTERS, Night

__all__ = ["evening", "night", "sandbox"]

# Until the first question; until a question is over, with what may still be under way; until the one after it.
START_S, QUESTION_S, TURN_S = 5, 22, 30
TOOK = re.compile(r"· \d+,\d s")


class Room:
    """Ana and Luis in the same channel, and the time that passes there."""

    def __init__(self, night: Night, ana: Chat, luis: Chat) -> None:
        self.night = night
        self.ana = ana
        self.luis = luis

    async def enter(self) -> None:
        for chat in (self.ana, self.luis):
            await chat.go_to("quiz")
            await expect(chat.log).to_contain_text("This is where #quiz begins.")

    async def passes(self, seconds: float) -> None:
        await self.night.passes(seconds)
        self._tell_the_time()

    async def see(self, name: str, *, on: str | None = None) -> None:
        """A picture of what both see, with `on` in sight; and everybody can use it."""
        self._tell_the_time()
        for chat in (self.ana, self.luis):
            if on is not None:
                await chat.messages.filter(has_text=on).last.scroll_into_view_if_needed()
            await chat.screenshot(f"quiz-{name}-{chat.key}")
            assert await out_of_reach(chat) == []

    async def answers(self, chat: Chat, place: int) -> None:
        """Press the button of an option, and read that it was taken."""
        await chat.button(LETTERS[place]).last.click()
        await expect(chat.newest).to_contain_text(f"{LETTERS[place]} · ")
        await expect(chat.newest).to_contain_text("Only you can see this")

    def _tell_the_time(self) -> None:
        """The clock of a page runs on by itself; that of the room has been moved by hand."""
        self.night.sandbox.clock.move(seconds=0)


@pytest.fixture
async def room(visit: Visit, night: Night) -> Room:
    room = Room(night, await visit("ana", DESKTOP_DARK), await visit("luis", PHONE))
    await room.enter()
    return room


async def test_a_whole_quiz_is_played_by_two_people(room: Room) -> None:
    ana, luis = room.ana, room.luis
    await begin(ana, "/quiz start", {"questions": "2", "kind": "One of four", "category": "Compute"})
    await expect(ana.messages.first).to_contain_text("You lead this quiz")
    await expect(ana.newest).to_contain_text("Ana used /quiz start")
    await expect(luis.newest).to_contain_text("Ana starts a quiz")
    await expect(luis.log).not_to_contain_text("You lead this quiz")
    await room.see("1-opening")

    await room.passes(START_S)
    await expect(luis.newest).to_contain_text("Question 1 of 2")
    await room.see("2-question")
    await room.passes(2)
    right = room.night.right()[0]
    await room.answers(luis, right)
    await room.answers(ana, (right + 1) % 4)
    await luis.button(LETTERS[(right + 2) % 4]).last.click()
    await expect(luis.newest).to_contain_text("Tu respuesta ya está dada")
    await room.see("3-answered")

    await room.passes(QUESTION_S)
    await expect(ana.log).to_contain_text("Right: 1 of 2")
    await expect(luis.log).to_contain_text("Right: 1 of 2")
    await room.see("4-reveal", on="Right: 1 of 2")
    await luis.button(re.compile("^Look up")).first.click()
    await expect(luis.newest).to_contain_text("Fuente")
    await room.see("5-look-up")

    await room.passes(2 * TURN_S)
    await expect(luis.newest).to_contain_text("The quiz is over")
    await expect(ana.newest).to_contain_text("What we mixed up")
    await room.see("6-podium", on="The quiz is over")
    await ana.button("My result").click()
    await expect(ana.newest).to_contain_text("Your result")
    await luis.button("My result").click()
    await expect(luis.newest).to_contain_text("Tu resultado")
    await room.see("7-result")
    for chat in (ana, luis):
        await chat.button(re.compile(" vs ")).first.click()
        await expect(chat.newest.get_by_role("heading", name=re.compile(" vs "))).to_be_visible()
    await room.see("8-compared")


async def test_scores_a_board_and_a_picture_of_progress_follow(room: Room) -> None:
    ana, luis = room.ana, room.luis
    await room.night.starts(room.night.person("ana"), questions=2, kind="one")
    await room.passes(START_S)
    for _ in range(2):
        right = room.night.right()[0]
        await room.answers(luis, right)
        await room.answers(ana, (right + 1) % 4)
        await room.passes(TURN_S)
    await room.passes(TURN_S)
    await luis.use("/puntuación")
    await expect(luis.newest).to_contain_text("Puntuación de Luis")
    await room.see("score")
    await ana.use("/leaderboard")
    await expect(ana.newest).to_contain_text("Leaderboard")
    await luis.use("/clasificación")
    await expect(luis.newest).to_contain_text("Clasificación")
    await room.see("leaderboard")
    await ana.use("/progress")
    await shows_a_picture(ana)
    await luis.use("/progreso")
    await shows_a_picture(luis)
    await room.see("progress")


# --- one's own language, time and look-ups, on a phone ----------------------------------------------------------------


async def test_a_question_is_read_and_answered_in_ones_own_language(room: Room) -> None:
    luis = room.luis
    await room.night.starts(room.night.person("ana"), questions=2, kind="one", category="Compute")
    await room.passes(START_S)
    await luis.button("En español").click()
    await expect(luis.newest).to_contain_text("Pregunta 1 de 2")
    await expect(luis.newest).to_contain_text("Responde aquí o en el canal")
    await room.see("own-language")
    await room.answers(luis, room.night.right()[0])
    concept = room.night.game().rounds[0].asked.about[0]
    await luis.begin("/qué", "/qué")
    await luis.field("concepto").fill(concept)
    await luis.button("Send the command").click()
    await expect(luis.newest).to_contain_text("te lo diré cuando se cierre la pregunta")
    await room.see("after-the-bell")
    await room.passes(QUESTION_S + 2)
    await expect(luis.newest).to_contain_text("Fuente")
    await luis.button("En español").first.click()
    await expect(luis.newest).to_contain_text("Respuesta correcta: ")
    await room.see("own-language-reveal")


async def test_more_time_is_chosen_where_nobody_sees_it(room: Room) -> None:
    luis = room.luis
    await luis.use("/accesibilidad")
    await expect(luis.newest).to_contain_text("tienes el tiempo normal")
    await luis.button("El doble").click()
    await expect(luis.newest).to_contain_text("40 segundos")
    await room.see("more-time")
    await expect(room.ana.log).not_to_contain_text("40 ")


# --- every kind of question, in Spanish on a phone -------------------------------------------------------------------


async def choose_the_right_ones(room: Room) -> None:
    await room.luis.button(f"Tus respuestas (hasta {len(room.night.right())})").click()
    for place in room.night.right():
        await room.luis.option(re.compile(f"^{LETTERS[place]} · ")).click()
    await room.see("several-choosing")
    await room.luis.button("Done").click()


async def say_true(room: Room) -> None:
    await room.luis.button("Verdadero").click()


async def type_the_right_one(room: Room) -> None:
    await room.luis.button("Responder").click()
    await room.luis.dialog.get_by_role("textbox").fill(room.night.game().rounds[-1].asked.accept[0]["es"])
    await room.see("typed-form")
    await room.luis.button("Submit").click()


async def read_clues_then_answer(room: Room) -> None:
    await room.luis.button("Pistas").click()
    await expect(room.luis.newest).to_contain_text("Pista 2")
    await room.see("clues-asked")
    await room.answers(room.luis, room.night.right()[0])


KINDS: dict[str, tuple[str, Callable[[Room], Awaitable[None]]]] = {
    "several": ("Elegir dos o más", choose_the_right_ones),
    "true-false": ("Verdadero o falso", say_true),
    "typed": ("Escribir la respuesta", type_the_right_one),
    "clues": ("¿Cuál es?", read_clues_then_answer),
}


async def test_every_kind_is_answered_on_a_phone_in_spanish(room: Room) -> None:
    for kind in KINDS:
        await plays(room, kind)
        await room.passes(2 * TURN_S)
        await expect(room.luis.newest).to_contain_text("El quiz ha terminado")


async def plays(room: Room, kind: str) -> None:
    choice, answer = KINDS[kind]
    await begin(room.luis, "/quiz empezar", {"preguntas": "1", "tipo": choice, "idioma": "Español"})
    await expect(room.luis.messages.first).to_contain_text("Tú diriges este quiz")
    await expect(room.ana.newest).to_contain_text("Luis empieza un quiz")
    await room.passes(START_S + 1)
    await expect(room.luis.newest).to_contain_text("Pregunta 1 de 1")
    await room.see(f"{kind}-question")
    await answer(room)
    await expect(room.luis.newest).to_contain_text(TOOK)
    await room.see(f"{kind}-answered")
    await room.passes(QUESTION_S)
    await expect(room.luis.log).to_contain_text("Aciertos: ")
    await expect(room.ana.log).to_contain_text("Aciertos: ")
    await room.see(f"{kind}-reveal", on="Aciertos: ")


async def begin(chat: Chat, command: str, options: dict[str, str]) -> None:
    """By the composer: each option is taken from the menu, and its value is typed or taken from its list."""
    await chat.begin(command[:5], command)
    for option, value in options.items():
        await chat.button(re.compile("optional$")).click()
        await chat.page.get_by_role("menuitem", name=re.compile(f"^{option}:")).click()
        await chat.page.keyboard.type(value)
        if not value.isdigit():
            await chat.option(re.compile(f"^{re.escape(value)}")).first.click()
    await chat.screenshot(f"quiz-0-command-{chat.key}")
    assert await out_of_reach(chat) == []
    await chat.button("Send the command").click()


async def shows_a_picture(chat: Chat) -> None:
    picture = chat.newest.get_by_role("img", name=re.compile("%"))
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
