"""Who keeps off the boards, and which servers the bot has left."""

from collections.abc import Mapping

from sqlalchemy import Column, Table

PEOPLE: Mapping[Table, Column[int]] = {}
