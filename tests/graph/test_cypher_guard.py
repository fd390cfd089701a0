"""What a person may ask in Cypher: everything that reads, nothing that does more, whatever it is dressed in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.cypher_guard import GLUED, LONGEST, REFUSED, check, parameters_of
from graph.errors import RefusedQuery, TooLarge

READS = [
    "MATCH (h)-[r:HOLDS]->(g:Group {id: 'isis-suspects'}) RETURN h.name, r.countMin ORDER BY h.name;",
    "// CREATE is only spoken of here\nMATCH (n) RETURN n /* and DELETE, too */ LIMIT 1",
    "RETURN 'CREATE (n)' AS a, \"it''s; DROP \\\" SET\" AS b, 'O\\'SET' AS c",
    "MATCH (n) RETURN n.create, n . set, n.`delete`, n {.drop, .*, .merge}",
    "MATCH (n:Set:Drop) MATCH (n)-[:CREATE|MERGE|:SET]->(m:!Delete&Remove) RETURN n",
    "RETURN {set: 1, create: 2, call: 3} AS map, $delete AS p, $`merge` AS q",
    "MATCH (`create`) RETURN `create`.name AS `SET``DROP`",
    "MATCH (n) CALL { WITH n RETURN 1 AS x } CALL (n) { RETURN 2 AS y } CALL(*){ RETURN 3 AS z } RETURN x + y",
    "MATCH (start:Actor)-[:HOLDS]->(end) WHERE start.name STARTS WITH 'S' RETURN start, end, start.profile",
    "MATCH (load:Load) RETURN load ORDER BY load.version",
    "MATCH (created)-[r]->(settings) RETURN created, settings, dropped(r)",
    "MATCH (n) WHERE EXISTS { (n)-[:HOLDS]->() } AND COUNT { (n)--() } > 1 RETURN [x IN [1] | x], 1.5, .5, 1e5, 0xFF",
    "MATCH (n) RETURN [1, 2, 3][0..2] AS x UNION ALL MATCH (m) RETURN m.stop AS x",
    "MATCH (n) WHERE n.name CONTAINS 'سجن\u200cها' RETURN n",
]

REFUSES = [
    ("CREATE (n)", "CREATE"),
    ("MATCH (n)\n  SET n.x = 1", "line 2, column 3: SET"),
    ("MATCH (n) detach DELETE n", "DETACH"),
    ("MATCH (n) REMOVE n:Actor", "REMOVE"),
    ("MERGE (n {id: 1}) RETURN n", "MERGE"),
    ("MATCH (n) FOREACH (x IN [1] | SET n.x = x)", "FOREACH"),
    ("MATCH (n) CALL { WITH n CREATE (m) RETURN m } RETURN m", "CREATE"),
    ("CALL dbms.listConfig()", "CALL"),
    ("UNWIND [1] AS by CALL db.labels() YIELD label RETURN label", "CALL"),
    ("MATCH (n) CALL { CALL tx.setMetaData({}) RETURN 1 AS x } RETURN x", "CALL"),
    ("OPTIONAL CALL `dbms`.killConnections(['a'])", "CALL"),
    ("LOAD /* x */ CSV FROM 'file:///etc/passwd' AS row RETURN row", "LOAD"),
    ("SHOW USERS", "SHOW"),
    ("TERMINATE TRANSACTION 'x'", "TERMINATE"),
    ("USE system RETURN 1", "USE"),
    ("DROP CONSTRAINT x", "DROP"),
    ("ALTER USER neo4j SET PASSWORD 'x'", "ALTER"),
    ("GRANT ROLE admin TO x", "GRANT"),
    ("REVOKE ROLE admin FROM x", "REVOKE"),
    ("DENY READ {*} ON GRAPH * TO x", "DENY"),
    ("START DATABASE x", "START"),
    ("STOP DATABASE x", "STOP"),
    ("EXPLAIN CREATE INDEX FOR (n:A) ON (n.x)", "EXPLAIN"),
    ("/* a */ profile MATCH (n) RETURN n", "PROFILE"),
    ("CYPHER runtime=slotted RETURN 1", "CYPHER"),
    ("INSERT (n:Actor)", "INSERT"),
    ("MATCH (n) CALL { RETURN 1 AS x } IN TRANSACTIONS RETURN x", "TRANSACTIONS"),
    ("RETURN 1; CREATE (n)", ";"),
    ("RETURN 1 AS x; RETURN 2 AS x", ";"),
    ("RETURN '\\u0027 CREATE (n) //' AS x", "u"),
    ("\\u0043REATE (n)", "u"),
    ("RETURN 1 // \u2028 ' \n CREATE (n) // '", "u2028"),
    ("RETURN 1\x00CREATE (n)", "x00"),
    ("\ufeffEXPLAIN CREATE (n)", "ufeff"),
    ("CREATE\u200b (n)", "u200b"),
    ("RETURN 'CREATE (n)", "'"),
    ("RETURN 1 /* CREATE (n)", "/*"),
    ("RETURN 1 AS `x\\` CREATE (n) `", "\\"),
    ("RETURN 1CREATE (n)", "CREATE"),
    ("RETURN 1e5SET n.x = 1", "SET"),
    ("MATCH (n) RETURN 1.SET n.x = 1", "SET"),
    ("MATCH (n) RETURN 1.e5SET n.x = 1", "SET"),
    ("MATCH (n) RETURN [1][0..SET n.x = 1]", "SET"),
    ("MATCH (n) \uff33\uff25\uff34 n.x = 1", "SET"),
    ("MATCH (n) \u017fet n.x = 1", "SET"),
    ("", "empty"),
    ("// nothing but words", "empty"),
]

refused_words = st.sampled_from(sorted(REFUSED)).flatmap(
    lambda word: st.tuples(*(st.sampled_from((c, c.lower())) for c in word)).map("".join)
)
spaces = st.sampled_from([" ", "\n", "\t", "\r\n", " /* SET */ ", " // DROP\n", "/**/"])
harmless = st.sampled_from(
    ["MATCH", "(n:Actor {id: 'CREATE'})", "RETURN", "n.set", "-[:MERGE]->", "`DROP`", '"DELETE"', "1.5", "x", "[1, 2]"]
)


@pytest.mark.parametrize("text", READS)
def test_what_only_reads_passes(text: str) -> None:
    check(text)


@pytest.mark.parametrize(("text", "met"), REFUSES, ids=[text[:40] for text, _ in REFUSES])
def test_what_does_more_is_refused_and_the_word_is_named(text: str, met: str) -> None:
    with pytest.raises(RefusedQuery) as caught:
        check(text)
    assert met in caught.value.message


def test_an_overlong_text_is_not_even_looked_at() -> None:
    check("RETURN 1 //" + "x" * (LONGEST - 11))
    with pytest.raises(TooLarge, match="100001 bytes"):
        check("RETURN 1 //" + "x" * (LONGEST - 10))


def test_parameters_are_found_wherever_they_are_not_quoted() -> None:
    text = "MATCH (n {id: $id}) WHERE n.x = $`a b` RETURN '$no', $0 // $neither"
    assert parameters_of(text) == {"id", "a b", "0"}


@given(st.lists(st.tuples(harmless, spaces), max_size=8), refused_words, spaces, st.lists(harmless, max_size=4))
def test_a_refused_word_is_found_in_whatever_text(
    before: list[tuple[str, str]], word: str, space: str, after: list[str]
) -> None:
    head = "".join(piece + gap for piece, gap in before)
    with pytest.raises(RefusedQuery):
        check(f"{head} {word}{space}{' '.join(after)}")


@given(refused_words, st.text(st.characters(exclude_characters="'\"`\\", categories=["L", "N", "P", "Z"]), max_size=20))
def test_a_quoted_word_is_never_refused(word: str, around: str) -> None:
    around = "".join(around.split()).replace("*/", "")
    for text in (
        f"RETURN '{around} {word} {around}' AS x",
        f'RETURN "{word} {around}" AS x',
        f"RETURN 1 AS `{around}{word}`",
        f"RETURN 1 AS x // {word} {around}",
        f"/* {around} {word} */ RETURN 1 AS x",
        f"MATCH (n:{word})-[:{word}|{word}]->() RETURN n.{word}, ${word}, {{{word}: 1}}",
    ):
        check(text)


@given(st.lists(st.sampled_from(["'", '"', "`", "\\", "//", "/*", "*/", "\n", "1", ".", ":", "{", "CREATE", " ", "x"])))
def test_any_jumble_is_passed_or_refused_and_its_open_words_are_refused(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        check(text)
    except RefusedQuery:
        return
    # what passed has no unquoted CREATE but as a name
    plain = _without_quotes(text)
    for start in (i for i in range(len(plain)) if plain.startswith("CREATE", i)):
        around = plain[:start].rstrip()
        alone = (start == 0 or not (plain[start - 1].isalnum())) and not plain[start + 6 : start + 7].isalnum()
        assert not alone or around.endswith((".", ":", "{"))


@settings(max_examples=300)
@given(st.text())
def test_no_text_breaks_the_guard(text: str) -> None:
    try:
        check(text)
    except RefusedQuery as error:
        assert error.message  # noqa: PT017


def test_a_number_does_not_hide_the_word_that_follows_it() -> None:
    for word in GLUED:
        with pytest.raises(RefusedQuery):
            check(f"MATCH (n) RETURN 0x1F{word} n")


def _without_quotes(text: str) -> str:
    """The text with every quoted piece and comment blanked, by a machine of states: the oracle."""
    out, state, place = [], "", 0
    while place < len(text):
        two, char = text[place : place + 2], text[place]
        if not state and two in ("//", "/*"):
            state, step = two, 2
        elif not state and char in "'\"`":
            state, step = char, 1
        elif state in ("'", '"') and char == "\\":
            step = 2
        elif (state == "//" and char in "\r\n") or (state in ("'", '"', "`") and char == state):
            state, step = "", 1
        elif state == "/*" and two == "*/":
            state, step = "", 2
        else:
            step = 1
            if not state:
                out.append(char)
                place += 1
                continue
        out.append(" " * step)
        place += step
    return "".join(out)
