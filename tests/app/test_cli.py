"""The command line, as a shell meets it: the same answers as HTTP, tables of 80 columns, exit codes."""

import json
from pathlib import Path

import httpx
import pytest

from app import terminal
from app.cli.options import echo, print_error
from graph.errors import InvalidInput
from tests.app.commands import ROOT, run, run_in_shell

DOSSIER = ROOT / "ingest" / "sources" / "isis-detainee-transfer"


SAME = [
    ("groups --holder iraq --as-of 2026-02-05", "groups?holder=iraq&as_of=2026-02-05"),
    ("places --holder sdf --as-of 2026-02-05", "places?holder=sdf&as_of=2026-02-05"),
    (
        "custody-diff --held isis-suspects --from 2026-01-25 --to 2026-02-05",
        "custody/diff?held=isis-suspects&from=2026-01-25&to=2026-02-05",
    ),
    ("custody --held isis-suspects --as-of 2026-02-05", "custody?held=isis-suspects&as_of=2026-02-05"),
    ("alliances --actor sdf --as-of 2026-01-25", "alliances?actor=sdf&as_of=2026-01-25"),
    ("balance --actor sdf --as-of 2026-01-25", "alliances/balance?actor=sdf&as_of=2026-01-25"),
    ("alliances-series --from 2025 --step month --actor sdf", "alliances/series?from=2025&step=month&actor=sdf"),
    (
        "alliances-series --from 2026-01 --to 2026-02 --step 7 --at day --actor sdf --other damascus",
        "alliances/series?from=2026-01&to=2026-02&step=7&at=day&actor=sdf&other=damascus",
    ),
    (
        "alliances-diff --from 2026-01-10 --to 2026-01-25 --from-known-at 2026-01-20",
        "alliances/diff?from=2026-01-10&to=2026-01-25&from_known_at=2026-01-20",
    ),
    (
        "network --as-of 2026-01-25 --actor sdf --depth 2 --limit 3",
        "network?as_of=2026-01-25&actor=sdf&depth=2&limit=3",
    ),
    ("contested --entity iraq --limit 2", "contested?entity=iraq&limit=2"),
    ("silences --held isis-suspects --kind single_speaker", "silences?held=isis-suspects&kind=single_speaker"),
    ("changes --since 0 --limit 3", "changes?since=0&limit=3"),
    ("series --held isis-suspects --start 2019", "custody/series?held=isis-suspects&start=2019"),
    ("chain --held isis-suspects", "custody/chain?held=isis-suspects"),
    ("contested --include explain", "contested?include=explain"),
    (
        "paths --from us --to isis-suspects --as-of 2026-01 --kinds allied_with,holds",
        "paths?from=us&to=isis-suspects&as_of=2026-01&kinds=allied_with,holds",
    ),
    ("plans --held isis-suspects --certainty certain", "plans?held=isis-suspects&certainty=certain"),
    ("entities --label Place", "entities?label=Place"),
    ("entity sdf", "entities/sdf"),
    ("events", "events"),
    ("statement isis-detainee-transfer:iraq-received", "statements/isis-detainee-transfer:iraq-received"),
    ("source isis-detainee-transfer", "sources/isis-detainee-transfer"),
    ("sources", "sources"),
    ("search isis suspects", "search?q=isis+suspects"),
    ("status", "status"),
    ("model", "model"),
]


