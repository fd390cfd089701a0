"""RFC 3161 time stamps on files: that somebody's clock saw this very file, checked without a network."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from graph.model.sources import Archive

StampState = Literal["holds", "invalid", "missing", "unchecked"]
HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}  # by the object identifiers of the register of IANA
MOST_BYTES = 1_000_000  # of a stamp, and of a file of certificates


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedStamp:
    """The result for one time stamp. It holds if it is on this file and signed by a trusted authority.

    `unchecked`: it is on this file, but no certificate says whom to trust. `at` is the time that it gives (UTC).
    """

    file: str
    state: StampState
    at: datetime | None = None
    note: str | None = None


def check_stamp(archive: Archive, folder: Path, authorities: Path | None = None) -> CheckedStamp | None:
    """Check the time stamp on the file of an archived copy; None where the source names no stamp.

    The certificates of `authorities`, a PEM file, are trusted; without it those of the file that the source names.
    """
    if archive.stamp is None or archive.file is None:
        return None
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    stamp = archive.stamp
    response_bytes = _read_file(folder, stamp)
    stamped = folder / archive.file
    if response_bytes is None or not stamped.is_file():
        return CheckedStamp(file=stamp, state="missing")
    try:
        response = decode_timestamp_response(_sort_certificates(response_bytes))
        if response.status not in (0, 1):  # granted, granted with changes (RFC 3161, 2.4.2)
            return CheckedStamp(file=stamp, state="invalid", note="the authority refused to stamp")
        info = response.tst_info
        at, imprint = info.gen_time, info.message_imprint
    except ValueError as error:
        note = f"no answer of a time stamp authority (RFC 3161, DER): {error}"
        return CheckedStamp(file=stamp, state="invalid", note=note)
    name = HASHES.get(imprint.hash_algorithm.dotted_string)
    if name is None:
        note = f"made with the hash {imprint.hash_algorithm.dotted_string}; expected SHA-256, SHA-384 or SHA-512"
        return CheckedStamp(file=stamp, state="invalid", at=at, note=note)
    with stamped.open("rb") as opened:
        digest = hashlib.file_digest(opened, name).digest()
    if digest != imprint.message:
        return CheckedStamp(file=stamp, state="invalid", at=at, note=f"it is on another file than {archive.file}")
    if authorities is None and archive.authority is None:
        note = "it is on this file; who gave it is not checked: name their certificates as archive.authority"
        return CheckedStamp(file=stamp, state="unchecked", at=at, note=note)
    certificates = authorities.read_bytes() if authorities else _read_file(folder, archive.authority or "")
    if certificates is None:
        note = f"{archive.authority} is not in the folder, so who gave it is not checked"
        return CheckedStamp(file=stamp, state="unchecked", at=at, note=note)
    try:
        roots = load_pem_x509_certificates(certificates)
        VerifierBuilder(roots=roots).build().verify(response, digest)
    except VerificationError as error:
        return CheckedStamp(file=stamp, state="invalid", at=at, note=f"its signature is not trusted: {error}")
    except ValueError as error:
        where = authorities.name if authorities else archive.authority
        return CheckedStamp(file=stamp, state="unchecked", at=at, note=f"{where} has no certificate (PEM): {error}")
    return CheckedStamp(file=stamp, state="holds", at=at)


# The tags on the way from a response to its certificates (RFC 3161, 2.4.2; RFC 5652, 5.1): in the response, behind the
# status, the token; in it, behind its type, the signed data, with version, digest methods and the stamp before them.
_SEQUENCE, _SET, _INTEGER, _OBJECT, _CONTEXT_0 = 0x30, 0x31, 0x02, 0x06, 0xA0
_WAY = ((_SEQUENCE,), (_SEQUENCE, _SEQUENCE), (_OBJECT, _CONTEXT_0), (_SEQUENCE,),
        (_INTEGER, _SET, _SEQUENCE, _CONTEXT_0))  # fmt: skip


def _sort_certificates(response: bytes) -> bytes:
    """The response with its certificates in the order that DER asks of a set, which many authorities do not keep.

    They are not part of what is signed. What is no such response is returned as it is.
    """
    start, end = 0, len(response)
    try:
        for tags in _WAY:
            for number, tag in enumerate(tags):
                if response[start] != tag:
                    return response
                inner, behind = _read_length(response, start)
                if number < len(tags) - 1:
                    start = behind
                else:
                    start, end = inner, behind
        certificates, place = [], start
        while place < end:
            behind = _read_length(response, place)[1]
            certificates.append(response[place:behind])
            place = behind
    except IndexError:
        return response
    return response[:start] + b"".join(sorted(certificates)) + response[end:] if place == end else response


def _read_length(content: bytes, start: int) -> tuple[int, int]:
    """Where the content of a DER element begins, and where it ends. Raises IndexError where that is cut off."""
    first, begin = content[start + 1], start + 2
    if first >= 0x80:
        size = first & 0x7F
        first, begin = int.from_bytes(content[begin : begin + size], "big"), begin + size
    if begin + first > len(content):
        raise IndexError
    return begin, begin + first


def _read_file(folder: Path, file: str) -> bytes | None:
    """A small file of the folder; None if it is not there, or is no plain name, or large."""
    path = folder / file
    is_plain = file and Path(file).name == file and "\\" not in file
    return path.read_bytes() if is_plain and path.is_file() and path.stat().st_size <= MOST_BYTES else None
