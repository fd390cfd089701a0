"""Kills at random moments, in pieces that can be resumed: python -m tests.torture [--pieces N].

A piece is some kills of the loader, of the embedded engine or of a Neo4j while one source is loaded, every second one
while a service answers; then the load is run to its end and the store is compared with a clean load, node by node and
edge by edge. `state.json` in the folder holds what each piece met, so the next run goes on after the last one.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.torture.pieces import load_cleanly, run_piece

KILLS = {"loader": 200, "engine": 200, "neo4j": 50}
EACH = 5  # kills in a piece


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--pieces", type=int, default=sum(KILLS.values()) // EACH, help="how many to run now")
    reader.add_argument("--folder", type=Path, default=Path("build/torture"), help="for data and for state.json")
    reader.add_argument("--each", type=int, default=EACH, help="kills in a piece")
    asked = reader.parse_args()
    folder = asked.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state.json"
    met = json.loads(state.read_text(encoding="utf-8")) if state.exists() else []
    if other := {piece.get("each", piece["kills"]) for piece in met} - {asked.each}:
        reader.error(f"{state} has pieces of {min(other)} kills: write --each {min(other)}, or another --folder")
    planned = plan_pieces(asked.each)
    clean = load_cleanly(folder / "clean")
    for seed in range(len(met), min(len(met) + asked.pieces, len(planned))):
        victim = planned[seed]
        is_served = planned[:seed].count(victim) % 2 == 1  # every second piece of each victim
        outcome = run_piece(folder / f"{victim}-{seed}", victim, asked.each, seed, is_served, clean)
        met.append({"victim": victim, "seed": seed, "each": asked.each, **vars(outcome)})
        state.write_text(json.dumps(met, indent=1), encoding="utf-8")
        print(f"piece {seed + 1}/{len(planned)}, {victim}: {vars(outcome)}", flush=True)
    for victim in KILLS:
        pieces = [piece for piece in met if piece["victim"] == victim]
        kills, wrong = sum(piece["kills"] for piece in pieces), sum(len(piece["wrong"]) for piece in pieces)
        answers = sum(sum(piece["answers"].values()) for piece in pieces)
        different = sum(bool(piece["differences"]) for piece in pieces)
        print(f"{victim}: {kills} kills, {different} stores that differ, {wrong} of {answers} answers wrong")
    return int(any(piece["wrong"] or piece["differences"] for piece in met))


def plan_pieces(each: int) -> list[str]:
    """The victim of each piece, those of one victim spread evenly over all."""
    pieces = {victim: kills // each for victim, kills in KILLS.items()}
    places = sorted((number / many, victim) for victim, many in pieces.items() for number in range(many))
    return [victim for _, victim in places]


if __name__ == "__main__":
    sys.exit(main())
