"""A made-up report in English and one in Arabic, and files of each kind made of paragraphs."""

import io
import re
import zipfile
from html import escape
from pathlib import Path

ENGLISH = (
    "Lake Guard moves prisoners across the border",
    "The Norrland Lake Guard was holding about 2,300 ISIS suspects in Osterby prison on 5 February 2026, the Iraqi "
    "government said in a statement on Friday.",
    "Weather on the lake was mild, and the ferries kept to their timetable during the whole of that week.",
    "On 12 March 2026 the Syrian Democratic Forces transferred more than 150 detainees to Iraq. Turkey's defence "
    "ministry denied that it had taken part in it.",
)
ARABIC = (
    "نقل معتقلين من سجن البحيرة",
    "قالت الحكومة العراقية إن قوات سوريا الديمقراطية كانت تحتجز نحو ٢٠٠٠ من معتقلي داعش في الحسكة في ٥ شباط ٢٠٢٦.",
    "وكان الطقس معتدلا على ضفاف البحيرة في ذلك الأسبوع، كما قال السكان بعد أن عادوا إلى البيوت.",
    "وفي ١٢ آذار ٢٠٢٦ نقلت قسد أكثر من ١٥٠ معتقلا إلى العراق، ولم تعلق تركيا على ذلك.",
)


def write_txt(path: Path, paragraphs: tuple[str, ...], encoding: str = "utf-8") -> Path:
    path.write_bytes("\n\n".join(paragraphs).encode(encoding))
    return path


def write_html(path: Path, paragraphs: tuple[str, ...]) -> Path:
    title, *others = map(escape, paragraphs)
    body = "".join(f"<p>{text}</p>" for text in others)
    path.write_text(
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>'
        '<meta property="og:site_name" content="Lake Post">'
        '<meta property="article:published_time" content="2026-03-14T08:00:00Z"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>",
        encoding="utf-8",
    )
    return path


def write_docx(path: Path, paragraphs: tuple[str, ...]) -> Path:
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.title = paragraphs[0]
    document.save(str(path))
    return path


def write_pdf(
    path: Path, paragraphs: tuple[str, ...], pages: int = 1, *, is_mapped: bool = True, is_drawn: bool = True
) -> Path:
    """A PDF of one font whose codes are those of Unicode; with `is_mapped` it says which letters they are.

    `is_drawn`: the letters of Arabic are written as they are seen, from the left, which is how most programs do it.
    """
    each = -(-len(paragraphs) // pages)
    parts = [paragraphs[first : first + each] for first in range(0, len(paragraphs), each)]
    letters = sorted({letter for text in paragraphs for letter in text})
    rows = [f"<{ord(letter):04X}> <{ord(letter):04X}>" for letter in letters]
    maps = "".join(f"{len(rows[n : n + 100])} beginbfchar\n{chr(10).join(rows[n : n + 100])}\nendbfchar\n"
                   for n in range(0, len(rows), 100))  # fmt: skip
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{maps}endcmap end end"
    )
    numbers = [6 + 2 * n for n in range(len(parts))]
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(parts)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R]"
        f"{' /ToUnicode 5 0 R' if is_mapped else ''} >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        5: f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    }
    for number, texts in zip(numbers, parts, strict=True):
        drawn = "BT /F1 12 Tf 20 TL 50 800 Td\n"
        for text in texts:
            for line in cut_lines(text):
                seen = turn_line(line) if is_drawn else line
                drawn += f"<{''.join(f'{ord(letter):04X}' for letter in seen)}> Tj T*\n"
            drawn += "T*\n"
        drawn += "ET"
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects[number + 1] = f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, content in sorted(objects.items()):
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("ascii"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{places[number]:010} 00000 n \n" for number in sorted(objects)).encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    path.write_bytes(out.getvalue())
    return path


def turn_line(line: str) -> str:
    """A line of Arabic as it is seen from the left: all from the end, but for numbers."""
    if not re.search("[\u0600-\u06ff]", line):
        return line
    turned = line[::-1].translate(str.maketrans("()", ")("))
    return re.sub(
        r"[A-Za-z0-9\u0660-\u0669](?:[A-Za-z0-9\u0660-\u0669\u066c ,.]*[A-Za-z0-9\u0660-\u0669])?",
        lambda match: match[0][::-1],
        turned,
    )


def cut_lines(text: str, width: int = 70) -> list[str]:
    """Lines of a width; each but the last keeps the blank at its end."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return [line.rstrip() for line in lines]


def write_large_docx(path: Path, megabytes: int) -> Path:
    """A docx of a few bytes that is large once unpacked."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(megabytes):
            part.write(b" " * 1_000_000)
    return path


WRITERS = {"txt": write_txt, "html": write_html, "pdf": write_pdf, "docx": write_docx}
