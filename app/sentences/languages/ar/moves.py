"""Sentences in Arabic on people over time: numbers, whether they add up, moves and plans."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import SaidAmount
from app.sentences.languages.ar.grammar import (
    PERSON,
    Noun,
    choose_form,
    count_noun,
    write_amount,
    write_day,
    write_days,
    write_period,
    write_up_to,
)
from app.sentences.languages.ar.row_modes import BEHIND_OBJECT, EXCHANGED, HANDING_OVER, UNITS
from app.sentences.languages.ar.verbs import PASSIVE, VERBS
from graph.dates.windows import MAX, MIN, Window
from graph.model.wordings import Amount, AmountForm

if TYPE_CHECKING:
    from app.sentences.chain import ChainFacts, MoveFact
    from app.sentences.languages.ar.writer import ArabicWriter
    from app.sentences.ledger import LedgerFacts
    from app.sentences.plans import PlanFact, PlansFacts
    from app.sentences.series import CountFact, SeriesFacts

RECEIVED = (None, "transfers", "exchanges")  # by these people come to the custody of another one
MOVE = Noun("عمليات نقل", "عملية نقل", "عملية نقل")
# of each mode the verb, for a masculine and for a feminine name, and what joins it to the action
MODES = {
    "intended": ("خطط", "خططت", "ل"),
    "agreed": ("اتفق", "اتفقت", "على "),
    "ordered": ("أُمر", "أُمرت", "ب"),
    "offered": ("عرض", "عرضت", ""),
    "under_way": ("بدأ", "بدأت", ""),
    "expected": ("كان يُتوقع من", "كان يُتوقع من", ""),
    "conditional": ("كان يُشترط على", "كان يُشترط على", ""),
}


class ArabicOfMoves:
    """Writes facts on numbers over time, ledgers, moves and plans, with the words of the writer of Arabic."""

    def __init__(self, words: "ArabicWriter") -> None:
        self.words = words

    # custody/series

    def write_series(self, facts: "SeriesFacts") -> str:
        words = self.words
        opening = words.opening(facts.asked)
        if not facts.counts and not facts.moves:
            who = self._who(facts.held, facts.holder, facts.place)
            once = " في وقت واحد" if facts.others else ""
            claims = [[words.records.write_claim(one)] for one in facts.others]
            return words.compose([f"{opening}لا يذكر أي مصدر هنا عدد {who}{once}{self.between(facts.days)}"], claims)
        has_group = not facts.counts
        largest = max(facts.moves, key=lambda one: one.figure.amount.low if one.figure.amount else 0, default=None)
        moves = [self._say_moves(some, has_group) for some in (facts.moves, (largest,) if largest else ()) if some]
        if not facts.counts:
            return words.compose([opening + text for text in moves], [])
        some = [(*facts.counts[: number - 1], facts.counts[-1]) for number in range(len(facts.counts), 0, -1)]
        leads = [
            opening
            + self._say_counts(counts)
            + ("؛ وهناك أرقام أخرى" if facts.omitted or len(counts) < len(facts.counts) else "")
            for counts in some
        ]
        if len(facts.counts) == 1 and not facts.moves:
            leads = [f"{opening}الرقم الوحيد هو {self._name_number(facts.counts[0], has_group=True)}", *leads]
        return words.compose(leads, [moves])

    def _who(self, held: str, holder: str | None, place: str | None) -> str:
        words = self.words
        by = f" لدى {words.name(holder)}" if holder else ""
        return f"{words.name(held)}{by}" + (f" في {words.name(place)}" if place else "")

    def _say_counts(self, counts: Sequence["CountFact"]) -> str:
        """Such as `كانت قوات سوريا الديمقراطية تحتجز ما يقارب 56,000 مقيم نحو عام 2022، بحسب س، و27,488 في ..`."""
        words, first = self.words, counts[0]
        if first.figure.amount and first.figure.amount.form is AmountForm.VAGUE:
            speaks = words.verb(first.figure.speakers[0], "يتحدث", "تتحدث")
            held = f" لدى {words.names_of(first.holders)}" if first.holders else ""
            text = (
                f"{speaks} {words.speakers(first.figure.speakers)} عن {words.people(first.figure, first.held[0])}{held}"
            )
            text += self.time(first.figure)
            return "؛ و".join([text, *([self._say_counts(counts[1:])] if counts[1:] else [])])
        said = [
            self._name_number(one, has_group=not number)
            for number, one in enumerate(counts)
            if one.holders == first.holders
        ]
        if not first.holders:
            return f"كان هناك {'، و'.join(said)}"
        holder = first.holders[0]
        was, holds = words.verb(holder, "كان", "كانت"), words.verb(holder, "يحتجز", "تحتجز")
        return f"{was} {words.names_of(first.holders)} {holds} {'، و'.join(said)}"

    def _name_number(self, one: "CountFact", *, has_group: bool) -> str:
        figure = one.figure
        is_named = has_group or figure.unit != "people"
        text = self.words.people(figure, one.held[0]) if is_named else self.number(figure.amount)
        return f"{text}{self.time(figure)}{self.words.according(figure.speakers)}"

    def _say_moves(self, moves: Sequence["CountFact"], has_group: bool) -> str:
        words, first = self.words, moves[0]
        said = [
            self._name_number(one, has_group=has_group and not number)
            for number, one in enumerate(moves)
            if one.holders == first.holders
        ]
        took = words.verb(first.holders[0], "تسلّم", "تسلّمت")
        return f"{took} {words.names_of(first.holders)} {'، و'.join(said)}"

    # custody/ledger

    def write_ledger(self, facts: "LedgerFacts") -> str:
        from app.sentences.ledger import LedgerState

        words = self.words
        opening, when = words.opening(facts.asked), self.between(facts.days)
        held = f" لدى {words.names_of(facts.holders)}" if facts.holders else ""
        people = words.name(facts.held)
        if facts.state in (LedgerState.GAP, LedgerState.CONTRADICTION) and facts.opening and facts.closing:
            start = "تترك الأرقام فجوة" if facts.state is LedgerState.GAP else "لا تتطابق الأرقام"
            missing = [
                f"{moves} {self._persons(amount)}"
                for moves, amount in (("مغادرة تفسر غياب", facts.went), ("وصولًا يفسر زيادة", facts.missing))
                if amount
            ]
            second = f"لا يذكر أي مصدر هنا {' أو '.join(missing) or 'ما يفسر الفرق'}"
            claim = ""
            if facts.claimers:
                says = words.verb(facts.claimers[0], "يقول", "تقول")
                claim = f"، مع أن {words.names_of(facts.claimers)} {says} إن كل نقل مذكور"
            leads = [
                f"{opening}{start}: {self._compare(facts.opening, facts.closing, of)}" for of in (people + held, people)
            ]
            return words.compose(leads, [[second + claim, second]])
        if facts.state is LedgerState.EXPLAINED:
            start = f"{opening}يمكن لعمليات النقل المذكورة أن تفسر"
            if facts.opening and facts.closing:
                return words.compose(
                    [f"{start} الفرق: {self._compare(facts.opening, facts.closing, people + held)}"], []
                )
            return words.compose([f"{start} كل فرق بين عددين من {people}{when}"], [])
        who = self._who(facts.held, facts.holder, facts.place)
        few = f"{opening}لا تكفي الأرقام للتحقق: لا يذكر أي مصدر هنا عدد {who} مرتين{when}"
        if facts.state is LedgerState.INSIDE:
            return words.compose([few], [[f"عمليات النقل الوحيدة المذكورة هي داخل {words.names_of(facts.inside)}"]])
        if facts.state is LedgerState.TOO_FEW:
            return words.compose([few], [self._sum_moves(facts)])
        return words.compose([f"{opening}لا يذكر أي مصدر هنا عدد {who}{when}، ولا عدد من جاء أو غادر"], [])

    def _persons(self, amount: Amount) -> str:
        return count_noun(amount, PERSON, "الأشخاص")

    def _compare(self, opening: Sequence[SaidAmount], closing: Sequence[SaidAmount], people: str) -> str:
        befores = {one.amount.low if one.amount else 0 for one in opening}
        afters = {one.amount.low if one.amount else 0 for one in closing}
        verb = "تغيّر" if befores != afters else "بقي"
        if max(afters) < min(befores):
            verb = "انخفض"
        if min(afters) > max(befores):
            verb = "ارتفع"
        return f"{verb} عدد {people} من {self._say_count(opening)}، إلى {self._say_count(closing)}"

    def _say_count(self, figures: Sequence[SaidAmount]) -> str:
        """One count, or the ends of several, each with who gives it."""
        said, first = self.words.according, figures[0]
        words = [f"{self.number(first.amount)}{self.time(first)}{said(first.speakers)}"]
        for one in figures[1:]:
            when = self.time(one) if one.days != first.days else ""
            words.append(f"{self.number(one.amount)}{when}{said(one.speakers)}")
        return "، أو ".join(words)

    def _sum_moves(self, facts: "LedgerFacts") -> list[str]:
        """What came and what left by each report, in wordings that get shorter; no sum, which no source gives."""
        holder = self.words.names_of(facts.holders)
        sides = [
            (moves, verb)
            for moves, verb in (
                (facts.came, f"جاء إلى {holder}"),
                (facts.left, f"غادر {holder}"),
                (facts.died, f"توفي في الاحتجاز لدى {holder}"),
            )
            if moves
        ]
        if not sides:
            return []
        wordings = ["؛ و".join(self._list_moves(moves, verb, most) for moves, verb in sides) for most in (3, 2, 1)]
        if facts.came and facts.lost and (facts.left or facts.died):
            how = " أو ".join(word for word, some in (("غادر", facts.left), ("توفي", facts.died)) if some)
            denied = any(figure.denied_by for figures in (*facts.left, *facts.died) for figure in figures)
            lost = f"وبحسب تقارير أخرى{'، بعضها منفي،' if denied else ''} {how} {self._persons(facts.lost)}"
            wordings += [f"{self._list_moves(facts.came, sides[0][1], most)}؛ {lost}" for most in (3, 2, 1)]
        return wordings

    def _list_moves(self, moves: Sequence[Sequence[SaidAmount]], verb: str, most: int) -> str:
        words = self.words
        largest = sorted(moves, key=lambda one: -(one[0].amount.low if one[0].amount else 0))[:most]
        said = []
        for figures in (one for one in moves if one in largest):
            first = figures[0]
            people = self._persons(first.amount) if first.amount else self.number(first.amount)
            if first.amount and first.unit != "people":
                people = count_noun(first.amount, UNITS[first.unit][0], UNITS[first.unit][0].plural)
            text = f"{people}{self.time(first)}{words.according(first.speakers)}"
            text += "".join(f"، أو {self._say_count([one])}" for one in figures[1:])
            denied_by = list(dict.fromkeys(id_ for one in figures for id_ in one.denied_by))
            if denied_by:
                text += f"، وهو ما {words.verb(denied_by[0], 'ينفيه', 'تنفيه')} {words.speakers(denied_by)}"
            said.append(text)
        more = len(moves) - len(said)
        tail = f"؛ وهناك {'' if more < 3 else f'{more:,} '}{choose_form(more, MOVE)} أخرى" if more else ""
        return f"{verb} {'، و'.join(said)}{tail}"

    # custody/chain

    def write_chain(self, facts: "ChainFacts") -> str:
        words, opening = self.words, self.words.opening(facts.asked)
        if not facts.moves:
            none = f"{opening}لا يذكر أي مصدر هنا نقلًا يخص {words.name(facts.held)}"
            return words.compose([none + self.between(facts.days)], [])
        clauses = [self._say_move(one) for one in facts.moves]
        leads = [opening + clauses[0], opening + self._say_move(facts.moves[0], is_short=True)]
        missing = "" if facts.has_giver else "لا يُذكر من سلّمهم"
        more = f"هناك {choose_form(facts.others, MOVE)} أخرى"
        if facts.dead_others:
            more = f"هناك {facts.others:,} من التقارير الأخرى عن وفيات أو نقل"
        elif facts.others > 2:
            more = f"هناك {facts.others:,} {choose_form(facts.others, MOVE)} أخرى"
        rest = [
            [clause, self._say_move(replace(one, from_=()))] for clause, one in zip(clauses, facts.moves, strict=True)
        ]
        return words.compose(leads, [*rest[1:], [missing], [more if facts.others else ""]])

    def _say_move(self, one: "MoveFact", *, is_short: bool = False) -> str:
        words = self.words
        figures = [figure for figure in one.figures if figure.amount]
        people = words.people(figures[0], one.held[0]) if figures else words.group(one.held[0])
        from_ = f" {'في' if one.is_caught_there else 'من'} {words.names_of(one.from_)}" if one.from_ else ""
        to = f" إلى {words.names_of(one.to)}" if one.to else ""
        days = SaidAmount(None, (), one.days, is_around=one.is_around, is_total=one.is_total, weekday=one.weekday)
        when = self.time(days)
        if one.is_dead and (one.predicate is None or not one.by):
            held = f" لدى {words.names_of(one.from_)}" if one.from_ else ""
            text = f"توفي {people} في الاحتجاز{held}{when}"
        elif one.by and not set(one.by) & set(one.to):
            forms = VERBS.get(one.predicate or "", VERBS["transfers"])
            if one.to and one.predicate == "transfers" and set(one.by) == set(one.from_):
                forms, from_ = HANDING_OVER[0], ""
            first, _, rest = words.verb(one.by[0], *forms).partition(" ")  # the doer stands behind the verb itself
            behind = f" {BEHIND_OBJECT[one.predicate]}" if one.predicate in BEHIND_OBJECT else ""
            people = people + behind if behind else f"{rest} {people}".strip()
            from_ = "" if set(one.from_) == set(one.by) else from_
            moved = first
            text = f"{moved} {words.names_of(one.by)} {people}{from_}{to}{when}"
            if one.is_own_word:
                says = words.verb(one.by[0], "يقول", "تقول")
                it = words.verb(one.by[0], "إنه", "إنها")
                text = f"{says} {words.names_of(one.by)} {it} {moved} {people}{from_}{to}{when}"
        elif one.to and (one.is_captured or one.predicate in RECEIVED):
            masculine, feminine = ("أسر", "أسرت") if one.is_captured else ("تسلّم", "تسلّمت")
            text = f"{words.verb(one.to[0], masculine, feminine)} {words.names_of(one.to)} {people}{from_}{when}"
        elif one.predicate is None:
            text = f"شمل النقل {people}{from_}{to}{when}"
        else:
            forms = PASSIVE.get(one.predicate) or VERBS[one.predicate]
            verb = forms[0] if figures else words.verb(one.held[0], *forms)
            text = f"{verb} {people if figures else words.subject(one.held[0])}{from_}{to}{when}"
        if not one.is_own_word:
            text += words.according(figures[0].speakers if figures else one.speakers)
        for figure in figures[1:2] if not is_short else ():
            text += f"، أو {self.number(figure.amount)}{words.according(figure.speakers)}"
        if one.denied_by:
            text += f"، وهو ما {words.verb(one.denied_by[0], 'ينفيه', 'تنفيه')} {words.speakers(one.denied_by)}"
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
            of = f" بشأن {people}" if people else ""
            return words.compose([f"{opening}لا يذكر أي مصدر هنا خطة{of}"], [[among]])
        done, seconds = facts.done, []
        if done and done[0].amount:
            said = words.according(done[0].speakers)
            said += "".join(f"، أو {self.number(one.amount)}{words.according(one.speakers)}" for one in done[1:])
            people = self._persons(done[0].amount)
            verb = "نُقل" if facts.plan.predicate == "transfers" else "نُفّذ ذلك بحق"
            known = "" if facts.is_done_known else "، وربما لم يكن ذلك معلنًا بعد"
            seconds.append([f"{verb} {people}{text}{said}{known}" for text in (self.time(done[0]), "")])
        seconds.insert(0, [f"لم يُنفّذ ذلك{words.according(facts.undone_by)}" if facts.undone_by else ""])
        other = [self._say_plan(facts.other)] if facts.other else []
        rejected = words.records.write_claim(facts.rejected) if facts.rejected else ""
        if facts.nationality and facts.nationality not in facts.plan.of_nationality:  # the plan is for others too
            alone = f"لا يذكر أي مصدر هنا خطة بشأن {words.nationals(facts.nationality)} وحدهم"
            return words.compose([opening + (among or alone)], [[self._say_plan(facts.plan)], *seconds])
        refused += "، وربما لم يكن ذلك معلنًا بعد" if refused and not facts.is_refused_known else ""
        return words.compose([opening + self._say_plan(facts.plan)], [[rejected], *seconds, other, [refused]])

    def _say_plan(self, plan: "PlanFact") -> str:
        words, action = self.words, self._act(plan) + self.time(plan.figure)
        who, said = words.names_of(plan.who), words.according(plan.figure.speakers)
        if plan.mode == "urged" and who:
            urges = words.verb(plan.figure.speakers[0], "حث", "حثت")
            return f"{urges} {words.speakers(plan.figure.speakers)} {who} على {action}"
        if not who:
            return f"كانت هناك خطة {_join_noun('ل', action)}{said}"
        masculine, feminine, joint = MODES.get(plan.mode, MODES["intended"])
        verb = words.verb(plan.who[0], masculine, feminine)
        if plan.is_own_word and len(plan.who) == 1:
            says, it = words.verb(plan.who[0], "قال", "قالت"), words.verb(plan.who[0], "إنه", "إنها")
            return f"{says} {who} {it} {verb} {_join_noun(joint, action)}"
        return f"{verb} {who} {_join_noun(joint, action)}{said}"

    def _act(self, plan: "PlanFact") -> str:
        """The verbal noun of a predicate with its object: `نقل نحو 7,000 مشتبه .. من سوريا إلى العراق`."""
        words = self.words
        noun = words.names.find_word(plan.predicate) or "إجراء بشأن"
        people = " و".join(
            words.people(plan.figure, id_) if plan.figure.amount else words.name(id_) for id_ in plan.held[:3]
        )
        from_ = f" من {words.names_of(plan.from_)}" if plan.from_ else ""
        to = f" إلى {words.names_of(plan.to)}" if plan.to else ""
        if plan.side:
            return f"{EXCHANGED[plan.side][1]} {people}{from_}{to} في عملية تبادل"
        return f"{noun} {people}{from_}{to}"

    # days and numbers

    def number(self, amount: Amount | None) -> str:
        return write_amount(amount) if amount else "عدد غير معروف"

    def time(self, figure: SaidAmount) -> str:
        """When it was: ` نحو عام 2022`, ` في يناير/كانون الثاني 2023`."""
        if figure.days is None:
            return ""
        if figure.is_total:
            return f" في المجموع {write_up_to(figure.days, figure.weekday)}"
        if figure.is_around:
            return f" نحو {write_period(figure.days.earliest, figure.days.latest)}"
        text, peak = write_days(figure.days), " على الأكثر" if figure.is_peak else ""
        return peak + (f" في وقت ما {text}" if text.startswith("بين") else f" {text}" if text else "")

    def between(self, days: Window) -> str:
        """The days asked about, where they are limited."""
        if days.earliest == MIN and days.latest == MAX:
            return ""
        if days.earliest == MIN:
            return f" حتى {write_day(days.latest)}"
        return f" منذ {write_day(days.earliest)}" if days.latest == MAX else f" {write_days(days)}"


def _join_noun(joint: str, action: str) -> str:
    """What joins a verb to a verbal noun; before the article `ل` takes its first letter: `للإفراج`."""
    return f"لل{action[2:]}" if joint == "ل" and action.startswith("ال") else f"{joint}{action}"
