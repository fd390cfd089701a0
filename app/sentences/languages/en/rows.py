"""One statement, whole, as an English sentence: who says that who did what, with the days and bounds spelled out."""

from collections.abc import Sequence
from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING

from app.sentences.handovers import find_handover
from app.sentences.languages.en.articles import BESIDE, HAS_ARTICLE, add_indefinite
from app.sentences.languages.en.clauses import EnglishClauses
from app.sentences.languages.en.row_counts import EnglishRowCounts
from app.sentences.languages.en.row_days import EnglishRowDays, name_statement
from app.sentences.languages.en.row_modes import (
    ADDED_IN_ROWS,
    BEHIND,
    EVEN_IF,
    MODES,
    NOT_OVER,
    PARTS,
    PLURALS,
    SENTENCE_MODES,
    STANCES,
    UNDONE,
)
from app.sentences.languages.en.verbs import (
    CARRYING_OUT,
    GIVING_UP,
    HANDING_OVER,
    OF_TERMS,
    PROSECUTING,
    RECEIVING,
    TAKEN_OVER,
    TAKING,
    Verb,
    find_participle,
    find_verb,
    inflect,
    make_gerund,
)
from app.sentences.names import ANONYMOUS
from app.sentences.rows import RowFact, denies_number, find_group_role, find_party, is_share_of_whole
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

NOT_SO = "it is not so that "
BEFORE_A_PLACE = frozenset(("from", "to", "in", "at"))
NATIONALITIES = {"country": "be citizens of", "region": "be from"}  # by kind; others, such as stateless, are just "be"
SIDES = {"from_holder": "from", "from_place": "from", "to_holder": "to", "to_place": "to"}


