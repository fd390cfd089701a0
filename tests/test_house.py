"""What the house says of itself holds: READMEs are there, links lead somewhere, named commands and files exist."""

import ast
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("app", "ingest", "graph", "graph/store", "cypher", "tests", "ingest/sources")
# phrases that a reader must read twice, and pointers to documents that are not here
UNCLEAR = (
    r"parted by", r"own deeds", r"hangs? together", r"who hangs", r"hangs? on\b", r"on one voice", r"unheard",
    r"by whose word", r"grow old", r"given lately", r"the design (?:is|says)", r"\bDESIGN\b", r"and its kin",
)  # fmt: skip
LARGEST = 1_000_000  # bytes; what is larger was not written by hand


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git holds or would take."""
    # a checkout that belongs to another user is no danger to those who only list it
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True)
    if listed.returncode:
        pytest.skip("no git here, or no checkout")
    return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    found = {}
    for path in tracked():
        if path.stat().st_size > LARGEST:
            continue
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


@cache
def parse_ours() -> dict[str, ast.Module]:
    """The modules of app, graph, ingest and whoholds by their place."""
    folders = ("app/", "graph/", "ingest/", "whoholds/")
    ours = {name: text for name, text in texts().items() if name.startswith(folders)}
    return {name: ast.parse(text) for name, text in ours.items() if name.endswith(".py")}


def pages() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in tracked() if path.suffix == ".md"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_says_what_lives_in_it(folder: str) -> None:
    assert (ROOT / folder / "README.md").is_file()


def test_links_between_pages_lead_to_files() -> None:
    broken = []
    for page, text in pages().items():
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?ms)^```.*?^```", "", text)):
            path = target.partition("#")[0]
            if path and "://" not in target and not target.startswith("mailto:") and not (page.parent / path).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_files_of_ours_that_a_page_names_exist() -> None:
    named = re.compile(r"(?<![\w/.-])(?:app|cypher|graph|ingest|tests)/[\w./-]*\w\.(?:py|cypher|yml|json|csv|md|ts)\b")
    missing = [
        f"{page.relative_to(ROOT)}: {name}"
        for page, text in pages().items()
        for name in named.findall(text)
        if not (ROOT / name).is_file() and not (page.parent / name).is_file()
    ]
    assert missing == []


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z0-9-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    command = re.compile(r"(?:`|^    |^\$ )make (?:[A-Z]+=\S+ )*([a-z][a-z0-9-]*)", re.MULTILINE)
    missing = [
        f"{page.relative_to(ROOT)}: make {name}"
        for page, text in pages().items()
        for name in command.findall(text)
        if name not in targets
    ]
    assert missing == []


def test_every_make_target_says_what_it_is_for() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^[a-z][a-z0-9-]*:(?!.*## ).*", makefile, re.MULTILINE) == []


def test_no_file_tells_where_somebody_keeps_things() -> None:
    home = re.compile(r"/(?:root|home/[\w.-]+|Users/[\w.-]+)/|[A-Z]:\\Users\\")
    assert {name: found[0] for name, text in texts().items() if (found := home.search(text))} == {}


def test_every_python_file_begins_by_saying_what_it_is_for() -> None:
    silent = [
        name
        for name, text in texts().items()
        if name.endswith(".py") and not re.match(r'(?:#!.*\n)?r?"""\S', text)
    ]  # fmt: skip
    assert silent == []


def test_no_two_public_classes_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for name, tree in parse_ours().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(name)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_every_test_that_a_decision_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs/decisions.md").read_text(encoding="utf-8"))
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file() or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert named
    assert missing == []


def test_no_two_decisions_have_one_number() -> None:
    numbers = re.findall(r"^\*\*(D\d+)\.", (ROOT / "docs/decisions.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(numbers) > 100
    assert sorted({one for one in numbers if numbers.count(one) > 1}) == []


def test_no_text_has_a_phrase_that_must_be_read_twice() -> None:
    unclear = re.compile("|".join(f"(?:{phrase})" for phrase in UNCLEAR))
    found = [
        f"{name}: {phrase}"
        for name, text in texts().items()
        if name.endswith(".md") or (name.endswith((".py", ".cypher")) and not name.startswith("tests/"))
        for phrase in unclear.findall(text)
    ]
    assert found == []


def test_no_module_gives_a_name_at_its_top_to_two_things() -> None:
    twice = []
    for place, tree in parse_ours().items():
        bound = Counter(name for node in tree.body for name in bound_by(node))
        twice += [f"{place}: {name}" for name, times in bound.items() if times > 1]
    assert twice == []


def bound_by(node: ast.stmt) -> list[str]:
    """The names that a statement of a module defines; the overloads of a function define none of their own."""
    if isinstance(node, ast.FunctionDef) and any(ast.unparse(one) == "overload" for one in node.decorator_list):
        return []
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
