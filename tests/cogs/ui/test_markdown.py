"""Nothing that a person or a pack wrote is obeyed by Discord."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.markdown import bold, link, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** _it_ ~~gone~~ `code` ||secret||", r"\*\*bold\*\* \_it\_ \~\~gone\~\~ \`code\` \|\|secret\|\|"),
        ("<@123> <#5> </what:9> <t:0:R>", r"\<\@123\> \<#5\> \</what:9\> \<t:0:R\>"),
        ("@everyone", r"\@everyone"),
        ("[free](https://example.org)", r"\[free\](https\://example.org)"),
        ("# loud", r"\# loud"),
        ("- item", r"\- item"),
        ("> quote", r"\> quote"),
        ("1. first", r"1\. first"),
        ("one\n# two", "one # two"),
        ("15 minutes, 99.9 %, S3-like (fast)", "15 minutes, 99.9 %, S3-like (fast)"),
        ("", ""),
    ],
)
def test_signs_are_shown_as_they_are(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_every_sign_that_discord_obeys_is_escaped(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    unescaped = [
        sign
        for sign, before in zip(shown.replace("\\\\", "__"), " " + shown.replace("\\\\", "__"), strict=False)
        if sign in "*~|`<>[]@" and before != "\\"
    ]
    assert unescaped == []


def test_an_empty_text_is_not_four_stars() -> None:
    assert (bold(""), bold("a*b")) == ("", r"**a\*b**")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "https://docs.aws.amazon.com/lambda/latest/dg/x.html",
            "[docs.aws.amazon.com](<https://docs.aws.amazon.com/lambda/latest/dg/x.html>)",
        ),
        ("https://www.example.org", "[example.org](<https://www.example.org>)"),
        ("A book, page 3", "A book, page 3"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/> <@1>", r"https\://example.org/\> \<\@1\>"),
    ],
)
def test_links(url: str, shown: str) -> None:
    assert link(url) == shown


def test_one_of_many_links_names_its_page() -> None:
    assert (
        link("https://example.org/a/limits.html", is_one_of_many=True)
        == "[example.org · limits](<https://example.org/a/limits.html>)"
    )
