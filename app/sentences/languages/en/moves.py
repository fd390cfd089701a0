"""Sentences in English on people over time: numbers, whether they add up, moves and plans."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import SaidAmount
from app.sentences.languages.en.singulars import is_one
from app.sentences.languages.en.verbs import GIVING_UP, HANDING_OVER, RECEIVING, VERBS, find_participle
from graph.dates.windows import MAX, MIN, Window
from graph.model.wordings import Amount, AmountForm
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.chain import ChainFacts, MoveFact
    from app.sentences.languages.en.writer import EnglishWriter
    from app.sentences.ledger import LedgerFacts
    from app.sentences.plans import PlanFact, PlansFacts
    from app.sentences.series import CountFact, SeriesFacts

MODES = {
    "intended": "planned to {}",
    "agreed": "agreed to {}",
    "ordered": "was ordered to {}",
    "offered": "offered to {}",
    "under_way": "had begun to {}",
    "expected": "was expected to {}",
    "urged": "was urged to {}",
    "conditional": "was to {}, on conditions",
}
DONE = {"transfers": "moved"}
RECEIVED = (None, "transfers", "exchanges")  # by these people come to the custody of another one


class EnglishOfMoves:
    """Writes facts on numbers over time, ledgers, moves and plans, with the words of the writer of English."""

    def __init__(self, words: "EnglishWriter") -> None:
        self.words = words

    # custody/series

    def write_series(self, facts: "SeriesFacts") -> str:
        words, group = self.words, self.words.name(facts.held)
        opening = words.opening(facts.asked)
        when = self.between(facts.days)
        if not facts.counts and not facts.moves:
            of = f" held by {words.name(facts.holder)}" if facts.holder else ""
            at = f" in {words.name(facts.place)}" if facts.place else ""
            known = "no source here is certain of a count of" if facts.asked.only_certain else "no source here counts"
            once = " at one time" if facts.others else ""
            claims = [[words.records.write_claim(one)] for one in facts.others]
            return words.compose([f"{opening}{known} {group}{of}{at}{once}{when}"], claims)
        has_group = not facts.counts
        largest = max(facts.moves, key=lambda one: one.figure.amount.low if one.figure.amount else 0, default=None)
        moves = [self._say_moves(some, has_group) for some in (facts.moves, (largest,) if largest else ()) if some]
        if not facts.counts:
            return words.compose([opening + text for text in moves], [])
        some = [(*facts.counts[: number - 1], facts.counts[-1]) for number in range(len(facts.counts), 0, -1)]
        leads = [
            opening + self._say_counts(counts) + _say_omitted(facts.omitted + len(facts.counts) - len(counts))
            for counts in some
        ]
        if len(facts.counts) == 1 and not facts.moves:
            leads = [f"{opening}the only figure is {self._name_figure(facts.counts[0])}", *leads]
        return words.compose(leads, [moves])

    def _say_counts(self, counts: Sequence["CountFact"]) -> str:
        """Such as `the SDF held nearly 56,000 residents around 2022, according to X, and 27,488 in 2025, ..`."""
        words, first = self.words, counts[0]
        if first.figure.amount and first.figure.amount.form is AmountForm.VAGUE:
            speakers = words.speakers(first.figure.speakers)
            held = f" held by {words.names_of(first.holders)}" if first.holders else ""
            people = words.people(first.figure.amount, self._group(first), first.figure.unit)
            text = f"{speakers} speaks of {people}{held}{self.time(first.figure)}"
            return "; ".join([text, *([self._say_counts(counts[1:])] if counts[1:] else [])])
        said: list[str] = []
        told = [one for one in counts if one.holders == first.holders]
        for number, one in enumerate(told):
            text = self._name_number(one, has_group=not number)
            before = told[number - 1].figure
            if number and one.figure.days and (one.figure.days, one.figure.unit) == (before.days, before.unit):
                figure = replace(one.figure, days=None) if not one.figure.is_total else one.figure
                said[-1] += f", or {self._name_number(replace(one, figure=figure), has_group=False)}"
            else:
                said.append(text)
        holder = words.names_of(first.holders) if first.holders else ""
        lead = f"{holder} held " if holder else "there were "
        return lead + (said[0] if len(said) == 1 else f"{', '.join(said[:-1])}, and {said[-1]}")

    def _name_number(self, one: "CountFact", *, has_group: bool) -> str:
        figure = one.figure
        people = self.words.people(figure.amount, self._group(one), figure.unit)
        text = ("at most " if figure.is_peak else "") + (
            people if has_group else self.number(figure.amount, figure.unit)
        )
        text += f"{self.time(figure)}{self.words.according(figure.speakers)}"
        same = figure.days  # is said once
        rivals = [replace(rival, days=None) if rival.days == same else rival for rival in one.rivals]
        return text + "".join(f", or {self._say_count([rival])}" for rival in rivals)

    def _group(self, one: "CountFact") -> str:
        return self.words.names_of(one.held)

    def _name_figure(self, one: "CountFact") -> str:
        words = self.words
        held = f" held by {words.names_of(one.holders)}" if one.holders else ""
        people = words.people(one.figure.amount, self._group(one), one.figure.unit)
        return f"{people}{held}{self.time(one.figure)}{words.according(one.figure.speakers)}"

    def _say_moves(self, moves: Sequence["CountFact"], has_group: bool) -> str:
        """Such as `Iraq had received 150 by 22 January 2026, according to X, and about 2,000 later, according to Y`."""
        words, first = self.words, moves[0]
        said = [
            self._name_number(one, has_group=has_group and not number)
            for number, one in enumerate(moves)
            if one.holders == first.holders
        ]
        had = "had " if any(one.figure.is_total for one in moves) else ""
        captures = {one.capture for one in moves}
        took = words.took(captures.pop()) if len(captures) == 1 else "received"
        return f"{words.names_of(first.holders)} {had}{took} {', and '.join(said)}"

    # custody/ledger

    def write_ledger(self, facts: "LedgerFacts") -> str:
        from app.sentences.ledger import LedgerState

        words, group = self.words, self.words.name(facts.held)
        opening, when = words.opening(facts.asked), self.between(facts.days)
        unit = facts.opening[0].unit if facts.opening else "people"
        people = group if unit == "people" else f"{unit} of {group}"
        held = f" held by {words.names_of(facts.holders)}" if facts.holders else ""
        if facts.state in (LedgerState.GAP, LedgerState.CONTRADICTION) and facts.opening and facts.closing:
            start = "the figures leave a gap" if facts.state is LedgerState.GAP else "the figures do not add up"
            lead = self._compare(facts.opening, facts.closing, f"{people}{held}")
            missing = []
            if facts.went:
                missing.append(("departures", self.persons(facts.went, is_rounded=facts.is_rounded)))
            if facts.missing:
                missing.append(("arrivals", self.persons(facts.missing, is_rounded=facts.is_rounded)))
            full, short = (
                " or ".join(f"{moves} {word} {number}" for moves, number in missing) for word in ("that explain", "of")
            )
            claim = (
                f", though {words.names_of(facts.claimers)} says that every move is reported" if facts.claimers else ""
            )
            more = f"; {facts.other_gaps:,} further gaps are open" if facts.other_gaps > 1 else ""
            more = "; one further gap is open" if facts.other_gaps == 1 else more
            second = f"no source here reports {full or 'moves that explain it'}"
            leads = [
                f"{opening}{start}: {lead}",
                f"{opening}{start}: {self._compare(facts.opening, facts.closing, people)}",
            ]
            shortest = f"no source here reports {short}" if short else ""
            seconds = [[f"{second}{claim}{more}", f"{second}{claim}", second, shortest]]
            for one in leads:  # who held them is left out where else what is missing has no room
                text = words.compose([one], seconds)
                if text != words.compose([one], []):
                    return text
            return words.compose(leads[:1], [])
        if facts.state is LedgerState.EXPLAINED:
            start = f"{opening}the reported moves can explain"
            if facts.opening and facts.closing:
                lead = self._compare(facts.opening, facts.closing, f"{people}{held}")
                return words.compose([f"{start} the difference: {lead}"], [])
            return words.compose([f"{start} every difference between two counts of {group}{when}"], [])
        by = f" held by {words.name(facts.holder)}" if facts.holder else ""
        at = f" in {words.name(facts.place)}" if facts.place else ""
        if facts.state is LedgerState.INSIDE:
            inside = f"inside {words.names_of(facts.inside)}" if len(facts.inside) < 3 else "inside one holder"
            lead = f"{opening}there are not enough figures to check: no source here counts {group}{by}{when}"
            return words.compose([lead], [[f"the only moves that are reported are {inside}, from place to place"]])
        if facts.state is LedgerState.TOO_FEW:
            lead = f"{opening}there are not enough figures to check: no source here counts {group}{by}{at} twice{when}"
            return words.compose([lead], [self._sum_moves(facts)])
        return words.compose(
            [f"{opening}no source here counts {group}{by}{at}{when}, or says how many came or went"], []
        )

    def _compare(self, opening: Sequence[SaidAmount], closing: Sequence[SaidAmount], people: str) -> str:
        """Such as `residents fell from nearly 56,000 around 2022, according to X, to roughly 24,000 in 2026, ..`."""
        befores = {one.amount.low if one.amount else 0 for one in opening}
        afters = {one.amount.low if one.amount else 0 for one in closing}
        verb = "changed" if befores != afters else "went"
        if max(afters) < min(befores):
            verb = "fell"
        if min(afters) > max(befores):
            verb = "rose"
        return f"{people} {verb} from {self._say_count(opening)}, to {self._say_count(closing)}"

    def _say_count(self, figures: Sequence[SaidAmount]) -> str:
        """One count, or the ends of several: `900 on 5 January 2026, according to X, or 850, according to Y`."""
        said, first = self.words.according, figures[0]
        words = [f"{self.number(first.amount)}{self.time(first)}{said(first.speakers)}"]
        for one in figures[1:]:
            when = self.time(one) if one.days != first.days else ""
            words.append(f"{self.number(one.amount)}{when}{said(one.speakers)}")
        return ", or ".join(words)

    def _sum_moves(self, facts: "LedgerFacts") -> list[str]:
        """What came and what left by each report, in wordings that get shorter; no sum, which no source gives."""
        holder = self.words.names_of(facts.holders)
        sides = [
            (moves, verb)
            for moves, verb in (
                (facts.came, f"came to {holder}"),
                (facts.left, f"left {holder}"),
                (facts.died, f"died in the custody of {holder}"),
            )
            if moves
        ]
        if not sides:
            return []
        wordings = ["; ".join(self._list_moves(moves, verb, most) for moves, verb in sides) for most in (3, 2, 1)]
        lost = len(facts.left) + len(facts.died)
        if facts.came and lost:
            how = " or ".join(word for word, some in (("left", facts.left), ("died", facts.died)) if some)
            reports = "one more report" if lost == 1 else f"{self.words.number(lost)} more reports"
            is_denied = any(figure.denied_by for figures in (*facts.left, *facts.died) for figure in figures)
            denied = (", which is denied" if lost == 1 else ", which are partly denied") if is_denied else ""
            gone = f"{self.number(facts.lost)} {how} by {reports}{denied}"
            wordings += [f"{self._list_moves(facts.came, sides[0][1], most)}; {gone}" for most in (3, 2, 1)]
        return [f"by the reports {words}" for words in wordings]

    def _list_moves(self, moves: Sequence[Sequence[SaidAmount]], verb: str, most: int) -> str:
        """The largest moves in the order of time: `156 came to Iraq in 2024, according to X, and about 2,000 ..`."""
        largest = sorted(moves, key=lambda one: -(one[0].amount.low if one[0].amount else 0))[:most]
        shown, said = [one for one in moves if one in largest], []
        for place, figures in enumerate(shown):
            first = figures[0]
            text = f"{self.number(first.amount, first.unit)}{f' {verb}' if not place else ''}{self.time(first)}"
            text += self.words.according(first.speakers)
            text += "".join(f", or {self._say_count([one])}" for one in figures[1:])
            denied_by = list(dict.fromkeys(id_ for one in figures for id_ in one.denied_by))
            denies = f"{self.words.speakers(denied_by)} {'deny' if len(denied_by) > 1 else 'denies'}"
            said.append(text + (f", which {denies}" if denied_by else ""))
        more = len(moves) - len(shown)
        tail = "; one more move is reported" if more == 1 else f"; {more:,} more moves are reported" if more else ""
        return (said[0] if len(said) == 1 else f"{', '.join(said[:-1])}, and {said[-1]}") + tail

    # custody/chain

    def write_chain(self, facts: "ChainFacts") -> str:
        words, group = self.words, self.words.name(facts.held)
        opening = words.opening(facts.asked)
        if not facts.moves:
            known = "certainly " if facts.asked.only_certain else ""
            return words.compose(
                [f"{opening}no source here {known}reports a move of {group}{self.between(facts.days)}"], []
            )
        clauses = [self._say_move(one) for one in facts.moves]
        short = self._say_move(facts.moves[0], is_short=True)
        missing = "" if facts.has_giver else "who handed them over is not said"
        shorts = {
            clause: self._say_move(replace(one, from_=())) for clause, one in zip(clauses, facts.moves, strict=True)
        }
        seconds = [[clause, shorts[clause]] for clause in dict.fromkeys(clauses[1:]) if clause != clauses[0]]
        others = facts.others + len(clauses) - 1 - len(seconds)  # with those that would be said in the same words
        more = f"{others:,} more moves are reported" if others > 1 else ""
        more = "one more move is reported" if others == 1 else more
        if facts.dead_others and others:
            what = "deaths" if facts.dead_others == facts.others else "moves or deaths"
            more = f"{self.words.number(others)} more {'report tells' if others == 1 else 'reports tell'} of {what}"
        return words.compose([opening + clauses[0], opening + short], [*seconds, [missing], [more]])

    def _say_move(self, one: "MoveFact", *, is_short: bool = False) -> str:
        """Such as `US Central Command moved 150 ISIS suspects from Syria to Iraq on 21 January 2026, ..`."""
        words, group = self.words, self.words.names_of(one.held)
        figures = [figure for figure in one.figures if figure.amount]
        people = words.people(figures[0].amount, group, figures[0].unit) if figures else group
        of_itself = bool(one.by) and set(one.from_) == set(one.by)  # whoever releases people releases its own
        from_ = f" {'in' if one.is_caught_there else 'from'} {words.names_of(one.from_)}" if one.from_ else ""
        from_ = "" if of_itself else from_
        to = f" to {words.names_of(one.to)}" if one.to else ""
        days = SaidAmount(None, (), one.days, is_around=one.is_around, is_total=one.is_total, weekday=one.weekday)
        when, had = self.time(days), "had " if one.is_total else ""
        verb = VERBS.get(one.predicate or "", VERBS["transfers"])
        if one.to and one.predicate == "transfers" and set(one.by) == set(one.from_):
            verb, from_ = HANDING_OVER, ""
        home = f" {verb.behind}" if verb.behind and verb.behind not in group else ""  # not: took hostages hostage
        if home and words.names_of(one.by) == words.names_of(one.to):  # a country took its citizens home
            to = ""
        if one.is_dead and one.predicate is None:  # some say that they were killed, some that they died
            held_by = from_.replace(" from", " in the custody of", 1) if one.from_ else " in custody"
            text = f"{people} died{held_by}{when}"
        elif one.by and not set(one.by) & set(one.to):
            is_rivalled = len(figures) > 1 and not is_short  # others give another number, of which it says nothing
            moved = f"says it {had}{verb.past}" if one.is_own_word and not is_rivalled else f"{had}{verb.past}"
            text = f"{words.names_of(one.by)} {moved} {people}{home}{from_}{to}{when}"
            text += ", by its own account" if one.is_own_word and is_rivalled else ""
        elif one.to and (one.is_captured or one.predicate in RECEIVED):
            took = "captured" if one.is_captured else "received"
            if one.is_captured and one.predicate in VERBS:
                took = verb.past
            else:
                home = ""
            text = f"{words.names_of(one.to)} {had}{took} {people}{home}{from_}{when}"
        elif one.predicate is None:
            text = f"{people} left{from_.removeprefix(' from')}{to}{when}"
        elif verb.group == "subject":
            before = next((word for word, role in verb.after if role == "from_holder"), "from")
            text = f"{people} {verb.past}{from_.replace(' from', f' {before}', 1)}{to}{when}"
        else:
            amount = figures[0].amount if figures else None
            is_one = amount == Amount(AmountForm.EXACTLY, 1) or group.startswith(("a ", "an ", "one "))
            text = f"{people} {'was' if is_one else 'were'} {find_participle(verb)}{home}{from_}{to}{when}"
        speakers = figures[0].speakers if figures else one.speakers
        text += "" if one.is_own_word else words.according(speakers)
        for figure in figures[1:2] if not is_short else ():
            text += f", or {self.number(figure.amount)}{words.according(figure.speakers)}"
        if one.denied_by:
            text += f", which {words.speakers(one.denied_by)} {'deny' if len(set(one.denied_by)) > 1 else 'denies'}"
        return text

    # plans

    def write_plans(self, facts: "PlansFacts") -> str:
        words, opening = self.words, self.words.opening(facts.asked)
        refused = words.records.write_claim(facts.refused) if facts.refused else ""
        if facts.plan is None and refused:
            return words.compose([opening + refused], [])
        among = words.records.write_claim(facts.among) if facts.among else ""
        if facts.plan is None:
            people = words.nationals(facts.nationality) if facts.nationality else ""
            people = words.name(facts.held) if facts.held else people
            of = f" for {people}" if people else ""
            return words.compose([f"{opening}no source here reports a plan{of}"], [[among]])
        done, seconds = facts.done, []
        lead = self._say_plan(facts.plan)
        if done and done[0].amount:
            verb = find_done(facts.plan.predicate)
            said, when = words.according(done[0].speakers), self.time(done[0])
            said += "".join(f", or {self.number(one.amount)}{words.according(one.speakers)}" for one in done[1:])
            had = "had been" if facts.is_done_known else "may have been"
            if when.endswith(" or later"):  # on a day that nobody names
                had = had.replace("had been", "was" if is_one(done[0].amount) else "were")
            known = "" if facts.is_done_known else ", perhaps not public yet"
            number = self.number(done[0].amount)
            number = f"of these, {number}" if number[0].isdigit() else number  # no sentence begins with digits
            seconds.append([f"{number} {had} {verb}{text}{said}{known}" for text in (when, "")])
        undone = f"that was not carried out{words.according(facts.undone_by)}" if facts.undone_by else ""
        seconds.insert(0, [undone])
        rejected = words.records.write_claim(facts.rejected) if facts.rejected else ""
        doubt = "" if facts.is_other_known else ", perhaps not public yet"
        other = [f"{self._say_plan(facts.other)}{doubt}"] if facts.other else []
        if facts.nationality and facts.nationality not in facts.plan.of_nationality:  # the plan is for others too
            alone = f"no source here reports a plan for {words.nationals(facts.nationality)} alone"
            return words.compose([opening + (among or alone)], [[lead], *seconds])
        refused += ", perhaps not public yet" if refused and not facts.is_refused_known else ""
        return words.compose([opening + lead], [[rejected], *seconds, other, [refused]])

    def _say_plan(self, plan: "PlanFact") -> str:
        """Such as `US Central Command planned to move up to 7,000 ISIS suspects to Iraq, according to X`."""
        words = self.words
        action = self._act(plan) + self.time(plan.figure)
        verb = MODES.get(plan.mode, MODES["intended"])  # a plan may be over by now, and is said in the past
        if plan.mode == "urged" and plan.who:
            return f"{words.speakers(plan.figure.speakers)} urged {words.names_of(plan.who)} to {action}"
        who = words.names_of(plan.who)
        if plan.is_own_word and len(plan.who) == 1:
            return f"{who} said it {verb.format(action)}"
        said = verb.replace("was ", "were ") if len(plan.who) > 1 else verb
        if not who:
            return f"there was a plan to {action}{words.according(plan.figure.speakers)}"
        return f"{who} {said.format(action)}{words.according(plan.figure.speakers)}"

    def _act(self, plan: "PlanFact") -> str:
        """What the predicate says, in the infinitive: `move about 7,000 ISIS suspects from Syria to Iraq`."""
        words = self.words
        verb, _, rest = vocabulary().predicates[plan.predicate].says.partition("} ")[2].partition(" ")
        group = words.names_of(plan.held) if plan.held else ""
        people = words.people(plan.figure.amount, group, plan.figure.unit) if group else ""
        tail = rest.partition("{object}")[2].strip().partition("{")[0].strip()
        tail = tail.removesuffix("from").removesuffix("to").strip()
        from_ = f"from {words.names_of(plan.from_)}" if plan.from_ else ""
        to = f"to {words.names_of(plan.to)}" if plan.to else ""
        infinitive = "move" if plan.predicate == "transfers" else make_infinitive(verb)
        infinitive = HANDING_OVER.base if plan.is_handed else infinitive
        if plan.side:
            infinitive = (GIVING_UP if plan.side == "from_holder" else RECEIVING).base
            return " ".join(filter(None, (infinitive, people, from_, to, "in an exchange")))
        before, _, behind = rest.partition("{object}")
        head = before.strip() if behind or rest.endswith("{object}") else ""
        head = "" if "{" in head else head
        return " ".join(filter(None, (infinitive, head, people, tail, from_, to)))

    # days and numbers

    def number(self, amount: Amount | None, unit: str = "people") -> str:
        text = self.words.amount(amount) if amount else "an unknown number"
        return text if unit == "people" else f"{text} {unit}"

    def persons(self, amount: Amount, *, is_rounded: bool = False) -> str:
        """Such as `about 31,000 to 33,000 people`, `at least about 500 people`, `one person`."""
        is_one = amount.form is AmountForm.EXACTLY and amount.low == 1
        number = self.number(amount)
        if is_rounded and amount.form in (AmountForm.EXACTLY, AmountForm.BETWEEN):
            number = f"about {number}"
        elif is_rounded:
            number = re.sub(r"(?<!about )(?=\d)", "about ", number, count=1)
        return f"{number} {'person' if is_one else 'people'}"

    def time(self, figure: SaidAmount) -> str:
        """When it was: ` around 2022`, ` in January 2023`, ` some time between 2019 and January 2026`."""
        if figure.days is None:
            return ""
        if figure.is_total:
            return f" in all {self.words.up_to(figure.days, figure.weekday)}"
        text = self.words.days(figure.days, around=figure.is_around)
        return f" some time {text}" if text.startswith("between") else f" {text}" if text else ""

    def between(self, days: Window) -> str:
        """The days asked about, where they are limited."""
        if days.earliest == MIN and days.latest == MAX:
            return ""
        if days.earliest == MIN:
            return f" up to {self.words.day(days.latest)}"
        if days.latest == MAX:
            return f" since {self.words.day(days.earliest)}"
        return f" {self.words.days(days)}"


def _say_omitted(number: int) -> str:
    return "" if not number else "; one more figure is given" if number == 1 else f"; {number:,} more figures are given"


def find_done(predicate: str) -> str:
    """What was done to people by a plan that was carried out: moved, released."""
    verb = VERBS.get(predicate)
    return DONE.get(predicate) or (verb and verb.group == "object" and find_participle(verb)) or "done"


def make_infinitive(verb: str) -> str:
    """Such as `release` of `releases`, `carry` of `carries`."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "ches", "shes", "xes")) else verb.removesuffix("s")
