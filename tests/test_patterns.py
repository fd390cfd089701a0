"""No regular expression of ours takes longer than one pass over what it reads.

What strangers send and what files hold is read by patterns; one that goes back over its text, or begins anew at every
place of it, needs a minute for 100 kB. So a repeat without an upper limit stands alone, or gives nothing back
(possessive, `++`), or is the only one of a pattern that is tried at one place. Two modules read only short texts.
"""

import ast
import importlib
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from app.understanding.patterns import list_patterns
from graph.dates import suggestions as suggesting
from graph.dates.relative_words import compile_phrases

ROOT = Path(__file__).resolve().parents[1]
# what a module reads is cut to so many characters before any of its patterns sees it
CAPPED = {
    "graph/dates/suggestion_tokens.py": suggesting.LONGEST,
    "graph/dates/suggestions.py": suggesting.LONGEST,
}
# these make patterns of files and tables; they are tried as they are made, below
OF_FILES = {"app/understanding/patterns.py", "graph/dates/relative_words.py"}
FUNCTIONS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
AT_ONE_PLACE = {"match", "fullmatch"}
SETS = {"ANY", "IN", "LITERAL", "NOT_LITERAL"}
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


class Use(NamedTuple):
    """A pattern, where it stands, and how it is applied."""

    place: str
    pattern: str
    flags: int
    methods: frozenset[str]


def fault(pattern: str, methods: frozenset[str] | set[str], flags: int = 0) -> str | None:
    """Why a pattern may need more than one pass, or None."""
    parsed = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    open_repeats = [(name, body) for name, body in _repeats(parsed)]
    if not open_repeats or (len(parsed) == 1 and _name(parsed[0]) in REPEATS and _is_set(parsed[0][1][2])):
        return None
    backtracking = [body for name, body in open_repeats if name != "POSSESSIVE_REPEAT"]
    if not methods or not methods <= AT_ONE_PLACE:
        begins = _name(parsed[0]) == "LITERAL" and chr(parsed[0][1])
        if backtracking or not begins or any(not _is_set(body) or _takes(body, begins) for _, body in open_repeats):
            return "an open repeat begins anew at every place of the text"
    if len(backtracking) > 1:
        return "several open repeats give back what they took"
    if backtracking and (not _is_set(backtracking[0]) or len(open_repeats) > 1):
        return "an open repeat within or beside another gives back what it took"
    return None


def _repeats(parsed: Any) -> Iterator[tuple[str, Any]]:
    """Every repeat without an upper limit, with what it repeats, however deep."""
    for item in parsed:
        if _name(item) in REPEATS and item[1][1] == re._constants.MAXREPEAT:  # type: ignore[attr-defined]
            yield _name(item), item[1][2]
        yield from _within(item[1])


def _within(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, re._parser.SubPattern):  # type: ignore[attr-defined]
        yield from _repeats(value)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _within(one)


def _name(item: Any) -> str:
    return str(item[0])


def _is_set(body: Any) -> bool:
    return len(body) == 1 and _name(body[0]) in SETS


def _takes(body: Any, sign: str) -> bool:
    return re._compiler.compile(body, body.state.flags).match(sign) is not None  # type: ignore[attr-defined]


def sources() -> list[Path]:
    return [
        path
        for folder in ("app", "graph", "ingest")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "node_modules" not in path.parts
    ]


