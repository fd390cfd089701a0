"""One statement, whole, as an Arabic sentence: according to whom who did what, the verb first."""

from collections.abc import Sequence
from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING

from app.sentences.handovers import find_handover
from app.sentences.languages.ar.grammar import Noun, choose_form, count_noun, count_things, join, prefix, write_amount
from app.sentences.languages.ar.row_days import ArabicRowDays, name_statement
from app.sentences.languages.ar.row_modes import (
    ADDED,
    BEFORE_OBJECT,
    BEHIND,
    BEHIND_OBJECT,
    CARRYING_OUT,
    EXCHANGED,
    FEMININE_UNITS,
    HANDING_OVER,
    HELD_BY,
    KINDS,
    MODES,
    NO_OBJECT,
    NOUNS,
    OF_TERM,
    PARTS,
    PROSECUTING,
    STANCES,
    UNITS,
    WITHIN_EXCHANGE,
)
from app.sentences.languages.ar.verbs import PASSIVE, TERMS, VERBS
from app.sentences.rows import (
    PEOPLE,
    RowFact,
    denies_number,
    find_group_role,
    find_party,
    has_own_range,
    is_inline,
    is_share_of_whole,
)
from graph.model.counts import MOST, NEARLY_ALL, WORDED_SHARES, ReportedCount
from graph.model.wordings import Amount, AmountForm, read_amount
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter

OF_TERMS = ("forbids", "guarantees", "rejects")
DOUBTFUL = (AmountForm.ABOUT, AmountForm.NEARLY, AmountForm.VAGUE)  # forms whose bounds a reader cannot see


