"""One line when a connection is lost and one when it is back, whatever happens in between."""

import logging

_log = logging.getLogger(__name__)


class ConnectionLog:
    """What an operator is told about the connections. Each is a shard; None is the only one, or the log in before."""

    def __init__(self) -> None:
        self._lost: set[int | None] = set()

    def lost(self, shard: int | None, why: str) -> None:
        """The connection of `shard` is gone, or could not be made. Only the first of several calls is told."""
        if shard not in self._lost:
            self._lost.add(shard)
            _log.warning("No connection to Discord%s: %s. Trying again until there is one.", _named(shard), why)

    def back(self, shard: int | None) -> None:
        """The connection of `shard` is there. Told only if its loss was."""
        if shard in self._lost:
            self._lost.remove(shard)
            _log.info("The connection to Discord%s is back.", _named(shard))


def _named(shard: int | None) -> str:
    return "" if shard is None else f" on shard {shard}"
