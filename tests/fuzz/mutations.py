"""Small changes of real files, such as a bad disk, a bad editor or an ill will makes."""

import gzip
import io
import random
import zipfile
import zlib

ODD = [b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\r", b"\r\n", b"\n", b"\t", b"\"", b"'",
       b",", b";", b"..", b"/", b"?", b"-", b"99999999999999999999", b"-1", b"1e999", b"NaN", b"0", b"{", b"[", b"}",
       b"]", b"&a ", b"*a", b"<<: ", b"!!python/object:x ", b": ", b"#", b"|", b"~", b"%", b"(", b"\\", b"=1+1",
       b"<a>", b"{}", b"[]", b"null", b"true", "٣".encode(), "²".encode(), "Ⅷ".encode(), "é".encode(),
       "\u202e".encode(), "İ".encode(), b"9999-12-31", b"0000-00-00"]  # fmt: skip
LARGEST = 400_000


def mutate(content: bytes, chance: random.Random) -> bytes:
    """The content with one piece changed; of a packed file mostly one within it, packed again."""
    if chance.random() < 0.8:
        try:
            if content.startswith(b"PK"):
                return _mutate_member(content, chance)
            if content.startswith(b"\x1f\x8b"):
                return gzip.compress(_mutate_plain(gzip.decompress(content), chance), 1, mtime=0)
        except (OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error, zipfile.BadZipFile):
            pass  # it was broken by a change before this one
    return _mutate_plain(content, chance)


def _mutate_member(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = {one: packed.read(one) for one in packed.namelist()}
    if not members:
        return _mutate_plain(content, chance)
    name = chance.choice([one for one in members if one.endswith((".xml", ".rels"))] or list(members))
    if chance.random() < 0.05:
        del members[name]
    else:
        members[name] = _mutate_plain(members[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for one, inside in members.items():
            packed.writestr(one, inside)
    return out.getvalue()


def _mutate_plain(content: bytes, chance: random.Random) -> bytes:
    """The content with one piece changed, repeated, taken out, moved or replaced by something odd."""
    if not content:
        return chance.choice(ODD)
    begin = chance.randrange(len(content))
    end = min(len(content), begin + int(2 ** chance.uniform(0, 10)))
    piece = content[begin:end]
    match chance.randrange(8):
        case 0:
            piece = b""
        case 1:
            piece = piece * chance.choice([2, 2, 3, 50])
        case 2:
            piece = chance.choice(ODD)
            end = begin + chance.choice([0, 0, 1, 4])
        case 3:
            piece = bytes([piece[0] ^ (1 << chance.randrange(8))]) + piece[1:]
        case 4:
            other = chance.randrange(len(content))
            piece = content[other : other + len(piece)]
        case 5:
            return content[:begin]
        case 6:
            return _swap_lines(content, chance)
        case 7:
            return _change_field(content, chance)
    return (content[:begin] + piece + content[end:])[:LARGEST]


def _swap_lines(content: bytes, chance: random.Random) -> bytes:
    """Two lines change places, or one stands twice."""
    lines = content.splitlines(keepends=True)
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    if chance.random() < 0.5:
        lines[first], lines[second] = lines[second], lines[first]
    else:
        lines.insert(first, lines[second])
    return b"".join(lines)[:LARGEST]


def _change_field(content: bytes, chance: random.Random) -> bytes:
    """What stands between two separators becomes something odd, or what stands between two others."""
    lines = content.splitlines(keepends=True)
    number = chance.randrange(len(lines))
    for separator in (b",", b": ", b" "):
        fields = lines[number].split(separator)
        if len(fields) > 1:
            place = chance.randrange(len(fields))
            fields[place] = chance.choice([*ODD, *fields])
            lines[number] = separator.join(fields)
            break
    return b"".join(lines)[:LARGEST]
