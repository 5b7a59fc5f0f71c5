"""Who may be pinged: `allowed_mentions` (docs, resources/message.mdx "Allowed Mentions Object")."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from bot.sandbox.rules.drafts import Mentions, Place
from bot.sandbox.rules.shapes import Problem, Shape, Snowflake, length, unique

IDS_LIMIT = 100  # users, and as many roles

NOBODY: frozenset[str] = frozenset()
# The defaults (docs, PR 7629): everything in regular messages, only users in interactions and webhooks.
ALL = Mentions(everyone=True, users=None, roles=None, replied_user=True)
USERS_ONLY = Mentions(everyone=False, users=None, roles=NOBODY, replied_user=True)

Ids = Annotated[list[Snowflake], length(0, IDS_LIMIT), unique]


class MentionsShape(Shape):
    parse: Annotated[list[Literal["roles", "users", "everyone"]], unique] = Field(default_factory=list)
    users: Ids = Field(default_factory=list)
    roles: Ids = Field(default_factory=list)
    replied_user: bool = False

    def problems(self) -> Iterator[Problem]:
        for kind, ids in (("users", self.users), ("roles", self.roles)):
            if ids and kind in self.parse:
                said = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
                yield Problem((), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", said)


def mentions_of(shape: MentionsShape | None, place: Place) -> Mentions:
    if shape is None:
        return ALL if place is Place.CHANNEL else USERS_ONLY
    return Mentions(
        everyone="everyone" in shape.parse,
        users=None if "users" in shape.parse else frozenset(shape.users),
        roles=None if "roles" in shape.parse else frozenset(shape.roles),
        replied_user=shape.replied_user,
    )
