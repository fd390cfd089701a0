"""How each predicate of the vocabulary is said in English: its verb, what follows it, and its terms."""

from collections.abc import Collection
from typing import NamedTuple

from app.sentences.facts import SENT_TROOPS


class Verb(NamedTuple):
    """`base` and `past` of a verb; `be` is inflected. `after` has (preposition, role) in the order that they are said.

    `passive` is the participle with which it is said of what it is done to, where nobody is named who does it.
    `subject` is the role of who does it, `group` that of the people who are counted. `behind` is what of the verb
    stands behind the object: took 12 people hostage.
    """

    base: str
    past: str
    after: tuple[tuple[str, str], ...] = (("", "object"),)
    passive: str = ""
    subject: str = "subject"
    group: str = "object"
    behind: str = ""


AT = (("", "object"), ("in", "at"))
MOVE = (("", "object"), ("from", "from_holder"), ("from", "from_place"), ("to", "to_holder"), ("to", "to_place"))
TAKEN = (("", "object"), ("in", "at"), ("from", "from_place"))
ON_THE_WAY = (("", "object"), ("in", "at"), ("from", "from_place"), ("to", "to_place"))
VERBS = {
    "succeeds": Verb("succeed", "succeeded"),
    "is_independent": Verb("be an independent state", "be an independent state", ()),
    "causes": Verb("lead to", "led to"),
    "ends": Verb("end", "ended"),
    "enables": Verb("make", "made", passive="made possible", behind="possible"),
    "endangers": Verb("weaken security in", "weakened security in"),
    "holds": Verb("hold", "held", AT),
    "guards": Verb("guard", "guarded", AT),
    "administers": Verb("run the place housing", "ran the place housing", AT),
    "captures": Verb("capture", "captured", TAKEN),
    "arrests": Verb("arrest", "arrested", TAKEN, "arrested"),
    "surrenders_to": Verb("surrender", "surrendered", (("to", "object"), ("in", "at")), group="subject"),
    "takes_hostage": Verb("take", "took", TAKEN, "taken hostage", behind="hostage"),
    "interns": Verb("intern", "interned", TAKEN, "interned"),
    "transfers": Verb("move", "moved", MOVE, "moved", "agent"),
    "exchanges": Verb("exchange", "exchanged", MOVE, "exchanged", "agent"),
    "releases": Verb("release", "released", (("", "object"), ("from", "from_place"), ("in", "at")), "released"),
    "escapes": Verb("escape", "escaped", (("from", "from_holder"), ("from", "from_place")), group="subject"),
    "rescues": Verb(
        "rescue", "rescued", (("", "object"), ("from", "from_holder"), ("from", "from_place"), ("in", "at")), "rescued"
    ),
    "repatriates": Verb("take", "took", MOVE, "taken home", "agent", behind="home"),
    "deports": Verb("deport", "deported", MOVE, "deported", "agent"),
    "dies_in_custody": Verb("die", "died", (("in the custody of", "from_holder"), ("in", "at")), group="subject"),
    "kills_in_custody": Verb("kill", "killed", AT, "killed in custody", behind="in custody"),
    "disappears": Verb(
        "disappear", "disappeared", (("from the custody of", "from_holder"), ("in", "at")), group="subject"
    ),
    "charges": Verb("charge", "charged", AT),
    "prosecutes": Verb("try", "tried", AT),
    "convicts": Verb("convict", "convicted", AT),
    "sentences": Verb("sentence", "sentenced", AT),
    "mistreats": Verb("mistreat", "mistreated", AT, "mistreated"),
    "abandons": Verb("abandon", "abandoned", AT, "abandoned"),
    "forbids": Verb("forbid", "forbade", (("in", "at"),)),
    "guarantees": Verb("guarantee", "guaranteed", (("in", "at"),)),
    "rejects": Verb("reject", "rejected", (("in", "at"),)),
    "respects": Verb("respect the law and verdicts of", "respected the law and verdicts of"),
    "suspected_of": Verb("be suspected of belonging to", "be suspected of belonging to", group="subject"),
    "allied_with": Verb("be allied with", "be allied with"),
    "supports": Verb("support", "supported"),
    "cooperates_with": Verb("work with", "worked with"),
    "fights_beside": Verb("fight beside", "fought beside"),
    SENT_TROOPS: Verb("send troops to support", "sent troops to support"),
    "hostile_to": Verb("be hostile to", "be hostile to"),
    "fights": Verb("fight", "fought", AT),
    "distrusts": Verb("distrust", "distrusted"),
    "threatens": Verb("threaten", "threatened"),
    "ceasefire_with": Verb("have a ceasefire with", "had a ceasefire with", AT),
    "in_contact_with": Verb("be in contact with", "be in contact with"),
    "defeats": Verb("defeat", "defeated", AT, "defeated"),
    "attacks": Verb("attack", "attacked", AT),
    "besieges": Verb("besiege", "besieged", AT),
    "sanctions": Verb("have sanctions on", "had sanctions on", passive="under sanctions"),
    "condemns": Verb("condemn", "condemned", AT),
    "agrees": Verb("come to an agreement", "came to an agreement", (("with", "object"), ("in", "at"))),
    "disputes_with": Verb("be in an armed dispute with", "be in an armed dispute with"),
    "displaces": Verb("displace", "displaced", ON_THE_WAY, "displaced"),
    "escorts": Verb("escort", "escorted", ON_THE_WAY, "escorted"),
    "suspends": Verb("suspend", "suspended", AT, "suspended"),
    "recruits": Verb("recruit", "recruited", AT, "recruited"),
    "shuts_down": Verb("close", "closed", AT, "closed"),
    "worries_about": Verb("worry about", "worried about"),
    "visits": Verb("visit", "visited", AT),
    "comments_on": Verb("comment on", "commented on"),
    "publishes": Verb("publish", "published", AT),
    "identifies": Verb("say who was among", "said who was among"),
    "knows_who": Verb("know who is among", "knew who was among"),
    "part_of": Verb("be part of", "be part of", group="subject"),
    "located_in": Verb("be in", "be in"),
    "of_nationality": Verb("be citizens of", "be citizens of", group="subject"),
    "composed_of": Verb("include", "included"),
    "leads": Verb("lead", "led"),
    "speaks_for": Verb("speak for", "spoke for"),
    "controls": Verb("control", "controlled"),
    "operates": Verb("run", "ran"),
    "secures": Verb("secure", "secured"),
    "takes_over": Verb("take over", "took over", (("", "object"), ("from", "from_holder"))),
    "founded": Verb("found", "founded", (("", "object"),), "founded"),
    "dissolved": Verb("dissolve", "dissolved", (("", "object"),), "dissolved"),
    "detained_at": Verb("be detained in", "be detained in", group="subject"),
    "joins": Verb("join", "joined", group="subject"),
    "splits_from": Verb("split from", "split from"),
    "merges_into": Verb("merge into", "merged into"),
    "takes_name": Verb("take another name", "took another name", ()),
    "member_of": Verb("be a member of", "be a member of"),
    "goes_on": Verb("go on", "went on", (("in", "at"),)),
}
# the verb where nothing has the role
WITHOUT = {
    "dies_in_custody": ("from_holder", Verb("die in custody", "died in custody", (("in", "at"),), group="subject")),
    "prosecutes": ("object", Verb("try people", "tried people", (("in", "at"),))),
    "threatens": ("object", Verb("be a threat", "be a threat", ())),
    "worries_about": ("object", Verb("be worried", "be worried", ())),
    "visits": ("object", Verb("visit", "visited", (("", "at"),))),
    "comments_on": ("object", Verb("comment on it", "commented on it", ())),
}
# of charges, investigations and trials alike, where nothing says that there was a trial
PROSECUTING = Verb("prosecute", "prosecuted", AT)
# an exchange from each side of it
GIVING_UP = Verb(
    "give up", "gave up", (("", "object"), ("from", "from_place"), ("to", "to_holder"), ("to", "to_place")), "given up",
    "from_holder",
)  # fmt: skip
RECEIVING = Verb(
    "receive", "received", (("", "object"), ("from", "from_place"), ("in", "to_place")), "received", "to_holder",
)  # fmt: skip
# of who plans or offers one between others
CARRYING_OUT = Verb("carry out an exchange in which", "carried out an exchange in which", (), subject="agent")
# a move out of one's own hands, and into them
HANDING_OVER = Verb("hand over", "handed over", MOVE, "handed over", "agent")
TAKING = Verb("take", "took", MOVE, "taken", "agent")
TAKEN_OVER = {"control": "control of", "management": "the management of"}
PARTICIPLES = {
    "took": "taken", "gave": "given", "ran": "run", "forbade": "forbidden", "knew": "known", "went": "gone",
    "came": "come",
}  # fmt: skip
DOUBLED = ("run", "split")  # the last letter, before -ing
# what a term is called: as what somebody alleges, forbids or guarantees
TERMS = {
    "abandonment": "neglect",
    "anonymous_informants": "verdicts on the word of unnamed informants",
    "appeal": "a right to appeal",
    "coerced_confession": "forced confessions",
    "control": "control of the place",
    "conviction": "a conviction",
    "convicted": "a conviction",
    "death": "sentences of death",
    "death_row": "sentences of death",
    "decisive": "final verdicts",
    "defence": "a right to be defended",
    "due_process": "trials by the rules",
    "escape": "escapes",
    "fair": "fair trials",
    "fate": "the fate of people",
    "imprisonment": "prison terms",
    "improved": "trials that are better than before",
    "international_obligations": "trials in line with international duties",
    "justice_for_victims": "justice for victims",
    "largely": "the greater part",
    "lawful": "trials under the law",
    "life": "imprisonment for life",
    "management": "the management of the place",
    "minutes_long": "trials that took minutes",
    "no_evidence": "verdicts without evidence",
    "no_lawyer": "trials without a lawyer",
    "opaque": "trials that outsiders cannot see into",
    "overwhelmed": "courts with more cases than they could bear",
    "pretrial": "detention before trial",
    "public_security": "the security of countries",
    "secure": "safer facilities",
    "security": "the safety of the prisons",
    "sham": "sham trials",
    "systemic_issues": "faults in how the courts work",
    "temporary": "a separation for a time",
    "terrorism_charges": "charges under laws on terrorism",
    "torture": "torture",
    "unacknowledged": "custody that is not admitted",
}
# what a term adds to a verb, where it adds anything
ADDED = {
    "death": "to death",
    "sham": "in sham trials",
    "no_lawyer": "without a lawyer",
    "fair": "fairly",
    "temporary": "for a time only",
    "largely": "for the most part",
}
# of statements whose object is their term
OF_TERMS = frozenset({"forbids", "guarantees", "rejects"})
# how a mode is said before the verb, and how where it is denied
MODES = {
    "intended": ("planned to", "will not"),
    "agreed": ("agreed to", "did not agree to"),
    "ordered": ("was ordered to", "was not ordered to"),
    "offered": ("offered to", "did not offer to"),
    "expected": ("was expected to", "was not expected to"),
    "conditional": ("would on some condition", "would on no condition"),
    "urged": ("was urged to", "was urged not to"),
}
KINDS = {
    "state": "a state",
    "government": "a government",
    "ministry": "a ministry",
    "court": "a court",
    "armed_force": "an armed force",
    "armed_group": "an armed group",
    "coalition": "a coalition",
    "international_organisation": "an international organisation",
    "organisation": "an organisation",
    "media": "a news organisation",
    "agency": "a news agency",
    "person": "a person",
    "office": "an office",
    "collective": "a number of parties",
    "anonymous": "a source without a name",
    "self_declared_state": "a self-declared state",
    "detainees": "a group of detainees",
    "convicts": "a group of convicts",
    "citizens": "a group of citizens",
    "residents": "a group of residents",
    "fighters": "a group of fighters",
    "families": "a group of families",
    "prisoners": "a group of prisoners",
    "people": "a group of people",
    "hostages": "a group of hostages",
    "internees": "a group of internees",
    "country": "a country",
    "region": "a region",
    "status": "a status",
    "province": "a province",
    "city": "a city",
    "facility": "a prison or another closed place",
    "facilities": "prisons or other closed places",
    "camp": "a camp",
    "border": "a border",
}


