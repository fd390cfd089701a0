"""English sentences on what the record says: disputes, silences, paths, events, entities, statements, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.answers.words import plural
from app.sentences.disputes import ClashFact, ContestedFacts, ObjectionFact
from app.sentences.facts import AskedDays
from app.sentences.languages.en.clauses import EnglishClauses
from app.sentences.languages.en.verbs import KINDS, MODES
from app.sentences.paths import PathsFacts
from app.sentences.readings import ReadingFacts, TypedFacts, fill_reading
from app.sentences.records import ChangesFacts, EntityFacts, EventsFacts, OneStatementFacts, SearchFacts
from app.sentences.silences import GapFact, SilencesFacts
from app.sentences.statements import StatementFact, find_counted_role
from graph.dates.windows import MAX, MIN, Window

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

MOST_WORDS = 52
OBJECTS = {"denied": "denies", "corrected": "corrects", "questioned": "questions"}
SPEAKING = ("organisation", "international_organisation", "media", "agency")  # known by what they say
STANCES = {
    "denies": "denies",
    "corrects": "corrects",
    "questions": "questions",
    "qualifies": "qualifies",
    "confirms": "confirms",
    "declines": "declines to comment on",
}


# by what became of people, what happened to them, and how who had them last is named
HAPPENED = {"dead": "died in custody", "missing": "disappeared"}
LAST_HELD = {"dead": "held by", "missing": "last held by"}
MOST_NAMED_AGAIN = 3  # words of a name that is said three times
MOST_READINGS = 3  # of a typed question, in its sentence


class EnglishRecords:
    """Writes the facts of the record; `writer` has the names, numbers and days."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.writer = writer

    def clauses(self, offices: Mapping[str, str]) -> EnglishClauses:
        return EnglishClauses(self.writer, offices)

    def _fit(self, lead: str, seconds: Sequence[str]) -> str:
        """The first sentence, and the first of the others that fits."""
        text = f"{_upper(lead.strip())}."
        for second in seconds:
            if second and len(f"{text} {second}.".split()) <= MOST_WORDS:
                return self.writer.say_lens(f"{text} {_upper(second)}.")
        return self.writer.say_lens(text)

    # contested

    def write_claim(self, fact: StatementFact, *, days: bool = True) -> str:
        """What one statement says and who says so, as a clause."""
        return self.clauses({}).said(fact, days=days)

    def write_contested(self, facts: ContestedFacts) -> str:
        says = self.clauses(facts.offices)
        others = facts.figures or facts.days
        sentences = [self._objection(says, one, most=2 if others else 3) for one in facts.objections[:1]]
        if facts.figures:
            sentences.append(self._clash(says, facts.figures))
            if len(sentences) > 1:  # where there is less room
                sentences.append(self._clash(says, facts.figures, days=False))
        if facts.days:
            sentences.append(self._clash(says, facts.days))
        if facts.figures and not facts.figures.is_certain and not facts.figures.part and not facts.objections:
            sentences.insert(1, "both may be true if they speak of different days")
        sentences += [self._objection(says, one) for one in facts.objections[1:]]
        opening = self.writer.opening(facts.asked)
        if sentences and facts.is_beside:
            itself = f"{opening}no source here disputes what is said of {self.writer.names_of(facts.entities)}"
            shortest = [self._clash(says, facts.figures, days=False)] if facts.figures else []
            lead = f"{itself}, but something else in which it speaks"
            return says.name_offices_once(self._fit(lead, [*sentences, *shortest]))
        if sentences:
            return says.name_offices_once(self._fit(opening + sentences[0], sentences[1:]))
        about = f"anything about {self.writer.names_of(facts.entities)}" if facts.entities else "what another one says"
        sure = " for certain" if facts.asked.only_certain else ""
        related = [self._objection(says, facts.related)] if facts.related else []
        return self._fit(f"{opening}no source here disputes{sure} {about}", related)

    def _objection(self, says: EnglishClauses, one: ObjectionFact, most: int = 3) -> str:
        claimants, objectors = says.speakers(one.claimants), says.speakers(one.objectors)
        if one.why == "negative":
            if one.claim.is_inferred:
                return says.says(one.objectors, one.claim)
            itself = says.is_of_itself(one.objectors, one.claim)
            if one.claim.mode in MODES or (one.claim.outlet is None and not itself):  # of itself, or of no claim
                says_that = "say" if len(one.objectors) > 1 or says.is_plural(one.objectors) else "says"
                return f"{objectors} {says_that} that {says.clause(one.claim, is_itself=itself)}"
            claim = says.clause(replace(one.claim, is_denied=False), is_itself=itself)
            return f"{objectors} denies that {claim}, which no source here claims"
        is_alleged = bool(one.terms) and one.why != "questioned" and not one.claim.is_denied
        if is_alleged:
            claim = f"{claimants} alleges {says.terms(one.terms[:most])}{self._context(says, one.claim)}"
        else:
            claim = says.says(one.claimants, one.claim)
        if not one.objectors:
            return f"{claim}; no answer to it is reported"
        general = " in general" if one.is_general and one.why == "denied" else ""
        verb = OBJECTS.get(one.why, "disputes")
        verb = _pluralize(verb) if len(one.objectors) > 1 else verb
        return f"{claim}, which {objectors} {verb}{general}"

    def _context(self, says: EnglishClauses, claim: StatementFact) -> str:
        """Of whom, by whom and when: ` in the trials of 2019 in Iraq`."""
        events = [id_ for id_ in claim.about if self.writer.names.find_label(id_) == "Event"]
        if events:
            return f" in {says.noun(self.writer.name(events[0]), events[:1])}"
        whom = f" of {self.writer.names_of(claim.role('object'))}" if claim.role("object") else ""
        by = f" by {self.writer.names_of(claim.role('subject'))}" if claim.role("subject") else ""
        when = says.when(claim)
        return f"{whom}{by}{f' {when}' if when else ''}"

    def _clash(self, says: EnglishClauses, clash: ClashFact, *, days: bool = True) -> str:
        if clash.part and clash.whole:
            part, whole = self.writer.name(clash.part), self.writer.name(clash.whole)
            return (
                f"{part} are counted as more than {whole}, of whom they are part: {self._figure(clash.one)}"
                f"{says.according(clash.one.speakers)}, and {self._figure(clash.other)}"
                f"{says.according(clash.other.speakers)}"
            )
        if clash.is_of_days:
            first, last = says.when(clash.one), says.when(clash.other)
            what = says.clause(clash.one, days=False)
            return f"{what} {first}{says.by(clash.one)}, or {last}{says.according(clash.other.speakers)}"
        first, last = says.when(clash.one), says.when(clash.other)
        other_days = f" {last}" if days and last and last != first else ""
        if clash.one.speakers == clash.other.speakers and says.is_of_itself(clash.one.speakers, clash.one):
            return f"{says.says(clash.one.speakers, clash.one)}, and also {self._figure(clash.other)}{other_days}"
        if clash.one.speakers == clash.other.speakers:
            return (
                f"{says.clause(clash.one, days=days)}{says.according(clash.one.speakers)}, "
                f"which also says {self._figure(clash.other)}{other_days}"
            )
        return (
            f"{says.said(clash.one, days=days)}, or {self._figure(clash.other)}{other_days}"
            f"{says.according(clash.other.speakers)}"
        )

    def _figure(self, fact: StatementFact) -> str:
        return self.writer.amount(fact.amount) if fact.amount else "an unknown number"

    # silences

    def write_silences(self, facts: SilencesFacts) -> str:
        says = self.clauses(facts.offices)
        opening = self.writer.opening(facts.asked)
        reported = [self._silence(says, fact) for fact in facts.reported]
        gaps = [self._gap(gap) for gap in facts.gaps]
        beside = [self._silence(says, fact) for fact in facts.beside]
        if not reported and not gaps:
            sure = " for certain" if facts.asked.only_certain else ""
            if facts.is_unmentioned:
                return self._fit(f"{opening}no source here {self._mention(facts.entity)}", beside)
            return self._fit(f"{opening}no gap is found here{sure} in what sources say{self._of(facts)}", beside)
        if not reported:
            return self._fit(opening + gaps[0], [*gaps[1:], *beside])
        return self._fit(opening + " and ".join(reported[:1]), [*gaps[:1], *reported[1:], *beside])

    def _mention(self, ids: Sequence[str]) -> str:
        """What no source does of those of whom nothing is said in what there is on custody."""
        names = self.writer.names_of(ids)
        if self.writer.names.find_label(ids[0]) == "Place":
            return f"says who held people in {names}"
        return f"mentions {names} in what it says of custody"

    def _of(self, facts: SilencesFacts) -> str:
        about = facts.held or facts.entity
        return f" of {self.writer.names_of(about)}" if about else ""

    def _silence(self, says: EnglishClauses, fact: StatementFact) -> str:
        """Who has not spoken, on the first of what they were silent on."""
        events = [id_ for id_ in fact.role("object") if self.writer.names.find_label(id_) == "Event"]
        roles = {**fact.roles, "object": tuple((events or fact.role("object"))[:1])}
        clause = says.clause(replace(fact, roles=roles), days=False)
        return (
            f"{clause}, by their own account"
            if fact.speakers == fact.role("subject")
            else (f"{clause}{says.according(fact.speakers)}")
        )

    def _gap(self, gap: GapFact) -> str:
        group = self.writer.names_of(gap.held)
        people = self.writer.people(gap.people, group)
        who = self.writer.names_of(gap.holders)
        days = self._gap_days(gap)
        match gap.kind, gap.why:
            case "gap", "whereabouts":
                if gap.fate == "missing":
                    last = f" whom {who} had last" if who else ""
                    return f"no source here says what became of {people}{last}"
                origin = f" after leaving {who}" if who else ""
                return f"no source here says where {people} went{origin}"
            case "gap", _:
                return f"no source here says whether {who} held {group}{days}"
            case "stale", _:
                after = f" after {self.writer.day(gap.first - timedelta(days=1))}" if gap.first else ""
                return f"no source here says whether {who} still held {people}{after}"
            case "single_speaker", "move":
                happened = HAPPENED.get(gap.fate or "", "were moved")
                return f"only {self._only(gap, 'report')} that {people} {happened}"
            case "single_speaker", "count":
                return f"only {self._only(gap, 'say')} how many {group} {who} held"
            case "single_speaker", _:
                took = self.writer.took((gap.capture or "captures") if gap.is_captured else "")
                had = took if gap.is_moved else "held"
                if len(set(gap.speakers)) > 1:  # each has a number of its own, which the others do not say
                    speakers = self.writer.speakers(gap.speakers)
                    return f"that {who} {had} {group} rests on {speakers}, who may not be independent of one another"
                return f"only {self._only(gap, 'say')} that {who} {had} {people}"
            case "uncounted", "move":
                if gap.fate:
                    at = f", {LAST_HELD[gap.fate]} {who}" if who else ""
                    return f"no source here says how many {group} {HAPPENED[gap.fate]}{at}{days}"
                by = f", by or to {who}" if who else ""
                return f"no source here says how many {group} were moved{by}{days}"
            case "uncounted", _:
                return f"no source here says how many {group} {who} held{days}"
            case _, "opening":
                by = f" held by {who}" if who else ""
                return f"no source here counts {group}{by} before the moves that are reported{days}"
            case _, "closing":
                by = f" held by {who}" if who else ""
                return f"no source here counts {group}{by} after the moves that are reported{days}"
        return f"no source here says how many {group} there were at most, so the figures cannot be added up"

    def _only(self, gap: GapFact, verb: str) -> str:
        return f"{self.writer.speakers(gap.speakers)} {verb}{'s' if len(set(gap.speakers)) == 1 else ''}"

    def _gap_days(self, gap: GapFact) -> str:
        if gap.first and gap.last:
            if gap.first == gap.last:
                return f" on {self.writer.day(gap.first)}"
            return f" {self.writer.days(Window(gap.first, gap.last))}"
        if gap.first:
            return f", on {self.writer.day(gap.first)} or later"
        return f", by {self.writer.day(gap.last)}" if gap.last else ""

    # paths

    def write_paths(self, facts: PathsFacts) -> str:
        opening = self.writer.opening(replace(facts.asked, day=None))
        when = f" {self.writer.asked_days(facts.asked.day)}" if facts.asked.day else " today" * facts.is_of_today
        one, other = self.writer.name(facts.source), self.writer.name(facts.target)
        if not facts.hops:
            if facts.was_stopped:
                return self._fit(f"{opening}the search for a link between {one} and {other} took too long", [])
            sure = " for certain" if facts.asked.only_certain else ""
            steps = f"{self.writer.number(facts.most_hops)} step{'s' if facts.most_hops > 1 else ''}"
            lead = f"{opening}no source here links{sure} {one} and {other}{when} within {steps}"
            return self._fit(lead, [opening + self._tell_hops(facts.earlier)[0]] if facts.earlier else [])
        first, *further = self._tell_hops(facts)
        return self._fit(opening + first, further)

    def _tell_hops(self, facts: PathsFacts) -> list[str]:
        """The sentences on the steps of a path, one or two."""
        says = self.clauses(facts.offices)
        speakers = list(dict.fromkeys(id_ for hop in facts.hops for id_ in hop.speakers))
        for has_days, is_each in ((True, True), (False, True), (False, False)):
            if is_each and (len(speakers) > 1 or any(hop.is_inferred for hop in facts.hops)):
                lead = _join_clauses([says.said(hop, days=has_days) for hop in facts.hops])
            else:
                clauses = [says.clause(hop, days=has_days) for hop in facts.hops]
                lead = f"{_join_clauses(clauses)}{says.according(speakers)}"
            if len(lead.split()) <= 44:
                return [lead, self._further(facts)]
        # each step in words still, in two sentences
        first, *rest = [says.clause(replace(hop, amount=None), days=False) for hop in facts.hops]
        said_by = says.according(facts.hops[0].speakers)
        others = says.according(list(dict.fromkeys(id_ for hop in facts.hops[1:] for id_ in hop.speakers)))
        return [f"{first}{said_by}", *([f"{_join_clauses(rest)}{others}"] if rest else [])]

    def _further(self, facts: PathsFacts) -> str:
        """That a long path goes on."""
        if len(facts.nodes) < len(facts.hops):
            return ""
        more = len(facts.nodes) + 1 - len(facts.hops)
        return f"From there it takes {self.writer.number(more)} more step{'s' if more > 1 else ''}"

    # events

    def write_events(self, facts: EventsFacts) -> str:
        says = self.clauses({})
        events = [self._event(says, facts, id_) for id_ in facts.certain]
        maybe = [self._event(says, facts, id_) for id_ in facts.possible]
        sure = " for certain" if facts.asked.only_certain else ""
        if not events:
            lead = f"{self.writer.opening(replace(facts.asked, day=None))}no source here dates an event{sure}"
            if facts.asked.day:
                lead += f" {self.writer.asked_days(facts.asked.day)}"
            if facts.entities:
                lead += f" that names {self.writer.names_of(facts.entities)}"
            may = f"{self.writer.join(maybe, 3)} may fall in that time" if maybe else ""
            return self._fit(lead, [may])
        leads = [
            f"{self._see(facts.asked)}{self.writer.join(events, most)}{says.according(facts.speakers)}"
            for most in (5, 4, 3, 2, 1)
        ]
        lead = next((words for words in leads if len(words.split()) <= MOST_WORDS), leads[-1])
        may = f"{self.writer.join(maybe, 2)} may also fall in that time" if maybe else ""
        return self._fit(lead, [may])

    def _see(self, asked: AskedDays) -> str:
        """What the list of events begins with: `January 2026 saw`; without days, that they are reported."""
        if asked.day is None or asked.day.earliest == MIN or asked.day.latest == MAX:
            return f"{self.writer.opening(asked)}sources here report "
        days = self.writer.days(asked.day)
        what = days.split(" ", 1)[1] if days.startswith(("in ", "on ")) else f"the time {days}"
        return f"{self.writer.opening(replace(asked, day=None))}{what} saw "

    def _event(self, says: EnglishClauses, facts: EventsFacts, id_: str) -> str:
        """Its name; where that is a sentence, what kind of event it is: `an escape of ISIS suspects`."""
        fact = facts.reports.get(id_)
        if fact is None:
            day = facts.asked.day
            name = self.writer.name(id_)
            if day and day.earliest == day.latest:  # which the sentence begins with
                name = name.removesuffix(f" of {self.writer.day(day.latest)}")
            if day and day.earliest.year == day.latest.year:
                name = name.removesuffix(f" in {day.latest.year}")
            return says.noun(name, (id_,))
        kind = self.writer.names.find_kind(id_).replace("_", " ") or "event"
        whom = fact.role(find_counted_role(fact.predicate))
        words = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        figures = [self.writer.amount(one) for one in facts.figures.get(id_, ())]
        many = f"{' or '.join(figures)} " if figures else ""
        words += f" of {many}{self.writer.names_of(whom)}" if whom else ""
        places = [(word, fact.role(role)) for word, role in (("from", "from_place"), ("to", "to_place"))]
        return words + "".join(f" {word} {self.writer.names_of(ids)}" for word, ids in places if ids)

    # entities and search

    def write_entity(self, facts: EntityFacts, called: str = "") -> str:
        """`called`: how the sentence begins, instead of with the name."""
        says = self.clauses(facts.offices)
        name = self.writer.name(facts.id)
        if self.writer.names.find_label(facts.id) == "Nationality":
            name = self.writer.names.find_country(facts.id)
        also = f", also spelled {facts.other_name}," if facts.other_name and not called else ""
        relations = [*facts.who, *facts.what]
        subject = [fact for fact in relations if facts.id in fact.role("subject") + fact.role("agent")]
        first = next((fact for fact in subject if fact in facts.who), None)
        intro = called or f"{name}{also}"
        if first and facts.kind == "person":
            lead = says.said(first)
            lead = lead.replace(name, intro, 1) if lead.startswith(name) else f"{intro}: {lead}"
            rest = [fact for fact in (*facts.says, *facts.who, *facts.what) if fact != first]
        else:
            kind = KINDS.get(facts.kind, f"a {facts.kind.replace('_', ' ')}" if facts.kind else "")
            verb = "are" if says.is_plural((facts.id,)) else "is"
            label = self.writer.names.find_label(facts.id)
            if label == "Nationality":
                verb, kind = "is", "a nationality here"
            elif label == "Group":
                bare = _upper(name.removeprefix("the "))
                verb, intro = "is", called or (bare if "“" in bare else _quote(bare))
                kind = "a group of people" if kind.rpartition(" ")[2] in name.lower() else kind
            lead = f"{intro} {verb} {kind}" if kind else f"{intro} {verb} named here"
            if label == "Place" and kind and facts.who and facts.who[0].predicate == "located_in":
                lead += f" in {self.writer.names_of(facts.who[0].role('object'))}"  # where on the map, which all know
            groups = (
                (facts.says, facts.who, facts.what) if facts.kind in SPEAKING else (facts.who, facts.what, facts.says)
            )
            rest = [fact for group in groups for fact in group if fact != first]
            if label == "Place":
                rest, first = [fact for fact in rest if fact.predicate != "located_in"], None
            if first:
                rest.insert(
                    len(rest) if first.is_inferred else 1 if facts.kind in SPEAKING and facts.says else 0, first
                )
        pronoun = "" if facts.kind == "person" else "they" if says.is_plural((facts.id,)) else "it"

        def refer(clause: str) -> str:
            """The clause with `it` for whom the sentence before has named first."""
            return pronoun + clause.removeprefix(name) if pronoun and clause.startswith(f"{name} ") else clause

        said = [says.said(fact) for fact in rest[:4]]
        seconds = [refer(clause) for clause in said]
        if len(said) > 1 and len(f"{lead} {seconds[0]}".split()) < 26:
            is_of_it = seconds[0] != said[0]  # else `it` would be whoever that clause begins with
            other = seconds[1] if is_of_it else said[1]
            two = f"{seconds[0]}; {other}"
            if set(rest[0].speakers) == set(rest[1].speakers) and rest[0].is_inferred == rest[1].is_inferred:
                two = f"{refer(says.clause(rest[0]))}, and {other}"
            is_named_again = not is_of_it and len(name.split()) > MOST_NAMED_AGAIN and said[1].startswith(name)
            seconds = seconds if is_named_again else [two, *seconds]
        if not seconds and not first:
            seconds = ["No source here says more of it"]
        return self._fit(lead, seconds)

    def _write_past(self, facts: EntityFacts, lead: str) -> str:
        """What is said of an entity at one time, by the names of that time."""
        with self.writer.names.at(facts.period):
            says = self.clauses(facts.offices)
            seconds = [says.said(fact) for fact in (*facts.who, *facts.what, *facts.says)[:4]]
        return self._fit(lead, seconds or ["No source here says more of it"])

    def write_reading(self, facts: ReadingFacts) -> str:
        """A typed question as it was understood: `who held ISIS suspects in January 2026?`."""
        names = {name: self.writer.names_of(ids) for name, ids in facts.names.items()}
        if "nationality" in names:
            names["nationality"] = self.writer.names.find_country(facts.names["nationality"][0])
        opening = self.writer.opening(replace(facts.asked, day=None))
        days = self.writer.asked_days(facts.asked.day) if facts.asked.day else ""
        text = fill_reading("en", facts, names, opening, days)
        if "nationality" in names and (adjective := self.writer.names.find_adjective(facts.names["nationality"][0])):
            text = text.replace(f"people with the nationality {names['nationality']}", f"{adjective} citizens")
        return f"{text}?" if text else ""

    def _write_typed(self, facts: TypedFacts, start: str = "This") -> str:
        said = [self.write_reading(one) for one in facts.readings]
        if facts.not_understood:
            missing = f"Not understood: {self.writer.join([_quote(words) for words in facts.not_understood])}."
            line = f"{start} reads as: {said[0]} {missing}" if said and said[0] else missing
        elif len(said) == 1:
            line = f"{start} reads as: {said[0]}"
        else:
            line = f"{start} may read as: {_join_or([one.removesuffix('?') for one in said[:MOST_READINGS]])}?"
        return " ".join([line, *(self._write_typed(one, "The next question") for one in facts.further)])

    def write_search(self, facts: SearchFacts) -> str:
        words = f"“{facts.words}”"
        if facts.typed:
            return self._write_typed(facts.typed)
        if facts.alleged:
            return self._fit(self._objection(self.clauses(facts.offices), facts.alleged), [])
        name = self.writer.name(facts.first.id) if facts.first else ""
        if facts.first and facts.is_named and facts.first.period:
            return self._write_past(facts.first, f"{words} is {name} {self.writer.days(facts.first.period)}")
        is_own = facts.words.casefold() in name.casefold()
        if facts.first and (is_own or facts.is_named):
            who = "who" if facts.first.kind == "person" else "which"
            return self.write_entity(facts.first, "" if is_own else f"{words} is another name of {name}, {who}")
        if facts.succeeding:
            id_, day, others = facts.succeeding
            now = f"{words} is another name of {self.writer.name(id_)}"
            return self._fit(f"{now}, and before {self.writer.day(day)} of {self.writer.names_of(others)}", [])
        if facts.found:
            names = list(dict.fromkeys(self.writer.name(id_) for id_ in facts.found))
            shown = self.writer.join(names) if len(names) > 6 else _join_or(names)
            return self._fit(f"{words} may be {shown}", [])
        if facts.titles:
            return self._fit(f"{words} is in the title of {self.writer.join(facts.titles, 2)}", [])
        meant = (
            f"did you mean {_join_or(list(dict.fromkeys(map(self.writer.name, facts.near)))[:3])}?"
            if facts.near
            else ""
        )
        return f"Nothing here mentions {words}{f'; {meant}' if meant else '.'}"

    # statements

    def write_statement(self, facts: OneStatementFacts) -> str:
        says, fact = self.clauses(facts.offices), facts.fact
        cited = f" cited by {self.writer.name(fact.outlet)}" if fact.outlet else ""
        lead = f"according to {says.speakers(fact.speakers)}{cited}, {says.clause(fact)}"
        if not facts.is_open:
            lead += ", as an earlier version of the data has it"
        same = (
            f"{says.speakers(facts.agreeing)} {'say' if len(facts.agreeing) > 1 else 'says'} the same"
            if (facts.agreeing)
            else ""
        )
        objections = [
            f"{says.speakers(ids)} {STANCES[stance] if len(ids) == 1 else _pluralize(STANCES[stance])} it"
            for stance, ids in facts.answers
            if stance in STANCES
        ]
        if objections:
            second = _join_clauses([*objections, same] if same else objections)
        elif same:
            second = f"{same}; no source here disputes it"
        else:
            second = "No source here disputes it, and none confirms it"
        return self._fit(lead, [second])

    def write_entity_statements(self, id_: str, facts: Sequence[StatementFact], offices: Mapping[str, str]) -> str:
        """The first of what is said by or of an entity."""
        says = self.clauses(offices)
        if not facts:
            return f"No source here says anything of {self.writer.name(id_)}."
        return self._fit(says.said(facts[0]), [says.said(fact) for fact in facts[1:4]])

    # changes and sources

    def write_changes(self, facts: ChangesFacts) -> str:
        since = f"since version {facts.since:,}" if facts.since else "since the start"
        until = f", up to version {facts.until:,}," if facts.until else ""
        parts = [
            f"{self.writer.join([_quote(title) for title in titles], 3)} {'were' if len(titles) > 1 else 'was'} {done}"
            for titles, done in ((facts.added, "added"), (facts.changed, "changed"), (facts.closed, "taken back"))
            if titles
        ]
        if facts.is_judged:
            parts.append("it was decided which names are one and the same")
        if not parts:
            return self._fit(f"nothing has changed {since}{until.rstrip(',')}", [])
        return self._fit(f"{since}{until} {_join_clauses(parts)}", [])

    def write_entities(self, number: int) -> str:
        return plural(number, "entity", "entities")

    def write_matches(self, number: int) -> str:
        return f"{plural(number, 'pair')} of different sources may be the same; nothing is joined."

    def write_sources(self, titles: Sequence[str]) -> str:
        if not titles:
            return "No source is loaded yet."
        verb = "source here is" if len(titles) == 1 else "sources here are"
        return self._fit(f"the {verb} {self.writer.join([_quote(title) for title in titles], 3)}", [])

    def write_stories(self, titles: Sequence[str]) -> str:
        if not titles:
            return "There is no story here yet."
        verb = "story here is" if len(titles) == 1 else "stories here are"
        return self._fit(f"the {verb} {self.writer.join([_quote(title) for title in titles], 3)}", [])

    def write_methods(self, statements: int, speakers: int, sources: int) -> str:
        if not statements:
            return "Nothing is loaded yet."
        return (
            f"Answers here rest on {plural(statements, 'statement')} of {plural(speakers, 'speaker')} "
            f"in {plural(sources, 'source')}."
        )

    def write_words(self, names: Sequence[str], asked: str, has_it: bool) -> str:
        """What a search of the codebook found; `asked` is empty where all words are listed."""
        if not asked:
            return f"The vocabulary has {len(names):,} words."
        if not has_it:
            near = f"; the nearest are {self.writer.join(list(names), 3)}" if names else ""
            return f"No word of the vocabulary is or names {_quote(asked)}{near}."
        if [name.casefold() for name in names] == [asked.casefold().replace(" ", "_").replace("-", "_")]:
            return f"{_quote(names[0])} is a word of the vocabulary."
        some = "One word of the vocabulary names" if len(names) == 1 else f"{len(names):,} words of the vocabulary name"
        return f"{some} {_quote(asked)}."

    def write_source(self, title: str, publisher: str, published: Window) -> str:
        when = self.writer.days(published)
        when = when.replace("between", "some time between", 1) if when.startswith("between") else when
        return self._fit(f"{_quote(title)} was published by {self.writer.name(publisher)} {when}".rstrip(), [])


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _quote(title: str) -> str:
    return f"“{title}”"


def _join_clauses(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"


def _join_or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _pluralize(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return f"{'deny' if first == 'denies' else first.removesuffix('s')} {rest}".rstrip()