def uses() -> list[Use]:
    """Every pattern of the code. One that cannot be told without running the code is a fault of its own."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources()}
    applied: dict[str, set[str]] = defaultdict(set)
    for node in (node for tree in trees.values() for node in ast.walk(tree)):
        if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
            named = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if isinstance(named, ast.Name | ast.Attribute):
                applied[named.id if isinstance(named, ast.Name) else named.attr].add(node.attr)
    return [use for path, tree in trees.items() for use in _uses(path, tree, applied)]


def _uses(path: Path, tree: ast.Module, applied: dict[str, set[str]]) -> Iterator[Use]:
    names = {
        id(node): statement.targets[0].id
        for statement in tree.body
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
        for node in ast.walk(statement)
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _function(node)]
    calls = [call for call in calls if not _is_escaped(call.args[0])]  # of a literal text, which needs one pass
    if path.relative_to(ROOT).as_posix() in OF_FILES:
        calls = [call for call in calls if not isinstance(call.args[0], ast.JoinedStr)]
    space = vars(_module(path)) if calls else {}
    for call in calls:
        place = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
        flags = [*call.args[{"compile": 1, "sub": 3, "split": 2}.get(_function(call), 2) :]]
        flags += [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
        methods = applied[names.get(id(call), "")] if _function(call) == "compile" else {_function(call)}
        yield Use(place, _told(call.args[0], space), int(_told(flags[0], space)) if flags else 0, frozenset(methods))


def _function(call: ast.Call) -> str:
    """Which function of `re` is called; empty where it is none."""
    function = call.func
    is_ours = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"
    return function.attr if is_ours and isinstance(function, ast.Attribute) and function.attr in FUNCTIONS else ""


def _is_escaped(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "escape"


def _told(node: ast.expr, space: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "pattern", "eval"), dict(space))


def _module(path: Path) -> ModuleType:
    relative = path.relative_to(ROOT).with_suffix("")
    if all(part.isidentifier() for part in relative.parts):
        return importlib.import_module(".".join(relative.parts).removesuffix(".__init__"))
    name = f"read_for_patterns_{'_'.join(relative.parts).replace('-', '_')}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_no_pattern_needs_more_than_one_pass() -> None:
    found = uses()
    assert len(found) > 60  # else none were read
    faults = [
        f"{use.place}: {use.pattern}: {why}"
        for use in found
        if use.place.partition(":")[0] not in CAPPED and (why := fault(use.pattern, use.methods, use.flags))
    ]
    assert faults == []


def test_no_pattern_of_a_file_needs_more_than_one_pass() -> None:
    made = [one for language in list_patterns() for one in (*language.questions, *language.modifiers)]
    assert len(made) > 200
    assert {one.expression.pattern: why for one in made if (why := fault(one.expression.pattern, {"search"}))} == {}
    phrases = [pattern.pattern for pattern, _ in compile_phrases()]
    assert len(phrases) > 150
    assert {pattern: why for pattern in phrases if (why := fault(pattern, {"fullmatch"}))} == {}


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+$", "search"),
        (r"\s+$", "sub"),
        (r"[ \t]*\n", "finditer"),
        (r"\s++x", "search"),  # gives nothing back, yet begins at each blank
        (r"(\w+)@(\w+)", "fullmatch"),
        (r"(a+)+b", "match"),
        (r"(?:a|b+)*c", "fullmatch"),
        (r"[0-9]+-[0-9]*-[0-9]{2,}", "fullmatch"),
        (r"(.+?) via .+", "fullmatch"),
        (r"(?>(?:a+)+)b", "fullmatch"),
        (r"^//\s*(\w+)\s*:", "match"),
        (r",\s*(?![^()]*\))", "split"),
    ],
)
def test_patterns_that_go_over_their_text_again_are_refused(pattern: str, method: str) -> None:
    assert fault(pattern, {method})


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"[^a-z0-9]+", "sub"),
        (r"[0-9]{1,9}", "search"),
        (r"\{(\w++)\}", "finditer"),
        (r"[A-Z][a-z]*", "fullmatch"),
        (r"Y([1-9][0-9]*+)(?:E([0-9]++))?", "fullmatch"),
        (r"'((?:[^'\\]|\\.)*+)'", "match"),
    ],
)
def test_patterns_of_one_pass_are_taken(pattern: str, method: str) -> None:
    assert fault(pattern, {method}) is None


def test_what_the_modules_with_short_texts_read_is_short() -> None:
    assert suggesting.suggest_dates("1 May 2020" + " " * suggesting.LONGEST) == []
    assert max(CAPPED.values()) <= 120
