"""Which interactions there are, how long each may still be answered, and who waits for one.

Lifetimes: docs, interactions/receiving-and-responding.mdx. Codes: docs, topics/opcodes-and-status-codes.mdx.
"""

import asyncio
import base64
from typing import Any, Protocol

from msgspec import structs

from bot.sandbox.refusals import Refused
from bot.sandbox.snowflakes import moment_ms
from bot.sandbox.world.things import Interaction, Json
from bot.sandbox.world.world import World

ANSWER_WITHIN_MS = 3_000
TOKEN_LIVES_MS = 15 * 60_000
# So long a token is still told to be too old, and a form can still be sent.
REMEMBERED_MS = 24 * 3_600_000
AUTOCOMPLETE = 4

SENT, THINKING, DONE, FAILED = "sent", "thinking", "done", "failed"
# How long a person waits; who is answered waits no more.
LIVES_MS = {SENT: ANSWER_WITHIN_MS, THINKING: TOKEN_LIVES_MS}


class Dispatch(Protocol):
    """The way to the bot: the gateway's."""

    def __call__(self, event: str, payload: Json, *, guild_id: int | None) -> None: ...


class Interactions:
    """Holds the clock against each interaction: the sandbox's, but three real seconds end the wait in any case."""

    def __init__(self, world: World, dispatch: Dispatch) -> None:
        self._world = world
        self._dispatch = dispatch
        self._by_token = {interaction.token: interaction.id for interaction in world.interactions}
        self._timers: dict[int, asyncio.TimerHandle] = {}
        self._waiting: dict[int, asyncio.Future[list[Json]]] = {}
        world.clock.on_move(self._after_jump)
        for interaction in world.interactions:  # of a world that was kept
            if interaction.status in LIVES_MS:
                self._arm(interaction)

    # --- the person's side ---------------------------------------------------------------------------------------

    def send(self, interaction: Interaction, payload: Json) -> Interaction:
        """A person did something: the bot is told, and has three seconds."""
        self._forget_old()
        self._by_token[interaction.token] = interaction.id
        self._world.interactions.put(interaction)
        self._arm(interaction)
        self._dispatch("INTERACTION_CREATE", payload, guild_id=interaction.guild_id)
        return interaction

    async def choices(self, interaction: Interaction, payload: Json) -> list[Json]:
        """Send an autocomplete and wait for what the bot offers. Raises Refused (504) if it offers nothing in time."""
        waiting: asyncio.Future[list[Json]] = asyncio.get_running_loop().create_future()
        self._waiting[interaction.id] = waiting
        self.send(interaction, payload)
        try:
            return await waiting
        finally:
            del self._waiting[interaction.id]

    # --- the bot's side ------------------------------------------------------------------------------------------

    def unanswered(self, number: int, token: str) -> Interaction:
        """The interaction that a callback answers: the first, within three seconds."""
        interaction = self._world.interactions.get(number)
        if interaction is None or interaction.token != token or self._is_lost(interaction):
            raise Refused(404, 10062, "Unknown interaction")
        if interaction.callback is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        return interaction

    def answered(self, token: str) -> Interaction:
        """The interaction behind a webhook: answered before, and not longer ago than its token lives."""
        interaction = self._world.interactions.get(self._by_token.get(token))
        if interaction is None or interaction.callback is None or interaction.type == AUTOCOMPLETE:
            raise Refused(404, 10015, "Unknown Webhook")
        if self._age_ms(interaction) > TOKEN_LIVES_MS:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return interaction

    def change(self, interaction: Interaction, **changes: Any) -> Interaction:  # noqa: ANN401 - fields of many types
        """Its next state. A deferred one keeps a timer: nobody waits longer than the token lives."""
        after = self._world.interactions.put(structs.replace(interaction, **changes))
        if after.status not in LIVES_MS:
            self._disarm(after)
        elif after.status != interaction.status:
            self._arm(after)
        return after

    def offer(self, interaction: Interaction, choices: list[Json]) -> None:
        """What an autocomplete found."""
        waiting = self._waiting.get(interaction.id)
        if waiting is not None and not waiting.done():
            waiting.set_result(choices)

    def _forget_old(self) -> None:
        """Nobody can do anything with those any more."""
        while (oldest := self._world.interactions.oldest()) is not None and self._age_ms(oldest) > REMEMBERED_MS:
            self._disarm(oldest)
            self._world.interactions.drop([oldest])
            self._by_token.pop(oldest.token, None)

    # --- time ----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Nobody waits any more, as when the sandbox stops."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _age_ms(self, interaction: Interaction) -> int:
        return self._world.clock.now_ms() - moment_ms(interaction.id)

    def _is_lost(self, interaction: Interaction) -> bool:
        return interaction.callback is None and interaction.status == FAILED

    def _arm(self, interaction: Interaction) -> None:
        """Wait as long as is left, and never longer than a whole life, wherever the clock was moved."""
        self._disarm(interaction)
        life_ms = LIVES_MS[interaction.status]
        left_ms = min(max(0, life_ms - self._age_ms(interaction)), life_ms)
        loop = asyncio.get_running_loop()
        self._timers[interaction.id] = loop.call_later(left_ms / 1000, self._fail, interaction.id)

    def _disarm(self, interaction: Interaction) -> None:
        timer = self._timers.pop(interaction.id, None)
        if timer is not None:
            timer.cancel()

    def _after_jump(self) -> None:
        """Whatever waits has now waited that much longer."""
        for number in tuple(self._timers):
            interaction = self._world.interactions[number]
            if self._age_ms(interaction) >= LIVES_MS[interaction.status]:
                self._fail(number)

    def _fail(self, number: int) -> None:
        interaction = self._world.interactions.get(number)
        if interaction is None:
            return
        self.change(interaction, status=FAILED)
        waiting = self._waiting.get(number)
        if waiting is not None and not waiting.done():
            waiting.set_exception(Refused(504, 0, "The application did not offer any choices in time."))


def token_of(number: int) -> str:
    """Looks like Discord's, and tells its interaction. On one's own machine nobody has to be kept from guessing it."""
    return base64.urlsafe_b64encode(f"interaction:{number}:{number:040x}".encode()).decode().rstrip("=")
