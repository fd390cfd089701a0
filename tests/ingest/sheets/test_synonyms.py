"""Everyday words for what is done: each leads to its predicate, or to a choice that has it and says how they differ."""

from pathlib import Path

import pytest

from graph.vocabulary import vocabulary
from ingest.sheets.words import UnclearWord, list_predicates
from tests.ingest.sheets.sheets import Row, read_rows
from tests.ingest.sheets.test_reading import HELD, list_messages

# by predicate, written by hand: what people call it, in English and Arabic
SYNONYMS: dict[str, str] = {
    "holds": "is holding, held, keeps, imprisons, imprisoned, incarcerates, has in custody, keeps in custody, jailed, "
    "detained, detains, locks up, is detaining, تحتجز, يحتجز, احتجزت",
    "guards": "guarded, stands guard over, watches over, تحرس",
    "administers": "runs the camp of, manages the camp of, administered, تدير",
    "captures": "captured, were captured, took prisoner, takes captive, caught, seized, rounded up, أسر, أسرت",
    "arrests": "arrested, was arrested, were arrested, detained, took into custody, apprehended, rounded up, seized, "
    "اعتقلت, اعتقل, قبض على, ألقى القبض على, أوقفت",
    "takes_hostage": "abducted, kidnapped, kidnaps, abducts, was abducted, took hostage, seized, خطف, اختطفت",
    "surrenders_to": "surrendered to, were surrendered to, gave themselves up to, turned themselves in to, "
    "surrendered, استسلموا",
    "interns": "interned, puts in administrative detention",
    "transfers": "moved, moves, transferred, were moved to, handed over, hands over, relocated, sent, received, "
    "evacuated, returned, نقل, نقلت, تسلمت, سلمت",
    "exchanges": "exchanged, swapped, swaps, traded, swapped for, freed, تبادلت",
    "releases": "released, freed, frees, set free, let go, liberated, pardoned, released from, "
    "أفرجت عن, أفرج, أطلق سراح",
    "escapes": "escaped, escaped from, fled, flees, ran away, broke out, broke out of, got away, freed, هرب, فروا",
    "rescues": "rescued, rescue, freed, freed by force, liberated, freed in a raid, أنقذ, حرر",
    "repatriates": "repatriated, brought home, took home, takes back, returned, استعادت",
    "deports": "deported, expelled, extradited, throws out, returned, رحلت, طردت",
    "dies_in_custody": "died, died in custody, death in custody, killed, killed in custody, perished, died in, "
    "توفي, مات, قتل",
    "kills_in_custody": "killed, killed in custody, killed captives, executed prisoners, executed, was executed, "
    "put to death, أعدم, قتل",
    "disappears": "disappeared, went missing, vanished, kidnapped, abducted, اختفى",
    "charges": "charged, were charged, charged with, indicted, accused of",
    "prosecutes": "prosecuted, tried, put on trial, investigates, حاكمت",
    "convicts": "convicted, were convicted, found guilty, أدانت",
    "sentences": "sentenced, were sentenced, jailed, condemned to death, executed, حكمت على",
    "mistreats": "tortured, were tortured, beat, beaten, abused, starved, ill-treated, raped, عذبت",
    "abandons": "abandoned, deserted, left behind, leaves behind, تخلت عن",
    "forbids": "bans, banned, outlaws, prohibits",
    "guarantees": "guaranteed, ensures by law",
    "suspected_of": "suspected of, is suspected of, accused of, suspects",
    "rejects": "rejected, refused, turned down, رفضت",
    "respects": "respected, abides by",
    "fights": "fought, clashed with, clashes with, battles, at war with, fights with, اشتبكت, قاتلت",
    "attacks": "attacked, bombed, shelled, raided, struck, ambushed, fired on, stormed, killed, was attacked, "
    "قصفت, هاجمت",
    "besieges": "besieged, was besieged, encircled, surrounded, blockaded, laid siege to, حاصرت",
    "sanctions": "sanctioned, imposed sanctions on, embargoes, boycotts",
    "condemns": "condemned, denounced, criticised, deplored, أدانت, نددت",
    "agrees": "reached an agreement with, signed a deal with, made a deal with, agreed with",
    "defeats": "defeated, routed, beat, overcame, هزمت",
    "disputes_with": "in dispute with, has a dispute with",
    "allied_with": "allied, ally of, is an ally of, partner of, تحالفت",
    "supports": "supported, backs, backed, funds, arms, finances, helps, aids, trains, sponsors, تدعم",
    "cooperates_with": "cooperates, works with, coordinates with, collaborates with, تتعاون",
    "fights_beside": "fought alongside, fights alongside, fought beside, fights with",
    "hostile_to": "opposes, opposed, enemy of, is an enemy of, rival of",
    "distrusts": "mistrusts, distrusted, does not trust",
    "threatens": "threatened, تهدد",
    "ceasefire_with": "truce with, ceasefire, agreed on a ceasefire",
    "in_contact_with": "met, met with, talked to, negotiates with, held talks with, التقى",
    "worries_about": "worried about, is concerned about, fears, warned of",
    "visits": "visited, toured, inspected, زارت",
    "comments_on": "commented on, spoke about",
    "publishes": "published, issued",
    "identifies": "identified, named",
    "knows_who": "knows the identity of",
    "part_of": "belongs to, wing of, branch of, faction of",
    "of_nationality": "citizens of, nationals of",
    "composed_of": "includes, consists of, made up of",
    "member_of": "belongs to, is a member of",
    "leads": "led, heads, commands, chairs, يقود",
    "speaks_for": "spokesman for, spokesperson of, represents",
    "joins": "joined, enlisted in, defected to, pledged allegiance to, انضم",
    "founded": "set up, established, created, formed",
    "dissolved": "disbanded, abolished",
    "splits_from": "broke away from, split off from, seceded from",
    "merges_into": "merged with, was absorbed by",
    "succeeds": "replaced, took over from",
    "takes_name": "renamed itself, changed its name",
    "is_independent": "became independent, independent",
    "goes_on": "continues, is ongoing",
    "located_in": "lies in, is located in, situated in",
    "controls": "controlled, rules, occupies, occupied, تسيطر",
    "operates": "operated, runs, manages",
    "secures": "secured, protects, defends",
    "takes_over": "took over, took control of, seized, recaptured, retook, conquered, occupied, liberated, "
    "handed over, captured, took over from, استولت",
    "detained_at": "held at, detained at, detained in, jailed in, imprisoned in, detained, held in, found",
    "causes": "led to, triggered, resulted in",
    "ends": "ended, stopped",
    "enables": "made possible, allowed",
    "endangers": "endangered, puts at risk",
    "displaces": "displaced, were displaced, drove out, fled, evacuated, uprooted",
    "escorts": "escorted, accompanied, were escorted",
    "suspends": "suspended, halted, postponed, called off, cancelled, put on hold, was suspended",
    "recruits": "recruited, conscripted, drafted, enlisted, mobilised",
    "shuts_down": "closes, closed, was closed, shut down, shut, dismantled",
}
PAIRS = [(word.strip(), predicate) for predicate, words in SYNONYMS.items() for word in words.split(",")]


