"""The sentence and the notes of an answer on balance."""

from app.answers.question import Common
from app.answers.words import plural
from graph.alliances.balance.question import Balance
from graph.alliances.network import Network


def balance_notes(asked: Common, network: Network, found: Balance, contested: int) -> list[str]:
    """The notes that readers need for the numbers, those that apply."""
    mixed, tried, candidates = int(network.mixed.sum()), found.tips.tried, found.tips.candidates
    unproved = [
        f"The {word} number of pairs lies between {best.lower:,} and {best.upper:,}: time was up; seconds= gives more"
        for word, best in (("smallest", found.least), ("largest", found.most))
        if not best.proved
    ]
    period = asked.as_of.earliest != asked.as_of.latest
    conditions = {
        "The smallest number counts certain pairs alone, the largest all possible ones": len(network) > 0,
        f"{plural(mixed, 'pair is', 'pairs are')} both friendly and hostile, and only in the largest number": mixed > 0,
        "A pair may have changed from friendly to hostile within the days asked about; it counts as both": period
        and mixed,
        "The camps are one best division of all possible pairs; separate groups may be turned": found.camps,
        f"Someone denies {plural(contested, 'pair')}": contested > 0,
        f"{tried:,} of {candidates:,} changes that could tip the balance were tried": tried < candidates,
        "No entry means no evidence here. It does not mean that there was balance": True,
    }
    return [*unproved, *(note for note, applies in conditions.items() if applies)]
