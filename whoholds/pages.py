"""All pages of an answer, as one."""

from whoholds.connection import AskedQuestion, Json, ServiceConnection

MOST_ROWS = 100_000  # of one answer; memory is finite


def read_all_pages(connection: ServiceConnection, asked: AskedQuestion) -> Json:
    """An answer with the rows of all its pages, of one data version and one day; at most MOST_ROWS, which a note says.

    With a `limit` in the parameters it is one page. All but the rows, and the pin, are those of the first page.
    """
    answer = connection.read_json(asked)
    if "limit" in asked.parameters or not answer.get("next"):
        return answer
    rows, following = list(answer["rows"]), answer["next"]
    same = keep_moment(asked, answer)
    while following and len(rows) < MOST_ROWS:
        page = connection.read_json(same.add(cursor=following))
        rows += page["rows"]
        following = page["next"]
    notes = [*answer.get("notes", ()), *([f"only the first {len(rows):,} rows are here"] if following else ())]
    return {**answer, "rows": rows, "notes": notes, "truncated": bool(following), "next": following}


def keep_moment(asked: AskedQuestion, answer: Json) -> AskedQuestion:
    """The same question of the data version of an answer, and of the day that was today when it was given."""
    if not asked.has_versions or asked.parameters.keys() & {"version", "pin"}:
        return asked
    pin = answer.get("pin")
    return asked.add(pin=pin["id"]) if pin else asked.add(version=answer["dataVersion"])
