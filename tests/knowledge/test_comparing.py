"""Two to four concepts side by side."""

from knowledge.comparing import compare
from knowledge.library import Library


def test_rows_that_differ_come_before_rows_that_agree(library: Library) -> None:
    comparison = compare([library.concept("lambda"), library.concept("fargate")], library)
    assert comparison.differing
    assert all(len({value and value.text["en"] for value in row.values}) > 1 for row in comparison.differing)
    assert all(len({value and value.text["en"] for value in row.values}) == 1 for row in comparison.agreeing)
    assert "servers" in {row.aspect.id for row in comparison.agreeing}


def test_an_author_decides_what_comes_first(library: Library) -> None:
    comparison = compare([library.concept("batch"), library.concept("lambda")], library)
    assert [row.aspect.id for row in comparison.differing][:4] == ["time-limit", "runtimes", "disk", "servers"]
    assert comparison.verdict is not None


def test_the_order_asked_for_is_the_order_shown(library: Library) -> None:
    comparison = compare([library.concept("batch"), library.concept("lambda")], library)
    row = next(row for row in comparison.differing if row.aspect.id == "time-limit")
    assert [value.text["en"] for value in row.values if value] == [
        "No limit unless you set one",
        "15 minutes per invocation",
    ]


def test_any_two_concepts_can_be_compared(library: Library) -> None:
    for one in library.concepts:
        for other in library.concepts:
            if one.id < other.id:
                comparison = compare([one, other], library)
                assert len(comparison.differing) + len(comparison.agreeing) >= 4, (one.id, other.id)


def test_a_value_that_only_one_concept_has_is_no_row(library: Library) -> None:
    comparison = compare([library.concept("s3"), library.concept("docker")], library)
    rows = (*comparison.differing, *comparison.agreeing)
    assert all(sum(value is not None for value in row.values) == 2 for row in rows)
