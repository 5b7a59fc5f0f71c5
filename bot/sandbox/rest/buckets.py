"""Rate limits: how many requests there may be, and how Discord says so (docs, topics/rate-limits.mdx)."""

import hashlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.clock import SandboxClock
from bot.sandbox.limited import rounded_up, too_many

PREFIX = "/api/v10"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds, counted from the first."""

    most: int
    per_s: float


# Docs, topics/rate-limits.mdx "Global Rate Limit".
GLOBAL = Limit(50, 1.0)
# Discord documents no other numbers. These two are what bots meet in practice, on the routes that a bot uses most.
MESSAGES = Limit(5, 5.0)
WEBHOOKS = Limit(5, 2.0)
GENEROUS = Limit(50, 1.0)
LIMITS: Mapping[tuple[str, str], Limit] = {
    ("POST", "/channels/{channel_id}/messages"): MESSAGES,
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): MESSAGES,
}
WEBHOOK = "/webhooks/"
INTERACTION = "/interactions/"
# A path's parts that have limits of their own (docs, topics/rate-limits.mdx); an interaction is like a webhook.
TOP_LEVEL = (
    "channel_id",
    "guild_id",
    "webhook_id",
    "webhook_token",
    "interaction_id",
    "interaction_token",
)

# Docs, topics/rate-limits.mdx "Invalid Request Limit".
INVALID = frozenset({401, 403, 429})
MOST_INVALID = 10_000
INVALID_PER_S = 600.0

# So many windows are kept before those that are over are forgotten.
MANY_WINDOWS = 1000

Key: TypeAlias = tuple[str, ...]
LimitOf: TypeAlias = Callable[[str, str], Limit]


def limit_of(method: str, template: str) -> Limit:
    """The limit of a route, by its template without `/api/v10`."""
    if template.startswith(WEBHOOK):
        return WEBHOOKS
    return LIMITS.get((method, template), GENEROUS)


@dataclass(slots=True)
class Window:
    """Requests since the first one. It is over when its time has passed, full or not."""

    limit: Limit
    ends_at: float
    count: int = 0

    @property
    def left(self) -> int:
        return max(0, self.limit.most - self.count)


@dataclass(slots=True)
class InvalidRequests:
    """Requests that count towards a ban of the address, by the moments they came."""

    times: deque[float] = field(default_factory=deque)

    def count(self, now: float) -> int:
        while self.times and now - self.times[0] >= INVALID_PER_S:
            self.times.popleft()
        return len(self.times)


class Buckets:
    """A middleware (`limiting`) that counts the API's requests and refuses those that are too many.

    Windows are counted in monotonic time: a bot waits on its own clock, which no fault moves, so that a jump of the
    sandbox's clock must neither lift a limit nor prolong it. Only `X-RateLimit-Reset`, a moment, is the sandbox's.
    """

    def __init__(self, clock: SandboxClock, monotonic: Callable[[], float], limit_of: LimitOf = limit_of) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._limit_of = limit_of
        self._windows: dict[Key, Window] = {}
        self._invalid = InvalidRequests()

    def invalid_requests(self) -> dict[str, int]:
        """How near the bot is to a ban, in the last ten minutes."""
        return {"count": self._invalid.count(self._monotonic()), "limit": MOST_INVALID}

    @web.middleware
    async def limiting(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Put outside of what makes answers of refusals, so that those are counted too."""
        if not request.path.startswith("/api/"):
            return await handler(request)
        response = await self._admitted(request, handler)
        if response.status in INVALID and response.headers.get("X-RateLimit-Scope") != "shared":
            self._invalid.times.append(self._monotonic())
        return response

    async def _admitted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        template = _template(request)
        if not template.startswith((WEBHOOK, INTERACTION)):
            everything = self._window(("global", request.headers.get("Authorization", "")), GLOBAL)
            if everything.left == 0:
                return too_many(everything.ends_at - self._monotonic(), "global")
            everything.count += 1
        limit = self._limit_of(request.method, template)
        window = self._window((request.method, template, *_resource(request)), limit)
        if window.left == 0:
            response: web.StreamResponse = too_many(window.ends_at - self._monotonic(), "user")
        else:
            window.count += 1
            response = await handler(request)
        self._say(response, window, _bucket(request.method, template))
        return response

    def _window(self, key: Key, limit: Limit) -> Window:
        now = self._monotonic()
        window = self._windows.get(key)
        if window is None or window.ends_at <= now:
            self._forget_the_past(now)
            window = self._windows[key] = Window(limit, now + limit.per_s)
        return window

    def _forget_the_past(self, now: float) -> None:
        if len(self._windows) >= MANY_WINDOWS:
            self._windows = {key: window for key, window in self._windows.items() if window.ends_at > now}

    def _say(self, response: web.StreamResponse, window: Window, bucket: str) -> None:
        """All of them, or a library takes the rest for zero."""
        reset_after = rounded_up(window.ends_at - self._monotonic())
        response.headers["X-RateLimit-Limit"] = str(window.limit.most)
        response.headers["X-RateLimit-Remaining"] = str(window.left)
        response.headers["X-RateLimit-Reset"] = f"{self._clock.now_ms() / 1000 + reset_after:.3f}"
        response.headers["X-RateLimit-Reset-After"] = f"{reset_after:.3f}"
        response.headers["X-RateLimit-Bucket"] = bucket


def _template(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return ("" if resource is None else resource.canonical).removeprefix(PREFIX)


def _resource(request: web.Request) -> Key:
    return tuple(request.match_info[part] for part in TOP_LEVEL if part in request.match_info)


def _bucket(method: str, template: str) -> str:
    """The name of a limit, the same for all channels, servers and webhooks."""
    return hashlib.sha256(f"{method} {template}".encode()).hexdigest()[:32]