class EnglishRows:
    """Writes rows as sentences."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.writer = writer
        self.says = EnglishClauses(writer, {})
        self.counts = EnglishRowCounts(writer)
        self.days = EnglishRowDays(writer, self._describe_other, self._attribute_other)

    def write_row(self, fact: RowFact) -> str:
        """Such as `CBS News says that the SDF held about 2,000 suspects (1,800 to 2,200) at some time in 2019.`"""
        clause = self._clause(fact, is_negated=fact.is_denied and not self._is_denial(fact))
        that = "" if self._is_urging(fact) else "that "
        text = f"{self._speaker(fact)} {that}{clause}{self._tail(fact)}."
        return text[0].upper() + text[1:]

    # who says so

    def _speaker(self, fact: RowFact) -> str:
        name = self._name(fact.speaker)
        if fact.is_inferred and fact.outlet is None and fact.said is None:
            return f"the coder infers from {name}"
        is_denial = self._is_denial(fact)
        if fact.said is None:
            verb = "deny" if is_denial else "say"
            if not self._is_plural([fact.speaker]):
                verb = "denies" if is_denial else "says"
        else:
            verb = "denied" if is_denial else "said"
        if self._is_urging(fact):
            verb = "urged" if fact.said else "urge" if self._is_plural([fact.speaker]) else "urges"
        said = f" {self.days.on(fact.said, fact)}" if fact.said else ""
        private = ", not in public," if fact.said and fact.is_private else ""
        outlet = self._name(fact.outlet) if fact.outlet else ""
        if fact.is_inferred:
            within = f" in {outlet}" if outlet else ""
            return f"the coder infers from what {name} {verb}{within}{said}{private}"
        return f"{outlet} reports that {name} {verb}{said}{private}" if outlet else f"{name} {verb}{said}{private}"

    @staticmethod
    def _is_denial(fact: RowFact) -> bool:
        """Whether the speaker denies: that is for those of whom something is said, or whom a paper asks; a paper that
        reports only says that it is not so. Who has no such plan says so, and a coder infers it."""
        is_told_of = any(fact.speaker in ids for ids in fact.roles.values())
        is_own_plan = fact.mode == "intended" and fact.speaker in (*fact.role("subject"), *fact.role("agent"))
        return fact.is_denied and not fact.is_inferred and not is_own_plan and (fact.outlet is not None or is_told_of)

    @staticmethod
    def _is_urging(fact: RowFact) -> bool:
        """Whether the speaker urges another one to do what the row says."""
        verb = find_verb(fact.predicate, [role for role, ids in fact.roles.items() if ids], fact.terms)
        acting = fact.role(verb.subject) if verb and verb.subject != verb.group else ()
        is_said = fact.outlet is not None and not fact.is_denied and not fact.is_inferred
        return fact.mode == "urged" and is_said and bool(acting) and fact.speaker not in ("", *acting)

    def _name(self, id_: str) -> str:
        """A name; of somebody without one, such as UNC spokesman, with an article."""
        words = self.writer.name(id_)
        if self.writer.names.find_kind(id_) != ANONYMOUS or self._is_plural([id_]):
            return words
        bare = words.removeprefix("the ") if words != self.writer.names.find_name(id_) else words
        return bare if HAS_ARTICLE.match(bare) else add_indefinite(bare)

    def _is_plural(self, ids: Sequence[str]) -> bool:
        return self.says.is_plural(ids)

    # who did what

    def _clause(self, fact: RowFact, *, days: bool = True, is_negated: bool = False) -> str:
        """Who did what, or did not, with or without its days."""
        filled = [role for role, ids in fact.roles.items() if ids]
        verb = find_verb(fact.predicate, filled, fact.terms)
        if verb is None:
            return NOT_SO * is_negated + self._clause_of_vocabulary(fact, days=days)
        if self._is_silence(fact):
            verb = verb._replace(base="comment", past="commented")
        if is_share_of_whole(fact):
            return NOT_SO * is_negated + self._clause_of_share(fact, days=days)
        if fact.predicate == "prosecutes" and not fact.terms and fact.role("object"):
            verb = PROSECUTING
        if fact.predicate == "of_nationality":
            be = NATIONALITIES.get(self.writer.names.find_kind(fact.role("object")[0]), "be")
            verb = verb._replace(base=be, past=be)
        move = find_handover(fact)
        verb = HANDING_OVER if move.is_handed else TAKING if move.is_into_own else verb
        if fact.predicate == "exchanges":
            verb = {"from_holder": GIVING_UP, "to_holder": RECEIVING, "agent": CARRYING_OUT}.get(find_party(fact), verb)
        subject = fact.role(verb.subject)
        is_passive = not subject and bool(fact.role("object"))
        first = "object" if is_passive else verb.subject
        if is_passive and fact.is_denied and fact.mode in UNDONE:
            words = f"{UNDONE[fact.mode][is_negated]} {verb.base}{self._after_verb(fact, verb, set())}"
            return f"{words} {self.days.when(fact)}" if days else words
        actors = self._names(fact.role(first), fact, is_counted=first == verb.group) or "an unnamed party"
        if first == verb.subject and subject == (fact.speaker,) and self._find_label(subject) == "Actor":
            actors = self._pronoun(fact.speaker) or actors
        # 40 did not escape says another thing than that not 40 escaped
        is_of_number = first == verb.group and fact.count is not None and self.counts.is_inline(fact, fact.role(first))
        not_so, is_negated = NOT_SO * (is_negated and is_of_number), is_negated and not is_of_number
        is_joint = self._is_joint(fact, subject, verb)
        together = " jointly" if is_joint and fact.mode not in MODES and not is_negated else ""
        said = self._verb(fact, verb, first, is_passive=is_passive, is_joint=is_joint, is_negated=is_negated)
        words = f"{not_so}{actors}{together} {said}"
        if fact.predicate in OF_TERMS:
            words += f" {self.says.terms(fact.terms) if fact.terms or not fact.about else self._join(fact.about)}"
        words += self._within_exchange(fact) if verb is CARRYING_OUT else self._after_verb(fact, verb, {first})
        return words + self._when(fact, is_passive=is_passive, is_negated=is_negated) if days else words

    def _clause_of_share(self, fact: RowFact, *, days: bool) -> str:
        """What share of a group some are: `most of the villagers (50 to 100 per cent) were young men`."""
        assert fact.count is not None
        share = self.counts.people(fact.count, self._join(fact.role("subject")))
        words = f"{share} were {self._join(fact.role('object'), is_people=True)}"
        words += self._at(fact) if fact.role("at") else ""
        return words + self._when(fact, is_passive=False) if days else words

    @staticmethod
    def _is_joint(fact: RowFact, subject: Sequence[str], verb: Verb) -> bool:
        """Whether several act together, where the verb does not say so itself."""
        is_mutual = vocabulary().predicates[fact.predicate].symmetric or fact.predicate == "exchanges"
        return len(subject) > 1 and not verb.base.startswith("be ") and not is_mutual

    def _after_verb(self, fact: RowFact, verb: Verb, used: set[str]) -> str:
        """What follows the verb, up to the days. `used` are the roles that are said before."""
        words = ""
        own = {role for word, role in verb.after if word not in SIDES.values()}
        for word, role in verb.after:
            if role in SIDES and role not in own:
                continue  # said last
            if fact.role(role) and role not in used:
                used.add(role)
                named = self._names(fact.role(role), fact, is_counted=role == verb.group)
                words += self._at(fact, role) if word == "in" else f" {word} {named}".replace("  ", " ")
                words += f" {verb.behind}" if role == "object" and verb.behind and verb.behind not in named else ""
            elif role == "object" and not word and role not in used:
                words += " (whom or what, is not said)"
        if "at" not in used and fact.role("at"):
            used.add("at")
            words += self._at(fact)
        words += self._exchange(fact, used) if fact.predicate == "exchanges" else self._ends(fact, used)
        for role, ids in fact.roles.items():
            if role not in {*used, *SIDES} and ids:
                words += f", {role.replace('_', ' ')}: {self._join(ids)}"
        added = [ADDED_IN_ROWS[term] for term in fact.terms if term in ADDED_IN_ROWS and fact.predicate not in OF_TERMS]
        return words + (f" {self.writer.join(added, most=len(added))}" if added else "")

    def _within_exchange(self, fact: RowFact) -> str:
        """Who would give up or receive whom, in an exchange that another one plans or offers."""
        verb = GIVING_UP if fact.role("from_holder") else RECEIVING
        party = fact.role(verb.subject)
        acts = inflect(verb.base, is_plural=self._is_plural(party))
        people = self._names(fact.role("object"), fact, is_counted=True)
        return f" {self._join(party)} {acts} {people}{self._ends(fact, {verb.subject})}"

    def _exchange(self, fact: RowFact, used: set[str]) -> str:
        """Where those who were exchanged went, and who carried it out."""
        words = self._ends(fact, used)
        if not {"from_holder", "to_holder"} & used:
            return words
        places = () if "to_place" in used else fact.role("to_place")
        if places and not fact.role("to_holder"):
            words = words.removesuffix(f" to {self._join(places)}") + f", who went to {self._join(places)},"
        used.add("agent")
        parties = {*fact.role("from_holder"), *fact.role("to_holder")}
        others = [id_ for id_ in fact.role("agent") if id_ not in parties]
        return f"{words} in an exchange" + (f" carried out by {self._join(others)}" if others else "")

    def _when(self, fact: RowFact, *, is_passive: bool, is_negated: bool = False) -> str:
        """The days, and what the mode says behind them."""
        words = f" {self.days.when(fact, is_total=self._is_total(fact))}"
        if is_negated:
            words = words.replace(" at some time ", " at any time ", 1)
            return words + (EVEN_IF if fact.mode == "conditional" else "")
        if fact.mode == "under_way":
            return words + NOT_OVER
        mode = MODES.get(fact.mode)
        return words + ((mode.behind_done if is_passive else mode.behind) if mode else "")

    def _clause_of_vocabulary(self, fact: RowFact, *, days: bool) -> str:
        """The clause of a word that only the vocabulary knows, by what it says there."""
        predicate = vocabulary().predicates[fact.predicate]
        group = predicate.find_role("held") or "object"
        used: set[str] = set()
        text = ""
        for words, role, *_ in Formatter().parse(predicate.says):
            named = ""
            if role:
                used.add(role)
                named = self._names(fact.role(role), fact, is_counted=role == group)
                named = named or ("an unnamed party" if role in ("subject", "agent") else "")
            # of a role that nobody has, the preposition before it goes too
            text += words if named or not role else _drop_last_preposition(words)
            text += named
        text = " ".join(text.split())
        rest = "".join(
            f", {role.replace('_', ' ')}: {self._join(ids)}"
            for role, ids in fact.roles.items() if ids and role not in used
        )  # fmt: skip
        words = f"{SENTENCE_MODES.get(fact.mode, '')}{text}{rest}"
        return f"{words} {self.days.when(fact)}" if days else words

    def _pronoun(self, id_: str) -> str:
        """Of who speaks and acts: not of a person, whose word is not known."""
        if self.writer.names.find_kind(id_) in ("person", ANONYMOUS):
            return ""
        return "they" if self._is_plural([id_]) else "it"

    def _verb(
        self, fact: RowFact, verb: Verb, first: str, *, is_passive: bool, is_joint: bool, is_negated: bool
    ) -> str:
        """The verb as it is said of those in the role `first`."""
        said_of = fact.role(first)
        count = fact.count if first == verb.group and self.counts.is_inline(fact, said_of) else None
        is_plural = self._is_plural(said_of) and not (count and self.counts.is_of_one(count))
        done, be = verb.passive or find_participle(verb), "were" if is_plural else "was"
        be, had = (f"{be} not", "had not") if is_negated else (be, "had")
        if mode := MODES.get(fact.mode):
            if self._is_urging(fact):
                return f"to {'jointly ' * is_joint}{verb.base}"
            if fact.mode == "intended" and not is_passive and self._find_label(said_of) == "Event":
                return f"{'are' if is_plural else 'is'} {'not ' * is_negated}meant to {verb.base}"
            form = mode.is_not_done if is_passive else mode.acts_not
            first, _, rest = (form if is_negated else mode.is_done if is_passive else mode.acts).partition(" ")
            first = PLURALS.get(first, first) if is_plural else first
            return " ".join(f"{first} {rest} {'jointly ' * is_joint}{done if is_passive else verb.base}".split())
        if fact.mode == "under_way" and (is_passive or not verb.base.startswith("be ")):
            return f"{be} being {done}" if is_passive else f"{be} {make_gerund(verb.base)}"
        if self._is_total(fact):
            return f"{had} been {done}" if is_passive else f"{had} {find_participle(verb)}"
        if is_passive:
            return f"{be} {done}"
        if verb.base.startswith("be "):
            words = f"{be} {verb.base.removeprefix('be ')}"
            return words if is_plural else words.replace(f"{be} citizens of", f"{be} a citizen of")
        return f"did not {'jointly ' * is_joint}{verb.base}" if is_negated else verb.past

    @staticmethod
    def _is_total(fact: RowFact) -> bool:
        """Whether what is said is all that happened up to a day."""
        return fact.count is not None and fact.count.kind == "cumulative" and fact.mode == "occurred"

    def _find_label(self, ids: Sequence[str]) -> str:
        return self.writer.names.find_label(ids[0]) if ids else ""

    def _names(self, ids: Sequence[str], fact: RowFact, *, is_counted: bool) -> str:
        if not ids:
            return ""
        words = self._join(ids, is_people=fact.predicate == "composed_of")
        return (
            self.counts.people(fact.count, words)
            if is_counted and fact.count and self.counts.is_inline(fact, ids)
            else words
        )

    def _join(self, ids: Sequence[str], *, is_people: bool = False) -> str:
        """All names: nothing that a row says is left out. `is_people`: nationalities as the people who have them."""
        named = []
        for id_ in ids:
            words, kind = self.says.noun(self._name(id_), [id_]), self.writer.names.find_kind(id_)
            if is_people and self.writer.names.find_label(id_) == "Nationality":
                words = {"country": "citizens of ", "region": "people from "}.get(kind, "") + words
            named.append(words)
        return self.writer.join(named, most=len(ids))

    def _in(self, ids: Sequence[str]) -> str:
        """At a border, in any other place."""
        is_border = all(self.writer.names.find_kind(id_) == "border" for id_ in ids)
        named = self._join(ids)
        return named if BESIDE.match(named) else f"{'at' if is_border else 'in'} {named}"

    def _at(self, fact: RowFact, role: str = "at") -> str:
        """In or at a place; nothing where the name of those who are held or taken says it already."""
        places = fact.role(role)
        bare = self._join(places).removeprefix("the ")
        said = [f" {word} {article}{bare} " for word in ("in", "at") for article in ("", "the ")]
        names = [f" {self._name(id_)} " for id_ in fact.role(find_group_role(fact))]
        if any(words in name for words in said for name in names):
            return ""
        return f" {self._in(places)}"

    def _ends(self, fact: RowFact, used: set[str]) -> str:
        """From whom, at which place, to whom, at which place."""
        words, move = "", find_handover(fact)
        own = "their own" if self._is_plural(fact.role("agent")) or self._is_person(fact.role("agent")) else "its own"
        for side in ("from", "to"):
            holders, places = (
                fact.role(role) if role not in used else () for role in (f"{side}_holder", f"{side}_place")
            )
            if side == "to" and move.is_into_own:
                words += f" into {own} custody{f' {self._in(places)}' if places else ''}"
            elif holders and f"{side}_holder" not in move.unsaid:
                words += f" {side} {self._join(holders)}"
                is_same = self._join(holders) == self._join(places)
                words += " (holder and place)" if is_same else f" {self._in(places)}" if places else ""
            elif places:
                words += f" {side} {self._join(places)}"
        if move.is_within:
            holders = fact.role("from_holder")
            is_own = fact.role("agent") == holders
            words += f", within {own} custody," if is_own else f", within the custody of {self._join(holders)},"
        return words

    def _is_person(self, ids: Sequence[str]) -> bool:
        return any(self.writer.names.find_kind(id_) in ("person", ANONYMOUS) for id_ in ids)

    # what is said of it

    def _tail(self, fact: RowFact) -> str:
        words = self._behind(fact.terms, fact) + self.counts.behind(fact)
        if denies_number(fact) and fact.mode not in MODES:
            words += "; this denies the number alone"
        if fact.whole:
            words += "; these were all whom the holder held"
        if fact.planned_end:
            words += f"; it was announced to end {self.days.on(fact.planned_end, fact)}"
        if fact.about and (fact.terms or fact.predicate not in OF_TERMS):
            words += f"; this is part of {self._join(fact.about)}"
        words += self._responses(fact)
        for key in fact.fulfils:
            other = fact.others.get(key)
            how = "says that a plan was not carried out" if fact.is_denied else "carries out a plan"
            words += f"; this {how}: {self._claim(other) if other else name_statement(key, fact)}"
        if fact.parts:
            words += f"; {PARTS.get(fact.parts, fact.parts)}"
        return words

    # other statements that it names

    def _responses(self, fact: RowFact) -> str:
        """What it answers, the statements of one speaker together: `; this denies what Lake Post says, that ..`; who
        did not comment did not comment `on what Lake Post says, that ..`."""
        answered: dict[str, dict[str, list[str]]] = {}
        for response in fact.responds_to:
            general = " in general" if response.scope == "general" else ""
            is_silent = response.stance == "declines" and self._is_silence(fact)
            stance = " on" if is_silent else f"; this {STANCES[response.stance]}{general}"
            who, claim = self._answered(response.key, fact)
            answered.setdefault(stance, {}).setdefault(who, []).extend([claim] if claim else [])
        told = ""
        for stance, claims in sorted(answered.items(), key=lambda one: one[0] != " on"):
            whats = [
                ", that ".join([who, *([" and that ".join(said)] if said else [])]) for who, said in claims.items()
            ]
            told += f"{stance} {', and '.join(whats)}"
        return told

    @staticmethod
    def _is_silence(fact: RowFact) -> bool:
        """Whether somebody is said not to comment, without an object: on what, the rows say that it answers."""
        is_answer = any(response.stance == "declines" for response in fact.responds_to)
        return fact.predicate == "comments_on" and not fact.role("object") and is_answer

    def _answered(self, key: str, fact: RowFact) -> tuple[str, str]:
        """Who says another statement, and what, where it is not what this one says too: `what Lake Post says`, `the SDF
        held suspects in 2019`; the days only where they are others."""
        other = fact.others.get(key)
        if other is None:
            return name_statement(key, fact), ""
        says = "say" if self._is_plural([other.speaker]) else "says"
        who = "what the coder infers" if other.is_inferred else f"what {self._name(other.speaker)} {says}"
        is_same = replace(other, speaker="", is_denied=fact.is_denied, is_inferred=fact.is_inferred)
        is_told = (
            other.days == fact.days
            and not other.is_denied
            and self._describe_other(is_same) == (self._describe_other(fact))
        )
        return who, "" if is_told else self._claim(other, days=other.days != fact.days)

    def _claim(self, other: RowFact, *, days: bool = True) -> str:
        """What another statement says; without the days where those are bounded by others again."""
        other = replace(other, speaker="")
        return self._clause(other, days=days and not other.days.is_bounded, is_negated=other.is_denied)

    def _describe_other(self, other: RowFact) -> str:
        """What another statement says, without its days and without a pronoun for who says it."""
        return self._clause(replace(other, speaker=""), days=False)

    def _attribute_other(self, other: RowFact) -> str:
        return f"{self._name(other.speaker)} said"

    def _behind(self, terms: Sequence[str], fact: RowFact) -> str:
        """The terms that the clause does not have."""
        said = {*ADDED_IN_ROWS, *(TAKEN_OVER if fact.predicate == "takes_over" else ())}
        left = [term for term in terms if term not in said] if fact.predicate not in OF_TERMS else []
        found = [BEHIND[term] for term in left if term in BEHIND]
        if fact.predicate == "worries_about":
            found = [f"over {self.says.terms(left)}"] if left else []
            left = []
        own = [term.replace("_", " ") for term in left if term not in BEHIND]
        words = f", {self.writer.join(found, most=len(found))}" if found else ""
        return words + (f"; terms: {self.writer.join(own, most=len(own))}" if own else "")


def _drop_last_preposition(words: str) -> str:
    before, _, last = words.rstrip().rpartition(" ")
    return f"{before} " if last in BEFORE_A_PLACE else words
