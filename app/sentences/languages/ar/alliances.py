"""Arabic sentences on who fought or stood with one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import Doubt
from app.sentences.languages.ar.balance import ArabicOfBalance
from app.sentences.languages.ar.grammar import ACTOR, count_things, write_asked_days, write_day, write_days
from app.sentences.languages.ar.network_diff import ArabicOfNetworkDiff
from app.sentences.languages.ar.network_series import ArabicOfNetworkSeries
from app.sentences.languages.ar.networks import ArabicOfNetworks
from app.sentences.languages.ar.relations import MOST_NAMES
from app.sentences.languages.ar.verbs import OTHER, VERBS
from app.sentences.networks import TOGETHER
from graph.dates.windows import Window

if TYPE_CHECKING:
    from app.sentences.alliances import AlliancesFacts, SideFact  # needs numpy, which no writer does

MOST_FOES = 2  # of each of several whom an actor joined
MOST_SPLIT = 2  # sets of foes against whom others stood with an actor
MOST_WORDS = 55
# how many names of each side are told, of those first told and of the others, so that all sides fit
NAMED_MOST = ((5, 5), (5, 3), (5, 2), (5, 1), (5, 0), (3, 2), (3, 1), (2, 1), (1, 1), (1, 0))


class ArabicOfAlliances(ArabicOfNetworks, ArabicOfNetworkSeries, ArabicOfNetworkDiff, ArabicOfBalance):
    """The part of the Arabic writer for alliances: what is said around one actor, and of whole networks."""

    def write_alliances(self, facts: AlliancesFacts) -> str:
        if not any((facts.hostile, facts.mixed, facts.friendly, facts.neutral, facts.opposed)):
            return self._write_no_alliances(facts)
        texts = [self._compose_alliances(facts, *most) for most in NAMED_MOST]
        return next((one for one in texts if len(one.split()) <= MOST_WORDS), texts[-1])

    def write_facts_around(self, facts: AlliancesFacts, most: int) -> str:
        """The first sentence on what is said around an actor, without its full stop."""
        return self._list_sentences(facts, most, 1)[0]

    def _compose_alliances(self, facts: AlliancesFacts, most: int, most_others: int) -> str:
        """All that is said around an actor, with at most so many names of each side first told, and of others."""
        lead, *others = self._list_sentences(facts, most, most_others)
        return self.words.compose([lead], []) + "".join(f" و{one}." for one in others)

    def _list_sentences(self, facts: AlliancesFacts, most: int, most_others: int) -> list[str]:
        """The sentences on the sides first told, and on the others, if there are any."""
        told, behind = facts.choose_told()
        known = told[0].speakers if len({(side.speakers, side.is_inferred) for side in told}) == 1 else ()
        is_inferred = bool(told) and told[0].is_inferred
        leads = [
            self._write_side(facts, side, self._attribute_side(side, known, before), most, is_first=before is None)
            for before, side in zip((None, *told), told, strict=False)
        ]
        truce = f"، مع ذكر هدنة مع {self.words.names_of(facts.truces)} أيضًا" if facts.truces else ""
        if leads and not known:
            leads[-1] += truce
        if facts.mixed:
            with_ = self.words.verb(facts.actors[0], "وقف", "وقفت")
            leads.append(
                f"{with_} {self.words.names_of(facts.actors)} مرة مع {self.words.names_of(facts.mixed)} ومرة ضده"
            )
        same = behind[0].speakers if len({side.speakers for side in behind}) == 1 else ()
        shown = _join_alike(behind) if not most_others and same else behind
        others = [
            self._write_side(
                facts, side, self._attribute_side(side, same), most_others, is_first=False, is_pronoun=True
            )
            for side in shown
        ]
        if facts.deniers:
            others.insert(0, f"{self.words.speakers(facts.deniers)} لا يوافق على {self._name_disputed(facts)}")
        are_inferred = all(side.is_inferred for side in behind)
        is_last = told and told[-1].speakers == same and len(same) == 1 and told[-1].is_inferred == are_inferred
        is_all = len(same) > 1 and set(same) == {id_ for side in told for id_ in side.speakers}
        given = self.words.according(same, is_inferred=are_inferred)
        said_by = "، بحسب المصدر نفسه" if is_last else "، بحسب المصادر نفسها" if is_all else given
        second = "، و".join(others) + (said_by if others else "")
        lead = "، و".join(leads)
        if known:
            only_years = self._name_years(known) if all(side.only_years for side in told) else ""
            lead += self.words.according(known, is_inferred=is_inferred) + only_years + truce
        lead += self._write_takeovers(facts)
        if facts.last_reported:
            days = write_days(facts.last_reported)
            lead = f"آخر ما ذُكر أنه{f' {days}' if days else ''} {lead}"
        return [self.words.opening(facts.find_opening()) + lead, *([second] if second else [])]

    def _name_actors(self, facts: AlliancesFacts) -> str:
        """The actors; of a state that is told of as its government was asked about, with who that is."""
        names = self.words.names_of(facts.actors)
        if not facts.ruler or any(map(self.words.names.find_dated, facts.actors)):
            return names
        return f"{names} تحت حكم {self.words.name(facts.ruler)}"

    def _write_takeovers(self, facts: AlliancesFacts) -> str:
        """Who of those told of began to govern a state."""
        return "".join(
            f"؛ و{self.words.verb(one.ruler, 'صار', 'صارت')} {self.words.name(one.ruler)} حكومة "
            f"{self.words.name(one.state)} {write_days(Window(one.day, one.day))}"
            for one in facts.takeovers
        )

    def _attribute_side(self, side: SideFact, known: tuple[str, ...], before: SideFact | None = None) -> str:
        """According to whom a side is told, unless they are `known`; the one source of `before` is not named again."""
        if side.speakers == known:
            return ""
        only_years = self._name_years(side.speakers) if side.only_years else ""
        is_of_one = before is not None and side.speakers == before.speakers and len(side.speakers) == 1
        if is_of_one and side.is_inferred:
            return f"، وفق ما يُستنتج من المصدر نفسه{only_years}"
        return self.words.according(side.speakers, is_inferred=side.is_inferred) + only_years

    def _name_years(self, speakers: Sequence[str]) -> str:
        """That the one speaker names years only."""
        if len(speakers) != 1:
            return ""
        return f" {self.words.verb(speakers[0], 'الذي لا يذكر', 'التي لا تذكر')} سوى السنوات"

    def _name_disputed(self, facts: AlliancesFacts) -> str:
        return "ذلك" if facts.is_all_disputed() else f"ما قيل عن {self.words.names_of(facts.disputed)}"

    def _write_side(
        self,
        facts: AlliancesFacts,
        side: SideFact,
        said_by: str,
        most: int = MOST_NAMES,
        *,
        is_first: bool = True,
        is_pronoun: bool = False,
    ) -> str:
        """One side; the actor is named the first time alone. Of a relation of one end, who does it comes first."""
        actor, names = self._name_actors(facts), self.some(side.others, side.count, most)
        probably = " على الأرجح" if side.doubt is not Doubt.NONE else ""
        tail = f"{f' {write_days(side.days)}' if side.days else ''}{said_by}"
        feminine = self.words.is_feminine(facts.actors[0])
        day = facts.find_opening().day
        is_day = day is not None and day.earliest == day.latest
        who = f" {actor}" if is_first or (is_pronoun and side.relation != TOGETHER and not side.through) else ""
        if side.through:
            if side.is_by_others:
                joined = self.words.names_of(side.through)
                if is_pronoun and len(side.through) > 1:
                    joined = "خصومها" if feminine else "خصومه"
                stood = self.words.verb(side.others[0], "وقف", "وقفت") if most else "وقف"
                foe = "خصم" if len(side.through) == 1 else "خصوم"
                of_actor = f"{foe} {actor}" if is_first else f"{foe}ها" if feminine else f"{foe}ه"
                is_said = is_pronoun and len(side.through) > 1
                return f"{stood} {names} إلى جانب {joined}{'' if is_said else f'، {of_actor}'}{tail}"
            ids, count = facts.list_joined(side)
            if paired := self._write_paired(facts, ids, count, most):
                return f"{'وقفت' if feminine else 'وقف'}{who} {paired}{tail}"
            # what the source states of those who were joined; whoever joins them is not said to do the same
            masculine_verb, feminine_verb = VERBS.get(side.relation, OTHER)
            is_masculine = len(ids) == 1 and not self.words.is_feminine(ids[0])
            fought = f"الذي {masculine_verb}" if is_masculine else f"التي {feminine_verb}"
            fought += " فيما بينها" if count > 1 else ""
            stood = "وقفت" if feminine else "وقف"
            return f"{stood}{who} إلى جانب {self.some(ids, count, most)}، {fought} {names}{tail}"
        if side.relation == TOGETHER and (side.is_by_others or (is_pronoun and not side.is_by_actor)):
            stood = self.words.verb(side.others[0], "وقف", "وقفت") if most else "وقف"
            beside = ("جانبها" if feminine else "جانبه") if is_pronoun else f"جانب {actor}"
            if split := facts.split_by_foes(side):
                return f"{self._write_split(split, side, f'{probably} إلى {beside}', most)}{tail}"
            return f"{stood}{probably} إلى {beside} {names}{tail}"
        if side.is_by_others:
            verb = self.words.verb(side.others[0], *VERBS.get(side.relation, OTHER))
            return f"{verb} {names}{probably} {actor}{tail}"
        if side.relation == TOGETHER:
            return f"{'وقفت' if feminine else 'وقف'}{who}{probably} إلى جانب {names}{tail}"
        if side.relation == "fights" and is_day:
            was, fights = ("كانت", "تقاتل") if feminine else ("كان", "يقاتل")
            return f"{was}{who} {fights}{probably} {names}{tail}"
        verb = self.words.verb(facts.actors[0], *VERBS.get(side.relation, OTHER))
        return f"{verb}{who}{probably} {names}{tail}"

    def _write_split(
        self, split: Sequence[tuple[Sequence[str], Sequence[str]]], side: SideFact, beside: str, most: int
    ) -> str:
        """Who stood with the actor against whom."""
        if len(split) > MOST_SPLIT:
            stood = self.words.verb(side.others[0], "وقف", "وقفت") if most else "وقف"
            return f"{stood}{beside} {self.some(side.others, side.count, most)} ضد بعض هؤلاء"
        clauses = [
            f"{self.some(friends, len(friends), most)} ضد {self.some(foes, len(foes), MOST_FOES)}"
            for foes, friends in split
        ]
        stood = self.words.verb(split[0][1][0], "وقف", "وقفت") if most else "وقف"
        return f"{stood}{beside} {'، و'.join(clauses)}"

    def _write_paired(self, facts: AlliancesFacts, joined: Sequence[str], count: int, most: int) -> str:
        """Several whom the actor joined, each against its own foes; nothing where one has none."""
        pairs = facts.pair_joined(joined[: most if count > most + 1 or not most else most + 1])
        if count == 1 or not pairs:
            return ""
        shown = [
            f"إلى جانب {self.words.names_of(friends)} ضد {self.some(theirs, len(theirs), min(most, MOST_FOES))}"
            for friends, theirs in pairs
        ]
        rest = count - sum(len(friends) for friends, _ in pairs)
        if rest:
            other = {1: "آخر ضد خصومه", 2: "آخرين ضد خصومهما"}.get(
                rest, "أخرى ضد خصومها" if rest < 11 else "آخر ضد خصومهم"
            )
            shown.append(f"إلى جانب {count_things(rest, ACTOR)} {other}")
        return "، و".join(shown)

    def _write_no_alliances(self, facts: AlliancesFacts) -> str:
        when = write_asked_days(facts.asked.day) if facts.asked.day else ""
        actor, against = self.words.names_of(facts.actors), self.words.verb(facts.actors[0], "ضده", "ضدها")
        what = {"friendly": f"وقف إلى جانب {actor}", "hostile": f"قاتل {actor}"}
        asked = what.get(facts.sign or "", f"وقف مع {actor} أو {against}")
        opening = self.words.opening(replace(facts.asked, day=None))
        sure = " على وجه التأكيد" if facts.asked.only_certain else ""
        seconds = []
        for nearest, word in ((facts.before, "آخر ما ذُكر قبل ذلك"), (facts.after, "أول ما ذُكر بعد ذلك")):
            if nearest:
                side, days = nearest.side, nearest.days
                doer = replace(facts, actors=(nearest.state,)) if nearest.state else facts
                with self.words.names.at(days):
                    clauses = [self._write_side(doer, side, "", most) for most in (MOST_NAMES, 3, 1)]
                said_by = self.words.according(side.speakers)
                when_then = f"حتى {write_day(days.latest)}" if nearest.is_until else write_days(days)
                seconds.append([f"{word} أنه {when_then} {clause}{said_by}" for clause in clauses])
        return self.words.compose([f"{opening}لا يذكر أي مصدر هنا{sure} من {asked} {when}"], seconds)


def _join_alike(sides: Sequence[SideFact]) -> list[SideFact]:
    """Sides of one source of which only the numbers are told, as one where all but who they are is alike; that some
    are inferred has no room."""
    joined: dict[SideFact, list[SideFact]] = {}
    for side in sides:
        joined.setdefault(replace(side, others=(), count=0, only_years=False, is_inferred=False), []).append(side)
    return [
        replace(
            kind,
            others=tuple(id_ for side in alike for id_ in side.others),
            count=sum(side.count for side in alike),
        )
        for kind, alike in joined.items()
    ]
