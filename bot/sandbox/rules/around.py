"""Whom and what a person can choose: what the ids in options and selects are held against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Around:
    """The ids that a person sees where they are. `files` are the attachment ids of this request."""

    users: Collection[str] = ()
    roles: Collection[str] = ()
    channels: Mapping[str, int] = field(default_factory=dict)  # id -> the channel's type
    files: Collection[str] = ()

    def has_channel(self, channel: str, types: Collection[int]) -> bool:
        """Whether it is there and of one of the types; without types any will do."""
        return channel in self.channels and (not types or self.channels[channel] in types)
