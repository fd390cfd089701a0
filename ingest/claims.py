"""What source.yml claims of all moves of a group, checked against who stands in the source."""

from collections.abc import Mapping

from graph.errors import InvalidSource
from graph.model.sources import MovesClaim
from ingest.forms import SourceForm


def claims_of(form: SourceForm) -> tuple[MovesClaim, ...]:
    """The claims of a source, with the first and last day of each."""
    return tuple(
        MovesClaim(
            group=one.group, holders=tuple(one.holders), places=tuple(one.places or ()), first=one.first, last=one.last
        )
        for one in form.covers or ()
    )


def check_claims(form: SourceForm, labels: Mapping[str, str], file: str) -> None:
    """Refuse a claim about ids that the source does not have. `labels` are those of its entities, by id.

    Raises InvalidSource naming the field and what to write.
    """
    fields = {"Group": "group", "Actor": "holders", "Place": "places"}
    for number, claim in enumerate(claims_of(form)):
        for label, ids in claim.ids.items():
            for id_ in ids:
                if labels.get(id_) == label:
                    continue
                name = f"covers.{number}.{fields[label]}"
                met = f"{id_!r} is a {labels[id_]}" if id_ in labels else f"no entity of {file} has the id {id_!r}"
                raise InvalidSource(
                    f"source.yml: {name}: {met}; write the id of one with the label {label}", parameter=name, value=id_
                )
