"""The client: discord.py's, with a connection that keeps itself, the fewest intents, and nothing in store."""

import asyncio
import gc
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping
from random import Random
from typing import Any, Protocol, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.discord_client.addresses import point_library_at
from bot.discord_client.callbacks import answer_without_echo
from bot.discord_client.connection_log import ConnectionLog
from bot.discord_client.faults import in_short
from bot.discord_client.pauses import Sleep
from bot.discord_client.registration import register_if_changed
from bot.discord_client.shard import Line, Shard
from bot.discord_client.turnstile import StartLimit, Turnstile
from bot.incidents import log_incident
from bot.settings import DiscordSettings

_log = logging.getLogger(__name__)

# Nobody waits longer for an answer: Discord gives up on it (docs, interactions/receiving-and-responding.mdx).
ANSWER_SECONDS = 3.0
_PRESSES = frozenset({discord.InteractionType.component.value, discord.InteractionType.modal_submit.value})
_PRESS = "press"
# The tasks in which somebody is answered: as discord.py calls them, and ours.
_ANSWERS = ("CommandTree-", "discord.py: ", _PRESS)

# Gives the client what it serves: it must not know `cogs`, which know it.
AddCogs: TypeAlias = Callable[["StudyClient"], Awaitable[None]]


class Presses(Protocol):
    """Answers what is pressed and what is sent in a form."""

    def looks_at_message(self, custom_id: str) -> bool:
        """Whether the answer to this one depends on the message under which it was pressed."""

    async def answer_press(self, interaction: discord.Interaction) -> None:
        """Answer; nothing is raised."""


