"""Words with which several answers begin their sentence."""

from app.answers.question import Common
from graph.dates.windows import MAX, MIN


def asked_days_words(asked: Common) -> str:
    """The day or period asked about, in words."""
    first, last = asked.as_of.earliest, asked.as_of.latest
    if first == MIN or last == MAX:
        day = f"until {last}" if first == MIN else f"since {first}"
    else:
        day = f"on {first}" if first == last else f"between {first} and {last}"
    return f"{day}, as known on {asked.known_at_written}" if asked.known_at_written else day


def no_statement_words(asked: Common) -> str:
    """The first words of an answer without rows."""
    return "No statement that the lens leaves tells" if asked.has_lens else "No statement tells"
