"""Arabic sentences on what the record says: disputes, silences, paths, events, entities, statements, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.sentences.disputes import SILENT, ClashFact, ContestedFacts, ObjectionFact
from app.sentences.facts import SaidAmount
from app.sentences.handovers import find_handover
from app.sentences.languages.ar.grammar import (
    ARABIC,
    STEP,
    count_things,
    join,
    write_amount,
    write_asked_days,
    write_day,
    write_days,
    write_period,
    write_up_to,
)
from app.sentences.languages.ar.row_modes import HANDING_OVER, MODES, NOUNS
from app.sentences.languages.ar.verbs import EVENTS, HELD_BY, KINDS, OTHER, PASSIVE, TERMS, VERBS
from app.sentences.paths import PathsFacts
from app.sentences.readings import ReadingFacts, TypedFacts, fill_reading
from app.sentences.records import ChangesFacts, EntityFacts, EventsFacts, OneStatementFacts, SearchFacts
from app.sentences.silences import GapFact, SilencesFacts
from app.sentences.statements import StatementFact, find_counted_role
from graph.dates.windows import MAX, MIN, Window

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter

MOST_WORDS = 52
PEOPLE = ("people", "men", "women", "children", "families")
OF_TERMS = ("forbids", "guarantees", "rejects")
# stance: the verb in the masculine and in the feminine
STANCES = {
    "denied": ("ينفي", "تنفي"),
    "denies": ("ينفي", "تنفي"),
    "corrected": ("يصحح", "تصحح"),
    "corrects": ("يصحح", "تصحح"),
    "questioned": ("يشكك في", "تشكك في"),
    "questions": ("يشكك في", "تشكك في"),
    "qualifies": ("يتحفظ على", "تتحفظ على"),
    "confirms": ("يؤكد", "تؤكد"),
    "declines": ("يمتنع عن التعليق على", "تمتنع عن التعليق على"),
}


OBJECTING = ("يعترض على", "تعترض على")


def _join_noun(before: str, noun: str) -> str:
    """A noun behind a preposition or a clause; the letter ب is written to it."""
    return f"{before}{noun}" if before == "ب" or before.endswith(" ب") else f"{before} {noun}".strip()


def _find_subject_role(fact: StatementFact) -> str:
    """The role of who is said to act."""
    return "agent" if "agent" in fact.roles else "subject"


class ArabicRecords:
    """Writes the facts of the record; `writer` has the names, numbers and days."""

    def __init__(self, writer: "ArabicWriter") -> None:
        self.writer = writer

    # clauses

    def clause(self, fact: StatementFact, *, days: bool = True, is_itself: bool = False) -> str:
        """What a statement says, the verb first: `قاتلت قوات سوريا الديمقراطية تنظيم الدولة الإسلامية`.

        `is_itself`: its subject was named just before, and is in the verb.
        """
        role = _find_subject_role(fact)
        subject, move = fact.role(role), find_handover(fact)
        held_by = HELD_BY.get(fact.predicate, "من")
        after = [
            ("", "object"),
            (held_by, "from_holder"),
            ("من", "from_place"),
            ("إلى", "to_holder"),
            ("إلى", "to_place"),
        ]
        after.append(("في", "at"))
        if fact.predicate == "transfers" and not subject and fact.role("to_holder"):
            subject, verb = fact.role("to_holder"), ("تسلّم", "تسلّمت")
            after = [pair for pair in after if pair[0] != "إلى"]
        elif not subject and fact.role("object"):
            subject, verb = fact.role("object"), PASSIVE.get(fact.predicate, ("ذُكر", "ذُكر"))
            after = after[1:]
        else:
            verb = HANDING_OVER[0] if move.is_handed else VERBS.get(fact.predicate, OTHER)
            after = [(word, name) for word, name in after if name not in move.unsaid]
        said, particle = self._conjugate(fact, verb, subject)
        counted = fact.role(find_counted_role(fact.predicate))
        who = "" if is_itself else self._people(fact, subject, is_counted=subject == counted)
        words = " ".join(word for word in (said, who, particle) if word)
        if fact.predicate in OF_TERMS:
            words += f" {self.terms(fact.terms)}"
        used = set[str]()
        for word, name in after:
            ids = fact.role(name)
            if ids and ids != subject and not (word and word in used):
                used.add(word)
                people = self._people(fact, ids, is_counted=ids == counted)
                words += f" {word} {people}" if word else f" {people}"
        if "temporary" in fact.terms and fact.predicate not in OF_TERMS:
            words += " مؤقتًا"
        when = self.when(fact) if days else ""
        words = words if words.endswith(f" {when}") else f"{words} {when}".strip()  # a name may end with its year
        return words + (MODES[fact.mode].behind if fact.mode == "conditional" and not fact.is_denied else "")

    def _conjugate(self, fact: StatementFact, verb: tuple[str, str], subject: Sequence[str]) -> tuple[str, str]:
        """The verb, which goes before its subject, and what of it goes after: `قاتل`, `إلى جانب`."""
        said = self.writer.verb(subject[0], *verb) if subject else verb[0]
        particle = ""
        if verb == VERBS.get(fact.predicate, OTHER) and fact.predicate != "suspected_of":
            said, _, particle = said.partition(" ")
        is_plan = fact.mode not in ("occurred", "under_way")
        planned = "من المقرر أن يكون قد " if is_plan else ""
        if not fact.is_denied and is_plan and subject and fact.predicate in NOUNS:
            return self._plan(fact, subject, is_passive=verb == PASSIVE.get(fact.predicate))
        if fact.is_denied and fact.mode in MODES and subject and fact.predicate in NOUNS:
            will_not = self.writer.verb(subject[0], *MODES[fact.mode].acts_not)
            noun = HANDING_OVER[1] if find_handover(fact).is_handed else NOUNS[fact.predicate]
            return will_not, noun
        if fact.is_denied:
            return (f"ما {said}" if fact.predicate in SILENT else f"لا صحة لأن يكون قد {said}"), particle
        return (f"على الأرجح {said}" if fact.is_inferred and not planned else planned + said), particle

    def _plan(self, fact: StatementFact, subject: Sequence[str], *, is_passive: bool) -> tuple[str, str]:
        """That something is planned, with a verbal noun: `يعتزم العراق محاكمة`; where nobody acts `من المقرر نقل`."""
        words = MODES[fact.mode]
        noun = HANDING_OVER[1] if find_handover(fact).is_handed else NOUNS[fact.predicate]
        if is_passive:
            return _join_noun(words.is_done, noun), ""
        return self.writer.verb(subject[0], *words.acts), _join_noun(words.then, noun)

    def _people(self, fact: StatementFact, ids: Sequence[str], *, is_counted: bool) -> str:
        if is_counted and fact.amount and len(ids) == 1 and fact.unit in PEOPLE and not fact.is_denied:
            return self.writer.people(SaidAmount(fact.amount, (), unit=fact.unit), ids[0])
        if len(ids) == 1 and self.writer.names.find_label(ids[0]) == "Group":
            return self.writer.group(ids[0])
        return self.writer.names_of(ids)

    def terms(self, terms: Sequence[str]) -> str:
        return join([TERMS.get(term, "ذلك") for term in terms]) or "ذلك"

    def when(self, fact: StatementFact) -> str:
        days = fact.days
        if days is None:
            return ""
        first, last = days.earliest, days.latest
        if fact.lasts and first != last:
            return self._lasting(first, last, is_at_least=fact.is_at_least)
        if fact.is_around:
            return f"نحو {write_period(first, last)}"
        if fact.is_running_total and first != last and first > MIN:
            return f"في المجموع {write_up_to(days, fact.weekday)}"
        return write_days(days)

    def _lasting(self, first: date, last: date, *, is_at_least: bool) -> str:
        """From when to when something lasted, by years where these are whole: `من عام 2014 إلى 7 مارس/آذار 2019`."""
        has_year, has_last_year = (first.month, first.day) == (1, 1), (last.month, last.day) == (12, 31)
        start = f"عام {first.year}" if has_year else write_day(first)
        if is_at_least:
            least = f"عام {last.year}" if (last.month, last.day) == (1, 1) or has_last_year else write_day(last)
            return f"من {start} إلى {least} على الأقل"
        end = f"عام {last.year}" if has_last_year else write_day(last)
        if first == MIN:
            return f"حتى {end}" if last < MAX else ""
        if last == MAX:
            return f"من {start}"
        if first.year == last.year and has_year and has_last_year:
            return f"في {end}"
        return f"من {start} إلى {end}"

    def said(self, fact: StatementFact, *, days: bool = True) -> str:
        others = [(write_amount(one.amount), one.speakers) for one in fact.rivals if one.amount]
        rivals = "".join(f"، أو {amount}{self.writer.according(speakers)}" for amount, speakers in others)
        return f"{self.clause(fact, days=days)}{self.by(fact)}{rivals}"

    def by(self, fact: StatementFact) -> str:
        """According to whom; who speaks of themselves is not named again; of what a coder infers, from whom."""
        if fact.is_inferred:
            return self.writer.according(fact.speakers, is_inferred=True)
        itself = fact.role(_find_subject_role(fact))
        if len(itself) != 1 or itself[0] not in fact.speakers:
            return self.writer.according(fact.speakers)
        others = [id_ for id_ in fact.speakers if id_ not in itself]
        own = f"، بحسب {self.writer.verb(itself[0], 'روايته', 'روايتها')}"
        return f"{own} وبحسب {self.writer.speakers(others)}" if others else own

    def _fit(self, lead: str, seconds: Sequence[str]) -> str:
        return self.writer.compose([lead], [[second for second in seconds if second]])

    # contested

    def write_claim(self, fact: StatementFact, *, days: bool = True) -> str:
        """What one statement says and who says so, as a clause."""
        return self.said(fact, days=days)

    def write_contested(self, facts: ContestedFacts) -> str:
        others = [one for one in (facts.figures, facts.days) if one]
        sentences = [self._objection(one, 2 if others else 3) for one in facts.objections[:1]]
        for one in others:
            sentences += [self._clash(one, days=has_days) for has_days in ((True, False) if sentences else (True,))]
        if facts.figures and not facts.figures.is_certain and not facts.figures.part and not facts.objections:
            sentences.insert(1, "قد يصح الرقمان إذا كانا عن أيام مختلفة")
        opening = self.writer.opening(facts.asked)
        if sentences:
            return self._fit(opening + sentences[0], sentences[1:])
        about = f"شيء يخص {self.writer.names_of(facts.entities)}" if facts.entities else "ما يذكره مصدر آخر"
        related = [self._objection(facts.related, 3)] if facts.related else []
        return self._fit(f"{opening}لا يعترض أي مصدر هنا على {about}", related)

    def _objection(self, one: ObjectionFact, most: int) -> str:
        terms = one.terms[:most] if one.why != "questioned" and not one.claim.is_denied else ()
        if terms:
            verb = self.writer.verb(one.claimants[0], "يتحدث", "تتحدث")
            events = [id_ for id_ in one.claim.about if self.writer.names.find_label(id_) == "Event"]
            within = f" في {self.writer.name(events[0])}" if events else ""
            claim = f"{verb} {self.writer.speakers(one.claimants)} عن {self.terms(terms)}{within}"
        elif one.claim.is_inferred:
            who = self.writer.speakers(one.claimants)
            claim = f"يُستنتج من {who} أنه {self.clause(one.claim)}"
        else:
            verb = self.writer.verb(one.claimants[0], "يقول", "تقول")
            itself = one.claimants == one.claim.role(_find_subject_role(one.claim))
            that = self.writer.verb(one.claimants[0], "إنه", "إنها") if itself else "إنه"
            claim = f"{verb} {self.writer.speakers(one.claimants)} {that} {self.clause(one.claim, is_itself=itself)}"
        if one.why == "negative":  # of what no source here says
            return claim
        if not one.objectors:
            return f"{claim}؛ ولم يُنقل أي رد على ذلك"
        general = " إجمالًا" if one.is_general and one.why == "denied" else ""
        return f"{claim}؛ و{self._answer(one.why, one.objectors)}{general}"

    def _answer(self, stance: str, speakers: Sequence[str]) -> str:
        """Who answers, between the verb and what of it goes after: `تشكك سارة سنبر في ذلك`."""
        verb, _, particle = self.writer.verb(speakers[0], *STANCES.get(stance, OBJECTING)).partition(" ")
        return f"{verb} {self.writer.speakers(speakers)} {particle} ذلك".replace("  ", " ")

    def _clash(self, clash: ClashFact, *, days: bool = True) -> str:
        one, other = clash.one, clash.other
        if clash.is_of_days:
            what = self.clause(one, days=False)
            first = f"{self.when(one)}{self.by(one)}"
            return f"{what} {first}، أو {self.when(other)}{self.writer.according(other.speakers)}"
        last = f" {self.when(other)}" if days and self.when(other) and self.when(other) != self.when(one) else ""
        figure = write_amount(other.amount) if other.amount else "عدد غير معروف"
        if one.speakers == other.speakers:
            which = self.writer.verb(one.speakers[0], "الذي يقول", "التي تقول")
            return f"{self.said(one, days=days)}، {which} أيضًا {figure}{last}"
        return f"{self.said(one, days=days)}، أو {figure}{last}{self.writer.according(other.speakers)}"

    # silences

    def write_silences(self, facts: SilencesFacts) -> str:
        opening = self.writer.opening(facts.asked)
        reported = [self.said(fact, days=False) for fact in facts.reported]
        gaps = [self._gap(gap) for gap in facts.gaps]
        beside = [self.said(fact, days=False) for fact in facts.beside]
        about = facts.held or facts.entity
        of = f" عن {self.writer.names_of(about)}" if about else ""
        if not reported and not gaps:
            if facts.is_unmentioned:
                is_place = self.writer.names.find_label(facts.entity[0]) == "Place"
                names = self.writer.names_of(facts.entity)
                what = f"من احتجز أشخاصًا في {names}" if is_place else f"{names} في ما يقوله عن الاحتجاز"
                return self._fit(f"{opening}لا يذكر أي مصدر هنا {what}", beside)
            return self._fit(f"{opening}لا ثغرة هنا في ما تذكره المصادر{of}", beside)
        first, *rest = [*reported[:1], *gaps, *reported[1:], *beside]
        return self._fit(opening + first, rest)

    def _gap(self, gap: GapFact) -> str:
        group = self.writer.group(gap.held[0]) if len(gap.held) == 1 else self.writer.names_of(gap.held)
        who = self.writer.names_of(gap.holders)
        speakers = self.writer.speakers(gap.speakers)
        days = self._gap_days(gap)
        was, holds = "كان", "يحتجز"
        if gap.holders and self.writer.is_feminine(gap.holders[0]):
            was, holds = "كانت", "تحتجز"
        match gap.kind, gap.why:
            case "gap", "whereabouts":
                if gap.fate == "missing":
                    return f"لا يذكر أي مصدر هنا مصير {self._gap_people(gap, group)}"
                return f"لا يذكر أي مصدر هنا إلى أين ذهب {self._gap_people(gap, group)}"
            case "gap", _:
                return f"لا يذكر أي مصدر هنا هل {was} {who} {holds} {group}{days}"
            case "stale", _:
                since = f" بعد {write_day(gap.first)}" if gap.first else ""
                return f"لا يذكر أي مصدر هنا هل ظل {who} يحتجز {self._gap_people(gap, group)}{since}"
            case "single_speaker", _:
                if len(set(gap.speakers)) > 1:  # each has a number of its own, which the others do not say
                    return f"ما يُذكر بشأن {group} يستند إلى {speakers}، وقد لا يكون بعضهم مستقلًا عن بعض"
                return f"المصدر الوحيد بشأن {self._gap_people(gap, group)} هو {speakers}"
            case "open_ledger", "opening":
                return f"لا يذكر أي مصدر هنا عدد {group} قبل عمليات النقل المذكورة{days}"
            case "open_ledger", "closing":
                return f"لا يذكر أي مصدر هنا عدد {group} بعد عمليات النقل المذكورة{days}"
            case "open_ledger", "unbounded":
                return f"لا يذكر أي مصدر هنا أقصى عدد من {group}"
        return f"لا يذكر أي مصدر هنا عدد {group}{days}"

    def _gap_people(self, gap: GapFact, group: str) -> str:
        if gap.people and len(gap.held) == 1:
            return self.writer.people(SaidAmount(gap.people, ()), gap.held[0])
        return group

    def _gap_days(self, gap: GapFact) -> str:
        if gap.first and gap.last:
            same = gap.first == gap.last
            return f" في {write_day(gap.first)}" if same else f" بين {write_day(gap.first)} و{write_day(gap.last)}"
        return f" منذ {write_day(gap.first)}" if gap.first else f" حتى {write_day(gap.last)}" if gap.last else ""

    # paths and events

    def write_paths(self, facts: PathsFacts) -> str:
        opening = self.writer.opening(replace(facts.asked, day=None))
        ends = join([self.writer.name(facts.source), self.writer.name(facts.target)])
        if not facts.hops:
            when = f" {write_asked_days(facts.asked.day)}" if facts.asked.day else " اليوم" * facts.is_of_today
            if facts.was_stopped:
                return f"{opening}طال البحث عن صلة بين {ends}."
            lead = f"{opening}لا يربط أي مصدر هنا بين {ends}{when} في {count_things(facts.most_hops, STEP)} على الأكثر"
            earlier = self.write_paths(replace(facts.earlier, asked=facts.asked)) if facts.earlier else ""
            return self._fit(lead, [earlier.removesuffix(".")])
        for has_days in (True, False):
            lead = self._join_hops(facts.hops, days=has_days)
            if len(lead.split()) <= MOST_WORDS - 4:
                return self._fit(opening + lead, [])
        return self._fit(f"{opening}الصلة بين {ends} تمر عبر {self.writer.names_of(facts.nodes)}", [])

    def _join_hops(self, hops: Sequence[StatementFact], *, days: bool) -> str:
        """The steps of a path; who says so once, where it is the same of all that is stated."""
        if any(hop.is_inferred or hop.speakers != hops[0].speakers for hop in hops):
            return "، و".join(self.said(hop, days=days) for hop in hops)
        clauses = "، و".join(self.clause(hop, days=days) for hop in hops)
        return clauses + self.writer.according(hops[0].speakers)

    def write_events(self, facts: EventsFacts) -> str:
        events = [self._event(facts, id_) for id_ in facts.certain]
        maybe = [self._event(facts, id_) for id_ in facts.possible]
        may = f"قد يقع في تلك المدة {self.writer.join(list(dict.fromkeys(maybe)), 2)}" if maybe else ""
        if not events:
            when = f" {write_asked_days(facts.asked.day)}" if facts.asked.day else ""
            opening = self.writer.opening(replace(facts.asked, day=None))
            about = f" يخص {self.writer.names_of(facts.entities)}" if facts.entities else ""
            return self._fit(f"{opening}لا يؤرخ أي مصدر هنا حدثًا{about}{when}", [may])
        according = self.writer.according(facts.speakers)
        named = self.writer.join(list(dict.fromkeys(events)), 3)
        lead = f"{self.writer.opening(facts.asked)}تذكر المصادر هنا {named}{according}"
        return self._fit(lead, [may])

    def _event(self, facts: EventsFacts, id_: str) -> str:
        """Its name; without one in Arabic, what kind of event it is and of whom."""
        name, fact = self.writer.name(id_), facts.reports.get(id_)
        if fact is None and ARABIC.search(name):
            return name
        kind = EVENTS.get(self.writer.names.find_kind(id_), "حدث")
        ids = fact.role(find_counted_role(fact.predicate)) if fact else ()
        figures = facts.figures.get(id_, ())
        if figures and len(ids) == 1:
            *others, last = figures
            first = "".join(f"{write_amount(one)} أو " for one in others)
            return f"{kind} {first}{self.writer.people(SaidAmount(last, ()), ids[0])}"
        return f"{kind} {self.writer.group(ids[0])}" if ids and len(ids) == 1 else kind

    # entities, search, statements

    def write_entity(self, facts: EntityFacts, called: str = "") -> str:
        name = called or self.writer.name(facts.id)
        lead = f"{name}: {KINDS.get(facts.kind, 'جهة مذكورة هنا')}"
        is_person = facts.kind == "person"
        relations = [*facts.who, *facts.says, *facts.what] if is_person else [*facts.says[:1], *facts.who, *facts.what]
        seconds = [self.said(fact) for fact in relations[:4]]
        return self._fit(lead, seconds or ["لا يذكر أي مصدر هنا عنه شيئًا آخر"])

    def _write_past(self, facts: EntityFacts, lead: str) -> str:
        """What is said of an entity at one time, by the names of that time."""
        with self.writer.names.at(facts.period):
            seconds = [self.said(fact) for fact in (*facts.who, *facts.what, *facts.says)[:4]]
        return self._fit(lead, seconds or ["لا يذكر أي مصدر هنا عنه شيئًا آخر"])

    def write_reading(self, facts: ReadingFacts) -> str:
        """A typed question as it was understood."""
        names = {name: self.writer.names_of(ids) for name, ids in facts.names.items()}
        if "nationality" in names:
            names["nationality"] = self.writer.names.find_country(facts.names["nationality"][0])
        opening = self.writer.opening(replace(facts.asked, day=None))
        days = write_asked_days(facts.asked.day) if facts.asked.day else ""
        text = fill_reading("ar", facts, names, opening, days)
        return f"{text}؟" if text else ""

    def _write_typed(self, facts: TypedFacts, start: str = "هذا السؤال") -> str:
        said = [self.write_reading(one) for one in facts.readings]
        if facts.not_understood:
            missing = f"ولم يُفهم: {join([f'«{words}»' for words in facts.not_understood])}."
            line = f"يُقرأ {start} هكذا: {said[0]} {missing}" if said and said[0] else missing.removeprefix("و")
        elif len(said) == 1:
            line = f"يُقرأ {start} هكذا: {said[0]}"
        else:
            line = f"قد يُقرأ {start} هكذا: {' أو '.join(one.removesuffix('؟') for one in said[:3])}؟"
        return " ".join([line, *(self._write_typed(one, "السؤال التالي") for one in facts.further)])

    def write_search(self, facts: SearchFacts) -> str:
        if facts.typed:
            return self._write_typed(facts.typed)
        words = f"«{facts.words}»"
        if facts.alleged:
            return self._fit(self._objection(facts.alleged, 3), [])
        if facts.first and facts.is_named and facts.first.period:
            name = self.writer.name(facts.first.id)
            return self._write_past(facts.first, f"{words} هو {name} {write_days(facts.first.period)}")
        if facts.first and facts.is_named:
            return self.write_entity(facts.first, f"{words} هو {self.writer.name(facts.first.id)}")
        if facts.succeeding:
            id_, day, others = facts.succeeding
            return f"{words} هو {self.writer.name(id_)}، وقبل {write_day(day)} {self.writer.names_of(others)}."
        if facts.found:
            names = list(dict.fromkeys(self.writer.name(id_) for id_ in facts.found))
            return f"{words} قد يعني {self.writer.join(names) if len(names) > 6 else ' أو '.join(names)}."
        if facts.titles:
            return f"{words} في عنوان {self.writer.join([f'«{title}»' for title in facts.titles], 2)}."
        near = (
            "، فهل تقصد " + " أو ".join(list(dict.fromkeys(map(self.writer.name, facts.near)))[:3]) + "؟"
            if facts.near
            else "."
        )
        return f"لا شيء هنا يذكر {words}{near}"

    def write_statement(self, facts: OneStatementFacts) -> str:
        fact = facts.fact
        of_whom = self.writer.verb(fact.speakers[0], "عنه", "عنها") if len(fact.speakers) == 1 else "عنهم"
        cited = f" نقلًا {of_whom} في {self.writer.name(fact.outlet)}" if fact.outlet else ""
        lead = f"بحسب {self.writer.speakers(fact.speakers)}{cited}، {self.clause(fact)}"
        says = self.writer.verb(facts.agreeing[0], "يقول", "تقول") if facts.agreeing else ""
        same = f"{says} {self.writer.speakers(facts.agreeing)} الأمر نفسه" if facts.agreeing else ""
        answers = [self._answer(stance, ids) for stance, ids in facts.answers if stance in STANCES]
        if answers:
            second = "، و".join([*answers, same] if same else answers)
        else:
            second = f"{same}؛ ولا يعترض عليه أي مصدر هنا" if same else "لا يعترض أي مصدر هنا على ذلك ولا يؤكده"
        return self._fit(lead, [second])

    def write_entity_statements(self, id_: str, facts: Sequence[StatementFact], offices: Mapping[str, str]) -> str:
        if not facts:
            return f"لا يذكر أي مصدر هنا شيئًا عن {self.writer.name(id_)}."
        return self._fit(self.said(facts[0]), [self.said(fact) for fact in facts[1:4]])

    # changes and sources

    def write_changes(self, facts: ChangesFacts) -> str:
        since = f"منذ الإصدار {facts.since:,}" if facts.since else "منذ البداية"
        until = f" وحتى الإصدار {facts.until:,}" if facts.until else ""
        parts = [
            f"{done} {self._titles(titles)}"
            for titles, done in ((facts.added, "أُضيف"), (facts.changed, "تغيّر"), (facts.closed, "سُحب"))
            if titles
        ]
        if facts.is_judged:
            parts.append("تقرر أي الأسماء لمسمى واحد")
        if not parts:
            return f"لم يتغير شيء {since}{until}."
        return self._fit(f"{since}{until} {'، و'.join(parts)}", [])

    def _titles(self, titles: Sequence[str]) -> str:
        return self.writer.join([f"«{title}»" for title in titles], 3)

    def write_entities(self, number: int) -> str:
        return f"عدد المسميات هنا {number:,}."

    def write_matches(self, number: int) -> str:
        return f"قد يكون كل اثنين من هذه الأزواج من مصدرين واحدًا، وعددها {number:,}؛ ولم يُدمج شيء."

    def write_sources(self, titles: Sequence[str]) -> str:
        return f"المصادر هنا: {self._titles(titles)}." if titles else "لم يُحمَّل أي مصدر بعد."

    def write_stories(self, titles: Sequence[str]) -> str:
        return f"القصص هنا: {self._titles(titles)}." if titles else "لا توجد قصة هنا بعد."

    def write_methods(self, statements: int, speakers: int, sources: int) -> str:
        if not statements:
            return "لم يُحمَّل شيء بعد."
        told = f"أقوال عددها {statements:,}، لمتحدثين عددهم {speakers:,}"
        return f"تستند الأجوبة هنا إلى {told}، في مصادر عددها {sources:,}."

    def write_words(self, names: Sequence[str], asked: str, has_it: bool) -> str:
        """What a search of the codebook found; `asked` is empty where all words are listed."""
        if not asked:
            return f"في المعجم {len(names)} كلمة."
        if not has_it:
            near = f"؛ أقرب الكلمات: {self.writer.join(list(names), 3)}" if names else ""
            return f"لا توجد في المعجم كلمة «{asked}»{near}."
        return f"عدد كلمات المعجم التي تذكر «{asked}»: {len(names)}."

    def write_source(self, title: str, publisher: str, published: Window) -> str:
        verb = self.writer.verb(publisher, "نشره", "نشرته")
        return f"«{title}» {verb} {self.writer.name(publisher)} {write_days(published)}".rstrip() + "."
