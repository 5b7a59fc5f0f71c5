"""The only reader of the clock. Everything else is told what time it is."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def latest_today() -> date:
    """The latest date that it is anywhere on Earth (UTC+14): a fact checked today in Auckland is not in the future."""
    return datetime.fromtimestamp(now().timestamp() + 14 * 3600, UTC).date()
