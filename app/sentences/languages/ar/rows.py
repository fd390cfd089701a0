"""One statement, whole, as an Arabic sentence: according to whom who did what, the verb first."""

from collections.abc import Sequence
from string import Formatter
from typing import TYPE_CHECKING

from app.sentences.languages.ar.grammar import Noun, choose_form, count_noun, count_things, join, prefix, write_amount
from app.sentences.languages.ar.row_days import name_row, write_on, write_when
from app.sentences.languages.ar.row_modes import (
    ADDED,
    BEFORE_OBJECT,
    BEHIND,
    BEHIND_OBJECT,
    FEMININE_UNITS,
    HELD_BY,
    KINDS,
    MODES,
    NO_OBJECT,
    NOUNS,
    OF_TERM,
    PARTS,
    STANCES,
    UNITS,
)
from app.sentences.languages.ar.verbs import PASSIVE, TERMS, VERBS
from app.sentences.rows import PEOPLE, RowFact, find_group_role, has_own_range, is_inline
from graph.model.counts import ReportedCount
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

    def write_row(self, fact: RowFact) -> str:
        """Such as `بحسب رويترز، احتجزت قوات سوريا الديمقراطية نحو 2,000 شخص (1,800 إلى 2,200) في عام 2019.`"""
        return f"{self._speaker(fact)} {self._clause(fact)}{self._tail(fact)}."

    def _speaker(self, fact: RowFact) -> str:
        """Who says so, up to the clause."""
        name, verb = self.writer.name(fact.speaker), self.writer.verb
        outlet = fact.outlet
        quoted = f"، كما {verb(outlet, 'نقل', 'نقلت')} {self.writer.name(outlet)}،" if outlet else ""
        said = f" {write_on(fact.said, fact)}" if fact.said else ""
        private = " في حديث غير علني" if fact.said and fact.is_private else ""
        if fact.is_inferred and not fact.is_denied:
            within = f" في {self.writer.name(outlet)}" if outlet else ""
            what = f"مما {verb(fact.speaker, 'قاله', 'قالته')} {name}{within}{said}{private}"
            return f"يستنتج معدّ الجدول {what if outlet or said else f'من {name}'} أنه"
        if fact.is_denied:
            denies = verb(fact.speaker, *(("نفى", "نفت") if fact.said else ("ينفي", "تنفي")))
            inferred = "يستنتج معدّ الجدول أنه " if fact.is_inferred else ""
            return f"{inferred}{denies} {name}{said}{private}{quoted} أنه"
        if said:
            return f"بحسب ما {verb(fact.speaker, 'قاله', 'قالته')} {name}{said}{private}{quoted or '،'}"
        return f"بحسب {name}{quoted or '،'}"

    # who did what

    def _clause(self, fact: RowFact) -> str:
        if fact.predicate not in VERBS:
            return self._clause_of_vocabulary(fact)
        role = "agent" if fact.role("agent") else "subject"
        is_passive = not fact.role(role) and bool(fact.role("object"))
        used = {"object" if is_passive else role}
        words = self._say_verb(fact, fact.role("object" if is_passive else role), is_passive=is_passive)
        if fact.predicate in OF_TERMS:
            words += f" {join([OF_TERM.get(term, TERMS.get(term, 'ذلك')) for term in fact.terms]) or 'ذلك'}"
        if not is_passive and fact.role("object"):
            used.add("object")
            before = BEFORE_OBJECT.get(fact.predicate, "")
            words += f" {before}".rstrip() + f" {self._people(fact, 'object')}"
        elif not is_passive and fact.predicate in NO_OBJECT:
            words += f" {NO_OBJECT[fact.predicate]}"
        words += f" {BEHIND_OBJECT[fact.predicate]}" if fact.predicate in BEHIND_OBJECT else ""
        words += self._ends(fact)
        if fact.role("at"):
            is_seen = fact.predicate == "visits" and not fact.role("object")
            words += f"{'' if is_seen else ' في'} {self._join(fact.role('at'))}"
        for name, ids in fact.roles.items():
            if ids and name not in {*used, "at", "object", "from_holder", "from_place", "to_holder", "to_place"}:
                words += f"، {self._join(ids)}"
        added = [ADDED[term] for term in fact.terms if term in ADDED and fact.predicate not in OF_TERMS]
        words += f" {join(added)}" if added else ""
        is_total = fact.count is not None and fact.count.kind == "cumulative" and fact.mode == "occurred"
        words += KINDS["cumulative"] if is_total else ""
        mode = MODES.get(fact.mode)
        return f"{words} {write_when(fact, is_total=is_total)}{mode.behind if mode else ''}"

    def _say_verb(self, fact: RowFact, ids: Sequence[str], *, is_passive: bool) -> str:
        """The verb and those of whom it is said: `نقلت قوات سوريا الديمقراطية`, `يعتزم جيش التل نقل`."""
        role = "object" if is_passive else "agent" if fact.role("agent") else "subject"
        people = self._people(fact, role) if ids else "طرف لم يُذكر اسمه"
        together = " معًا" if role != "object" and len(ids) > 1 and not self._is_symmetric(fact) else ""
        if mode := MODES.get(fact.mode):
            noun = NOUNS[fact.predicate]
            if is_passive or role == find_group_role(fact):  # the people do not act
                return f"{_put_before(mode.is_done, noun)} {people}"
            acts = self.writer.verb(ids[0], *mode.acts) if ids else mode.acts[0]
            return f"{acts} {people}{together} {_put_before(mode.then, noun)}"
        if is_passive and fact.predicate not in PASSIVE:
            return f"جرى {NOUNS[fact.predicate]} {people}"
        verb = (PASSIVE if is_passive else VERBS)[fact.predicate]
        said = self._conjugate(fact, verb, ids, role)
        if is_passive or fact.predicate == "suspected_of":
            whole = said if fact.predicate not in BEHIND_OBJECT else said.split()[0]
            return f"{whole} {people}"
        first, _, rest = said.partition(" ")
        is_lone = fact.predicate == "agrees" and not fact.role("object")
        visits = fact.predicate in BEHIND_OBJECT or is_lone or fact.predicate == "detained_at"
        return f"{first} {people}{together}{'' if visits or not rest else f' {rest}'}"

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

    def _clause_of_vocabulary(self, fact: RowFact) -> str:
        """Of a word that only the vocabulary knows, what it says there, in its own language."""
        predicate, used, text = vocabulary().predicates[fact.predicate], set[str](), ""
        for words, role, *_ in Formatter().parse(predicate.says):
            text += words
            if role:
                used.add(role)
                text += self._people(fact, role) if fact.role(role) else ""
        rest = "".join(f"، {self._join(ids)}" for role, ids in fact.roles.items() if ids and role not in used)
        return f"«{' '.join(text.split())}»{rest} {write_when(fact)}"

    def _people(self, fact: RowFact, role: str) -> str:
        """Those who have a role, with their number where they are counted."""
        ids, count = fact.role(role), fact.count
        if count is None or role != find_group_role(fact) or not is_inline(fact):
            return self._join(ids)
        bounds = self._bounds(count)
        name = self._join(ids)
        if count.kind == "share":
            return f"{self._amount(count)} في المئة من {name}{bounds}"
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

    @staticmethod
    def _bounds(count: ReportedCount) -> str:
        """Such as ` (1,800 إلى 2,200)`; nothing where the amount says them."""
        amount = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        if amount is not None and amount.form not in DOUBTFUL:
            return ""
        low, high = count.min, count.max
        return f" ({low:,} أو أكثر)" if high is None else f" ({low:,})" if low == high else f" ({low:,} إلى {high:,})"

    def _join(self, ids: Sequence[str]) -> str:
        """All names: nothing that a row says is left out."""
        is_group = len(ids) == 1 and self.writer.names.find_label(ids[0]) == "Group"
        return self.writer.group(ids[0]) if is_group else join([self.writer.name(id_) for id_ in ids])

    def _ends(self, fact: RowFact) -> str:
        """From whom, at which place, to whom, at which place."""
        words = ""
        held_by, unheld = HELD_BY.get(fact.predicate, ("من", ""))
        for word, side in ((held_by, "from"), ("إلى", "to")):
            holders, places = fact.role(f"{side}_holder"), fact.role(f"{side}_place")
            if holders:
                words += f" {word} {self._join(holders)}"
                words += f" في {self._join(places)}" if places and places != holders else ""
            elif side == "from" and unheld:
                words += f" {unheld}"
            if places and not holders:
                words += f" {'من' if side == 'from' else word} {self._join(places)}"
        return words

    # what is said of it

    def _tail(self, fact: RowFact) -> str:
        left = [term for term in fact.terms if term not in ADDED] if fact.predicate not in OF_TERMS else []
        found = [BEHIND[term] for term in left if term in BEHIND]
        own = [term.replace("_", " ") for term in left if term not in BEHIND]
        words = (f"، {join(found)}" if found else "") + (f"؛ {join(own)}" if own else "") + self._counted(fact)
        if fact.whole:
            words += "؛ وهؤلاء كل من كان لدى الجهة المحتجِزة"
        if fact.planned_end:
            words += f"؛ وأُعلن أنه ينتهي {write_on(fact.planned_end, fact)}"
        if fact.about:
            words += f"؛ وهذا جزء من {self._join(fact.about)}"
        for response in fact.responds_to:
            general = " إجمالًا" if response.scope == "general" else ""
            words += f"؛ وهو {STANCES[response.stance]} {name_row(response.key, fact)}{general}"
        if fact.fulfils:
            words += f"؛ وهو ينفذ خطة {join([name_row(key, fact) for key in fact.fulfils])}"
        return words + (f"؛ {PARTS.get(fact.parts, fact.parts)}" if fact.parts else "")

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
        return words + (f"، منذ {write_on(fact.since, fact).removeprefix('في ')}" if fact.since else "")

    def _count_things(self, count: ReportedCount) -> str:
        amount: Amount | None = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        if count.kind == "share":
            return f"{self._amount(count)} في المئة"
        noun, stem = UNITS.get(count.unit, (None, ""))
        if noun is None or amount is None or amount.form is AmountForm.VAGUE:
            return f"{self._amount(count)} {noun.plural if noun else count.unit}"
        last = amount.high if amount.form is AmountForm.BETWEEN and amount.high is not None else amount.low
        if last in (1, 2) and amount.form is AmountForm.EXACTLY:
            return noun.genitive if last == 1 else f"{stem}ان"
        if noun.is_feminine and amount.form is AmountForm.EXACTLY and last < 10:
            return count_things(last, noun)
        return f"{write_amount(amount)} {choose_form(last, noun) if last > 2 else noun.genitive}"


def _put_before(word: str, noun: str) -> str:
    """A word before a verbal noun; a single letter is written to it: `بنقل`."""
    if word == "ب" or word.endswith(" ب"):
        return f"{word[:-1]}{prefix('ب', noun)}"
    return f"{word} {noun}".strip()