class StudyClient(commands.AutoShardedBot):
    """Serves all shards in one process. `login`, then `connect`, then `close`, each once."""

    presses: Presses | None = None
    """Who answers presses, straight from the gateway."""

    def __init__(
        self,
        discord_settings: DiscordSettings,
        add_cogs: AddCogs,
        *,
        random: Random,
        sleep: Sleep = asyncio.sleep,
        connections: ConnectionLog | None = None,
    ) -> None:
        point_library_at(discord_settings)
        super().__init__(
            command_prefix=commands.when_mentioned,  # not used, see `on_message`; any other warns of an intent
            help_command=None,
            # Slash commands, buttons and forms need no intent. These tell which servers and channels there are, and
            # what becomes of the events of planned nights; neither is privileged.
            intents=discord.Intents(guilds=True, guild_scheduled_events=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._settings = discord_settings
        self._add_cogs = add_cogs
        self._random = random
        self._sleep = sleep
        self._connections = connections or ConnectionLog()
        self._kept: dict[int, Shard] = {}
        self._has_been_ready = False
        self._answering: set[asyncio.Task[None]] = set()
        self._connection.parsers["INTERACTION_CREATE"] = self._interaction
        self.command_ids: Mapping[str, int] = {}
        """By name, as soon as Discord has told them."""

    # --- life ------------------------------------------------------------------------------------------------------

    async def setup_hook(self) -> None:
        """Logged in, not yet connected."""
        await self.take_cogs()
        await self._find_gateway()

    async def take_cogs(self) -> None:
        """Have everything that is served, as after a log in: who only wants to know the commands needs none."""
        await self._add_cogs(self)

    async def connect(self, *, reconnect: bool = True) -> None:  # noqa: ARG002 - the library's signature
        """Stay connected until cancelled; then let the answers under way be finished.

        Raises `NotConfigured` if trying again is of no use. There is no other end, whatever `reconnect` says.
        """
        answer_without_echo()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._register())
                for shard in self._kept.values():
                    group.create_task(shard.keep())
        except BaseExceptionGroup as faults:
            raise faults.exceptions[0] from faults.exceptions[0].__cause__
        finally:
            await self._hang_up()
            await self._finish_answers()

    async def close(self) -> None:
        """Let go of everything."""
        await self._hang_up()
        await super().close()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Not the library's fixed wait: the turnstile has seen to it."""

    async def _find_gateway(self) -> None:
        count, address, limit = await self.http.get_bot_gateway()
        self.shard_count = self._connection.shard_count = count
        self._connection.shard_ids = range(count)
        line = Line(
            shards=count,
            gateway=URL(self._settings.gateway or address),
            turnstile=Turnstile(StartLimit.of(limit), self._start_limit, self._sleep),
            connections=self._connections,
            random=self._random,
            sleep=self._sleep,
        )
        self._kept = {number: Shard(self, number, line) for number in range(count)}
        if count > 1:
            self._connections.back(None)

    async def _start_limit(self) -> StartLimit:
        _, _, limit = await self.http.get_bot_gateway()
        return StartLimit.of(limit)

    async def _hang_up(self) -> None:
        await asyncio.gather(*(shard.hang_up() for shard in self._kept.values()))

    async def _finish_answers(self) -> None:
        answers = [task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERS)]
        if answers:
            await asyncio.wait(answers, timeout=ANSWER_SECONDS)

    async def _register(self) -> None:
        """A bot with yesterday's commands is better than none, so nothing that goes wrong here stops it."""
        try:
            found = await register_if_changed(self)
        except (discord.HTTPException, app_commands.CommandSyncFailure, OSError, TimeoutError) as fault:
            _log.error("The commands could not be registered (%s). Try `python -m bot sync`.", in_short(fault))
        except Exception as fault:  # noqa: BLE001 - whatever it is, it stops nothing
            log_incident(_log, "the commands could not be registered", fault, self._random)
        else:
            self.command_ids = found.ids
            if found.changes:
                _log.info("Commands registered. %s", found.changes)

    # --- what happens ----------------------------------------------------------------------------------------------

    def dispatch(self, event_name: str, /, *args: object, **kwargs: object) -> None:
        """Tells the shard first that it is up, then everybody else.

        Nobody listens for interactions: by now they are with whoever answers them.
        """
        if event_name == "interaction":
            return
        if event_name in {"shard_connect", "shard_resumed"} and isinstance(args[0], int):
            self._kept[args[0]].is_up()
        super().dispatch(event_name, *args, **kwargs)

    def _interaction(self, event: Any) -> None:  # noqa: ANN401 - as it came from the gateway
        """Commands go to the tree, presses to whoever answers them.

        The library's way for presses, through its views and all listeners, costs as much as answering some; so does
        reading a question's message with all its parts, which is left out where nobody looks at it.
        """
        if event["type"] not in _PRESSES or self.presses is None:
            self._connection.parse_interaction_create(event)
            return
        if not self.presses.looks_at_message(event["data"]["custom_id"]):
            event.pop("message", None)
        interaction = discord.Interaction(data=event, state=self._connection)
        task = asyncio.create_task(self.presses.answer_press(interaction), name=_PRESS)
        self._answering.add(task)  # the loop itself keeps no task alive
        task.add_done_callback(self._answering.discard)

    async def on_ready(self) -> None:
        """All servers are known. Discord says so again after each new session; the first time is news."""
        if not self._has_been_ready:
            self._has_been_ready = True
            name = "nobody" if self.user is None else self.user.name
            _log.info("Ready as %s. Servers: %d, shards: %d.", name, len(self.guilds), len(self._kept))
            # What has been built until now stays; the collector need not look at it again.
            gc.collect()
            gc.freeze()

    async def on_message(self, message: discord.Message, /) -> None:
        """There are no commands by prefix."""

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Called while an exception is handled."""
        fault = sys.exception()
        if fault is not None:
            log_incident(_log, f"{event_method} failed", fault, self._random)

    # --- what the library's own loop would know ----------------------------------------------------------------------

    def _get_websocket(self, guild_id: int | None = None, *, shard_id: int | None = None) -> DiscordWebSocket:
        number = shard_id if shard_id is not None else ((guild_id or 0) >> 22) % len(self._kept)
        socket = self._kept[number].socket
        if socket is None:
            raise RuntimeError(f"Shard {number} has not been connected yet.")
        return socket

    @property
    def latencies(self) -> list[tuple[int, float]]:
        """Seconds from a heartbeat to its answer, for each shard."""
        return [(number, shard.socket.latency) for number, shard in self._kept.items() if shard.socket is not None]

    @property
    def latency(self) -> float:
        """Seconds from a heartbeat to its answer, on average; not a number before the first connection."""
        seconds = [latency for _, latency in self.latencies]
        return sum(seconds) / len(seconds) if seconds else float("nan")