class ArabicRows:
    """Writes rows as sentences."""

    def __init__(self, writer: "ArabicWriter") -> None:
        self.writer = writer
        self.days = ArabicRowDays(self._describe_other, self._attribute_other)

    def write_row(self, fact: RowFact) -> str:
        """Such as `بحسب رويترز، احتجزت قوات سوريا الديمقراطية نحو 2,000 شخص (1,800 إلى 2,200) في عام 2019.`"""
        return f"{self._speaker(fact)} {self._clause(fact)}{self._tail(fact)}."

    def _speaker(self, fact: RowFact) -> str:
        """Who says so, up to the clause."""
        name, verb = self.writer.name(fact.speaker), self.writer.verb
        outlet = fact.outlet
        quoted = f"، كما {verb(outlet, 'نقل', 'نقلت')} {self.writer.name(outlet)}،" if outlet else ""
        said = f" {self.days.on(fact.said, fact)}" if fact.said else ""
        private = " في حديث غير علني" if fact.said and fact.is_private else ""
        not_so = " ليس صحيحًا أنه" if fact.is_denied and not self._negates_itself(fact) else ""
        if fact.is_inferred:
            within = f" في {self.writer.name(outlet)}" if outlet else ""
            what = f"مما {verb(fact.speaker, 'قاله', 'قالته')} {name}{within}{said}{private}"
            return f"يستنتج معدّ الجدول {what if outlet or said else f'من {name}'} أنه{not_so}"
        if self._is_denial(fact):
            denies = verb(fact.speaker, *(("نفى", "نفت") if fact.said else ("ينفي", "تنفي")))
            itself = verb(fact.speaker, "أنه", "أنها") if self._is_of_itself(fact) else "أنه"
            return f"{denies} {name}{said}{private}{quoted} {itself}"
        if said:
            return f"بحسب ما {verb(fact.speaker, 'قاله', 'قالته')} {name}{said}{private}{quoted or '،'}{not_so}"
        return f"بحسب {name}{quoted or '،'}{not_so}"

    @staticmethod
    def _is_denial(fact: RowFact) -> bool:
        """Whether the speaker denies, and not a paper that reports what is not so, nor who has no such plan."""
        is_told_of = any(fact.speaker in ids for ids in fact.roles.values())
        is_own_plan = fact.mode == "intended" and fact.speaker in (*fact.role("subject"), *fact.role("agent"))
        return fact.is_denied and not fact.is_inferred and not is_own_plan and (fact.outlet is not None or is_told_of)

    def _negates_itself(self, fact: RowFact) -> bool:
        """Whether the verb says that it is not so: of plans and the like that are not denied by their speaker."""
        role = _find_acting_role(fact)
        is_act = fact.mode in MODES and bool(fact.role(role)) and role != find_group_role(fact)
        return fact.is_denied and not self._is_denial(fact) and is_act and fact.predicate in VERBS

    def _is_of_itself(self, fact: RowFact) -> bool:
        """Whether the speaker alone acts, and is not named again behind the denial."""
        return self._is_denial(fact) and fact.role(_find_acting_role(fact)) == (fact.speaker,)

    # who did what

    def _clause(self, fact: RowFact, *, days: bool = True) -> str:
        """Who did what, with or without its days."""
        if fact.predicate not in VERBS:
            return self._clause_of_vocabulary(fact, days=days)
        if is_share_of_whole(fact):
            return self._clause_of_share(fact, days=days)
        role = _find_acting_role(fact)
        is_passive = not fact.role(role) and bool(fact.role("object"))
        used = {"object" if is_passive else role}
        words = self._say_verb(fact, fact.role("object" if is_passive else role), is_passive=is_passive)
        if fact.predicate in OF_TERMS:
            what = join([OF_TERM.get(term, TERMS.get(term, "ذلك")) for term in fact.terms]) or self._join(fact.about)
            words += f" {what or 'ذلك'}"
        is_between = role == "agent" and fact.predicate == "exchanges" and bool(find_party(fact))
        if is_between:
            words += self._within_exchange(fact, used)
        elif not is_passive and fact.role("object"):
            used.add("object")
            before = BEFORE_OBJECT.get(fact.predicate, "")
            words += f" {before}".rstrip() + f" {self._people(fact, 'object')}"
        elif not is_passive and fact.predicate in NO_OBJECT:
            words += f" {NO_OBJECT[fact.predicate]}"
        words += f" {BEHIND_OBJECT[fact.predicate]}" if fact.predicate in BEHIND_OBJECT else ""
        words += self._ends(fact, used)
        words += self._exchange(fact, role) if role in EXCHANGED else ""
        if fact.role("at"):
            is_seen = fact.predicate == "visits" and not fact.role("object")
            words += "" if self._has_place(fact) else f"{'' if is_seen else ' في'} {self._join(fact.role('at'))}"
        for name, ids in fact.roles.items():
            if role in EXCHANGED and name == "agent":
                continue
            if ids and name not in {*used, "at", "object", "from_holder", "from_place", "to_holder", "to_place"}:
                words += f"، {self._join(ids)}"
        added = [ADDED[term] for term in fact.terms if term in ADDED and fact.predicate not in OF_TERMS]
        words += f" {join(added)}" if added else ""
        is_total = fact.count is not None and fact.count.kind == "cumulative" and fact.mode == "occurred"
        words += KINDS["cumulative"] if is_total else ""
        mode = MODES.get(fact.mode)
        behind = mode.behind if mode and not self._negates_itself(fact) else ""
        when = f" {self.days.when(fact, is_total=is_total)}{behind}"
        words = f"لم يحدث أن {words}" if _is_of_nobody(fact) else words
        return words + when if days else words

    def _clause_of_share(self, fact: RowFact, *, days: bool) -> str:
        """What share of a group some are: `كان معظم سكان القرية (50 إلى 100 في المئة) من شبان`."""
        assert fact.count is not None
        share = f"{self._share_of(fact.count, self._join(fact.role('subject')))}{self._bounds(fact.count)}"
        words = f"كان {share} من {self._join(fact.role('object'))}"
        words += f" في {self._join(fact.role('at'))}" if fact.role("at") else ""
        return f"{words} {self.days.when(fact)}" if days else words

    def _share_of(self, count: ReportedCount, name: str) -> str:
        if count.wording.casefold() in NEARLY_ALL:
            return f"جميع {name} تقريبًا"
        return f"معظم {name}" if count.wording.casefold() in MOST else f"{self._share(count)} من {name}"

    def _has_place(self, fact: RowFact) -> bool:
        """Whether the name of those who are held or taken has the place already."""
        said = f"في {self._join(fact.role('at'))}"
        return any(said in self._join([id_]) for id_ in fact.role(find_group_role(fact)))

    def _within_exchange(self, fact: RowFact, used: set[str]) -> str:
        """Who would give up or receive whom, in an exchange that another one plans or offers."""
        side = "from_holder" if fact.role("from_holder") else "to_holder"
        used |= {side, "object"}
        party = fact.role(side)
        return (
            f" {self.writer.verb(party[0], *WITHIN_EXCHANGE[side])} {self._join(party)} {self._people(fact, 'object')}"
        )

    def _exchange(self, fact: RowFact, role: str) -> str:
        """That it was an exchange, where those exchanged went, and who carried it out."""
        places = fact.role("to_place") if not fact.role("to_holder") else ()
        went = f"، وقد نُقلوا إلى {self._join(places)}،" if places else ""
        others = [id_ for id_ in fact.role("agent") if id_ not in (*fact.role("from_holder"), *fact.role("to_holder"))]
        by = f" {self.writer.verb(others[0], 'نفّذها', 'نفّذتها')} {self._join(others)}" if others else ""
        return f"{went} في عملية تبادل{by}"

    def _say_verb(self, fact: RowFact, ids: Sequence[str], *, is_passive: bool) -> str:
        """The verb and those of whom it is said: `نقلت قوات سوريا الديمقراطية`, `يعتزم جيش التل نقل`."""
        role = "object" if is_passive else _find_acting_role(fact)
        people = self._people(fact, role) if ids else "طرف لم يُذكر اسمه"
        if self._is_of_itself(fact) and not is_passive:
            people = ""
        spoken, verbal_noun = EXCHANGED.get(role, (VERBS[fact.predicate], NOUNS[fact.predicate]))
        if fact.predicate == "transfers" and not is_passive and find_handover(fact).is_handed:
            spoken, verbal_noun = HANDING_OVER
        together = " معًا" if role != "object" and len(ids) > 1 and not self._is_symmetric(fact) else ""
        if mode := MODES.get(fact.mode):
            noun = verbal_noun
            if role == "agent" and fact.predicate == "exchanges" and find_party(fact):
                noun = CARRYING_OUT
            if is_passive or role == find_group_role(fact):  # the people do not act
                return f"{_put_before(mode.is_done, noun)} {people}"
            forms = mode.acts_not if self._negates_itself(fact) else mode.acts
            acts = self.writer.verb(ids[0], *forms) if ids else forms[0]
            return " ".join(f"{acts} {people}{together} {_put_before(mode.then, noun)}".split())
        if is_passive and fact.predicate not in PASSIVE:
            return f"جرى {NOUNS[fact.predicate]} {people}"
        verb = PASSIVE[fact.predicate] if is_passive else spoken
        if fact.predicate == "prosecutes" and not fact.terms and fact.role("object"):
            verb = PROSECUTING[is_passive]
        said = self._conjugate(fact, verb, ids, role)
        if is_passive or fact.predicate == "suspected_of":
            whole = said if fact.predicate not in BEHIND_OBJECT else said.split()[0]
            return f"{whole} {people}"
        first, _, rest = said.partition(" ")
        is_lone = fact.predicate == "agrees" and not fact.role("object")
        visits = fact.predicate in BEHIND_OBJECT or is_lone or fact.predicate == "detained_at"
        return " ".join(f"{first} {people}{together}{'' if visits or not rest else f' {rest}'}".split())

    def _conjugate(self, fact: RowFact, verb: tuple[str, str], ids: Sequence[str], role: str) -> str:
        if fact.count and role == find_group_role(fact) and is_inline(fact):
            first, feminine = verb[0].partition(" ")[0], verb[1].partition(" ")[0]
            if fact.count.unit in FEMININE_UNITS and first == feminine and " " not in verb[0]:
                return f"{first}ت"  # fled, of women
            return verb[fact.count.unit in FEMININE_UNITS]
        return self.writer.verb(ids[0], *verb) if ids else verb[0]

    @staticmethod
    def _is_symmetric(fact: RowFact) -> bool:
        return vocabulary().predicates[fact.predicate].symmetric

    def _clause_of_vocabulary(self, fact: RowFact, *, days: bool) -> str:
        """Of a word that only the vocabulary knows, what it says there, in its own language."""
        predicate, used, text = vocabulary().predicates[fact.predicate], set[str](), ""
        for words, role, *_ in Formatter().parse(predicate.says):
            text += words
            if role:
                used.add(role)
                text += self._people(fact, role) if fact.role(role) else ""
        rest = "".join(f"، {self._join(ids)}" for role, ids in fact.roles.items() if ids and role not in used)
        return f"«{' '.join(text.split())}»{rest}" + (f" {self.days.when(fact)}" if days else "")

    def _people(self, fact: RowFact, role: str) -> str:
        """Those who have a role, with their number where they are counted."""
        ids, count = fact.role(role), fact.count
        if count is None or role != find_group_role(fact) or not is_inline(fact):
            return self._join(ids)
        bounds = self._bounds(count)
        name = self._join(ids)
        if _is_of_nobody(fact):
            return f"أحد{'ًا' if role == 'object' and (fact.role('subject') or fact.role('agent')) else ''} من {name}"
        if count.kind == "share":
            return f"{self._share_of(count, name)}{bounds}"
        amount = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        unit, stem = UNITS[count.unit]
        if amount is None or amount.form is AmountForm.VAGUE:
            kind = "" if count.unit == "people" else f"{unit.plural} "
            return f"{self._amount(count)} من {kind}{name}{bounds}"
        last = amount.high if amount.form is AmountForm.BETWEEN and amount.high is not None else amount.low
        of = f" من {name}"
        forms = Noun(unit.plural + of, unit.accusative + of, unit.genitive + of)
        if count.unit == "people" and len(ids) == 1:
            forms = self.writer.noun(ids[0])
        if amount.form is AmountForm.EXACTLY and last in (1, 2) and count.unit != "people":
            ending = "ين" if role == "object" and fact.role("subject") else "ان"
            return f"{unit.genitive if last == 1 else f'{stem}{ending}'} من {name}"
        if unit.is_feminine and amount.form is AmountForm.EXACTLY and last < 10:
            return f"{count_things(last, unit)} من {name}"
        if last % 100 in (1, 2) and last > 2:
            return f"{write_amount(amount)} من {name}{bounds}"
        return f"{count_noun(amount, forms, name)}{bounds}"

    def _amount(self, count: ReportedCount) -> str:
        amount = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        return write_amount(amount) if amount else f"“{count.wording}”"

    def _share(self, count: ReportedCount) -> str:
        """A share in per cent, or as worded where that is no number."""
        return f"{self._amount(count)} في المئة" if has_own_range(count) else self._amount(count)

    @staticmethod
    def _bounds(count: ReportedCount) -> str:
        """Such as ` (1,800 إلى 2,200)`; nothing where the amount says them."""
        amount = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        if amount is not None and amount.form not in DOUBTFUL and count.wording.casefold() not in WORDED_SHARES:
            return ""
        low, high = count.min, count.max
        words = f"{low:,} أو أكثر" if high is None else f"{low:,}" if low == high else f"{low:,} إلى {high:,}"
        return f" ({words}{' في المئة' if count.kind == 'share' else ''})"

    def _join(self, ids: Sequence[str]) -> str:
        """All names: nothing that a row says is left out."""
        is_group = len(ids) == 1 and self.writer.names.find_label(ids[0]) == "Group"
        return self.writer.group(ids[0]) if is_group else join([self.writer.name(id_) for id_ in ids])

    def _ends(self, fact: RowFact, used: set[str]) -> str:
        """From whom, at which place, to whom, at which place."""
        words, move = "", find_handover(fact)
        held_by, unheld = HELD_BY.get(fact.predicate, ("من", ""))
        own = self.writer.verb(fact.role("agent")[0], "عهدته", "عهدتها") if fact.role("agent") else ""
        for word, side in ((held_by, "from"), ("إلى", "to")):
            holders, places = (
                fact.role(role) if role not in used else () for role in (f"{side}_holder", f"{side}_place")
            )
            if fact.predicate == "exchanges" and used & EXCHANGED.keys() and side == "to" and not holders:
                continue  # said behind
            if side == "to" and move.is_into_own:
                words += f" إلى {own}{f' في {self._join(places)}' if places else ''}"
            elif holders and f"{side}_holder" in move.unsaid:
                words += f" {'من' if side == 'from' else word} {self._join(places)}" if places else ""
            elif holders:
                words += f" {word} {self._join(holders)}"
                words += f" في {self._join(places)}" if places and places != holders else ""
            elif side == "from" and unheld:
                words += f" {unheld}"
            if places and not holders:
                words += f" {'من' if side == 'from' else word} {self._join(places)}"
        if move.is_within:
            holders = fact.role("from_holder")
            words += f"، ضمن {own if fact.role('agent') == holders else f'عهدة {self._join(holders)}'}،"
        return words

    # what is said of it

    def _tail(self, fact: RowFact) -> str:
        left = [term for term in fact.terms if term not in ADDED] if fact.predicate not in OF_TERMS else []
        found = [BEHIND[term] for term in left if term in BEHIND]
        own = [term.replace("_", " ") for term in left if term not in BEHIND]
        words = (f"، {join(found)}" if found else "") + (f"؛ {join(own)}" if own else "") + self._counted(fact)
        if denies_number(fact) and fact.mode not in MODES:
            words += "؛ وهذا نفي للعدد وحده"
        if fact.whole:
            words += "؛ وهؤلاء كل من كان لدى الجهة المحتجِزة"
        if fact.planned_end:
            words += f"؛ وأُعلن أنه ينتهي {self.days.on(fact.planned_end, fact)}"
        if fact.about and (fact.terms or fact.predicate not in OF_TERMS):
            words += f"؛ وهذا جزء من {self._join(fact.about)}"
        for response in fact.responds_to:
            general = " إجمالًا" if response.scope == "general" else ""
            words += f"؛ وهذا {STANCES[response.stance]}{general} {self._answered(response.key, fact)}"
        for key in fact.fulfils:
            other = fact.others.get(key)
            how = "نفي لتنفيذ خطة" if fact.is_denied else "تنفيذ لخطة"
            words += f"؛ وهذا {how}: {self._claim(other) if other else name_statement(key, fact)}"
        return words + (f"؛ {PARTS.get(fact.parts, fact.parts)}" if fact.parts else "")

    # other statements that it names

    def _answered(self, key: str, fact: RowFact) -> str:
        """What another statement says, and who says so."""
        other = fact.others.get(key)
        if other is None:
            return name_statement(key, fact)
        if other.is_inferred:
            return f"ما يستنتجه معدّ الجدول، أي أنه {self._claim(other)}"
        says = self.writer.verb(other.speaker, "يقوله", "تقوله")
        return f"ما {says} {self.writer.name(other.speaker)}، أي أنه {self._claim(other)}"

    def _claim(self, other: RowFact) -> str:
        """What another statement says; without the days where those are bounded by others again."""
        not_so = "ليس صحيحًا أنه " if other.is_denied else ""
        return not_so + self._clause(replace(other, speaker=""), days=not other.days.is_bounded)

    def _describe_other(self, other: RowFact) -> str:
        return self._clause(replace(other, speaker=""), days=False)

    def _attribute_other(self, other: RowFact) -> str:
        return f"{self.writer.verb(other.speaker, 'قال', 'قالت')} {self.writer.name(other.speaker)}"

    def _counted(self, fact: RowFact) -> str:
        """What is said of the count behind the clause."""
        count, words = fact.count, ""
        if count is None:
            return ""
        if not is_inline(fact):
            of = f" من {count.of}" if count.of else ""
            words = f"؛ العدد {self._count_things(count)}{of}{self._bounds(count)}"
        words += KINDS[count.kind] if count.kind in ("cap", "peak") else ""
        if count.kind == "stock" and count.unit in PEOPLE and not is_inline(fact):
            words += " محتجزين آنذاك"
        return words + (f"، منذ {self.days.on(fact.since, fact).removeprefix('في ')}" if fact.since else "")

    def _count_things(self, count: ReportedCount) -> str:
        amount: Amount | None = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        if count.kind == "share":
            return self._share(count)
        noun, stem = UNITS.get(count.unit, (None, ""))
        if noun is None or amount is None or amount.form is AmountForm.VAGUE:
            return f"{self._amount(count)} {noun.plural if noun else count.unit}"
        last = amount.high if amount.form is AmountForm.BETWEEN and amount.high is not None else amount.low
        if last in (1, 2) and amount.form is AmountForm.EXACTLY:
            return noun.genitive if last == 1 else f"{stem}ان"
        if noun.is_feminine and amount.form is AmountForm.EXACTLY and last < 10:
            return count_things(last, noun)
        return f"{write_amount(amount)} {choose_form(last, noun) if last > 2 else noun.genitive}"


def _is_of_nobody(fact: RowFact) -> bool:
    """Whether it says of nobody that it happened: that no villagers were held."""
    return fact.count is not None and fact.count.max == 0 and fact.mode not in MODES and is_inline(fact)


def _find_acting_role(fact: RowFact) -> str:
    """The role of who acts; in an exchange that of who gives people up, or else of who receives them."""
    if fact.predicate == "exchanges":
        return find_party(fact) or "agent"
    return "agent" if fact.role("agent") else "subject"


def _put_before(word: str, noun: str) -> str:
    """A word before a verbal noun; a single letter is written to it: `بنقل`."""
    if word == "ب" or word.endswith(" ب"):
        return f"{word[:-1]}{prefix('ب', noun)}"
    return f"{word} {noun}".strip()
