"""The sentence and the notes of an answer on balance."""

from app.answers.question import Common
from app.answers.words import plural
from graph.alliances.balance.question import Balance
from graph.alliances.network import Network


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
