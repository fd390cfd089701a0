"""The properties of each kind of node and edge, with their types, as columns of CSV."""

from collections.abc import Mapping

from graph.store.planning.csv_files import DAY, LIST, MOMENT, NUMBER, TEXT, YES_NO, Columns

BOUNDS = dict.fromkeys(("earliestStart", "latestStart", "earliestEnd", "latestEnd"), DAY)
LOAD: Columns = {
    "version": NUMBER, "at": MOMENT, "dataset": TEXT, "touched": LIST, "published": YES_NO, "swept": YES_NO,
    "counts": LIST,
}  # fmt: skip
DATASET: Columns = {
    "id": TEXT, "openedIn": NUMBER, "title": TEXT, "rules": NUMBER, "fileRules": LIST, "vocabulary": TEXT,
    "closedIn": NUMBER,
}  # fmt: skip
GIVEN_NAMES = {"name": TEXT, "aliases": LIST, "namesByLanguage": LIST, "externalIds": LIST, "internalAliases": LIST}
ENTITY: Columns = GIVEN_NAMES | {
    "id": TEXT, "openedIn": NUMBER, "changedIn": NUMBER, "closedIn": NUMBER, "label": TEXT, "kind": TEXT,
    "text": TEXT, "dataset": TEXT, "digest": TEXT, "canonical": TEXT, "internal": YES_NO,
}  # fmt: skip
NAMES: Columns = GIVEN_NAMES | {"openedIn": NUMBER, "closedIn": NUMBER}
SOURCE: Columns = {
    "id": TEXT, "openedIn": NUMBER, "changedIn": NUMBER, "closedIn": NUMBER, "dataset": TEXT, "title": TEXT,
    "publishedOn": TEXT, "publishedEarliest": DAY, "publishedLatest": DAY, "publishedReason": TEXT, "url": TEXT,
    "licence": TEXT, "retrievedOn": TEXT, "textFile": TEXT, "textLength": NUMBER, "textSha256": TEXT, "digest": TEXT,
    "rows": TEXT, "covers": LIST, "archiveUrl": TEXT, "archiveFile": TEXT, "archiveSha256": TEXT,
    "archiveRecord": TEXT, "archiveStamp": TEXT, "archiveAuthority": TEXT, "internal": YES_NO,
}  # fmt: skip
STATEMENT: Columns = BOUNDS | dict.fromkeys(("saidEarliest", "saidLatest", "knownEarliest", "knownLatest"), DAY) | {
    "id": TEXT, "key": TEXT, "record": TEXT, "dataset": TEXT, "openedIn": NUMBER, "closedIn": NUMBER,
    "renewedIn": NUMBER, "digest": TEXT, "predicate": TEXT, "polarity": TEXT, "mode": TEXT, "actual": YES_NO,
    "reading": TEXT, "validityKind": TEXT, "validityWritten": TEXT, "spread": YES_NO, "plannedEnd": TEXT,
    "linked": TEXT, "saidOn": TEXT, "knownFrom": TEXT, "countMin": NUMBER, "countMax": NUMBER, "countKind": TEXT,
    "countUnit": TEXT, "countOf": TEXT, "countSince": TEXT, "countWording": TEXT, "whole": YES_NO, "terms": LIST,
    "parts": TEXT, "note": TEXT, "codedBy": TEXT, "checkedBy": TEXT, "state": TEXT, "internal": YES_NO,
}  # fmt: skip
CITES: Columns = {"locator": TEXT, "start": NUMBER, "end": NUMBER, "sha256": TEXT}
LINKS: Mapping[str, Columns] = {"RESPONDS_TO": {"stance": TEXT, "scope": TEXT}, "FULFILS": {}}  # between statements
SHORTCUT: Columns = BOUNDS | {
    "statement": TEXT, "countMin": NUMBER, "countMax": NUMBER, "countKind": TEXT, "joint": YES_NO,
}  # fmt: skip
JUDGEMENT: Columns = {"id": TEXT, "ids": LIST, "verdict": TEXT, "by": TEXT, "on": TEXT, "why": TEXT}
WITHDRAWN: Columns = {
    "id": TEXT, "key": TEXT, "kind": TEXT, "reason": TEXT, "onDay": TEXT, "version": NUMBER, "marks": LIST,
    "touches": LIST, "erased": LIST,
}  # fmt: skip

LISTS_OF_NAMES = ("aliases", "namesByLanguage", "externalIds")
# lists that are there even where they are empty, which CSV cannot say: what they are on, and their names
LISTS_ALWAYS_THERE = {
    "(one:Entity)": LISTS_OF_NAMES,
    "(:Dataset)-[one:NAMES]->(:Entity)": LISTS_OF_NAMES,
    "(one:Load)": ("touched", "counts"),
    "(one:Withdrawn)": ("marks", "touches", "erased"),
}
