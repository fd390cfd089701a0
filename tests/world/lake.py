"""The lake: statements of an invented dispute, and the right answers on who held the lake men. See tests/README.md."""

from graph.custody.day import Custody
from tests.world.builder import answered, said

STATEMENTS = [
    said("ministry", "holds", "league", valid="2020-03-01/2021-06-30", said_on="2021-09-01", key="ministry-held"),
    said("crow-post", "holds 150", "league", observed="2021-01-10", said_on="2021-01-11", key="post-150"),
    said("league", "holds about 140", "league", observed="2021-01-10", said_on="2021-01-12", key="league-140"),
    said("daw-herald", "guards", ("league", "ferry-guard"), observed="2021-02", said_on="2021-03-01",
         key="herald-guards"),
    said("ministry", "transfers 60", on="2021-05-02", said_on="2021-05-03", from_holder="league", to_holder="varn",
         key="ministry-moved", about="spring-march"),
    answered(said("crow-post", "transfers 80", on="2021-05", said_on="2021-06-01", from_holder="league",
                  to_holder="varn", key="post-moved", about="spring-march"), "varn", "denies", "general",
             "varn-denies"),
    said("daw-herald", "holds more than 50", "varn", observed="2022-01-15", said_on="2022-01-20", key="herald-varn"),
    said("ministry", "transfers 5000", mode="intended", on="2021-12", said_on="2021-09-01", from_holder="varn",
         to_holder="league", key="ministry-plans"),
]  # fmt: skip

Told = tuple[list[str], str, str]

# by day: the rows, of whom something was last known, and of whom something was first known
RIGHT: dict[str, Told] = {
    "2020-01-01": ([], "", "ferry-guard league varn"),
    "2021-01-10": (["league certain, stated: (135, 150) disagree"], "", "ferry-guard varn"),
    "2021-02-20": (["league with ferry-guard certain, stated: (135, 150) disagree"], "", "varn"),
    "2021-05-02": (
        [
            "league with ferry-guard certain, stated: (135, 150) lost (0, 80) disagree",
            "varn within, moved: gained (0, 80) disagree denied",
        ],
        "",
        "",
    ),
    "2021-07-01": (
        [
            "ferry-guard with league after, stated:",
            "league with ferry-guard after, stated: lost (60, 80) disagree",
            "varn between, stated: (51, None) gained (60, 80) disagree denied",
        ],
        "",
        "",
    ),
    "2022-06-01": (["varn after, stated: (51, None) gained (60, 80) disagree"], "ferry-guard league", ""),
    "2030-01-01": ([], "ferry-guard league varn", ""),
}


def told(answer: Custody) -> Told:
    """An answer in short."""
    rows = []
    for row in answer.rows:
        assert row.support is not None
        parts = [row.holder, *(f"with {other}" for other in row.joint_with), f"{row.support.kind}, {row.basis}:"]
        parts += [str(row.count[0])] if row.count else []
        parts += [f"gained {row.gained[0]}"] if row.gained else []
        parts += [f"lost {row.lost[0]}"] if row.lost else []
        parts += ["disagree"] * row.counts_disagree + ["denied"] * bool(row.denials)
        rows.append(" ".join(parts))
    last, first = (" ".join(row.holder for row in found) for found in (answer.last_known, answer.first_known))
    return rows, last, first