@pytest.mark.parametrize(("words", "path"), SAME, ids=[words for words, _ in SAME])
def test_json_is_the_same_as_over_http(data: Path, base: str, words: str, path: str) -> None:
    over_http = httpx.get(f"{base}/v1/{path}", timeout=60)
    done = run(data, *words.split(), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    by_command, by_http = json.loads(done.stdout), over_http.json()
    for answer in (by_command, by_http):
        answer.pop("cypher", None)  # of this moment, and a command has no queue
    assert by_command == by_http


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("silences", "silences"),
        ("contested", "contested"),
        ("chain --held isis-suspects", "custody/chain?held=isis-suspects"),
    ],
)
def test_a_group_of_alike_rows_is_asked_for_as_over_http(data: Path, base: str, words: str, path: str) -> None:
    """By its place in `groups`; where no rows are alike both refuse it, naming the parameter."""
    over_http = httpx.get(f"{base}/v1/{path}", params={**httpx.URL(path).params, "group": "0"}, timeout=60)
    done = run(data, *words.split(), "--group", "0", "--json")
    if over_http.status_code == 200:
        assert json.loads(done.stdout) == over_http.json()
    else:
        assert (over_http.status_code, done.returncode) == (422, 2)
        assert "group: '0'" in done.stderr


@pytest.mark.parametrize("words", [words for words, _ in SAME])
def test_tables_fit_80_columns(data: Path, words: str) -> None:
    done = run(data, *words.split())
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) > 2
    status = words == "status"  # its first line names a folder, however long
    assert max(len(line) for line in lines[status:]) <= 80


def test_a_table_begins_with_the_sentence_and_ends_with_the_notes(data: Path) -> None:
    lines = run(data, "custody", "--held", "isis-suspects", "--as-of", "2026-02-05").stdout.splitlines()
    assert lines[0].startswith("On 5 February 2026 Iraq probably held some of about 2,000 ISIS suspects")
    assert lines[-1].startswith("note: ")


@pytest.mark.parametrize(
    "words",
    [
        "series --held isis-suspects",
        "chain --held isis-suspects",
        "plans --held isis-suspects",
        "contested",
        "silences --held isis-suspects",
    ],
)
def test_what_an_answer_rests_on_stands_below_its_rows_before_the_notes(data: Path, words: str) -> None:
    lines = run(data, *words.split(), "--include", "explain").stdout.splitlines()
    assert lines.index("Rests on") < min(n for n, line in enumerate([*lines, "note: "]) if line.startswith("note: "))
    assert "Rests on" not in run(data, *words.split()).stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("custody --as-of yesterday", 2, "yesterday"),
        ("custody --limit -1", 2, "limit"),
        ("alliances-series --from 1000 --step P1D", 2, "10,000"),
        ("alliances-diff --from 2026 --to 2019", 2, "2019"),
        ("custody --certainty maybe", 2, "maybe"),
        ("custody --data-version 99", 2, "99"),
        ("balance --seconds 0", 2, "seconds"),
        ("custody --nonsense", 2, "--nonsense"),
        ("custody --held nobody-at-all", 4, "nobody-at-all"),
        ("entity Iraq", 2, "place-iraq"),  # one thing is shown, and several have the name
        ("entity nobody-at-all", 4, "nobody-at-all"),
        ("load no-such-source", 4, "no-such-source"),
        ("load isis-detainee-transfer --file README.md", 2, "README.md"),
        ("cypher no-such-query", 4, "no-such-query"),
        ("cypher holders_on_a_day --param day=soon", 2, "soon"),
        ("cypher holders_on_a_day --param day", 2, "NAME=VALUE"),
        ("check", 2, "--store"),
    ],
)
def test_what_goes_wrong_is_told_in_words_and_by_a_code(data: Path, words: str, code: int, said: str) -> None:
    done = run(data, *words.split())
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", ["custody --held isis-suspects --as-of 2026-02-05", "entity nobody-at-all"])
def test_a_shell_is_given_the_same_and_nothing_else(data: Path, words: str) -> None:
    by_shell, here = run_in_shell(data, *words.split()), run(data, *words.split())
    assert (by_shell.returncode, by_shell.stdout, by_shell.stderr) == (here.returncode, here.stdout, here.stderr)


MOVES = "a\x1b[1A\x1b[2Kb\r\u202ec"


