"""Stretches of a sentence that say nothing of the rest: what people are suspected of, an earlier number, a new part."""

import re

SUSPECTED = re.compile(
    r"\b(?:on (?:the )?(?:suspicion|charges|accusations|allegations) of|(?:suspected|accused) of|charged with"
    r"|for allegedly)"
    r" (?:having )?(?:\w{1,20}ly )?\w{1,20}(?:ing|ed|t|n)\b[^,;:]{0,200}",
    re.IGNORECASE,
)
EARLIER_NUMBER = re.compile(r",? (?:down|up|compared) (?:from|with|to) [^;:.]{1,60}")  # 900, down from 1,400 in May
ANOTHER_PART = re.compile(r", (?:and|but|while) ")  # where another main clause begins
SUBORDINATE = re.compile(
    r"\b(?:after|before|while|when|because|although|though|until|since|as (?:they|it|he|she|the)) "
    r"|, (?:and )?\w{1,20}ing ",
    re.IGNORECASE,
)  # where another clause begins, of whose people a verb before it does not tell