def test_every_predicate_has_everyday_words() -> None:
    assert SYNONYMS.keys() == vocabulary().predicates.keys()
    assert len({word for word, _ in PAIRS}) >= 120


def read_word(word: str) -> tuple[list[str], str]:
    """The predicates that a word leads to, and what is said where they are a choice."""
    try:
        return [list_predicates().read(word, "does what")], ""
    except UnclearWord as error:
        return list_predicates().list_meant(word), str(error)


def test_a_word_leads_to_its_predicate_or_to_a_choice_with_it() -> None:
    for word, predicate in PAIRS:
        found, message = read_word(word)
        assert predicate in found, word
        meaning = vocabulary().meanings["predicate", "", predicate].definition
        assert not message or meaning[1:].rstrip(".") in message, word


@pytest.mark.parametrize("word", ["fled", "detained", "seized", "abducted", "kidnapped", "freed", "executed", "died"])
def test_a_word_of_several_meanings_or_that_need_not_be_of_custody_is_asked_about(tmp_path: Path, word: str) -> None:
    reading = read_rows(tmp_path, HELD | {"predicate": word, "time": "5 May 2019"})
    assert reading.parsed.statements == []
    message = next(one for one in list_messages(reading) if "does what" in one)
    assert repr(word) in message
    assert "(write " in message


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("accuses", "the accuser under who says it"),
        ("accused", "the accuser under who says it"),
        ("blames", "the accuser under who says it"),
        ("was blamed for", "the accuser under who says it"),
        ("alleges", "under who says it"),
        ("says", "under who says it"),
        ("announced", "under who says it"),
        ("اتهم", "the accuser under who says it"),
        ("denies", "denied under"),
        ("نفى", "denied under"),
        ("plans to", "planned under"),
        ("will transfer", "write transfers, and planned under"),
        ("to be moved", "write transfers, and planned under"),
        ("plans to free", "write releases or rescues or exchanges or escapes, and planned under"),
        ("urges", "urged under mode"),
        ("orders", "ordered under mode"),
        ("turned up alive", "where it does not, no row of its own"),
        ("resurfaced", "releases, escapes or exchanges"),
        ("found dead", "dies in custody"),
        ("confirmed", "12 confirms; where it was not confirmed, comments on, with denied, and 12 declines"),
        ("has never confirmed", "write comments on, with who is silent under who, denied"),
        ("declined to comment", "12 declines"),
        ("admits", "with the speaker under who says it"),
        ("refuses to release", "write releases, and planned; denied under"),
        ("will not release", "write releases, and planned; denied under"),
        ("wouldn't deport", "write deports, and planned; denied under"),
        ("did not arrest", "write arrests, and denied under"),
        ("has not been released", "write releases, and denied under"),
        ("never held", "write holds, and denied under"),
        ("لم يحتجز", "write holds, and denied under"),
        ("لن يحتجز", "write holds, and planned; denied under"),
        ("سوف يحتجز", "write holds, and planned under"),
        ("is believed to hold", "write holds, and inferred by me under"),
        ("may have captured", "is believed, and not known for sure"),
        ("probably released", "it is then told as probable"),
        ("tried to escape", "write escapes, and planned under"),
        ("attempted to rescue", "write rescues, and planned under"),
        ("failed to capture", "where it failed, planned; denied"),
        ("had tried to release", "is an attempt, by which nobody is held, moved or freed yet"),
        ("حاول يحتجز", "write holds, and planned under"),
        ("murmurs", "write one from the list of this cell; whoholds words says what each means"),
    ],
)
def test_a_word_that_is_no_predicate_says_what_to_write(tmp_path: Path, word: str, says: str) -> None:
    row: Row = HELD | {"predicate": word}
    message = next(one for one in list_messages(read_rows(tmp_path, row)) if "does what" in one)
    assert says in message