def test_what_others_wrote_moves_no_cursor_in_tables(capsys: pytest.CaptureFixture[str]) -> None:
    answer = {
        "summary": MOVES,
        "rows": [{"name": MOVES, "aliases": [MOVES]}],
        "notes": [MOVES],
        "beside": [{"name": MOVES}],
    }
    columns: terminal.Columns = {"name": lambda row: row["name"], "also": lambda row: row.get("aliases")}
    terminal.print_answer(answer, columns, {"beside": MOVES})
    terminal.print_fields({"title": MOVES})
    said = capsys.readouterr().out
    assert said.count("\\x1b[1A") == 7
    assert not {"\x1b", "\r", "\u202e"} & set(said)


def test_what_others_wrote_moves_no_cursor_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    echo(f"{MOVES}\n\tمن\u200cاء")
    print_error(InvalidInput(MOVES, hint=MOVES))
    said = capsys.readouterr()
    assert said.out == "a\\x1b[1A\\x1b[2Kb\\r\\u202ec\n\tمن\u200cاء\n"  # lines, tabs and joiners stay
    assert not {"\x1b", "\r", "\u202e"} & set(said.err)


def test_commands_print_by_one_way() -> None:
    others = {"keys.py", "serving.py"}  # which print nothing that somebody else wrote
    found = {path.name for path in (ROOT / "app" / "cli").glob("*.py") if "click.echo(" in path.read_text("utf-8")}
    assert found - others == {"options.py"}


def test_help_tells_the_exit_codes() -> None:
    done = run_in_shell(Path("unused"), "--help")
    assert done.returncode == 0
    assert "rows could not be read" in done.stdout


def test_without_a_database_the_code_is_5(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = run_in_shell(tmp_path / "file", "status")
    assert done.returncode == 5
    assert "WHOHOLDS_DATA" in done.stderr


def test_cypher_comes_from_stdin_with_typed_parameters(data: Path) -> None:
    text = "// What a day is.\n//\n// $day DATE\n//\n// One row: next.\nRETURN $day + duration('P1D') AS next"
    done = run_in_shell(data, "cypher", "-", "--param", "day=2026-02-28", "--json", text=text)
    assert json.loads(done.stdout)["rows"] == [{"next": "2026-03-01"}]


def test_a_column_that_is_null_in_every_row_is_printed_with_a_note_on_the_name(data: Path) -> None:
    done = run(data, "cypher", "-", text="MATCH (a:Actor {id: 'sdf'}) RETURN a.id AS id, a.nmae AS called")
    assert done.stdout.split()[:2] == ["id", "called"]
    assert "There is no property nmae; did you mean name?" in done.stdout


def test_cypher_that_writes_is_refused(data: Path) -> None:
    done = run(data, "cypher", "-", text="CREATE (n)")
    assert done.returncode == 2
    assert "CREATE" in done.stderr


def test_a_query_of_the_cookbook_runs_by_its_name(data: Path, base: str) -> None:
    done = run(data, "cypher", "holders_on_a_day", "--param", "day=2019-06-01", "--json")
    over_http = httpx.get(f"{base}/v1/queries/holders_on_a_day?day=2019-06-01", timeout=60).json()
    assert json.loads(done.stdout)["rows"] == over_http["rows"]


def test_rows_that_cannot_be_read_are_lines_on_stderr_and_code_3(data: Path, tmp_path: Path) -> None:
    good = (DOSSIER / "dossier.yml").read_text(encoding="utf-8")
    assert run(data, "check", str(DOSSIER / "dossier.yml")).returncode == 0
    bad = tmp_path / "dossier.yml"
    bad.write_text(good.replace("predicate: transfers", "predicate: teleports", 1), encoding="utf-8")
    done = run(data, "check", str(bad), "--source", "isis-detainee-transfer")
    assert done.returncode == 3
    assert "dossier.yml:" in done.stderr
    assert "teleports" in done.stderr


def test_the_store_is_what_its_statements_say_and_loading_again_changes_nothing(data: Path) -> None:
    assert run(data, "check", "--store").returncode == 0
    done = run(data, "load", "isis-detainee-transfer")
    assert (done.returncode, done.stdout) == (0, "isis-detainee-transfer: nothing changed\n")
