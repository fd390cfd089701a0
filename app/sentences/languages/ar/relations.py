"""Arabic words for pairs and what they did, for all sentences on who fought or stood with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.sentences.languages.ar.grammar import PAIR, choose_form, join, write_more
from app.sentences.languages.ar.verbs import OTHER, VERBS
from app.sentences.names import order_names
from app.sentences.networks import TOGETHER, group_by_doer, group_by_party, is_directed

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter

MOST_NAMES = 5


class ArabicOfRelations:
    """What the sentences on alliances share: names of some, and pairs."""

    def __init__(self, words: ArabicWriter) -> None:
        self.words = words

    def some(self, ids: Sequence[str], count: int, most: int = MOST_NAMES) -> str:
        """The names of the first of so many, at most five, and how many more; of none of them how many they are."""
        shown = [self.words.name(id_) for id_ in ids[: most if count > most + 1 or not most else most + 1]]
        rest = count - len(shown)
        return join([*shown, write_more(rest)] if rest > 0 else order_names(shown))

    def _write_common(
        self, pairs: Sequence[tuple[str, str]], count: int, relation: str, common: str, *, is_sure: bool
    ) -> str:
        """Many who had the same party in common: `وقفت روسيا مع إيران و4 أطراف أخرى`."""
        names = self.some([b if a == common else a for a, b in pairs], count, len(pairs))
        name, probably = self.words.name(common), "" if is_sure else " على الأرجح"
        if relation == TOGETHER:
            return f"{self.words.verb(common, 'تحالف', 'تحالفت')}{probably} {name} مع {names}"
        masculine, feminine = VERBS.get(relation, OTHER)
        return f"{self.words.verb(pairs[0][0], masculine, feminine) if pairs else masculine}{probably} {names} {name}"

    def _write_pairs(
        self,
        pairs: Sequence[tuple[str, str]],
        count: int,
        relation: str,
        *,
        is_sure: bool = True,
        common: str | None = None,
    ) -> str:
        if common and count > len(pairs) and not is_directed(relation):
            return self._write_common(pairs, count, relation, common, is_sure=is_sure)
        masculine, feminine = ("ساند", "ساندت") if relation == TOGETHER else VERBS.get(relation, OTHER)
        groups = (
            [(doers, self.words.names_of(others)) for doers, others in group_by_doer(pairs)]
            if is_directed(relation) or relation == TOGETHER
            else [(others, self.words.name(party)) for party, others in group_by_party(pairs)]
        )
        probably = "" if is_sure else " على الأرجح"
        clauses = [
            f"{self.words.verb(doers[0], masculine, feminine)} {self.words.names_of(doers)}{probably} {others}"
            for doers, others in groups
        ]
        rest = count - len(pairs)
        if rest > 0 and relation in ("fights", TOGETHER):
            clauses.append(f"{'تقاتل' if relation == 'fights' else 'تحالف'} {self._count_pairs(rest)} غيرها")
        elif rest > 0:
            clauses.append(f"في {self._count_pairs(rest)} غيرها {masculine} طرف طرفًا آخر")
        return "، و".join(clauses)

    @staticmethod
    def _count_pairs(number: int) -> str:
        if number < 3:
            return ("أي زوج", "زوج واحد", "زوجان")[number]
        return f"{number:,} {choose_form(number, PAIR)}"
