"""Serves until told to stop: logs in, however long that takes, and stays connected."""

import asyncio
import importlib
import logging
import os
import signal
import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable, Coroutine
from random import Random
from types import FrameType
from typing import Any

from discord import LoginFailure

from bot.discord_client.client import AddCogs, StudyClient
from bot.discord_client.connection_log import ConnectionLog
from bot.discord_client.faults import PASSING, Unreachable, in_short, lasting
from bot.discord_client.pauses import Sleep, pauses
from bot.discord_client.registration import Changes, register_if_changed
from bot.incidents import log_incident
from bot.secret import Secret
from bot.settings import DiscordSettings

_log = logging.getLogger(__name__)

# Who stops a program waits five seconds on a patient day. Answers may take three of them; a name server that does
# not answer holds a thread, and the thread the program, for longer than that.
LAST_MOMENT_SECONDS = 4.5


async def serve(
    discord: DiscordSettings, token: Secret, add_cogs: AddCogs, random: Random, *, sleep: Sleep = asyncio.sleep
) -> None:
    """Serve until cancelled. Raises `NotConfigured` for what somebody has to put right first."""
    asyncio.get_running_loop().set_exception_handler(_Unforeseen(random))
    async with await logged_in(discord, token, add_cogs, random, sleep=sleep) as client:
        await client.connect()


async def logged_in(
    discord: DiscordSettings, token: Secret, add_cogs: AddCogs, random: Random, *, sleep: Sleep = asyncio.sleep
) -> StudyClient:
    """A client that has logged in. A closed client cannot begin again, so each attempt has its own."""
    connections = ConnectionLog()
    for pause in pauses(random):
        client = StudyClient(discord, add_cogs, random=random, sleep=sleep, connections=connections)
        try:
            await client.login(token.reveal())
        except BaseException as fault:
            await client.close()
            final = lasting(fault)
            if final is not None:
                raise final from None
            if not isinstance(fault, PASSING):
                raise
            connections.lost(None, in_short(fault))
        else:
            return client
        await sleep(pause)
    raise AssertionError("There is always another attempt.")


async def register(discord: DiscordSettings, token: Secret, add_cogs: AddCogs, random: Random) -> Changes:
    """Register the commands without serving; what had to change. Raises `NotConfigured` and `Unreachable`."""
    client = StudyClient(discord, add_cogs, random=random)
    try:
        await client.login(token.reveal())
        return (await register_if_changed(client)).changes
    except (LoginFailure, *PASSING) as fault:
        # Over several lines where Discord does not like a command: which, and why.
        raise lasting(fault) or Unreachable(" ".join(in_short(fault).split())) from fault
    finally:
        await client.close()


class _Unforeseen:
    """Logs what went wrong in a task that nobody waits for."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def __call__(self, _: AbstractEventLoop, context: dict[str, Any]) -> None:
        fault, what = context.get("exception"), context["message"]
        if isinstance(fault, BaseException):
            log_incident(_log, what, fault, self._random)
        else:
            _log.warning("%s", what)


# --- start and stop ------------------------------------------------------------------------------------------------


def fastest_loop() -> Callable[[], AbstractEventLoop] | None:
    """uvloop's, where it is installed."""
    try:
        factory: Callable[[], AbstractEventLoop] = importlib.import_module("uvloop").new_event_loop
    except ImportError:
        return None
    return factory


async def until_stopped(serving: Coroutine[Any, Any, None]) -> None:
    """Run `serving` until it ends or the process is told to stop (SIGTERM, Ctrl-C); told twice, it ends at once."""
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(serving)

    def stop(*_: int | FrameType | None) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_DFL)
        loop.call_soon_threadsafe(_wind_up, task)

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    try:
        await task
    except asyncio.CancelledError:
        _log.info("Stopped.")


def _wind_up(task: asyncio.Task[None]) -> None:
    _log.info("Stopping: answers under way are finished first.")
    last_moment = threading.Timer(LAST_MOMENT_SECONDS, os._exit, (0,))
    last_moment.daemon = True
    last_moment.start()
    task.cancel()
