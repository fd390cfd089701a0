"""The benchmark: `python -m tests.bench` from the root of the repository. README.md says how to read what it prints."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from graph.store.store import Store
from tests.bench.at_work import at_work
from tests.bench.balance import random_networks
from tests.bench.balance_years import years
from tests.bench.commands import commands
from tests.bench.dates import reading
from tests.bench.distances import distances
from tests.bench.engines import NAMES, empty_engine, keep_engines, missing
from tests.bench.everyone import everyone
from tests.bench.importing import importing
from tests.bench.ledger import ledgers
from tests.bench.linked import both_axes, solving
from tests.bench.loading import loading
from tests.bench.matching import matching
from tests.bench.measure import Result, not_run, table
from tests.bench.measures import measures
from tests.bench.names import searching
from tests.bench.names_in_texts import names_in_texts
from tests.bench.networks import SIZES, network
from tests.bench.one_group import SIZES as ONE_GROUP
from tests.bench.one_group import one_group
from tests.bench.peers import peers
from tests.bench.plots import plots
from tests.bench.points import first_report
from tests.bench.renewing import renewing
from tests.bench.service import answers
from tests.bench.verify import verifying
from tests.bench.whole import SIZES as WHOLE

PARTS = (
    "points", "loading", "http", "serving", "commands", "edtf", "names", "verify", "ledger", "dates", "measures",
    "match", "balance", "years", "distances", "network", "peers", "one-group", "renewing", "names-in-texts",
    "import",
)  # fmt: skip
QUICK = (60, 400)
IMPORTS = SIZES | {"5L": (500_000, 5_000_000)}
PLOTS = Path("build/bench")


def main(arguments: list[str] | None = None) -> None:
    options = _options(arguments)
    results = []
    with keep_engines() if options.quick else nullcontext():
        for result in _results(options):
            results.append(result)
            print(table([result]).splitlines()[-1], file=sys.stderr, flush=True)
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
    print(table(results))
    print(f"\n{machine['system']}, Python {machine['python']}, {machine['cores']} cores")
    for name, picture in plots(results).items():
        options.plots.mkdir(parents=True, exist_ok=True)
        (options.plots / f"{name}.svg").write_text(picture.svg(), encoding="utf-8")
    if options.json:
        content = {"machine": machine, "quick": options.quick, "results": [result.as_json() for result in results]}
        options.json.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _results(options: argparse.Namespace) -> Iterator[Result]:
    size, rounds = ("quick", 20) if options.quick else ("S", 300)
    for name in options.engine or NAMES:
        why = missing(name)
        if why:
            yield not_run("points, loading", name, why)
            continue
        if "points" in options.only:
            with empty_engine(name) as engine, Store(engine=engine) as store:
                yield first_report(store, rounds)
        if "loading" in options.only:
            yield from loading(name, network(*(QUICK if options.quick else SIZES["S"])), size, rounds // 5)
        if "dates" in options.only:
            yield from both_axes(name, rounds)
        if "renewing" in options.only:
            sizes = {"quick": QUICK} if options.quick else {one: SIZES[one] for one in options.loads}
            for one, shape in sizes.items():
                yield from renewing(name, one, network(*shape))
    if "import" in options.only and "neo4j" in (options.engine or NAMES):
        if why := missing("neo4j"):
            yield not_run("import", "neo4j", why)
        else:
            for one in ("quick",) if options.quick else options.imports:
                yield from importing(network(*({"quick": QUICK} | IMPORTS)[one]), one)
    if "dates" in options.only:
        yield from solving(3, (100, 1_000)) if options.quick else solving(11)
    if "http" in options.only:
        yield from answers(rounds)
    if "serving" in options.only:
        made = network(*(QUICK if options.quick else SIZES["S"]))
        yield from at_work(made, size, 0.2, 1) if options.quick else at_work(made, size, 4.0, 3)
    if "commands" in options.only:
        yield from commands(3 if options.quick else 11)
    if "ledger" in options.only:
        yield from ledgers(3 if options.quick else 15)
    if "one-group" in options.only:
        yield from one_group("embedded", (300, 900) if options.quick else ONE_GROUP)
    if "balance" in options.only:
        yield from random_networks(1, seconds=0.2) if options.quick else random_networks(5)
    if "years" in options.only and not options.quick:
        yield from years("ucdp-dyadic")
        if options.gml:
            yield from years("gml-mid", options.gml)
    if "distances" in options.only:
        yield from distances()
    if "edtf" in options.only:
        yield from reading(2_000) if options.quick else reading()
    if "names" in options.only:
        yield from searching(2_000, 5) if options.quick else searching()
    if "names-in-texts" in options.only:
        yield from names_in_texts(options.re3d)
    if "match" in options.only:
        yield from matching(1_000) if options.quick else matching()
    if "verify" in options.only:
        yield from verifying(8) if options.quick else verifying()
    if "measures" in options.only:
        yield from measures(300, 900, 60, 2) if options.quick else measures(100_000, 150_000, 1_000, 5)
    if "network" in options.only:
        yield from everyone(("quick",) if options.quick else options.sizes, rounds // 5)
    if "peers" in options.only:
        yield from peers(("quick",) if options.quick else ("S", "L"), 5, options.engine or NAMES)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="400 statements, few rounds: to see that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    parser.add_argument("--plots", type=Path, metavar="DIR", default=PLOTS, help=f"write plots there, not to {PLOTS}")
    parser.add_argument("--gml", type=Path, metavar="FILE", help="your gml_part.csv.gz, for the years of its disputes")
    parser.add_argument("--re3d", type=Path, metavar="FOLDER", help="your copy of re3d, whose texts have marked names")
    parser.add_argument("--sizes", nargs="+", choices=WHOLE, default=["S", "L"], help="sizes of everyone's network")
    parser.add_argument(
        "--loads", nargs="+", choices=SIZES, default=["S"], help="sizes of the store that renewing fills"
    )
    parser.add_argument("--imports", nargs="+", choices=IMPORTS, default=["S"], help="sizes of what is imported")
    parser.add_argument("--engine", action="append", choices=NAMES, help="only this engine (may be repeated)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="only these parts")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
