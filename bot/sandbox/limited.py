"""The answer to a request too many (docs, topics/rate-limits.mdx "Exceeding A Rate Limit")."""

import json
import math

from aiohttp import web

# Libraries take a 429 without it for one of the proxy in front of Discord, and give up at once.
VIA = "1.1 sandbox"
MESSAGES = {"shared": "The resource is being rate limited."}


def too_many(wait_s: float, scope: str) -> web.Response:
    """429, for so many seconds. `scope`: `user`, `global` or `shared`."""
    wait_s = rounded_up(wait_s)
    is_global = scope == "global"
    message = MESSAGES.get(scope, "You are being rate limited.")
    body = {"message": message, "retry_after": wait_s, "global": is_global}
    headers = {"Via": VIA, "Retry-After": str(math.ceil(wait_s)), "X-RateLimit-Scope": scope}
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    return web.Response(status=429, body=json.dumps(body).encode(), content_type="application/json", headers=headers)


def rounded_up(seconds: float) -> float:
    """To milliseconds: who waits so long has waited long enough."""
    return math.ceil(max(seconds, 0.0) * 1000) / 1000
