"""Planned nights, and who comes."""

from collections.abc import Mapping

from sqlalchemy import Column, Table

PEOPLE: Mapping[Table, Column[int]] = {}
