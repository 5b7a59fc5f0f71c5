"""The post that a channel gets each day."""

from collections.abc import Mapping

from sqlalchemy import Column, Table

PEOPLE: Mapping[Table, Column[int]] = {}
