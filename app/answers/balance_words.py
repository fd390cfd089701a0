"""The notes of an answer on balance."""

from app.answers.question import Asked
from app.sentences import open_writer
from app.sentences.notes import FixedNote
from graph.alliances.balance.question import Balance
from graph.alliances.network import Network


def balance_notes(selection: Asked, network: Network, found: Balance, contested: int) -> list[str]:
    """The notes that readers need for the numbers, those that apply."""
    writer, ties, asked = open_writer(selection).notes, open_writer(selection).tie_notes, selection.question
    mixed, tried, candidates = int(network.mixed.sum()), found.tips.tried, found.tips.candidates
    is_period = asked.as_of.earliest != asked.as_of.latest
    unproved = [
        ties.write_open_index(best.lower, best.upper, is_smallest=best is found.least)
        for best in (found.least, found.most)
        if not best.proved
    ]
    return [
        *unproved,
        *([writer.write_fixed(FixedNote.SURE_AND_POSSIBLE)] if len(network) else []),
        *([ties.write_mixed_pairs(mixed)] if mixed else []),
        *([writer.write_fixed(FixedNote.CHANGED_WITHIN)] if is_period and mixed else []),
        *([writer.write_fixed(FixedNote.CAMPS)] if found.camps else []),
        *([ties.write_denied_pairs(contested)] if contested else []),
        *([ties.write_tried_changes(tried, candidates)] if tried < candidates else []),
        writer.write_fixed(FixedNote.NO_BALANCE),
    ]
