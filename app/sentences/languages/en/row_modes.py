"""Words with which English rows say modes, terms and responses."""

from typing import NamedTuple

from app.sentences.languages.en.verbs import ADDED


class EnglishMode(NamedTuple):
    """How a mode is said: before the verb of who acts, before the participle of those to whom it is done where nobody
    is named who acts, and behind the clause of either; `acts_not` and `is_not_done` where it is denied."""

    acts: str
    is_done: str
    acts_not: str
    is_not_done: str = ""
    behind: str = ""
    behind_done: str = ""


# the singular; the first word is inflected
MODES = {
    "intended": EnglishMode("plans to", "is to be", "will not", behind_done=", as planned"),
    "agreed": EnglishMode("has agreed to", "is to be", "has not agreed to", behind_done=", as agreed"),
    "ordered": EnglishMode("is ordered to", "is to be", "is not ordered to", behind_done=", as ordered"),
    "offered": EnglishMode("offers to", "is to be", "does not offer to", behind_done=", as offered"),
    "expected": EnglishMode("is expected to", "is expected to be", "is not expected to", "is not expected to be"),
    "conditional": EnglishMode(
        "would", "would be", "would not", "would not be", *[", but only if something else comes first"] * 2
    ),
    "urged": EnglishMode("is urged to", "should be", "is urged not to", behind_done=", as urged"),
}
NOT_OVER = ", which was not over"
EVEN_IF = ", even if something else comes first"
PLURALS = {"is": "are", "has": "have", "plans": "plan", "offers": "offer", "does": "do", "was": "were"}
SENTENCE_MODES = {
    "intended": "it is intended that ", "agreed": "it is agreed that ", "ordered": "it is ordered that ",
    "offered": "it is offered that ", "expected": "it is expected that ",
    "conditional": "if something else comes first, ", "urged": "it is urged that ",
    "under_way": "it is under way that ",
}  # fmt: skip
# what is denied of those to whom it would be done, where nobody is named who does it, and what is so then
UNDONE = {
    "intended": ("there is a plan to", "there is no plan to"),
    "agreed": ("there is an agreement to", "there is no agreement to"),
    "ordered": ("there is an order to", "there is no order to"),
    "offered": ("there is an offer to", "there is no offer to"),
    "urged": ("there is a call to", "there is no call to"),
}
STANCES = {"denies": "denies", "confirms": "confirms", "corrects": "corrects", "qualifies": "qualifies",
           "questions": "questions", "declines": "declines to comment on"}  # fmt: skip
PARTS = {"disjoint": "nobody is in two of its parts", "exhaustive": "its parts are all of it, and nobody is in two"}
# what a term adds to the verb
ADDED_IN_ROWS = ADDED | {
    "imprisonment": "to prison",
    "life": "to prison for life",
    "torture": "by torture",
    "abandonment": "by leaving them without care",
}
# what a term adds behind the days
BEHIND = {
    "pretrial": "before trial",
    "convicted": "after a conviction",
    "conviction": "after finding them guilty",
    "death_row": "under a sentence of death",
    "secure": "in safer facilities",
    "unacknowledged": "without admitting it",
    "lawful": "under the law",
    "defence": "with a right to be defended",
    "appeal": "with a right to appeal",
    "minutes_long": "in trials that took minutes",
    "anonymous_informants": "on the word of unnamed informants",
    "no_evidence": "without evidence",
    "coerced_confession": "on forced confessions",
    "overwhelmed": "in courts with more cases than they could bear",
    "opaque": "in trials that outsiders cannot see into",
    "improved": "in better trials than before",
    "systemic_issues": "with faults in how the courts work",
    "terrorism_charges": "on charges of terrorism",
    "decisive": "with final verdicts",
    "international_obligations": "in line with international duties",
    "justice_for_victims": "for the sake of victims",
    "public_security": "for the security of countries",
}
