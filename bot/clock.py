"""The only reader of the clock. Everything else is told what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def put_ahead(ahead: timedelta) -> Callable[[], datetime]:
    """A clock that shows what `now` will show so much later: in the sandbox, a day passes in a moment."""
    return lambda: now() + ahead


def latest_today() -> date:
    """The latest date that it is anywhere on Earth (UTC+14): a fact checked today in Auckland is not in the future."""
    return datetime.fromtimestamp(now().timestamp() + 14 * 3600, UTC).date()
