"""Years of daily posts that nobody reads, counted: `simulate-daily`."""

import asyncio
from zoneinfo import available_timezones

from bot.cards.daily_years import years_card, years_json
from bot.commands.call import FOUND, NOT_FOUND, Call, no_words
from bot.daily.years import Plan, play_years
from bot.errors import StudyError

_USUAL = {"years": 10, "zones": 60, "seed": 7}
# More than a century of zones' rules tells nothing more; of zones there are some six hundred.
_MOST = {"years": 100, "zones": 1_000, "seed": 10**9}
# Not a place: the machine's own, and the mark of a machine that was never told its own.
_NO_PLACES = frozenset({"localtime", "Factory"})


def simulate_daily(call: Call) -> int:
    """Post for years, with a process that dies again and again; 0 if the oracle counts the same."""
    no_words(call)
    plan = Plan(**{name: _number(call, name) for name in _USUAL})
    report = asyncio.run(play_years(plan, sorted(available_timezones() - _NO_PLACES)))
    if call.options.json:
        call.screen.json(years_json(report))
    else:
        call.screen.card(years_card(report, call.voice))
    return FOUND if report.is_sound else NOT_FOUND


def _number(call: Call, name: str) -> int:
    value, least = getattr(call.options, name), 0 if name == "seed" else 1
    if value is None:
        return _USUAL[name]
    if not value.isdecimal() or not least <= int(value[:12]) <= _MOST[name]:
        raise StudyError("simulate.number", option=f"--{name}", value=value, least=least, most=_MOST[name])
    return int(value)
