"""Every question that a typed text may be by the patterns of one language, with what its words mean for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product

from app.answers.question import Asked, read_open_days
from app.question import Question
from app.sentences import DEFAULT_LANGUAGE
from app.understanding.addresses import find_question, write_address, write_command
from app.understanding.carrying import TEXTS, QuestionBefore
from app.understanding.day_values import DAY_PARAMETERS, DayParts, DayReader, find_days_before
from app.understanding.days import TypedDays, find_days
from app.understanding.figures import find_figures
from app.understanding.matching import PatternMatch, find_again, find_matches
from app.understanding.name_values import MOST_COMBINED, NAMED, NameReader
from app.understanding.names import LONGEST_NAME, NameFinder, TypedName
from app.understanding.parts import UnderstoodPart
from app.understanding.patterns import OCCURRENCE, PARAMETERS, SITE, SPEAKERS, THEM, TOPIC
from app.understanding.tokens import TokenLine, TypedToken, make_line
from app.understanding.words import TypedText
from graph.dates.windows import Window

WAYS = frozenset(("chain", "plans"))  # such an answer has the whole way, so where people came from narrows nothing
# such an answer says itself whom the events befell, whom people came from, and whose custody is disputed
SAID_ANYWAY = frozenset((("events", "held"), ("custody", "from"), ("contested", "holder")))
FIGURES = frozenset(("custody", "series", "ledger", "chain", "plans", "contested", "events"))  # such answers have them
WEAK = frozenset(("entity",))  # who or what is: anything may be asked with these words
UNDATED = frozenset(("entity_statements",))  # such an answer is the same on all days
EVERYONE = "everyone"
NEEDED: Mapping[str | None, str] = {"other": "actor"}  # parameters that are only taken with another one


@dataclass(frozen=True, slots=True)
class LeadingQuestion:
    """A question that a text leads to, with its address, its command if it has one, and what was understood.

    `leaves_out`: the words that were not understood, and that it is without. The address asks for its `language`.
    """

    asks: str
    address: str
    command: str | None
    parts: tuple[UnderstoodPart, ...]
    leaves_out: tuple[str, ...] = ()
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class FittingQuestion:
    """A question that fits a text: what each parameter and the days may be, and the words that fit nothing.

    `unborne` is the parameter and the words of a name that nobody bears, where that is all that does not fit; `near` is
    what it may have been meant as. `is_weak`: what fits nothing is, or may be, what is asked. `is_whole`: it has all
    that its address needs.
    """

    asks: str
    values: tuple[tuple[UnderstoodPart, ...], ...]
    days: tuple[DayParts, ...]
    extras: tuple[UnderstoodPart, ...]
    left_over: tuple[range, ...]
    unborne: tuple[str, range] | None = None
    near: tuple[UnderstoodPart, ...] = ()
    is_weak: bool = False
    is_whole: bool = True
    language: str = DEFAULT_LANGUAGE

    @property
    def is_worth_asking(self) -> bool:
        """Whether it can be offered without the words that fit nothing: it is about someone who is named."""
        about = [part for one in self.values for part in one if part.parameter not in SPEAKERS and not part.is_carried]
        named = any(part.ids or part.parameter in TEXTS for part in about)
        return named and self.is_whole and not self.is_weak and self.asks not in WEAK

    @property
    def is_decided(self) -> bool:
        """Whether it is one question: each name means one, or several who are asked together."""
        return (
            not self.left_over
            and len(self.days) == 1
            and all(len(one) == 1 or len(one[0].ids) > 1 for one in self.values)
        )

    def count_left_over(self) -> int:
        """How many words fit nothing."""
        return sum(map(len, self.left_over))

    def list_leads(self) -> Iterator[LeadingQuestion]:
        """Each question that the names and days may mean, the likeliest first."""
        values = (*self.values, self.near) if self.near else self.values
        combined = ((chosen, days) for chosen in product(*values) for days in self.days)
        for chosen, days in islice(combined, MOST_COMBINED):
            parts = sorted((*chosen, *days, *self.extras), key=lambda part: part.place)
            parameters = {part.parameter: part.value for part in (*chosen, *days) if part.parameter and part.value}
            if self.language != DEFAULT_LANGUAGE:
                parameters["lang"] = self.language
            address, command = write_address(self.asks, parameters), write_command(self.asks, parameters)
            yield LeadingQuestion(self.asks, address, command, tuple(parts), language=self.language)


class TextReader:
    """Reads one text by the patterns of one language; `before` is the question before it in a longer text.

    `days_behind` are those that all of what comes behind it is: on 20, and on 24 January 2026.
    """

    def __init__(
        self,
        selection: Asked,
        typed: TypedText,
        finder: NameFinder,
        today: date,
        before: LeadingQuestion | None = None,
        days_behind: TypedDays | None = None,
    ) -> None:
        self.selection = selection
        self.typed = typed
        self.patterns = finder.patterns
        self.today = today
        self.finder = finder
        self.before = QuestionBefore(before.asks, before.parts, finder.directory) if before else None
        self.days_before = find_days_before(before.parts) if before else None
        self.days_behind = days_behind
        self.names = NameReader(self.finder, typed, selection.succession.are_tied)
        self.days = DayReader(typed, today)
        self.version = selection.view.version

    def list_fitting(self) -> list[FittingQuestion]:
        """All questions that fit, in the order of the file."""
        whole = self.finder.find_names(self.typed, (), split_citizens=True)
        # the year in `trials of 2019` is part of a name
        inner = {place for name in whole if name.end - name.first > 1 for place in range(name.first, name.end)}
        figures = find_figures(self.typed, whole, self.patterns)
        inner |= {place for one in figures for place in range(one.first, one.end)}
        days = find_days(self.typed, self.patterns, self.today, inner, self.days_before, self.days_behind)
        taken = {place for one in days for place in range(one.first, one.end)}
        taken |= {place for one in figures for place in range(one.first, one.end)}
        found: list[FittingQuestion] = []
        before: list[TypedName] | None = None
        has_citizens = any(word.folded in self.patterns.citizens for word in self.typed.words)
        for split_citizens in (True, False) if has_citizens else (True,):
            names = whole
            if taken or not split_citizens:
                names = self.finder.find_names(self.typed, taken, split_citizens=split_citizens)
            if names != before:
                line = make_line(self.typed, names, days, figures, self.patterns)
                again = find_again(line, self.patterns, self.before.asks) if self.before else None
                matches = [again] if again else find_matches(line, self.patterns)
                found += [one for match in matches if (one := self._fit(line, match))]
            before = names
        return found

    def _fit(self, line: TokenLine, match: PatternMatch) -> FittingQuestion | None:
        """The question of a pattern with what its words mean; None where something that it needs is not in the text."""
        question = find_question(match.asks)
        taken = _list_parameters(question)
        left_over = {place for token in match.left_over for place in range(token.first, token.end)}
        unknown: list[tuple[str, TypedToken]] = []
        is_weak = match.is_weak
        values, extras = list[tuple[UnderstoodPart, ...]](), list[UnderstoodPart]()
        for parameter, tokens in match.slots.items():
            phrase = match.phrases.get(parameter, ())
            for meant, part in self._read_slot(line, parameter, tokens, match.asks):
                if not meant:
                    # in `including children` neither word is understood
                    wider = part if parameter in taken - {"nationality"} else phrase or part
                    left_over.update(place for token in wider for place in range(token.first, token.end))
                    unknown += [(parameter, token) for token in part if parameter in taken]
                    # who held Narnians in Iraq asks of them, and is not asked by who held people in Iraq
                    is_weak |= parameter not in match.phrases
                elif meant[0].parameter is None and match.asks in FIGURES:
                    extras += meant
                elif meant[0].parameter in taken and not (match.asks in WAYS and parameter in ("from", "to")):
                    values.append(tuple(meant))
                elif match.asks in WAYS or (match.asks, parameter) in SAID_ANYWAY:
                    extras.append(UnderstoodPart(meant[0].words, None, None, meant[0].ids, meant[0].place))
                else:
                    wider = phrase or part
                    left_over.update(place for token in wider for place in range(token.first, token.end))
        if match.asks == "changes":
            since = str(max(0, self.version - 1))
            values.append((UnderstoodPart(self.typed.text.strip(), "since", since),))
        if match.asks == "network":  # of its measures one is asked for in words: who is in the middle
            values.append((UnderstoodPart(self.typed.text.strip(), "measures", "pagerank"),))
        days, known = self._read_days(line, match.asks, taken, left_over)
        values = [self._choose_of_days(one, days or [()]) for one in values]
        if known:
            values.append(tuple(known))
        if self.before:
            given_here = {one[0].parameter for one in values}
            values += [(part,) for part in self.before.carry(match.asks, match.is_again, taken, given_here)]
        given = {one[0].parameter for one in values} | {part.parameter for part in (days or [()])[0]}
        is_whole = (_list_required(question) | {NEEDED[name] for name in given & NEEDED.keys()}) <= given
        if not left_over and not is_whole:
            return None
        understood = {part.place for one in values for part in one} | {part.place for one in days or () for part in one}
        runs = self._list_runs(left_over, understood)
        unborne = self._find_unborne([one for one in unknown if one[0] not in given], runs)
        return FittingQuestion(
            asks=match.asks,
            values=tuple(values),
            days=tuple(days if days is not None else [()]),
            extras=tuple(extras),
            left_over=runs,
            unborne=unborne if unborne and _list_required(question) <= {*given, unborne[0]} else None,
            is_weak=is_weak,
            is_whole=is_whole,
            language=self.patterns.source.language,
        )

    def _read_slot(
        self, line: TokenLine, parameter: str, tokens: Sequence[TypedToken], asks: str
    ) -> Iterator[tuple[Sequence[UnderstoodPart], Sequence[TypedToken]]]:
        """What the tokens of a parameter may mean, with these tokens; a group and a nationality each for itself."""
        if tokens[0].written.startswith("~"):
            words = self.typed.slice(tokens[0].first, tokens[0].end)
            yield [UnderstoodPart(words, None, None, (), tokens[0].first)], tokens[:1]
            tokens = tokens[1:]
        if not tokens:
            return
        first, end = tokens[0].first, tokens[-1].end
        if parameter in TEXTS and any(token.written.startswith("@") for token in tokens):
            yield [], tokens  # who is named is asked about by name
        elif parameter in TEXTS:
            words = self.typed.slice(first, end)
            yield [UnderstoodPart(words, parameter, words, (), first)], tokens
        elif parameter == "exclude" and self._is_everyone(first, end):
            value = self.patterns.source.list_words(EVERYONE)[0]
            yield [UnderstoodPart(self.typed.slice(first, end), parameter, value, (), first)], tokens
        elif parameter == TOPIC:
            words = self.typed.slice(first, end)
            yield [UnderstoodPart(words, "q", words, (), first)], tokens
        elif meant := self._read_pronoun(parameter, tokens[0], asks):
            for one in meant:
                yield [one], tokens
        elif parameter == THEM or not tokens[0].written.startswith("@"):
            yield [], tokens
        elif parameter == SITE:
            yield self.names.list_sites(tokens, line, asks), tokens
        elif parameter == OCCURRENCE:
            yield self.names.list_occurrences(tokens, line, asks), tokens
        elif parameter == "held":
            for token in tokens:
                yield self.names.list_values(parameter, [token], line, asks), [token]
        else:
            yield self.names.list_values(parameter, tokens, line, asks), tokens

    def _choose_of_days(self, parts: tuple[UnderstoodPart, ...], days: list[DayParts]) -> tuple[UnderstoodPart, ...]:
        """Of those who bear a name together and succeeded one another, the one of the days asked about."""
        first, ids = parts[0], tuple(dict.fromkeys(id_ for part in parts for id_ in part.ids))
        written = _list_days(days) or [self.today.isoformat()]
        if first.parameter not in ("actor", "holder", "other") or len(ids) < 2 or not self.names.are_tied(ids):
            return parts
        windows = [read_open_days(one or self.today.isoformat(), "as_of") for one in written]
        asked = Window(min(one.earliest for one in windows), max(one.latest for one in windows))
        chosen = self.selection.succession.choose_bearers(first.words, ids, asked)
        return (replace(first, value=chosen[0], ids=chosen),) if len(chosen) == 1 else parts

    def _read_pronoun(self, parameter: str, token: TypedToken, asks: str) -> list[UnderstoodPart]:
        """Whom a word such as `it` stands for, by the question before."""
        if self.before is None or (token.written,) not in self.patterns.pronouns:
            return []
        taken = _list_parameters(find_question(asks))
        found = self.before.find_meant(PARAMETERS.get(parameter, parameter), taken)
        words = self.typed.slice(token.first, token.end)
        return [replace(part, words=words, place=token.first) for part in found]

    def _read_days(
        self, line: TokenLine, asks: str, taken: set[str], left_over: set[int]
    ) -> tuple[list[DayParts] | None, list[UnderstoodPart] | None]:
        """What the days mean, and by when something was known; days that cannot be asked about are left over."""
        carried = [self.days_before] if self.days_before and not line.days else []
        days = (
            self.days.list_values(asks, taken, [*line.days, *carried]) if asks not in UNDATED or not line.days else None
        )
        if carried and days is None:
            days = [()]
        known = self.days.list_known(line.known) if "known_at" in taken or not line.known else None
        for found, typed_days in ((days, line.days), (known, line.known)):
            if found is None:
                left_over.update(place for one in typed_days for place in range(one.first, one.end))
        return days, known

    def find_near(self, fitting: FittingQuestion) -> FittingQuestion:
        """The question with what the name in it may have been meant as that nobody bears."""
        return replace(fitting, near=tuple(self.names.list_near(*fitting.unborne))) if fitting.unborne else fitting

    def _find_unborne(
        self, unknown: Sequence[tuple[str, TypedToken]], runs: Sequence[range]
    ) -> tuple[str, range] | None:
        """The parameter and the words of a name that nobody bears, where all that is left over is that name."""
        named = [(parameter, token) for parameter, token in unknown if parameter in NAMED and token.written[0] in "?@"]
        if len(named) != 1 or len(runs) != 1 or len(runs[0]) > LONGEST_NAME:
            return None
        parameter, token = named[0]
        return (parameter, runs[0]) if token.first in runs[0] else None

    def _is_everyone(self, first: int, end: int) -> bool:
        """Whether speakers are left out who are party to the events."""
        return tuple(word.folded for word in self.typed.words[first:end]) in self.patterns.everyone

    def _drop_ignored(self, phrase: Sequence[str]) -> list[str]:
        return [word for word in phrase if (word,) not in self.patterns.ignored]

    def _list_runs(self, left_over: set[int], understood: set[int]) -> tuple[range, ...]:
        """The words that are left over, those together between which at most one word was of use to nothing else."""
        runs: list[range] = []
        for place in sorted(left_over):
            between = range(runs[-1].stop, place) if runs else range(0)
            words = self._drop_ignored([self.typed.words[one].folded for one in between])
            if runs and len(words) <= 1 and not understood.intersection(between):
                runs[-1] = range(runs[-1].start, place + 1)
            else:
                runs.append(range(place, place + 1))
        return tuple(runs)

    def write_words(self, runs: Sequence[range]) -> tuple[str, ...]:
        """The words of runs, as they are typed."""
        return tuple(self.typed.slice(run.start, run.stop) for run in runs)


def _list_days(days: Sequence[DayParts]) -> list[str]:
    """The days asked about as they are written; none where there are several to choose from."""
    return (
        [part.value or "" for one in days for part in one if part.parameter in DAY_PARAMETERS] if len(days) == 1 else []
    )


def _list_parameters(question: Question) -> set[str]:
    """The parameters that a question takes, as they are named in its address."""
    names = {parameter.write_name(name) for name, parameter in question.parameters.items()}
    return names | ({"id"} if question.has_id else set())


def _list_required(question: Question) -> set[str | None]:
    required = {parameter.write_name(name) for name, parameter in question.own.items() if parameter.is_required}
    return {*required, *(("id",) if question.has_id else ())}
