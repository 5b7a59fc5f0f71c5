"""Drawing teams by chance, as even as they can be."""

from collections.abc import Mapping, Sequence
from random import Random


def drawn(people: Sequence[int], count: int, random: Random) -> Mapping[int, int]:
    """Each person's team, from 0; no team has two more than another. The same for the same people and `random`."""
    shuffled = random.sample(sorted(people), len(people))
    # Who is one more is drawn as well: it is not always the first team.
    order = random.sample(range(count), count)
    return {person: order[place % count] for place, person in enumerate(shuffled)}


def balanced(chosen: Mapping[int, int], without: Sequence[int], count: int, random: Random) -> Mapping[int, int]:
    """The teams that people have chosen, and for who has not, one of the smallest each."""
    teams = dict(chosen)
    for person in random.sample(sorted(without), len(without)):
        sizes = [sum(team == number for team in teams.values()) for number in range(count)]
        teams[person] = random.choice([number for number, size in enumerate(sizes) if size == min(sizes)])
    return teams
