"""The sandbox as a whole: its parts put together and served on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, Self, TypeAlias

from aiohttp import web

from bot.sandbox.bodies import LARGEST_REQUEST_BYTES
from bot.sandbox.clock import SandboxClock
from bot.sandbox.control import Control, only_from_our_page
from bot.sandbox.dispatching import Dispatching
from bot.sandbox.events import PageEvents
from bot.sandbox.faults.answering import FaultyAnswers
from bot.sandbox.faults.faults import BotProcess, Faults
from bot.sandbox.faults.standing import Standing
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.limits import Pace
from bot.sandbox.interactions.answering import Answering
from bot.sandbox.interactions.lives import Interactions
from bot.sandbox.page_files import PageFiles
from bot.sandbox.passing import Passing
from bot.sandbox.people.doing import People
from bot.sandbox.people.seeing import state_json
from bot.sandbox.rest.api import Exchange, RestApi
from bot.sandbox.rest.buckets import Buckets, LimitOf, limit_of
from bot.sandbox.rest.calls import Api
from bot.sandbox.rest.files import Cdn
from bot.sandbox.world.joining import Joining
from bot.sandbox.world.payloads import user_json
from bot.sandbox.world.things import Json, Person
from bot.sandbox.world.threads import kept_awake
from bot.sandbox.world.town import new_town
from bot.sandbox.world.world import World

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class SandboxOptions:
    """How a sandbox is to be. `port` 0 is any free one. Without a `token` every token is taken.

    `kept` is a world that `World.as_json` wrote down; without one it is a new town. `application_flags` say which
    privileged intents the application may use (docs, resources/application.mdx "Application Flags").
    """

    port: int = 0
    token: str | None = None
    application_name: str = "Bot"
    application_description: str = ""
    application_flags: int = 0
    shards: int = 1
    kept: object | None = None
    limits: LimitOf = limit_of
    pace: Pace = field(default_factory=Pace)


@dataclass(frozen=True, slots=True)
class Dispatched:
    """An event that the gateway was given for the bot."""

    event: str
    payload: Mapping[str, Any]


Listener: TypeAlias = Callable[[Exchange | Dispatched], None]


class RunningBot(BotProcess, Protocol):
    """The bot as a process that the sandbox has started; `as_json` is what the page shows of it."""

    def as_json(self) -> Json: ...


class Sandbox:
    """Discord, as far as it is here. Made by `Sandbox.started`."""

    def __init__(self, options: SandboxOptions, clock: SandboxClock, url: str) -> None:
        self.url = url
        self.api = f"{url}/api/v10"
        self.gateway_url = f"{url.replace('http', 'ws', 1)}/gateway"
        self.clock = clock
        self.world = _world(options, clock)
        self.world.cdn = f"{url}/cdn"
        self.process: RunningBot | None = None
        self._listeners: list[Listener] = []
        self._build(options)

    def _build(self, options: SandboxOptions) -> None:
        standing = Standing(self._changed)
        joining = Joining(self.world, options.token)
        self.gateway = Gateway(joining, weather=standing, pace=options.pace, changed=self._bot_changed)
        self.interactions = Interactions(self.world, self._dispatch)
        self.people = People(self.world, self.interactions)
        self.events = PageEvents(self.world, self.state)
        self.faults = Faults(standing, self.gateway, self.world)
        api = Api(
            world=self.world,
            interactions=self.interactions,
            answering=Answering(self.world, self.interactions),
            gateway_url=self.gateway_url,
            shards=options.shards,
            token=options.token,
            session_start_limit=self.gateway.session_start_limit,
        )
        self._rest = RestApi(api, self._tell, self._changed)
        self._control = Control(self.world, self.people, self.faults, self.events, state=self.state, status=self.status)
        self._faulty = FaultyAnswers(standing)
        self._buckets = Buckets(self.clock, asyncio.get_running_loop().time, options.limits)
        # Who writes in a thread is in it when others hear of that; and what a page shows the bot has been sent.
        self.world.listen(partial(kept_awake, self.world))
        self.world.listen(Dispatching(self.world, self._dispatch))
        self.world.listen(self.events)
        self.clock.on_move(self._clock_moved)
        self._passing = Passing(self.world)

    def application(self) -> web.Application:
        """What is served. What stands first among the middlewares is outermost."""
        around = [
            self._rest.observing,
            self._buckets.limiting,
            self._faulty.answering,
            self._rest.refusing,
            only_from_our_page,
        ]
        app = web.Application(middlewares=around, client_max_size=LARGEST_REQUEST_BYTES)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        self._rest.add_routes(app)
        self._control.add_routes(app)
        Cdn(self.world).add_routes(app)
        PageFiles().add_routes(app)
        app.on_shutdown.append(self.gateway.close)
        app.on_shutdown.append(self._control.close)
        return app

    @classmethod
    @asynccontextmanager
    async def started(
        cls, options: SandboxOptions | None = None, clock: SandboxClock | None = None
    ) -> AsyncIterator[Self]:
        """A sandbox that serves until the block ends."""
        options = options or SandboxOptions()
        bound = _bound(options.port)
        sandbox = cls(options, clock or SandboxClock(), f"http://{LOOPBACK}:{bound.getsockname()[1]}")
        runner = web.AppRunner(sandbox.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, bound).start()
        try:
            yield sandbox
        finally:
            sandbox.close()
            await runner.cleanup()

    def close(self) -> None:
        """Nobody waits for anything any more."""
        self.interactions.close()
        self._passing.close()

    # --- what may be known ---------------------------------------------------------------------------------------

    def observe(self, listener: Listener) -> None:
        """Be told of every exchange of the API, and of every event that the gateway was given."""
        self._listeners.append(listener)

    def bot(self) -> Json:
        return {
            "user": user_json(self.world.bot),
            "is_connected": self.gateway.is_connected,
            "process": None if self.process is None else self.process.as_json(),
        }

    def clock_json(self) -> Json:
        return {"now_ms": self.clock.now_ms(), "offset_ms": self.clock.offset_ms}

    def status(self) -> Json:
        return {
            "bot": self.bot(),
            "clock": self.clock_json(),
            "faults": self.faults.in_force(),
            "gateway": {"sessions": self.gateway.sessions()},
            "unsupported": self._rest.unsupported,
            "invalid_requests": self._buckets.invalid_requests(),
        }

    def state(self, person: Person) -> Json:
        seen = state_json(self.world, person, bot_is_online=self.gateway.is_connected)
        return seen | {"bot": self.bot(), "clock": self.clock_json()}

    # --- what is told --------------------------------------------------------------------------------------------

    def _tell(self, what: Exchange | Dispatched) -> None:
        for listener in self._listeners:
            listener(what)

    def _dispatch(self, event: str, payload: Json, *, guild_id: int | None) -> None:
        self._tell(Dispatched(event, payload))
        self.gateway.dispatch(event, payload, guild_id=guild_id)

    def _changed(self) -> None:
        """Something that the status shows."""
        self.events.tell_everybody({"type": "status", **self.status()})

    def _bot_changed(self) -> None:
        """It came online or went offline, or its process did."""
        self._changed()
        self.events.tell_state()

    def _clock_moved(self) -> None:
        self.events.tell_everybody({"type": "clock", "clock": self.clock_json()})


def _world(options: SandboxOptions, clock: SandboxClock) -> World:
    if options.kept is not None:
        return World.from_json(options.kept, clock)
    name, description = options.application_name, options.application_description
    return World(clock, new_town(name, description, flags=options.application_flags))


def _bound(port: int) -> socket.socket:
    """Bound before anything is served, because everything needs to know the address."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((LOOPBACK, port))
    return bound
