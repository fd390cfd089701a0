"""`ro-crate-metadata.json`: what a pack is and what its files are, after RO-Crate 1.1."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

METADATA = "ro-crate-metadata.json"
MEDIA = {".json": "application/json", ".html": "text/html", ".svg": "image/svg+xml", ".gz": "application/gzip"}
ABOUT = {
    "answer.json": "The answer, as over HTTP", "question.json": "The question and the version of data and rules",
    "statements.json": "The statements that the answer names", "vocabulary.json": "What the words in them mean",
    "picture.svg": "The answer as a picture", "index.html": "The answer to be read",
}  # fmt: skip


def describe_crate(files: Mapping[str, bytes], address: str, answer: Mapping[str, Any], made_at: str) -> bytes:
    """The metadata of a pack with these files."""
    root = {
        "@id": "./", "@type": "Dataset", "name": f"Evidence for {address}",
        "description": str(answer.get("summary") or "An answer of whoholds with all that it rests on."),
        "datePublished": made_at, "version": str(answer.get("dataVersion")),
        "license": "Each source has its own licence: see store/sources.ndjson.gz",
        "hasPart": [{"@id": name} for name in sorted(files)], "mainEntity": {"@id": "answer.json"},
    }  # fmt: skip
    described = [
        {
            "@id": name, "@type": "File", "name": ABOUT.get(name, "A part of the data, in the form of a backup"),
            "encodingFormat": next((kind for end, kind in MEDIA.items() if name.endswith(end)), "text/plain"),
            "contentSize": str(len(content)), "sha256": hashlib.sha256(content).hexdigest(),
        }
        for name, content in sorted(files.items())
    ]  # fmt: skip
    self_description = {
        "@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }  # fmt: skip
    content = {
        "@context": ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}],
        "@graph": [self_description, root, *described],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"
