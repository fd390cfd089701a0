"""The notes of answers on alliances, networks and paths in Arabic."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.sentences.languages.ar.grammar import (
    ACTOR,
    CHANGE,
    PAIR,
    PATH,
    STEP,
    count_things,
    join,
    write_asked_days,
    write_day,
)
from graph.dates.windows import Window

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter


class ArabicTieNotes:
    """Writes notes in Arabic; see `app.sentences.notes`."""

    def __init__(self, writer: "ArabicWriter") -> None:
        self.writer = writer

    def write_no_evidence(self, relations: Sequence[str]) -> str:
        if relations:
            return f"لا يذكر أي مصدر هنا {' أو '.join(relations)}"
        return "لا يذكر أي مصدر هنا من يوادّ من أو يعاديه"

    def write_extent(self, days: Window) -> str:
        return f"يمتد ما تذكره المصادر هنا من {write_day(days.earliest)} إلى {write_day(days.latest)}"

    def write_relations(self, relations: Sequence[str]) -> str:
        return f"لا يُحسب هنا سوى ما يُذكر من {join(relations)}"

    def write_cut_nearest(self, number: int, shown: int, *, is_earlier: bool) -> str:
        when = "أسبق" if is_earlier else "لاحقة"
        return (
            f"لا يظهر سوى {shown:,} من أصل {count_things(number, PAIR)} أدلتها {when}؛ اسأل عن طرف بعينه أو عن يوم آخر"
        )

    def write_cut_actors(self, shown: int, actors: int, edges: int, pairs: int, *, is_around: bool) -> str:
        chosen = "الأقرب" if is_around else "الأكثر أزواجًا"
        return (
            f"تظهر الأطراف {chosen}، وعددها {shown:,} من أصل {count_things(actors, ACTOR)}، ومعها {edges:,} من أصل "
            f"{count_things(pairs, PAIR)}؛ ويعرض limit المزيد"
        )

    def write_no_pair(self, actor: str, days: Window | None, known_at: str | None = None) -> str:
        when = f" {write_asked_days(days)}" if days else " في أي يوم"
        known = f"، وفق ما كان معلنًا في {_write_written(known_at)}" if known_at else ""
        return f"لا يضم أي زوج{when} {self.writer.name(actor)}{known}"

    def write_estimate(self, sampled: int, actors: int) -> str:
        return f"تُقدَّر betweenness من عينة عددها {sampled:,} من أصل {count_things(actors, ACTOR)}"

    def write_left_out_days(self, *, only_certain: bool, least: int) -> str:
        causes = ["لا يكون الزوج فيها سوى ممكن"] * only_certain
        causes += [f"يقل فيها عدد المصادر المستقلة عن {least:,}"] * bool(least)
        return f"استُبعدت أيام {' وأيام '.join(causes)}"

    def write_stopped_search(self, steps: int) -> str:
        return f"طال البحث: قد تنقص مسارات من {count_things(steps, STEP)} أو أكثر"

    def write_more_paths(self, most: int) -> str:
        return f"المسارات أكثر من {count_things(most, PATH)}، ويظهر منها الأول فالأول؛ ويحدّ منها kinds وmax_hops"

    def write_shortest(self, steps: int) -> str:
        return f"لا مسار أقصر من {count_things(steps, STEP)}؛ ويجد max_hops={steps} ما هو بهذا الطول"

    def write_old_custody(self, steps: int) -> str:
        return f"آخر ما ذُكر عن الاحتجاز ليوم آخر في {count_things(steps, STEP)}؛ وفي custody ما جرى بعد ذلك من نقل"

    def write_open_index(self, lower: int, upper: int, *, is_smallest: bool) -> str:
        which = "أصغر" if is_smallest else "أكبر"
        return f"يقع {which} عدد للأزواج بين {lower:,} و{upper:,}: انتهى الوقت؛ ويزيده seconds"

    def write_mixed_pairs(self, number: int) -> str:
        return f"{count_things(number, PAIR)} بين الود والعداء معًا، ولا يُحسب ذلك إلا في أكبر عدد"

    def write_denied_pairs(self, number: int) -> str:
        return f"ينفي أحد المصادر ما يقال عن {count_things(number, PAIR)}"

    def write_tried_changes(self, tried: int, candidates: int) -> str:
        return f"جُرّب {tried:,} من أصل {count_things(candidates, CHANGE)} قد يقلب التوازن"


def _write_written(known_at: str) -> str:
    """A day as it was asked for; what is no single day stays as it was written."""
    try:
        return write_day(date.fromisoformat(known_at))
    except ValueError:
        return known_at
