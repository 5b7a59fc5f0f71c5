"""Packs with mistakes in them -> every mistake with its place and its remedy, as `studyhall check` prints them.

Each folder in `broken_packs` is a sample: a pack with one kind of mistake. Files that a sample does not have come from
the sample `sound`. `told.txt` is the table of what is printed for each of them. Mistakes that no text file can hold,
such as its being 50 MB, are made here.
"""

import gc
import io
import json
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cards.problems import problem_lines
from bot.cards.voice import Voice
from bot.commandline import main
from bot.texts import read_texts
from knowledge.pack_format import CategoryFile, ConceptShape, FactShape, PackFile, QuestionShape
from knowledge.pack_reader import read_packs
from knowledge.problems import PackProblems, Problem

SAMPLES = Path(__file__).parent / "broken_packs"
# Sentences on files of labelled queries, which are no packs; tests/bot has their samples.
NOT_OF_PACKS = {"one-outcome", "topics-without-ask"}
TEXTS = read_texts()


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return make


def _make_a_folder_in_place_of_a_file(folder: Path) -> None:
    (folder / "toys.yaml").unlink()
    (folder / "toys.yaml").mkdir()


def _make_a_file_of_50_megabytes(folder: Path) -> None:
    with (folder / "toys.yaml").open("wb") as file:
        file.truncate(50_000_000)


MADE: Mapping[str, Callable[[Path], None]] = {
    "a_file_of_50_megabytes": _make_a_file_of_50_megabytes,
    "a_folder_in_place_of_a_file": _make_a_folder_in_place_of_a_file,
    "not_utf8": _write("toys.yaml", "concepts:\n  ball:\n    name: Balón\n".encode("latin-1")),
    "utf16": _write("toys.yaml", "concepts: {}\n".encode("utf-16")),
    "control_character": _write("toys.yaml", "concepts: {}\n# ñañaña\n# \x07\n".encode()),
    "pack_file_not_utf8": _write("pack.yaml", b"name: \xff\n"),
}


def _table() -> Mapping[str, str]:
    """Sample -> what is printed for it, from paragraphs that begin with the sample's name."""
    paragraphs = (SAMPLES / "told.txt").read_text(encoding="utf-8").strip().split("\n\n")
    named = (paragraph.partition("\n") for paragraph in paragraphs)
    return {name.removesuffix(":"): lines + "\n" for name, _, lines in named}


TOLD = _table()


def lay_out(sample: str, folder: Path) -> None:
    """Put the sample into `folder`, and around it what makes it a pack; samples of several packs are whole."""
    is_several = any(path.is_dir() for path in (SAMPLES / sample).glob("*"))
    if not is_several and sample != "no_pack":
        shutil.copytree(SAMPLES / "sound", folder, dirs_exist_ok=True)
    if sample == "yml":
        (folder / "toys.yaml").unlink()
    if sample in MADE:
        MADE[sample](folder)
    else:
        shutil.copytree(SAMPLES / sample, folder, dirs_exist_ok=True)


def check(*words: str) -> str:
    """What `studyhall check` prints, here in this folder."""
    printed, wrong = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    main(["check", ".", *words], {}, io.TextIOWrapper(io.BytesIO()), printed, wrong)
    assert isinstance(printed.buffer, io.BytesIO)
    return printed.buffer.getvalue().decode()


@pytest.mark.parametrize("sample", TOLD)
def test_every_mistake_is_told_with_its_place_and_its_remedy(
    sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert check() == TOLD[sample]


def test_every_sample_is_in_the_table() -> None:
    folders = {path.name for path in SAMPLES.iterdir() if path.is_dir()}
    assert TOLD.keys() == folders | MADE.keys()


@pytest.mark.parametrize("sample", TOLD)
def test_mistakes_are_told_in_the_order_of_files_and_lines(sample: str) -> None:
    places = [line.split(":")[:2] for line in TOLD[sample].splitlines()[:-1]]
    assert places == sorted(places, key=lambda place: (place[0], int(place[1])))


@pytest.mark.parametrize("sample", sorted(TOLD.keys() - {"sound"}))
def test_every_sentence_says_what_to_do(sample: str) -> None:
    for line in TOLD[sample].splitlines()[:-1]:
        assert re.fullmatch(r"[^:]+:\d+: .+[.?] [A-Z'].+[.?]", line)


@pytest.mark.parametrize("sample", sorted(TOLD.keys() - {"sound"}))
def test_every_mistake_is_told_in_spanish_at_the_same_places(
    sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    told = [line.split(": ", 1) for line in check("--lang", "es").splitlines()]
    in_english = [line.split(": ", 1) for line in TOLD[sample].splitlines()]
    assert [place for place, _ in told[:-1]] == [place for place, _ in in_english[:-1]]
    assert all(spanish != english for (_, spanish), (_, english) in zip(told[:-1], in_english[:-1], strict=True))


def test_every_sentence_has_a_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = set()
    for sample in TOLD:
        (tmp_path / sample).mkdir()
        lay_out(sample, tmp_path / sample)
        monkeypatch.chdir(tmp_path / sample)
        shown |= {problem["key"] for problem in json.loads(check("--json"))["problems"]}
    sentences = {key.removeprefix("problem.") for key in TEXTS.keys("en") if key.startswith("problem.")}
    assert shown == sentences - NOT_OF_PACKS


# --- whatever stands in the files ----------------------------------------------------------------------------------

TODAY = date(2026, 11, 22)
SOUND = {path.name: path.read_text(encoding="utf-8") for path in sorted((SAMPLES / "sound").iterdir())}
# Each of them reads a whole pack; `--hypothesis-profile=explore` is for more.
_FEWER = settings(max_examples=40) if settings().max_examples <= 100 else settings()
KEYS = sorted(
    {"ball", "cube", "play", "shape", "en", "es", "plain", "what", "(plain)", "[key]"}
    | {key for shape in (PackFile, CategoryFile, ConceptShape, FactShape, QuestionShape) for key in shape.model_fields}
)

odd_texts = st.sampled_from(
    ["", " ", "a\nb: c", "\x1b[2J", "\u202e", "x" * 500, "ball", "ball/what", "2026-11-22", "{key}"]
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), odd_texts)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner),
    max_leaves=20,
)
# A tree in the place of any part of the sound files, or of a whole file.
places = st.lists(st.integers(0, 10), max_size=6)


