"""The code that ties what a person was shown to what is in the log."""

from logging import Logger
from random import Random

# Without letters and digits that look or sound alike: a code is read off a phone and typed by somebody else.
LETTERS = "ACDEFHJKLMNPQRTUVWXY34679"
LENGTH = 6


def incident_code(random: Random) -> str:
    """A new code, like K7QFLM. Two in a year of incidents are hardly ever the same: there are 244 million."""
    return "".join(random.choices(LETTERS, k=LENGTH))


def log_incident(log: Logger, what: str, fault: BaseException, random: Random) -> str:
    """Log what happened, with the traceback of `fault`, under a new code, and return the code."""
    code = incident_code(random)
    log.error("%s: %s.", code, what, exc_info=fault)
    return code
