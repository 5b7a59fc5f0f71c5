"""Appeals against a mark, and the answers that were accepted."""

from collections.abc import Mapping

from sqlalchemy import Column, Table

PEOPLE: Mapping[Table, Column[int]] = {}
