"""Which names are nearest to what somebody typed, and in which order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.name_index import BEST_SCORE_WITH_SLIPS, EXACT_SCORE, NameIndex, Nearness
from knowledge.normalising import normalise

NAMES_BY_OWNER = {
    "api-gateway": ["api gateway", "apigw"],
    "nat-gateway": ["nat gateway"],
    "gateway-endpoint": ["gateway endpoint"],
    "gateway-load-balancer": ["gateway load balancer", "gwlb"],
    "fargate": ["fargate"],
    "lambda": ["lambda", "lambda function"],
    "s3": ["s3", "simple storage service"],
    "sqs": ["sqs", "simple queue service"],
    "sns": ["sns", "simple notification service"],
    "elb": ["elb", "elastic load balancing"],
    "ebs": ["ebs", "elastic block store"],
    "efs": ["efs", "elastic file system"],
    "step-functions": ["step functions"],
    "dynamodb": ["dynamodb"],
    "cloudwatch": ["cloudwatch"],
    "cloudtrail": ["cloudtrail"],
    "security-hub": ["security hub"],
    "rekognition": ["rekognition"],
    "queue-hindi": ["\u0938\u0930\u0932 \u0915\u0924\u093e\u0930"],
    "storage-japanese": ["\u30b9\u30c8\u30ec\u30fc\u30b8"],
    "gateway-greek": ["\u03c0\u03c5\u03bb\u03b7 \u03b4\u03b9\u03ba\u03c4\u03c5\u03bf\u03c5"],
    "storage-russian": ["\u0445\u0440\u0430\u043d\u0438\u043b\u0438\u0449\u0435"],
    "database-arabic": ["\u0642\u0627\u0639\u062f\u0629 \u0628\u064a\u0627\u0646\u0627\u062a"],
}

any_text = st.text(st.characters(exclude_categories=()))
normal_names = any_text.map(normalise).filter(bool)
named_owners = st.lists(st.tuples(normal_names, st.sampled_from("abcdefgh")), max_size=30)


def index_of(names_by_owner: dict[str, list[str]]) -> NameIndex:
    pairs = [(name, owner) for owner, names in names_by_owner.items() for name in names]
    return NameIndex([name for name, _ in pairs], [owner for _, owner in pairs])


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return index_of(NAMES_BY_OWNER)


def owners(found: list[Nearness]) -> list[str]:
    return [nearness.owner for nearness in found]


def test_the_same_text_comes_before_names_that_begin_with_it() -> None:
    index = index_of({"batch operations": ["batch operations"], "batch": ["batch"], "s3 batch": ["s3 batch"]})
    assert index.nearest("batch") == [
        Nearness("batch", "batch", 100.0),
        Nearness("batch operations", "batch operations", 97.0),
        Nearness("s3 batch", "s3 batch", 93.0),
    ]


def test_beginnings_of_names_come_before_beginnings_of_later_words(index: NameIndex) -> None:
    first_four = ["gateway-endpoint", "gateway-load-balancer", "api-gateway", "nat-gateway"]
    assert owners(index.nearest("gateway"))[:4] == first_four


def test_beginnings_of_later_words_come_before_slips() -> None:
    index = index_of({"gatewav": ["gatewav"], "api gateway": ["api gateway"]})
    assert owners(index.nearest("gateway")) == ["api gateway", "gatewav"]


def test_a_beginning_may_span_words(index: NameIndex) -> None:
    assert owners(index.nearest("load bal"))[:2] == ["gateway-load-balancer", "elb"]


def test_among_equals_the_shorter_name_comes_first_and_then_the_alphabet() -> None:
    index = index_of({name: [name] for name in ("cloud map", "cloud wan", "cloud", "clouds", "cloud lab")})
    assert owners(index.nearest("clo")) == ["cloud", "clouds", "cloud lab", "cloud map", "cloud wan"]


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("lamdba", "lambda"),
        ("labda", "lambda"),
        ("lammbda", "lambda"),
        ("lanbda", "lambda"),
        ("farga", "fargate"),
        ("fragat", "fargate"),
        ("frgate", "fargate"),
        ("seucri", "security-hub"),
        ("clouwatch", "cloudwatch"),
        ("recognition", "rekognition"),
        ("qss", "sqs"),
        ("ekb", "elb"),
    ],
)
def test_slips_of_a_hand_are_forgiven(index: NameIndex, typed: str, owner: str) -> None:
    assert owners(index.nearest(typed))[0] == owner


def test_slips_in_a_later_word_are_forgiven(index: NameIndex) -> None:
    assert set(owners(index.nearest("gatway"))[:4]) == {
        "gateway-endpoint",
        "gateway-load-balancer",
        "api-gateway",
        "nat-gateway",
    }


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("gateway api", "api-gateway"),
        ("service queue simple", "sqs"),
        ("storage simple", "s3"),
        ("apigateway", "api-gateway"),
        ("stepfunctions", "step-functions"),
        ("dynamo db", "dynamodb"),
        ("cloud wach", "cloudwatch"),
        ("notification servise", "sns"),
    ],
)
def test_words_may_be_reordered_left_out_joined_and_split(index: NameIndex, typed: str, owner: str) -> None:
    assert owners(index.nearest(typed))[0] == owner


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("\u0915\u0924\u093e", "queue-hindi"),
        ("\u0938\u0930\u0932 \u0915\u0924\u0930\u093e", "queue-hindi"),
        ("\u30b9\u30c8\u30fc\u30ec\u30b8", "storage-japanese"),
        ("\u03b4\u03b9\u03ba\u03c4\u03c5\u03bf\u03c5 \u03c0\u03c5\u03bb\u03b7", "gateway-greek"),
        ("\u0445\u0440\u0430\u043d\u0438\u043b\u0449\u0435", "storage-russian"),
        ("\u0642\u0639\u0627\u062f\u0629", "database-arabic"),
    ],
)
def test_every_alphabet_is_found_alike(index: NameIndex, typed: str, owner: str) -> None:
    assert owners(index.nearest(typed))[0] == owner


def test_one_or_two_letters_find_only_what_begins_with_them(index: NameIndex) -> None:
    assert owners(index.nearest("ba")) == ["gateway-load-balancer", "elb"]
    assert index.nearest("zx") == []


def test_nothing_typed_gives_owners_in_alphabetical_order_of_names() -> None:
    index = index_of({"second": ["b", "aa"], "first": ["a", "c"], "third": ["d"]})
    assert index.nearest("", 2) == [Nearness("first", "a", 0.0), Nearness("second", "aa", 0.0)]


def test_an_owner_is_given_once_by_its_best_name(index: NameIndex) -> None:
    assert [found for found in index.nearest("lambd") if found.owner == "lambda"] == [
        Nearness("lambda", "lambda", 97.0)
    ]


def test_owners_of_the_same_name_are_all_found() -> None:
    assert owners(NameIndex(["ecs", "ecs"], ["b", "a"]).nearest("ecs")) == ["a", "b"]


def test_many_names_of_one_owner_leave_room_for_the_other_owners() -> None:
    crowd = {"crowd": [f"cloud {number:04}" for number in range(2000)]}
    others = {f"other {number}": [f"cloud number {number:04}"] for number in range(24)}
    assert owners(index_of(crowd | others).nearest("cloud")) == ["crowd", *others]


def test_no_more_owners_than_wanted_are_given(index: NameIndex) -> None:
    assert len(index.nearest("s", 2)) == 2
    assert index.nearest("s", 0) == []
    assert index.nearest("", 0) == []


def test_a_word_that_hangs_on_a_common_trigram_is_found_among_thousands() -> None:
    names = [f"service {number:05}" for number in range(20_000)] + ["servcie desk"]
    assert owners(NameIndex(names, names).nearest("servcie dsek"))[0] == "servcie desk"


def test_without_names_nothing_is_found() -> None:
    index = NameIndex([], [])
    assert [index.nearest(query) for query in ("", "a", "lambda")] == [[], [], []]


def test_names_and_owners_must_pair() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        NameIndex(["lambda"], [])


@settings(deadline=None)
@given(named_owners)
def test_every_name_finds_its_owners_first(pairs: list[tuple[str, str]]) -> None:
    index = NameIndex([name for name, _ in pairs], [owner for _, owner in pairs])
    for name in {name for name, _ in pairs}:
        named_so = sorted({owner for other, owner in pairs if other == name})
        assert index.nearest(name)[: len(named_so)] == [Nearness(owner, name, EXACT_SCORE) for owner in named_so]


@settings(deadline=None)
@given(st.lists(st.tuples(any_text, st.sampled_from("abc")), max_size=10), any_text, st.integers(0, 30))
def test_any_text_is_answered_with_distinct_owners_best_first(
    pairs: list[tuple[str, str]], query: str, limit: int
) -> None:
    found = NameIndex([name for name, _ in pairs], [owner for _, owner in pairs]).nearest(query, limit)
    scores = [nearness.score for nearness in found]
    assert len(set(owners(found))) == len(found) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= EXACT_SCORE for score in scores)
    assert {(nearness.name, nearness.owner) for nearness in found} <= set(pairs)


@given(any_text)
def test_what_does_not_begin_a_name_or_word_stays_below_what_does(text: str) -> None:
    query = normalise(text)
    found = index_of(NAMES_BY_OWNER).nearest(query)
    begins = [f" {nearness.name}".find(f" {query}") >= 0 for nearness in found]
    assert not query or begins == [nearness.score > BEST_SCORE_WITH_SLIPS for nearness in found]


def test_answers_do_not_depend_on_earlier_queries() -> None:
    index, fresh = index_of(NAMES_BY_OWNER), index_of(NAMES_BY_OWNER)
    for query in ("gateway", "lamdba", "", "s"):
        index.nearest(query)
    assert index.nearest("lamdba") == fresh.nearest("lamdba")


def test_an_overlong_query_is_answered(index: NameIndex) -> None:
    assert owners(index.nearest("lambda function " + "x" * 5000))[:1] == ["lambda"]
