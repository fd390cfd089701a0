"""Cypher made by a grammar: reads, writes, and writes in every dress within reads, as a stranger would hide them."""

import random
from collections.abc import Callable

from graph.cypher.schema import ALLOWED
from tests.attack.honest import HONEST

SPACES = [" ", " ", " ", " ", "\n", "\t", "\r\n", "\r", "  ", " /* x */ ", "/**/", " // x\n", "/* ' */", "/* ` */ ",
          "//\r"]  # fmt: skip
ODD_SPACES = ["\u00a0", "\u2003", "\u3000", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1f", "\u200b",
              "\u200d", "\u2060", "\ufeff", "\u180e", "\u1680", "\u202f", "\u205f", "\x00", "\xad", ""]  # fmt: skip
NAMES = ["n", "m", "x", "r", "set", "SET", "create", "Delete", "`n`", "`a b`", "`SET n.x = 1`", "``", "`a``b`", "é",
         "_", "case", "end", "exists", "call", "match", "load", "foreach", "merge", "all", "any", "in", "not", "null",
         "trim", "n1"]  # fmt: skip
LABELS = ["Actor", "Group", "SET", "`CREATE`", "Merge", "A", "$(x)", "Delete", "%", "!A", "A|B", "A&!B"]
STRINGS = ["'a'", '"a"', "''", "'\\''", "'it\\'s'", "'CREATE (n)'", '"\\u0027"', "'\\u0027 CREATE (n) //'", "'\\\\'",
           "'\\n'", "'// x'", "'/*'", '"*/"', "'`'", "'\\\\u0027'", "'\\u005c'", "'\\U00000027 SET '", "'\u2028'",
           "'a\\", "'\\u00'"]  # fmt: skip
NUMBERS = ["0", "1", "1.5", "1e5", "0x1F", "0o17", ".5", "1_000", "1.", "0..1", "1e", "00", "9223372036854775808",
           "1CREATE"]  # fmt: skip
OPERATORS = ["+", "-", "*", "/", "%", "^", "=", "<>", "<", ">=", "=~", "AND", "OR", "XOR", "IN", "CONTAINS",
             "STARTS WITH", "ENDS WITH", "||", "IS NULL AND", "IS NOT NULL OR", "::", "IS TYPED", "!="]  # fmt: skip
PROCEDURES = ["db.labels()", "dbms.listConfig()", "db.createLabel('Stray')", "apoc.create.node(['Stray'], {})",
              "sql('DROP TYPE A')", "tx.setMetaData({})", "db.index.fulltext.createNodeIndex('a', ['b'], ['c'])",
              "`apoc.cypher.doIt`('CREATE (n)', {})", "apoc.cypher.runWrite('CREATE (n)', {})",
              "db.labels() YIELD label", "DB.Labels", "db.ping()"]  # fmt: skip
STRANGE = ["apoc.cypher.runFirstColumn", "util.sleep", "sql.eval", "load.csv", "file", "system.env", "date.x",
           "text.random", "gds.x"]  # fmt: skip
EDGES = ["--", "-->", "<--", "-[e]-", "-[:HOLDS]->", "-[e:SET|CREATE]->", "-[*1..2]-", "<-[e {x: 1}]-", "-[:A*]->",
         "-[e WHERE e.x = 1]->"]  # fmt: skip
WORDS = ["CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "LOAD", "CALL", "DROP", "INSERT", "USE",
         "SHOW", "FINISH", "ALTER", "GRANT", "NODETACH", "START", "STOP", "PROFILE", "EXPLAIN", "CYPHER",
         "IN TRANSACTIONS", "ON CREATE", "UNION", "WITH", "RETURN", "YIELD", "WHERE", "ORDER BY", "LIMIT", "CASE",
         "WHEN", "END", "LET", "FILTER", "FOR", "NEXT", "PROPERTY", "GRAPH"]  # fmt: skip
SIGNS = [*"$:|,([{-*+=)}].", ".."]
# how a read begins, and which names are known then
BEGIN = "MATCH (n)-[r]-(m) WITH *, 1 AS x"
STARTS = ["", BEGIN, ", ".join([BEGIN, *(f"n AS {name}" for name in NAMES[4:] if name != "``")])]
DEEPEST = 4


