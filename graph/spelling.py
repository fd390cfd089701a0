"""Names compared without regard to case, accents, punctuation and forms of letters."""

import re
import unicodedata

NOT_A_WORD = re.compile(r"[^\w]+")
# Letters that people write for one another: Turkish dotless i, Arabic letters and their Persian and Kurdish forms;
# and signs that some write and some leave out: apostrophes for ayn and hamza, the Arabic line filler.
ALIKE = str.maketrans("ıىیکەة", "iييكهه", "'’‘ʼʿʾ`ـ\u200c")


def fold_name(text: str) -> str:
    """A text without case, accents and punctuation, for comparing names."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return NOT_A_WORD.sub(" ", plain.casefold().translate(ALIKE)).strip()