def _grafted(tree: object, place: list[int], graft: object) -> object:
    """The tree with `graft` at `place`, which is the number of a child at each level."""
    if not place or not isinstance(tree, dict) or not tree:
        return graft
    key = list(tree)[place[0] % len(tree)]
    return {**tree, key: _grafted(tree[key], place[1:], graft)}


def assert_all_is_told(folder: Path) -> None:
    """The pack is read, or all that is wrong with it can be said in every language, each in one line."""
    try:
        read_packs([folder], today=TODAY)
        problems: tuple[Problem, ...] = ()
    except PackProblems as found:
        problems = found.problems
    for language in TEXTS.languages:
        for line in problem_lines(problems, Voice(TEXTS, language), folder):
            assert len(line.splitlines()) == 1
            assert len(line) < 1000


@_FEWER
@given(st.sampled_from(sorted(SOUND)), places, trees)
@example("toys.yaml", [0, 0, 0], {"(plain)": 1, "[key]": None})
@example("pack.yaml", [], {"[key]": None, "(plain)": None})
@example("pack.yaml", [0], {"\r": None, "en\n": "Toys"})
def test_any_values_are_a_pack_or_problems(name: str, place: list[int], graft: object) -> None:
    with TemporaryDirectory() as folder:
        files = {file: yaml.safe_load(text) for file, text in SOUND.items()}
        files[name] = _grafted(files[name], place, graft)
        for file, tree in files.items():
            text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True)
            (Path(folder) / file).write_text(text.replace("'2026-11-22'", "2026-11-22"), encoding="utf-8")
        assert_all_is_told(Path(folder))


@_FEWER
@given(
    st.sampled_from(sorted(SOUND)),
    st.integers(0, 600),
    st.integers(0, 30),
    st.sampled_from(
        ["", "\t", "\n", "  ", '"', "'", "{", "]", "- ", ": ", "*a", "&a ", "!a ", "\0", "é", "?", "\n---\n"]
    ),
)
def test_any_slip_of_a_hand_is_told(name: str, start: int, length: int, slip: str) -> None:
    with TemporaryDirectory() as folder:
        for file, text in SOUND.items():
            slipped = text[:start] + slip + text[start + length :] if file == name else text
            (Path(folder) / file).write_text(slipped, encoding="utf-8")
        assert_all_is_told(Path(folder))


@_FEWER
@given(st.binary(max_size=200))
def test_any_bytes_are_a_pack_or_problems(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        for file in SOUND:
            (Path(folder) / file).write_bytes(content)
        assert_all_is_told(Path(folder))


def test_a_file_with_100_000_mistakes_is_told_in_seconds(tmp_path: Path) -> None:
    lay_out("sound", tmp_path)
    (tmp_path / "toys.yaml").write_text("".join(f"k{number}: 1\n" for number in range(100_000)))
    with pytest.raises(PackProblems) as found:
        read_packs([tmp_path], today=TODAY)
    # One for each line, and one for the concepts that are not there.
    assert len(found.value.problems) == 100_001
    assert found.value.problems[-1].line == 100_000


# --- packs that are right ------------------------------------------------------------------------------------------


def test_a_pack_is_called_like_its_folder_from_wherever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out("sound", tmp_path / "toys")
    monkeypatch.chdir(tmp_path / "toys")
    assert [pack.id for pack in read_packs([Path()], today=TODAY)] == ["toys"]


def test_a_name_that_differs_only_by_its_accent_in_another_language_is_one_name(tmp_path: Path) -> None:
    lay_out("sound", tmp_path)
    toys = SOUND["toys.yaml"].replace("{en: Ball, es: Pelota}", "{en: Balon, es: Balón}")
    (tmp_path / "toys.yaml").write_text(toys, encoding="utf-8")
    (pack,) = read_packs([tmp_path], today=TODAY)
    assert pack.concepts[0].name == {"en": "Balon", "es": "Balón"}


def test_a_concept_may_be_called_like_a_key_of_the_format(tmp_path: Path) -> None:
    lay_out("sound", tmp_path)
    toys = SOUND["toys.yaml"].replace("  ball:\n", "  facts:\n").replace("    domain: play\n", "    domian: play\n", 1)
    (tmp_path / "toys.yaml").write_text(toys, encoding="utf-8")
    with pytest.raises(PackProblems) as found:
        read_packs([tmp_path], today=TODAY)
    assert [(problem.line, problem.key, problem.values["nearest"]) for problem in found.value.problems] == [
        (4, "unknown-key-near", "domain")
    ]


def test_the_collector_is_as_it_was_before(tmp_path: Path) -> None:
    lay_out("sound", tmp_path)
    for was_on in (True, False):
        gc.enable() if was_on else gc.disable()
        try:
            read_packs([tmp_path], today=TODAY)
            assert gc.isenabled() is was_on
        finally:
            gc.enable()
