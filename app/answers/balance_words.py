"""The sentence and the notes of an answer on balance."""

from app.answers.question import Common
from app.answers.sentences import asked_days_words, no_certain_statement_words
from app.answers.words import number_words, plural
from graph.alliances.balance.question import Balance
from graph.alliances.network import Network


def balance_summary(asked: Common, network: Network, found: Balance) -> str:
    when = asked_days_words(asked)
    signed = int(((network.friendly > 0) | (network.hostile > 0)).sum())
    if not signed:
        start = no_certain_statement_words(asked)
        return f"{start} who was friendly or hostile to whom {when}; that is silence, not balance."
    kinds = found.census
    triangles = (
        f"of the triangles, {number_words(kinds.balanced)} balanced and {number_words(kinds.unbalanced)} not"
        if kinds.all[1]
        else "there are no triangles"
    )
    return f"{when[0].upper()}{when[1:]}, {_write_camps(found, signed)}; {triangles}."


def _write_camps(found: Balance, signed: int) -> str:
    if found.most.upper == 0:
        return f"friends and foes fall into two camps that none of {plural(signed, 'pair')} goes against"
    least, most = found.least.lower, found.most.upper
    number = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f"{number} of {plural(signed, 'pair')} must go against any division into two camps"


def balance_notes(asked: Common, network: Network, found: Balance, contested: int) -> list[str]:
    """The notes that readers need for the numbers, those that apply."""
    mixed, tried, candidates = int(network.mixed.sum()), found.tips.tried, found.tips.candidates
    unproved = [
        f"the {word} index is only known to be {best.lower:,} to {best.upper:,}: time was up; seconds= gives more"
        for word, best in (("least", found.least), ("highest", found.most))
        if not best.proved
    ]
    period = asked.as_of.earliest != asked.as_of.latest
    conditions = {
        "the minimum counts certain pairs alone, the maximum all possible ones": len(network) > 0,
        f"{plural(mixed, 'mixed pair')}: not in any minimum, once friendly and once hostile in the maximum": mixed > 0,
        "within the days asked about, a pair may have changed from friendly to hostile, and is mixed": period and mixed,
        "camps are one best division of all possible pairs; nothing is said on camps of different parts": found.camps,
        f"{plural(contested, 'pair is', 'pairs are')} denied by somebody": contested > 0,
        f"{tried:,} of {candidates:,} ways to tip the index were tried": tried < candidates,
        "no row is no evidence, not balance": True,
    }
    return [*unproved, *(note for note, applies in conditions.items() if applies)]
