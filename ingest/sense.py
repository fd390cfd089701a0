"""What a single statement cannot say of its own time."""

from graph.dates.windows import read_window
from graph.errors import InvalidStatement
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary


def check_times(statement: WrittenStatement) -> None:
    """Refuse what is told as done or seen on days that came only after the telling, and ends before the beginning.

    Raises InvalidStatement or InvalidDate naming the field.
    """
    validity, said = statement.validity, statement.said
    bounds, planned_end = validity.bounds, validity.planned_end
    told_as_done = vocabulary().modes[statement.mode].actual and statement.polarity == "asserts"
    if validity.kind != "valid":
        first = bounds.earliest_start if validity.kind == "on" else bounds.earliest_end
        if told_as_done and first > min(said.latest, statement.known.latest):
            told = statement.said_on or statement.known_from
            raise InvalidStatement(
                f"{validity.written} comes after it was told, {told}; expected a day up to then, or the mode of a plan",
                parameter=validity.kind,
                value=validity.written,
            )
    if planned_end and read_window(planned_end, "planned_end").latest < bounds.earliest_start:
        raise InvalidStatement(
            f"planned to end on {planned_end}, before it began; expected a later day",
            parameter="planned_end",
            value=planned_end,
        )
    count = statement.count
    if count and count.since and read_window(count.since, "count.since").earliest > bounds.latest_end:
        raise InvalidStatement(
            f"counted since {count.since}, after the days it is said of; expected an earlier day",
            parameter="count.since",
            value=count.since,
        )
