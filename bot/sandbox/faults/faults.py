"""Makes go wrong what is asked for."""

from datetime import UTC, datetime
from typing import Any, Protocol

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults.kinds import (
    Counted,
    DeleteChannel,
    Drop,
    Invalidate,
    KillBot,
    Kind,
    LeaveGuild,
    MoveClock,
    Permission,
    Reconnect,
    RestartBot,
    StartBot,
    StopBot,
    read_fault,
)
from bot.sandbox.faults.standing import Standing
from bot.sandbox.refusals import Refused
from bot.sandbox.world.things import Channel, Overwrite
from bot.sandbox.world.world import World

# Ids count from the first second of 2015 in 42 bits of milliseconds.
FIRST, LAST = datetime(2015, 1, 2, tzinfo=UTC), datetime(2150, 1, 1, tzinfo=UTC)


class Connections(Protocol):
    """The gateway, as far as it can go wrong."""

    def drop(self, code: int, *, shard: int | None) -> None: ...
    def reconnect(self) -> None: ...
    def invalidate(self, *, resumable: bool) -> None: ...


class BotProcess(Protocol):
    """The bot, where the sandbox has started it."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def restart(self) -> None: ...
    async def clock_moved(self) -> None: ...
    def kill(self) -> None: ...


class Faults:
    """`standing` holds the faults that go on; the others are done at once.

    `process` is set by whoever has started the bot; it is None for a bot that was attached by hand.
    """

    def __init__(self, standing: Standing, connections: Connections, world: World) -> None:
        self._standing = standing
        self._connections = connections
        self._world = world
        self.process: BotProcess | None = None

    async def apply(self, name: str, fields: Any = None) -> None:  # noqa: ANN401 - whatever JSON somebody sent
        """Do it, or put it in force. Raises Refused, in words for a person, if it does not exist or makes no sense."""
        match read_fault(name, {} if fields is None else fields):
            case Counted() as fault:
                self._standing.add(fault)
            case Drop(code, shard):
                self._connections.drop(code, shard=shard)
            case Reconnect():
                self._connections.reconnect()
            case Invalidate(resumable):
                self._connections.invalidate(resumable=resumable)
            case MoveClock() as fault:
                _move(self._world.clock, fault)
                if self.process is not None:
                    await self.process.clock_moved()
            case RestartBot() | KillBot() | StopBot() | StartBot() as fault:
                await self._to_process(fault)
            case fault:
                self._to_world(fault)

    def clear(self) -> None:
        """End all that is in force. What was done stays done."""
        self._standing.clear()

    def in_force(self) -> list[dict[str, Any]]:
        """`{"name", "times": how often still, or null, ...fields}` for each."""
        return self._standing.as_json()

    # --- the bot's process ---------------------------------------------------------------------------------------

    async def _to_process(self, fault: Kind) -> None:
        if self.process is None:
            raise Refused(400, 0, "The sandbox has not started this bot, so that it cannot start or end it.")
        match fault:
            case RestartBot():
                await self.process.restart()
            case KillBot():
                self.process.kill()
            case StopBot():
                await self.process.stop()
            case _:
                await self.process.start()

    # --- the town ------------------------------------------------------------------------------------------------

    def _to_world(self, fault: Kind) -> None:
        match fault:
            case Permission():
                self._permit(fault)
            case DeleteChannel(channel_id):
                self._world.remove_channel(self._channel(channel_id))
            case LeaveGuild():
                if not self._world.bot_is_member:
                    raise Refused(400, 0, "The bot has left the server already.")
                self._world.remove_bot()
            case _:
                raise AssertionError(fault)

    def _permit(self, fault: Permission) -> None:
        channel = self._channel(fault.channel_id)
        target = self._world.bot.id if fault.target is None else int(fault.target)
        if target not in self._world.roles and target not in self._world.members:
            raise Refused(404, 10009, f"There is no role and no member {target} in the server.")
        is_member = target not in self._world.roles
        overwrite = Overwrite(target, int(is_member), int(fault.allow), int(fault.deny))
        self._world.overwrite(channel.id, overwrite)

    def _channel(self, number: str | int) -> Channel:
        channel = self._world.channels.get(int(number))
        if channel is None or channel.is_direct:
            raise Refused(404, 10003, f"There is no channel {number} in the server.")
        return channel


def _move(clock: SandboxClock, fault: MoveClock) -> None:
    when = fault.to if fault.to is not None else clock.now()
    if fault.seconds is not None:
        _must_be_countable(datetime.fromtimestamp(clock.now().timestamp() + fault.seconds, UTC))
        clock.move(seconds=fault.seconds)
    else:
        _must_be_countable(when)
        clock.move_to(when)


def _must_be_countable(when: datetime) -> None:
    if not FIRST <= when <= LAST:
        raise Refused(400, 50035, f"The clock goes from {FIRST.year} to {LAST.year}: ids cannot say other times.")
