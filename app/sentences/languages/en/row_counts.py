"""The number of one statement as English rows say it, with the bounds that its wording allows."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.sentences.languages.en.articles import HAS_ARTICLE
from app.sentences.languages.en.singulars import is_one, make_singular, name_one
from app.sentences.languages.en.writer import FORMS, QUANTIFIER
from app.sentences.rows import PEOPLE, RowFact, find_group_role, has_own_range, is_inline
from graph.errors import InvalidCount
from graph.model.counts import WORDED_SHARES, ReportedCount, read_count
from graph.model.plain_wordings import simplify_wording
from graph.model.wordings import AmountForm, read_amount
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

KINDS = {
    "cap": ", the most that were allowed",
    "peak": ", the most at one time",
}
SURE = frozenset(
    (AmountForm.EXACTLY, AmountForm.MORE, AmountForm.LEAST, AmountForm.UP_TO, AmountForm.FEWER, AmountForm.BETWEEN)
)  # forms whose bounds are what they say


REST = re.compile(r"the (?:rest|remainder|remaining|others|other)\b", re.IGNORECASE)  # some of it are counted
OTHERS_LAST = re.compile(r" others$", re.IGNORECASE)  # which stands for the noun: two other fighters


class EnglishRowCounts:
    """Writes the numbers of rows."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.writer = writer

    def is_inline(self, fact: RowFact, ids: Sequence[str]) -> bool:
        """Whether a number is said with the people whom it counts; not where their name has a number itself."""
        if not ids or not is_inline(fact) or self.writer.names.find_label(ids[0]) == "Actor":
            return False  # whom somebody fought or stood with is not who was counted
        name = self.writer.name(ids[0])
        return name.lower().startswith("the ") or not HAS_ARTICLE.match(name)

    def people(self, count: ReportedCount, group: str) -> str:
        """Such as `about 2,000 suspects (1,800 to 2,200)`, `600 families of suspects`, `dozens of families`."""
        amount, unit = self._wording(count), count.unit
        if count.kind == "share":
            return f"{self._share(count)} of {_add_the(group)}{self._bounds(count)}"
        if unit == "people" and REST.match(group):
            return f"{amount}{self._bounds(count)} of {group}"
        group = group.removeprefix("the ")
        words = group.lower().split()
        is_named = unit == "people" or ("and" not in words and unit in (words[0], words[-1]))
        if not is_named:
            of = "of" if unit == "families" else "among"
            group = f"{(self.is_of_one(count) and make_singular(unit)) or unit} {of} {group}"
        elif self.is_of_one(count):
            group = name_one(group)
        is_vague = not any(letter.isdigit() for letter in count.wording) and not self._is_sure(count)
        of = "of " if is_vague and not QUANTIFIER.search(count.wording.casefold()) and self._is_noun(count) else ""
        total = " in total" if count.kind == "cumulative" else ""
        counted = f", of {count.of}" if count.of else ""
        return f"{amount} {of}{group}{self._bounds(count)}{total}{counted}"

    @staticmethod
    def is_of_one(count: ReportedCount) -> bool:
        """Whether people are counted as one."""
        return count.kind != "share" and is_one(read_amount((count.min, count.max), (count.wording,)))

    def behind(self, fact: RowFact) -> str:
        """What is said of the count behind the clause."""
        count = fact.count
        if count is None:
            return ""
        words = ""
        role = fact.role(find_group_role(fact))
        if not self.is_inline(fact, role) and not self._is_in_name(count, role):
            words = self._apart(fact, count)
        words += KINDS.get(count.kind, "")
        if count.kind == "flow" and vocabulary().predicates[fact.predicate].is_state:
            words += ", who came in that time"
        if fact.since:
            words += f", counted since {self.writer.days(fact.since).removeprefix('in ').removeprefix('on ')}"
        return words

    def _apart(self, fact: RowFact, count: ReportedCount) -> str:
        """A number in a clause of its own: of things, or of people whom the clause before does not count."""
        amount, of = self._wording(count), f" of {count.of}" if count.of else ""
        if count.kind == "share":
            return f"; that is {self._share(count)}{of}{self._bounds(count)}"
        is_single = self.is_of_one(count)
        be, unit = "is" if is_single else "are", (is_single and make_singular(count.unit)) or count.unit
        if count.unit in PEOPLE and count.kind == "stock" and not vocabulary().predicates[fact.predicate].is_state:
            return f"; {amount} {unit}{of}{self._bounds(count)} {'was' if is_single else 'were'} held then"
        total = " in total" if count.kind == "cumulative" else ""
        return f"; {amount} {unit}{of}{self._bounds(count)} {be} counted{total}"

    def _share(self, count: ReportedCount) -> str:
        """A share as worded, per cent where it is a number and does not say so."""
        amount = self._wording(count)
        is_worded = (
            "%" in amount or "cent" in amount or not has_own_range(count) or count.wording.lower() in WORDED_SHARES
        )
        return amount if is_worded else f"{amount} per cent"

    def _is_in_name(self, count: ReportedCount, ids: Sequence[str]) -> bool:
        """Whether the name of those who are counted has the number already, as seven French citizens."""
        first = self.writer.name(ids[0]).split()[0].lower() if len(ids) == 1 else ""
        try:
            named = read_count("one" if first in ("a", "an") else first)
        except InvalidCount:
            return False
        return count.unit in PEOPLE and count.kind != "share" and named == (count.min, count.max)

    def _wording(self, count: ReportedCount) -> str:
        """As the source words it within a sentence; in quotation marks where the wording does not have the bounds."""
        if count.max == 0:
            return "no"
        exact = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        is_plain = exact is not None and count.wording.casefold() == FORMS.get(exact.form, "").format(exact.low)
        if exact and is_plain and count.kind != "share":  # at least 6: as words, as a newspaper prints it
            return self.writer.amount(exact)
        written = count.wording
        if not has_own_range(count):
            return f"“{written}”"
        return OTHERS_LAST.sub(" other", written[:1].lower() + written[1:])

    def _is_noun(self, count: ReportedCount) -> bool:
        amount = read_amount((count.min, count.max), (count.wording,))
        return (amount is not None and amount.form is AmountForm.VAGUE) or not has_own_range(count)

    def _is_sure(self, count: ReportedCount) -> bool:
        """Whether a reader of English sees the bounds in the wording: `at least 40`, `1,200`, `nine`."""
        amount = read_amount((count.min, count.max), (count.wording,)) if has_own_range(count) else None
        if amount is None or amount.form not in SURE:
            return False
        if amount.form is AmountForm.BETWEEN:
            return count.wording in (f"{count.min:,} to {count.max:,}", f"between {count.min:,} and {count.max:,}")
        plain = simplify_wording(count.wording) if count.wording.isascii() else count.wording  # two of two other
        is_word = amount.form is AmountForm.EXACTLY and count.min <= 20 and plain.isalpha()
        words = (FORMS[amount.form].format(f"{amount.low:,}"), self.writer.amount(amount))
        return (is_word and plain.isascii()) or plain.casefold() in words

    def _bounds(self, count: ReportedCount) -> str:
        """Such as ` (1,800 to 2,200)`; nothing where the wording says them."""
        if count.max == 0 or self._is_sure(count):
            return ""
        low, high = count.min, count.max
        words = f"{low:,} or more" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
        return f" ({words}{' per cent' if count.kind == 'share' else ''})"


def _add_the(group: str) -> str:
    """The name of a whole of which a share is: `most of the villagers`."""
    return group if HAS_ARTICLE.match(group) else f"the {group}"
