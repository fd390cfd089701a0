"""A source of the invented Ministry of Examples, as somebody would write it by hand."""

from pathlib import Path

SOURCE = f"""\
id: ministry-roll
title: Daily roll of the Ministry of Examples
publisher: ministry
published: {{on: 2019-08-01}}
licence: CC-BY-4.0
text: {{file: roll.txt, length: 500, sha256: {"a" * 64}}}
"""

# a vocabulary.yml: an event that takes custody, a state with a sign, a kind, a term and a unit
OWN_WORDS = """
defaults:
  time: event
  roles: {subject: [Actor], object: [Group], at: [Place]}
  required: [subject, object]
  stale_after_days: 365
drafts:
  says: "{subject} drafts {object}"
  edges: {DRAFTS: [subject, object], GAINED: [subject, object]}
  custody: {subject: gains, object: held}
  capacity: authority
  definition: An army takes people into its ranks by force, and has them in its power from then on.
  use_when: A source says forcibly recruited.
  not_for: People who join of their own will (`joins`).
  example: The Hill Army drafts 60 young men.
shuns:
  says: "{subject} shuns {object}"
  time: state
  roles: {object: [Actor], at: none}
  sign: -1
  definition: An actor has nothing to do with another one.
entities:
  Group:
    kinds:
      recruits: {definition: People who were drafted.}
terms:
  custody:
    drafted: {definition: Held as a recruit.}
units:
  boats: of fishermen
"""

# the tests name lines of this text: the entities stand on 2 to 5, the statements begin on 7, 13 and 21
DOSSIER = f"""\
entities:
  - {{id: ministry, label: Actor, kind: ministry, name: Ministry of Examples}}
  - {{id: north-guard, label: Actor, kind: armed_force, name: North Guard}}
  - {{id: strangers, label: Group, kind: detainees, name: Strangers, aliases: [Outsiders, Guests]}}
  - {{id: old-mill, label: Place, kind: facility, name: Old Mill}}
statements:
  - key: roll
    predicate: holds
    roles: {{subject: [north-guard, ministry], object: [strangers], at: [old-mill]}}
    observed: 2019-06-01
    count: {{wording: about 150, kind: stock}}
    cite: {{locator: page 1, start: 0, end: 40, sha256: {"b" * 64}}}
  - key: denial
    predicate: holds
    roles: {{subject: [north-guard], object: [strangers]}}
    polarity: denies
    said_by: north-guard
    valid: {{start: 2019-05, end: ..}}
    responds_to: [{{key: roll, stance: denies, scope: general}}]
    cite: {{locator: page 2}}
  - key: march
    predicate: transfers
    roles: {{object: [strangers], from_place: [old-mill]}}
    on: 2019-07
    whole: true
    terms: [temporary, secure]
    cite: {{locator: page 3}}
"""


def write(folder: Path, dossier: str | bytes = DOSSIER, *, source: str = SOURCE, name: str = "dossier.yml") -> Path:
    """A source folder with these files."""
    (folder / "source.yml").write_text(source, encoding="utf-8")
    (folder / name).write_bytes(dossier.encode() if isinstance(dossier, str) else dossier)
    return folder


def changed(old: str, new: str, text: str = DOSSIER) -> str:
    """The text with its first `old` replaced; it must be there."""
    assert old in text, old
    return text.replace(old, new, 1)