class Grammar:
    """Texts from one seed. Each method makes what its name says; `depth` keeps them short."""

    def __init__(self, seed: int) -> None:
        self.chance, self.depth = random.Random(seed), 0

    def text(self) -> str:
        """A whole text: mostly a read with a write somewhere in it."""
        draw = self.chance.random()
        if draw < 0.1:
            made = self.query()
        elif draw < 0.55:
            made = self.hide(self.query(), self.dress(self.write()))
        elif draw < 0.75:
            made = self.hide(self.query(), self.disguise(self.pick(WORDS)))
        elif draw < 0.9:
            made = self.hide(self.pick(HONEST), self.dress(self.write()))
        else:
            made = self.shuffle(self.query() + " " + self.write())
        return (
            self.pick(["", "", "", "", "EXPLAIN ", "PROFILE ", "CYPHER 5 ", "USE neo4j ", "\ufeff", ";", "// x\n"])
            + made
        )

    def pick(self, some: list[str]) -> str:
        return self.chance.choice(some)

    def one_of(self, *makes: Callable[[], str]) -> str:
        """Made by one of some, by the first where it is deep enough."""
        if self.depth > DEEPEST:
            return makes[0]()
        self.depth += 1
        try:
            return self.chance.choice(makes)()
        finally:
            self.depth -= 1

    def name(self) -> str:
        return self.pick(NAMES[:4]) if self.chance.random() < 0.7 else self.pick(NAMES)

    def node_name(self) -> str:
        return self.pick(["n", "m", "a", "b", ""]) if self.chance.random() < 0.7 else self.pick(NAMES[4:])

    def query(self) -> str:
        start = "" if self.depth else self.pick(STARTS)
        clauses = [*filter(None, [start]), *(self.reading() for _ in range(self.chance.randint(0, 2)))]
        return self.space().join([*clauses, f"RETURN {self.expression()} AS {self.alias()}{self.tail()}"])

    def alias(self) -> str:
        return f"y{self.chance.randrange(10)}" if self.chance.random() < 0.7 else self.pick(NAMES)

    def tail(self) -> str:
        return self.pick(["", "", "", " LIMIT 1", " ORDER BY 1 SKIP 1", ";", " UNION RETURN 1 AS x", "\n//", "/* */"])

    def reading(self) -> str:
        return self.one_of(
            lambda: f"MATCH ({self.name()})",
            lambda: f"MATCH {self.pattern()}",
            lambda: f"MATCH {self.pattern()} WHERE {self.expression()}",
            lambda: f"OPTIONAL MATCH p = {self.pattern()}",
            lambda: f"UNWIND {self.expression()} AS {self.alias()}",
            lambda: f"WITH *, {self.expression()} AS {self.alias()}",
            lambda: f"WITH * {self.pick(['', 'WHERE true', 'LIMIT 1', 'ORDER BY 1'])}",
            lambda: f"CALL {{ {self.query()} }}",
            lambda: f"CALL ({self.name()}) {{ {self.query()} }}",
            lambda: f"CALL {self.pick(PROCEDURES)}",
            lambda: f"MATCH (({self.name()})--(m)){self.pick(['+', '*', '{1,2}'])}",
        )

    def pattern(self) -> str:
        node = lambda: f"({self.node_name()}{self.pick(['', ':' + self.pick(LABELS)])}{self.pick(['', '', ' {x: 1}'])})"  # noqa: E731
        return node() + "".join(self.pick(EDGES) + node() for _ in range(self.chance.randint(0, 2)))

    def expression(self) -> str:
        return self.one_of(
            lambda: self.pick(NUMBERS),
            lambda: self.pick(STRINGS),
            self.name,
            lambda: f"{self.name()}.{self.name()}",
            lambda: f"${self.name()}",
            lambda: f"{self.expression()} {self.pick(OPERATORS)} {self.expression()}",
            lambda: f"({self.expression()})",
            lambda: f"[{self.expression()}, {self.expression()}]",
            lambda: f"[{self.name()} IN {self.expression()} WHERE {self.expression()} | {self.expression()}]",
            lambda: f"{{{self.name()}: {self.expression()}, {self.name()}: {self.expression()}}}",
            lambda: f"{self.name()} {{.*, {self.name()}: {self.expression()}}}",
            lambda: f"CASE {self.pick(['', 'n'])} WHEN {self.expression()} THEN {self.expression()} ELSE 1 END",
            lambda: f"{self.pick(['EXISTS', 'COUNT', 'COLLECT'])} {{ {self.query()} }}",
            lambda: f"EXISTS {{ {self.pattern()} }}",
            lambda: f"{self.pick(list(ALLOWED))}({self.expression()})",
            lambda: f"{self.pick(STRANGE)}({self.expression()})",
            lambda: f"reduce(s = 0, y IN {self.expression()} | {self.expression()})",
            lambda: f"{self.pick(['NOT', 'DISTINCT', '-', '+'])} {self.expression()}",
            lambda: f"{self.expression()}[{self.expression()}..{self.expression()}]",
            lambda: f"trim({self.pick(['BOTH', 'LEADING', ''])} {self.expression()} FROM {self.expression()})",
            lambda: f"size([{self.pattern()} | {self.expression()}])",
        )

    def write(self) -> str:
        """A clause that writes, reads a file, or does something else that only an owner may."""
        return self.one_of(
            lambda: "CREATE (:Stray)",
            lambda: f"CREATE {self.pattern()}",
            lambda: f"MERGE {self.pattern()} ON CREATE SET {self.name()}.x = 1",
            lambda: f"SET {self.name()}.x = {self.expression()}",
            lambda: f"SET {self.name()}:{self.pick(LABELS)}",
            lambda: f"SET {self.name()} += {{x: 1}}",
            lambda: f"SET {self.name()}[{self.expression()}] = 1",
            lambda: f"REMOVE {self.name()}.x",
            lambda: f"{self.pick(['', 'DETACH ', 'NODETACH '])}DELETE {self.expression()}",
            lambda: f"FOREACH ({self.name()} IN {self.expression()} | {self.write()})",
            lambda: f"LOAD CSV {self.pick(['', 'WITH HEADERS '])}FROM {self.expression()} AS row",
            lambda: f"CALL {{ {self.write()} }}{self.pick(['', ' IN TRANSACTIONS', ' IN 2 CONCURRENT TRANSACTIONS'])}",
            lambda: f"CALL ({self.name()}) {{ {self.write()} RETURN 1 AS y }}",
            lambda: f"CALL {self.pick(PROCEDURES)}",
            lambda: f"INSERT {self.pattern()}",
            lambda: f"DROP {self.pick(['INDEX a', 'CONSTRAINT b', 'DATABASE neo4j', 'USER x'])} IF EXISTS",
            lambda: "CREATE INDEX a IF NOT EXISTS FOR (n:A) ON (n.x)",
            lambda: f"SHOW {self.pick(['USERS', 'TRANSACTIONS', 'FUNCTIONS', 'SETTINGS', 'INDEXES'])}",
            lambda: f"USE {self.pick(['system', 'neo4j', 'graph.byName(x)'])}",
            lambda: "TERMINATE TRANSACTIONS 'x'",
            lambda: f"EXISTS {{ {self.write()} RETURN 1 }}",
        )

    def space(self) -> str:
        return self.pick(SPACES) if self.chance.random() < 0.95 else self.pick(ODD_SPACES)

    def dress(self, write: str) -> str:
        """A write whose first word, or whose spaces, look like something else."""
        first, gap, rest = write.partition(" ")
        if self.chance.random() < 0.6:
            first = self.disguise(first)
        if self.chance.random() < 0.3:
            gap = self.pick([*SPACES, *ODD_SPACES])
        return first + gap + rest

    def disguise(self, word: str) -> str:
        place = self.chance.randrange(len(word) + 1)
        letter = word[place : place + 1]
        return self.chance.choice(
            [
                lambda: word,
                word.lower,
                word.swapcase,
                lambda: "".join(self.chance.choice((one, one.lower())) for one in word),
                lambda: f"{word[:place]}\\u{ord(letter or ' '):04x}{word[place + 1 :]}",
                lambda: f"`{word}`",
                lambda: f"{word[:place]}{self.pick(SPACES)}{word[place:]}",
                lambda: f"{word[:place]}{self.pick(ODD_SPACES)}{word[place:]}",
                lambda: word.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}),
                lambda: word.replace("S", "\u017f").replace("K", "\u212a"),
                lambda: f"{self.pick(NUMBERS)}{word}",
                lambda: f"{self.pick(STRINGS)}{word}",
                lambda: f"{self.pick(SIGNS)}{word}",
                lambda: f"{self.name()} {word}",
                lambda: f"{self.pick(WORDS)} {word}",
                lambda: f"/* */{word}/* */",
                lambda: f"'{self.pick(['', 'a', chr(92)])}' {word}",
            ]
        )()

    def hide(self, read: str, hidden: str) -> str:
        """Something put into a read, at a space or in the place of a piece of it."""
        gaps = [n for n, one in enumerate(read) if one in " ({[|,:."] + [0, len(read)]
        place = self.chance.choice(gaps)
        end = place if self.chance.random() < 0.7 else min(len(read), place + self.chance.randrange(12))
        return f"{read[:place]}{self.space()}{hidden}{self.space()}{read[end:]}"

    def shuffle(self, text: str) -> str:
        """The words of a text in another order, or some of them twice."""
        words = text.split(" ")
        for _ in range(self.chance.randint(1, 4)):
            place = self.chance.randrange(len(words))
            words.insert(
                self.chance.randrange(len(words)), words.pop(place) if self.chance.random() < 0.7 else words[place]
            )
        return " ".join(words)
