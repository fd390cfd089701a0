"""What somebody probably meant who wrote a date that is not EDTF."""

import re

from graph.suggestions.suggestions import suggestions

TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2}.*)?")


def guesses(text: str) -> list[str]:
    """Texts that may be what was meant, likeliest first; not all of them are EDTF. Never raises."""
    found = [suggestion.edtf for suggestion in suggestions(text) if not suggestion.further]
    if match := TIME.fullmatch(" ".join(text.split())):
        found.append(f"{match[1]}T{match[2]}{match[3] or ':00'}")
    return [*found, text.replace(" ", ""), text.replace("x", "X")]
