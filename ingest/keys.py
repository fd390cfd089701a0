"""Ids and keys: of which signs they are, and how the key of a statement is put together."""

import hashlib
import re
from pathlib import Path

ID = r"^[a-z0-9][a-z0-9-]{0,79}$"
# of the same dossier, or of another source: its id, a colon, its key, which a data set may write in capitals
OWN_KEY = r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}"
# a further file of a dataset has its stem in the keys of its rows
DATASET = r"[a-z0-9][a-z0-9-]{0,79}(/[A-Za-z0-9][A-Za-z0-9._-]{0,79})?"
KEY = rf"^({DATASET}:{OWN_KEY}|[a-z0-9][a-z0-9-]{{0,79}})$"


def make_key_space(dataset: str, file: Path | None) -> str:
    """What the keys of a file begin with: the dataset, and the stem of a file that is not the dataset's own."""
    if file is None:
        return dataset
    stem = file.name.removesuffix(".gz").rpartition(".")[0] or file.name
    return f"{dataset}/{re.sub(r'[^A-Za-z0-9._-]+', '-', stem).strip('.-_')[:80] or hash_text(stem)}"


def hash_text(text: str) -> str:
    """Eight letters and digits that stand for a text in an id or a key."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def make_full_key(space: str, key: str) -> str:
    """A key as statements have it: the dataset, with the stem of a further file, a colon, and the coder's own key.

    A key with a colon is whole already.
    """
    return key if ":" in key else f"{space}:{key}"
