"""What a server has chosen, who changed it, and whom it keeps out."""

from collections.abc import Mapping

from sqlalchemy import Column, Table

PEOPLE: Mapping[Table, Column[int]] = {}
