"""What a statement says, as an English clause: `the SDF fought ISIS from 2014 to 2019`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.sentences.handovers import Handover, find_handover
from app.sentences.languages.en.articles import add_article, find_main_words
from app.sentences.languages.en.singulars import is_one
from app.sentences.languages.en.verbs import (
    ADDED,
    HANDING_OVER,
    MODES,
    OF_TERMS,
    TAKING,
    TERMS,
    Verb,
    find_participle,
    find_verb,
    inflect,
    inflect_past,
    make_gerund,
)
from app.sentences.names import ANONYMOUS
from app.sentences.statements import StatementFact
from graph.dates.windows import MAX, MIN

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

PEOPLE = ("people", "men", "women", "children", "families")
# what is said as it is now, without days, unless it is said to have ended
LASTING = frozenset(
    ("leads", "speaks_for", "part_of", "located_in", "of_nationality", "composed_of", "member_of", "allied_with")
)
SINGLE = ("a ", "an ", "one ")
PLURAL = (
    "troops", "insurgents", "countries", "people", "authorities", "outlets", "governments", "groups", "rebels",
    "militants", "separatists", "royalists", "fedayeen", "fighters", "guerrillas", "houthis", "tigers", "sandinistas",
    "taliban", "hawks", "officials", "soldiers", "contras", "janjaweed", "peshmerga", "tupamaros",
)  # fmt: skip


class EnglishClauses:
    """Writes statements as clauses. `offices` are the organisations of persons, which their names are said with."""

    def __init__(self, writer: "EnglishWriter", offices: Mapping[str, str]) -> None:
        self.writer = writer
        self.offices = offices
        self.full_names: dict[str, str] = {}  # the name of each person by the name with the organisation

    def speakers(self, ids: Sequence[str]) -> str:
        """At most two names, and others; a person with the organisation: `Sarah Sanbar of Human Rights Watch`."""
        found = [self.speaker(id_) for id_ in dict.fromkeys(ids)]
        return self.writer.join(found) if len(found) < 3 else f"{found[0]}, {found[1]} and others"

    def speaker(self, id_: str) -> str:
        name, said = self.writer.name(id_), self.writer.speaker(id_)
        office = self.offices.get(self.writer.names.view.directory.find_canonical(id_))
        if said == name and office is not None:  # else the language has it with the office
            organisation = self.writer.name(office)
            said = name if organisation in name else f"{name} of {organisation}"
        if said.startswith(f"{name} of "):
            self.full_names[said] = name
        return said

    def name_offices_once(self, text: str) -> str:
        """A text in which a person is named with the organisation the first time, and without it from then on."""
        for full, name in self.full_names.items():
            before, found, rest = text.partition(full)
            text = before + found + rest.replace(full, name)
        return text

    def according(self, ids: Sequence[str], *, is_inferred: bool = False) -> str:
        return f", {'as inferred from' if is_inferred else 'according to'} {self.speakers(ids)}" if ids else ""

    def said(self, fact: StatementFact, *, days: bool = True) -> str:
        """The clause, and who says so."""
        return f"{self.clause(fact, days=days)}{self.by(fact)}{self.or_others(fact)}"

    def or_others(self, fact: StatementFact) -> str:
        """The numbers that others give of the same: `, or about 120, according to X`."""
        amounts = [(self.writer.amount(one.amount), one.speakers) for one in fact.rivals if one.amount]
        return "".join(f", or {amount}{self.according(speakers)}" for amount, speakers in amounts)

    def by(self, fact: StatementFact) -> str:
        """According to whom; who speaks of themselves is not named again: `, by its own account`. What a coder infers
        is said by no source: `, as inferred from CBS News`."""
        if fact.is_inferred:
            return self.according(fact.speakers, is_inferred=True)
        itself = fact.role(find_subject_role(fact))
        if not itself or not set(itself) <= set(fact.speakers):
            return self.according(fact.speakers)
        others = [id_ for id_ in fact.speakers if id_ not in itself]
        own = "their own account" if self.is_plural(itself) or self._is_person(itself) else "its own account"
        return f", by {own}" + (f" and according to {self.speakers(others)}" if others else "")

    def says(self, claimants: Sequence[str], fact: StatementFact) -> str:
        """That some speakers say what a statement says: `Iraq says that it offered to try ISIS suspects`."""
        if fact.is_inferred:
            return f"it is inferred from {self.speakers(claimants)} that {self.clause(fact)}"
        is_itself = self.is_of_itself(claimants, fact)
        if is_itself and self._is_person(claimants):  # a person is he or she, which is not known
            return f"{self.clause(fact)}, by their own account"
        return f"{self.speakers(claimants)} says that {self.clause(fact, is_itself=is_itself)}"

    def is_of_itself(self, speakers: Sequence[str], fact: StatementFact) -> bool:
        """Whether some speakers are those who act in a statement, and no others are."""
        return set(speakers) == set(fact.role(find_subject_role(fact)))

    def _is_person(self, ids: Sequence[str]) -> bool:
        return any(self.writer.names.find_kind(id_) == "person" for id_ in ids)

    def clause(self, fact: StatementFact, *, days: bool = True, amount: bool = True, is_itself: bool = False) -> str:
        """What the statement says, by the names of its days. `is_itself`: its subject was named just before."""
        with self.writer.names.at(fact.days):
            return self._clause(fact, days=days, amount=amount, is_itself=is_itself)

    def _clause(self, fact: StatementFact, *, days: bool, amount: bool, is_itself: bool) -> str:
        filled = [role for role, ids in fact.roles.items() if ids]
        verb = find_verb(fact.predicate, filled, fact.terms) or Verb(
            fact.predicate.replace("_", " "), fact.predicate.replace("_", " ")
        )
        move = find_handover(fact)
        verb = HANDING_OVER if move.is_handed else TAKING if move.is_into_own else verb
        subject = fact.role(verb.subject)
        is_received = fact.predicate == "transfers" and not subject and bool(fact.role("to_holder"))
        after = [(word, role) for word, role in verb.after if fact.role(role) and role not in move.unsaid]
        if is_received:
            subject, verb = fact.role("to_holder"), Verb("receive", "received", verb.after, "", "to_holder")
            after = [(word, role) for word, role in after if word != "to"]
        is_passive = not subject and bool(fact.role("object"))
        said_of = fact.role("object") if is_passive else subject
        counted = fact.role(verb.group)
        words = self._names(said_of, fact, is_counted=said_of == counted and amount)
        if is_itself and not self._is_person(said_of):
            words = "they" if self.is_plural(said_of) else "it"
        is_single = said_of == counted and amount and _is_counted(fact) and is_one(fact.amount)
        is_plural = self.is_plural(said_of) and not is_single
        words += f" {self._verb(fact, verb, is_plural=is_plural, is_passive=is_passive)}"
        if fact.predicate in OF_TERMS:
            words += f" {self.terms(fact.terms)}"
        elif not counted and fact.amount and fact.of and amount:
            words = f"{words.removesuffix(' people')} {self.writer.amount(fact.amount)} {fact.of}"
        behind = "" if is_passive else verb.behind
        participle = find_participle(verb)
        words += self._after(
            fact, after, behind, skipped=said_of, counted=counted if amount else (), participle=participle
        )
        words += self._say_custody(fact, move)
        words += " in an exchange" if fact.predicate == "exchanges" and verb.subject != "agent" else ""
        words += "".join(f" {ADDED[term]}" for term in fact.terms if term in ADDED)
        when = self.when(fact) if days and not _is_lasting(fact) else ""
        return words if words.endswith(f" {when}") else f"{words} {when}".rstrip()  # a name may end with its year

    def _say_custody(self, fact: StatementFact, move: Handover) -> str:
        """Into whose custody, or within whose, people were moved, where it stayed with one holder."""
        agent, holders = fact.role("agent"), fact.role("from_holder")
        own = "their own" if self.is_plural(agent) or self._is_person(agent) else "its own"
        if move.is_into_own:
            return f" into {own} custody"
        whose = f"{own} custody" if agent == holders else f"the custody of {self.writer.names_of(holders)}"
        return f" within {whose}" if move.is_within else ""

    def _after(
        self,
        fact: StatementFact,
        after: Sequence[tuple[str, str]],
        behind: str,
        *,
        skipped: Sequence[str],
        counted: Sequence[str],
        participle: str,
    ) -> str:
        """What follows the verb. A place is left out after a holder with the same preposition, and of a name what the
        clause says too: seven French citizens sentenced to death in 2019."""
        words, used = "", set[str]()
        for word, role in after:
            ids = fact.role(role)
            if ids == skipped or (word and word in used) or (role == "at" and self._is_in_name(ids, counted)):
                continue
            if role in ("at", "to_place") and self.writer.names_of(ids) == self.writer.names_of(skipped):
                continue  # a country is an actor and a place
            used.add(word)
            named = self._names(ids, fact, is_counted=ids == counted)
            words += f" {word} ".replace("  ", " ") + self._cut_repeated(named, fact, participle, behind)
            if role == "object" and behind and behind not in words:
                words += f" {behind}"
        return words

    def _cut_repeated(self, named: str, fact: StatementFact, participle: str, behind: str) -> str:
        """A name without what the clause says of it too, that alone."""
        for added in filter(None, (behind, *(ADDED.get(term) for term in fact.terms))):
            bare, found, rest = named.partition(f" {participle} {added}")
            if found and rest.strip() in ("", self.when(fact)):
                return bare
        return named

    def _is_in_name(self, places: Sequence[str], group: Sequence[str]) -> bool:
        """Whether the name of a group has the place already, as the residents of al-Hol have."""
        first = self.writer.name(places[0]).removeprefix("the ").split()[0]
        return len(places) == 1 and any(first in self.writer.name(id_).split() for id_ in group)

    def _names(self, ids: Sequence[str], fact: StatementFact, *, is_counted: bool) -> str:
        is_people = fact.predicate == "composed_of"
        words = self.writer.join(self._list_names(ids, is_people=is_people))
        if is_counted and fact.amount and _is_counted(fact):
            return self.writer.people(fact.amount, words, fact.unit)
        return self.noun(words, ids)

    def _list_names(self, ids: Sequence[str], *, is_people: bool) -> list[str]:
        """The names of some; of nationalities those of the countries, of which people are citizens, or of `is_people`
        those of the people: `about 240 Tunisians`."""
        names = self.writer.names
        if is_people and all(names.find_label(id_) == "Nationality" for id_ in ids):
            return [self.writer.nationals(id_) for id_ in ids]
        if all(names.find_label(id_) == "Nationality" for id_ in ids):
            return [add_article(names.find_country(id_), names.find_label(id_), names.find_kind(id_)) for id_ in ids]
        return self.writer.list_names(ids)

    def noun(self, words: str, ids: Sequence[str]) -> str:
        """The name of an event with an article: `the prison escape`; others as they are."""
        if len(ids) != 1 or self.writer.names.find_label(ids[0]) != "Event":
            return words
        first = words.split(" ", 1)[0]
        rest = words.removeprefix(first).split()
        is_plural = first.endswith("s") and not (rest and rest[0] in ("of", "in", "between", "around", "against"))
        has_own = first.lower() in ("the", "a", "an", "several", "some") or first.endswith("'s") or is_plural
        return words if has_own else f"the {words}"

    def _verb(self, fact: StatementFact, verb: Verb, *, is_plural: bool, is_passive: bool) -> str:
        be = "were" if is_plural else "was"
        probably = "probably " if fact.is_inferred else ""
        if fact.mode in MODES:
            affirmed, denied = MODES[fact.mode]
            words = (denied if fact.is_denied else affirmed).replace("was ", f"{be} ")
            if is_passive:
                return f"{be} {'not ' if fact.is_denied else ''}to be {verb.passive or find_participle(verb)}"
            return f"{words} {verb.base}"
        if fact.mode == "under_way":
            return (
                f"{be} being {verb.passive or find_participle(verb)}"
                if is_passive
                else f"{be} {make_gerund(verb.base)}"
            )
        if is_passive:
            return f"{be} {'not ' if fact.is_denied else ''}{probably}{verb.passive or find_participle(verb)}"
        is_present = _is_lasting(fact)
        if verb.base.startswith("be "):
            form = (
                inflect(verb.base, is_plural=is_plural) if is_present else inflect_past(verb.past, is_plural=is_plural)
            )
            first, _, rest = form.partition(" ")
            return f"{first} {'not ' if fact.is_denied else ''}{probably}{rest}"
        if fact.is_denied and fact.predicate == "comments_on":
            return f"{'have' if is_plural else 'has'} not {find_participle(verb)}"
        if fact.is_denied:
            return f"did not {verb.base}"
        if fact.is_running_total:
            return f"{probably}had {find_participle(verb)}"
        form = inflect(verb.base, is_plural=is_plural) if is_present else verb.past
        return f"{probably}{form}"

    def is_plural(self, ids: Sequence[str]) -> bool:
        if len(self.writer.list_names(ids)) > 1:
            return True
        if not ids:
            return False
        label, words = self.writer.names.find_label(ids[0]), self.writer.name(ids[0]).lower()
        main = find_main_words(words)
        if label == "Group":
            return not words.startswith(SINGLE)
        if self.writer.names.find_kind(ids[0]) in ("collective", "facilities"):
            return True
        if self.writer.names.find_kind(ids[0]) == ANONYMOUS:  # several who are not named: lawyers, two officials
            if words.startswith(SINGLE):
                return False
            if main.endswith("s") and not main.endswith(("ss", "us")):
                return True
        return (
            words.endswith(PLURAL)
            or main.endswith(PLURAL)
            or (label == "Event" and words.split(" ", 1)[0].endswith(("es", "ials")))
        )

    def terms(self, terms: Sequence[str]) -> str:
        """Such as `torture and sham trials`."""
        return self.writer.join([TERMS.get(term, term.replace("_", " ")) for term in terms]) or "it"

    def when(self, fact: StatementFact) -> str:
        days = fact.days
        if days is None:
            return ""
        first, last = days.earliest, days.latest
        if fact.lasts and first != last:
            return self._lasting(fact)
        if fact.is_running_total and first != last and first > MIN:
            return f"in all {self.writer.up_to(days, fact.weekday)}"
        if fact.is_around:
            return self.writer.days(days, around=True)
        if fact.weekday and first > MIN and first != last:
            return f"on {self.writer.some_day(days, fact.weekday)}"
        words = self.writer.days(days)
        is_of_one_day = words.startswith("between") and not fact.is_spread
        return words.replace("between", "some time between", 1) if is_of_one_day else words

    def _lasting(self, fact: StatementFact) -> str:
        assert fact.days is not None
        first, last = fact.days.earliest, fact.days.latest
        start = str(first.year) if (first.month, first.day) == (1, 1) else self.writer.day(first)
        if fact.is_at_least:
            least = str(last.year) if (last.month, last.day) == (1, 1) else self.writer.day(last)
            return f"from {start} to at least {least}"
        end = str(last.year) if (last.month, last.day) == (12, 31) else self.writer.day(last)
        if first == MIN:
            return f"until {end}"
        if last == MAX:
            return f"from {start} on"
        if start == end:
            return f"in {start}"
        if first.year == last.year and end == str(last.year):  # it ended on an unknown day of the year
            return f"from {start} until later that year"
        return f"in {start} until {end}" if start == str(last.year) else f"from {start} to {end}"


def find_subject_role(fact: StatementFact) -> str:
    """The role of who is said to act."""
    verb = find_verb(fact.predicate, [role for role, ids in fact.roles.items() if ids])
    return verb.subject if verb else "subject"


def _is_counted(fact: StatementFact) -> bool:
    """Whether the number of people is said with them; of a denial it is not, but of what somebody will not do."""
    return fact.unit in PEOPLE and (not fact.is_denied or fact.mode in MODES)


def _is_lasting(fact: StatementFact) -> bool:
    """Whether it is said as it is now."""
    return fact.predicate in LASTING and (not fact.lasts or fact.days is None or fact.days.latest == MAX)
