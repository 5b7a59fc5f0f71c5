"""The command line as people use it: words in, a card out, an exit code."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.commandline import main
from bot.texts import SHIPPED_LOCALES

from .conftest import SMALL_PACK, Shell, Stream

USAGE = [
    ((), "studyhall COMMAND"),
    (("what",), "What would you like to know?"),
    (("what", "  "), "What would you like to know?"),
    (("compare",), "What shall I compare?"),
    (("wath", "x"), "Did you mean 'what'?"),
    (
        ("xyzzy",),
        (
            "The commands are: what, compare, topics, check, evaluate, answer, run, sync, doctor, sandbox, scores, "
            "simulate, simulate-daily."
        ),
    ),
    (("what", "x", "--lnag", "es"), "Did you mean '--lang'?"),
    (("what", "x", "-z"), "There is no option '-z' here."),
    (("what", "x", "--misses"), "There is no option '--misses' here."),
    (("what", "x", "--lang"), "The option --lang needs a value"),
    (("what", "x", "--json=yes"), "The option --json takes no value"),
    (("what", "x", "--lang", "xx"), "I do not speak 'xx'. Choose one of: en, es."),
    (("what", "x", "--width", "wide"), "'wide' is not a width."),
    (("what", "x", "--width", "3"), "from 40 to 1000"),
    (("what", "x", "--width", "9" * 5000), "from 40 to 1000"),
    (("check", "/no/such/path"), "There is nothing at /no/such/path."),
    (("check", "a\0b"), "There is nothing at"),
    (("evaluate",), "Give one file"),
    (("evaluate", "/no/such/file"), "There is no file at /no/such/file."),
    (("evaluate", "x", "--at-least", "95"), "'95' is not a share for --at-least."),
    (("answer", "me"), "The command answer takes no words."),
    (("run", "me"), "The command run takes no words."),
    (("sync", "me"), "The command sync takes no words."),
    (("doctor", "me"), "The command doctor takes no words."),
    (("sandbox", "me"), "The command sandbox takes no words."),
    (("sandbox", "--port", "x"), "'x' is not a port."),
    (("sandbox", "--port", "65536"), "from 0 to 65535"),
]


@pytest.mark.parametrize(("argv", "sentence"), USAGE)
def test_wrong_use_is_one_sentence_on_stderr_and_exit_code_2(
    shell: Shell, argv: tuple[str, ...], sentence: str
) -> None:
    run = shell(*argv)
    assert (run.code, run.out) == (2, "")
    assert sentence in run.err
    assert argv == () or run.err.count("\n") == 1


def test_wrong_use_is_said_in_the_language_that_was_asked_for(shell: Shell) -> None:
    assert shell("--lang=es", "wath").err == "No existe la orden 'wath'. ¿Quisiste decir 'what'?\n"
    assert shell("wath", STUDYHALL_LANGUAGE="es").err == "No existe la orden 'wath'. ¿Quisiste decir 'what'?\n"


@pytest.mark.parametrize(
    "argv",
    [
        ("what", "fragate", "--lang", "es"),
        ("--lang", "es", "what", "fragate"),
        ("--lang=es", "what", "what", "is", "fragate"),
        ("what", "what", "is", "--lang", "es", "fragate"),
        ("what", "--lang", "es", "--", "fragate"),
    ],
)
def test_options_stand_anywhere_and_quotes_are_optional(shell: Shell, argv: tuple[str, ...]) -> None:
    run = shell(*argv)
    assert run.code == 0
    assert run.out.startswith("AWS Fargate\nCómputo\n\nCómputo sin servidores para contenedores.\n")


def test_after_two_dashes_everything_is_a_word(shell: Shell) -> None:
    assert "“--lang”" in shell("what", "--", "--lang").out


def test_exit_codes_of_the_three_outcomes(shell: Shell) -> None:
    assert shell("what", "lambda").code == 0
    assert shell("compare", "lambda", "fargate").code == 0
    assert shell("compare", "lambda", "spaghetti").code == 1
    assert shell("what", "azure functions").code == 1


@pytest.mark.parametrize(
    "command", ["what", "compare", "topics", "check", "evaluate", "answer", "run", "sync", "doctor", "sandbox"]
)
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    run = shell(command, "--help", "--lang", "es")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"studyhall {command}")
    assert "--lang CODE" in run.out
    assert shell("-h").out.startswith("studyhall COMMAND")


def test_what_as_json(shell: Shell) -> None:
    found = shell("what", "fargate", "--json", "--lang", "es").json
    assert {key: found[key] for key in ("outcome", "topics", "suggestions")} == {
        "outcome": "found",
        "topics": ["AWS Fargate"],
        "suggestions": [],
    }
    assert found["card"]["subtitle"] == "Cómputo"
    assert found["card"]["sources"] == ["A book, page 3"]
    assert found["card"]["blocks"][0] == {"kind": "paragraph", "text": "Cómputo sin servidores para contenedores."}
    assert shell("what", "azure functions", "--json").json["outcome"] == "nothing"


def test_compare_as_json(shell: Shell) -> None:
    card = shell("compare", "lambda", "fargate", "--json").json["card"]
    assert card["title"] == "AWS Lambda vs AWS Fargate"
    assert [block["kind"] for block in card["blocks"]] == ["paragraph", "table", "points", "points"]
    assert card["blocks"][1]["rows"] == [["Time limit", "15 minutes", "No limit"]]


def test_topics(shell: Shell) -> None:
    everything = shell("topics")
    assert (everything.code, "AWS Lambda, AWS Fargate, AWS Batch" in everything.out) == (0, True)
    assert shell("topics", "cómputo").out.startswith("Compute\n")
    missed = shell("topics", "computer")
    assert (missed.code, missed.out) == (1, "")
    assert "Did you mean “Compute”?" in missed.err
    assert shell("topics", "compute", "--json", "--lang", "es").json["categories"][0]["topics"][1] == {
        "id": "fargate",
        "name": "AWS Fargate",
        "what": "Cómputo sin servidores para contenedores.",
    }


def test_check_of_good_packs_says_how_much_there_is(shell: Shell) -> None:
    run = shell("check")
    assert (run.code, run.out) == (0, "All is well. Concepts: 3 · facts: 11 · comparisons: 1 · questions: 0.\n")
    assert shell("check", str(SMALL_PACK), str(SMALL_PACK / "pack.yaml"), "--json").json["concepts"] == 3


def test_check_shows_every_problem_from_where_one_stands(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL_PACK, tmp_path / "mine")
    path = tmp_path / "mine" / "compute.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("long_name", "long_nam"), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    run = shell("check", "mine", "empty")
    assert run.code == 1
    assert run.out.splitlines() == [
        "empty:1: There is no pack here. A pack is a folder with a pack.yaml; see knowledge/packs/README.md.",
        "mine/compute.yaml:4: There is no key 'long_nam' here. Did you mean 'long_name'?",
        "Problems: 2.",
    ]
    found = shell("check", str(tmp_path / "mine"), "--json", "--lang", "es").json["problems"]
    assert found == [
        {
            "path": "mine/compute.yaml",
            "line": 4,
            "key": "unknown-key-near",
            "sentence": "Aquí no existe la clave 'long_nam'. ¿Quisiste decir 'long_name'?",
        }
    ]


def test_packs_with_problems_stop_a_look_up_with_their_lines(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: x\n", encoding="utf-8")
    run = shell("what", "x", STUDYHALL_PACKS=str(tmp_path))
    assert (run.code, run.out) == (1, "")
    assert f"{tmp_path}/pack.yaml:1: The key 'languages' is missing" in run.err


def test_too_many_things_to_compare_are_refused(shell: Shell) -> None:
    packs = Path(__file__).parents[2] / "knowledge" / "packs"
    run = shell("compare", "s3", "ebs", "efs", "rds", "ec2", STUDYHALL_PACKS=str(packs))
    assert (run.code, run.err) == (2, "5 things are too many to compare. Choose at most 4.\n")


def test_faults_in_the_settings_are_told_together(shell: Shell) -> None:
    run = shell("what", "x", STUDYHALL_LANGUAGE="xx", STUDYHALL_PACKS="/none", STUDYHALL_CASHE="1")
    assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 3)


def test_a_third_language_is_one_more_folder(shell: Shell, tmp_path: Path) -> None:
    def shouted(tree: object) -> object:
        return {key: shouted(value) for key, value in tree.items()} if isinstance(tree, dict) else f"!{tree}"

    shutil.copytree(SHIPPED_LOCALES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "fr").mkdir()
    for path in (SHIPPED_LOCALES / "en").iterdir():
        english = yaml.safe_load(path.read_text(encoding="utf-8"))
        (tmp_path / "fr" / path.name).write_text(yaml.safe_dump(shouted(english)), encoding="utf-8")
    assert "\n!Key facts\n" in shell("what", "lambda", "--lang", "fr", locales=tmp_path).out
    assert shell("what", "lambda", "--lang", "xx", locales=tmp_path).err.endswith("Choose one of: en, es, fr.\n")
    line = b'{"id": 1, "command": "what", "query": "lambda", "lang": "fr"}'
    assert shell("answer", stdin=line, locales=tmp_path).lines[0]["outcome"] == "found"


def test_bytes_that_are_not_utf8_do_not_stop_us(shell: Shell) -> None:
    assert shell("what", "la\udcffmbda", "--json").code in (0, 1)
    assert shell("\udcff").code == 2


class Refusing(Stream):
    """A stream that cannot be written to."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self._error = error

    def write(self, _: str, /) -> int:
        raise self._error


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (BrokenPipeError(), 141, ""),
        (KeyboardInterrupt(), 130, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "The system refused: No space left on device.\n"),
    ],
)
def test_what_stops_the_writing_ends_it_without_a_traceback(error: BaseException, code: int, told: str) -> None:
    errors = Stream()
    environ = {"STUDYHALL_PACKS": str(SMALL_PACK), "STUDYHALL_CACHE": ""}
    assert main(["topics"], environ, Stream(), Refusing(error), errors) == code
    assert errors.text() == told


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-"])
def test_a_stream_that_is_closed_is_no_reason_to_fall_over(redirection: str) -> None:
    command = f'"{sys.executable}" -m bot what lambda {redirection}'
    house = SMALL_PACK.parent.parent.parent
    run = subprocess.run(["/bin/sh", "-c", command], cwd=house, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_paths_need_not_be_utf8(shell: Shell, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"pack-\xff")
    shutil.copytree(SMALL_PACK, odd)
    assert shell("check", str(odd)).code == 0
    assert shell("what", "lambda", STUDYHALL_PACKS=str(odd), STUDYHALL_CACHE=str(tmp_path / "cache")).code == 0


def test_what_a_program_reads_is_json_when_there_is_nothing_too(shell: Shell) -> None:
    run = shell("topics", "zzz", "--json")
    assert (run.code, run.json) == (1, {"categories": []})


def test_without_a_token_run_says_in_one_sentence_how_to_get_one(shell: Shell) -> None:
    run = shell("run")
    assert (run.code, run.out, run.err.count("\n")) == (78, "", 1)
    assert run.err.startswith("There is no token to log in to Discord with. Open https://discord.com/developers")
    assert shell("run", DISCORD_TOKEN="two words").err.startswith("DISCORD_TOKEN holds no token:")  # noqa: S106 - none


def test_a_dotenv_file_counts_for_every_command(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STUDYHALL_LANGUAGE=es\n", encoding="utf-8")
    out = Stream()
    environ = {"STUDYHALL_PACKS": str(SMALL_PACK), "STUDYHALL_CACHE": ""}
    assert main(["topics"], environ, Stream(), out, Stream(), dotenv=tmp_path / ".env") == 0
    assert out.text().startswith("Temas\n")
    (tmp_path / ".env").write_bytes(b"\xff")
    errors = Stream()
    assert main(["topics"], environ, Stream(), Stream(), errors, dotenv=tmp_path / ".env") == 2
    assert errors.text().startswith(f"{tmp_path}/.env cannot be read:")
