"""What the check finds wrong: one value in one request, answer or dispatch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is the exchange or event, `place` the value in it (`body.embeds[0].title`), `what` the fault."""

    where: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.place}: {self.what}"


def place_of(root: str, steps: tuple[str | int, ...]) -> str:
    """`steps` as one writes them: `body.components[0].label`."""
    return root + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