# verbs of reports on detention and war, and the predicates that each may mean, by hand; none where it is no predicate
VERBS: dict[str, str] = {
    "suspended": "suspends", "halted": "suspends", "delayed": "suspends", "escorted": "escorts",
    "recruited": "recruits", "closed": "shuts_down", "displaced": "displaces", "interrogated": "", "acquitted": "",
    "wounded": "attacks mistreats", "looted": "attacks", "destroyed": "attacks", "surrendered": "surrenders_to defeats",
    "withdrew": "", "deployed": "", "mediated": "", "sheltered": "supports administers", "supplied": "supports",
    "monitored": "visits", "registered": "knows_who identifies", "extradited": "deports",
    "reunited": "repatriates releases", "remanded": "holds prosecutes", "pardoned": "releases",
    "commuted": "sentences", "hanged": "kills_in_custody sentences", "shot": "attacks kills_in_custody dies_in_custody",
    "massacred": "attacks kills_in_custody dies_in_custody", "starved": "mistreats", "smuggled": "escapes transfers",
    "enslaved": "takes_hostage mistreats", "exchanged fire with": "fights", "exchanged": "exchanges",
    "violated": "attacks fights", "annexed": "takes_over", "invaded": "attacks takes_over",
    "evacuated": "transfers displaces", "resettled": "transfers repatriates", "vetoed": "rejects",
    "protested": "condemns comments_on", "blocked": "besieges forbids rejects", "rescued": "rescues",
    "mobilised": "recruits", "trained": "supports", "claimed responsibility for": "", "resumed": "goes_on",
    "reopened": "operates founded", "ambushed": "attacks", "overran": "takes_over", "negotiated": "",
    "besieged": "besieges", "condemned": "condemns sentences", "handed over": "transfers takes_over exchanges",
    "abandoned": "abandons", "identified": "identifies", "warned": "", "threatened": "threatens", "outlawed": "forbids",
    "toured": "visits", "defected to": "joins", "fired": "", "stormed": "attacks",
    "beheaded": "kills_in_custody sentences", "had kept": "holds", "kept": "holds", "was keeping": "holds",
    "ran": "controls operates administers", "ran the town": "controls", "fate unknown": "disappears",
    "is unaccounted for": "disappears", "took": "transfers captures arrests takes_hostage takes_over",
    "entered": "takes_over attacks visits", "handed him over": "transfers takes_over exchanges",
    "set them free": "releases", "sending them home": "releases", "threw him out": "deports", "turned up alive": "",
    "swore loyalty to": "joins", "locking up": "holds",
}  # fmt: skip


@pytest.mark.parametrize(("verb", "right"), VERBS.items())
def test_a_verb_of_reports_never_leads_to_a_wrong_predicate(verb: str, right: str) -> None:
    found, message = read_word(verb)
    assert set(found) <= set(right.split())
    assert bool(found) == bool(right)
    if not right:
        assert "write" in message or "did you mean" in message


@pytest.mark.parametrize(
    ("word", "object_", "right"),
    [  # people and places; who is named is a holder
        ("captured", "suspects", "captures"),
        ("captured", "Old Mill", "takes_over"),
        ("liberated", "River Town", "takes_over"),
        ("occupied", "River Town", ""),
        ("handed over", "suspects", ""),
    ],
)
def test_what_a_word_means_follows_from_those_it_is_about_where_that_leaves_one(
    tmp_path: Path, word: str, object_: str, right: str
) -> None:
    reading = read_rows(tmp_path, HELD | {"predicate": word, "object": object_, "time": "5 May 2019"})
    assert [one.predicate for one in reading.parsed.statements] == [right] * bool(right)
    assert right or any(f"does what: {word!r} may be" in one for one in list_messages(reading))
    assert not any("takes over" in one and object_ == "suspects" for one in list_messages(reading))