def find_verb(predicate: str, roles: Collection[str], terms: Collection[str] = ()) -> Verb | None:
    """The verb of a predicate, where these roles are filled; None where only the vocabulary knows the predicate."""
    if predicate == "exchanges" and not {"from_holder", "to_holder"}.isdisjoint(roles):
        return GIVING_UP if "from_holder" in roles else RECEIVING
    role, verb = WITHOUT.get(predicate, ("", None))
    if verb and role not in roles:
        return verb
    verb = VERBS.get(predicate)
    what = [words for term, words in TAKEN_OVER.items() if term in terms]
    if verb and predicate == "takes_over" and what:
        over = " and ".join(what)
        return verb._replace(base=f"take over {over}", past=f"took over {over}", passive="")
    return verb


def find_participle(verb: Verb) -> str:
    """The participle of a verb without what stands behind the object: `taken` of `took hostage`."""
    if verb.passive:
        return verb.passive.removesuffix(verb.behind).rstrip()
    first, space, rest = verb.past.partition(" ")
    return f"{'been' if first == 'be' else PARTICIPLES.get(first, first)}{space}{rest}"


def inflect(base: str, *, is_plural: bool) -> str:
    """The present of a verb: `takes over`, `are allied with`."""
    word, _, rest = base.partition(" ")
    if word == "be":
        form = "are" if is_plural else "is"
    elif is_plural:
        form = word
    elif word == "have":
        form = "has"
    elif word.endswith(("ch", "sh", "s", "x", "o")):
        form = word + "es"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        form = word[:-1] + "ies"
    else:
        form = word + "s"
    return f"{form} {rest}".rstrip()


def inflect_past(past: str, *, is_plural: bool) -> str:
    """The past of a verb: `took over`, `were allied with`."""
    word, _, rest = past.partition(" ")
    return f"{'were' if is_plural else 'was'} {rest}".rstrip() if word == "be" else past


def make_gerund(words: str) -> str:
    """Such as `moving to` of `move to`."""
    first, space, rest = words.partition(" ")
    if first.endswith("ie"):
        stem = f"{first[:-2]}y"
    elif first in DOUBLED:
        stem = first + first[-1]
    else:
        stem = first[:-1] if first.endswith("e") and not first.endswith(("ee", "be")) else first
    return f"{stem}ing{space}{rest}"
