"""Files as people hand them in, by name: what is changed at random before it is read or sent."""

import gzip
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from app.journal import Journal
from graph.store.backup.files import MANIFEST, PARTS, file_name, write_manifest
from ingest.sheets.writing import SheetContent, write_workbook
from tests.attack.honest import HONEST
from tests.ingest.ministry import DOSSIER
from tests.ingest.ministry import SOURCE as MINISTRY
from tests.ingest.reports import report_files
from tests.ingest.sheets.sheets import SOURCE, WHO

ROOT = Path(__file__).resolve().parents[2]
WHAT = [
    {"locator": "2", "who": "SDF", "predicate": "holds", "object": "suspects", "at": "Old Mill", "time": "2026-01-20",
     "wording": "about 2,000", "said_by": "a guard"},
    {"locator": "3", "who": "Blue Army", "predicate": "transfers", "object": "strangers", "origin": "Old Mill",
     "time": "5 January 2026", "wording": "dozens", "said_on": "20 January 2026"},
]  # fmt: skip
FIGURES = """\
date,holder,held,place,number,counted as,said by,said on,address
5 February 2026,Iraq,ISIS suspects,Baghdad,"about 2,000",moved in total so far,Iraqi judiciary,6 Feb 2026,https://example.org/a
May 2019,Lake Navy,fishers,Old Mill,"more than 1,200",the most ever held,Lake Post,2019-06-08,https://example.org/b
2019/2020-05,Lake Navy,fishers,,between 5 and 9,,a guard (unnamed),,https://example.org/b
"""
PLAIN = FIGURES.replace('"', "").replace("2,000", "2000").replace("1,200", "1200")  # no cell has a comma
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def _write_sheet() -> bytes:
    out = io.BytesIO()
    write_workbook(out, SheetContent(source=SOURCE, who=WHO, what=WHAT, columns=()))
    return out.getvalue()


def _write_csv() -> bytes:
    return (
        b"paragraph,who,does what,to whom,where,when,how many,who says it\n"
        b'2,SDF,holds,ISIS suspects,Hasakah,2026-01-20,"about 2,000",CBS News\n'
        b"3,Iraq,transfers,ISIS suspects,,5 February 2026,dozens,an official (unnamed)\n"
    )


def _write_figures_xlsx() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.xlsx"
        book = xlsxwriter.Workbook(str(path))
        tab = book.add_worksheet("Figures")
        for number, line in enumerate(PLAIN.splitlines()):
            tab.write_row(number, 0, line.split(","))
        book.close()
        return path.read_bytes()


def _write_ods() -> bytes:
    rows = "".join(
        "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
        ) + "</table:table-row>"
        for cells in (line.split(",") for line in PLAIN.splitlines())
    )  # fmt: skip
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Figures">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", ODS_TYPE)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


FIRST_REPORT = (ROOT / "ingest/sources/isis-detainee-transfer/dossier.yml").read_bytes()
FIRST_REPORT_SOURCE = (ROOT / "ingest/sources/isis-detainee-transfer/source.yml").read_bytes()
FILES = {
    "sheet.xlsx": _write_sheet(),
    "sheet.csv": _write_csv(),
    "figures.csv": FIGURES.encode(),
    "figures-16.csv": PLAIN.replace(",", ";").encode("utf-16"),
    "figures.csv.gz": gzip.compress(FIGURES.encode(), mtime=0),
    "figures.xlsx": _write_figures_xlsx(),
    "figures.ods": _write_ods(),
    "dossier.yml": DOSSIER.encode(),
    "dossier.yml.gz": gzip.compress(DOSSIER.encode(), mtime=0),
}
CSV_DOSSIER = (ROOT / "ingest/template.csv").read_bytes()
SOURCES = ROOT / "ingest/sources"
SOURCE_FORMS = [MINISTRY.encode(), *(path.read_bytes() for path in sorted(SOURCES.glob("*/source.yml")))]
JUDGEMENTS = [
    b"""\
# mine
- id: one
  ids: [damascus, syrian-government]
  verdict: positive
  by: me
  on: 2026-11-22
  why: the same building
- id: other
  ids: [a:b, c:d]
  verdict: negative
  by: me
  on: 2026-11-22
  why: "two days"
""",
    (SOURCES / "ucdp-actor/judgements.yml").read_bytes()[:6_000],
]
KEYS = [
    b'{"keys": [{"name": "press", "role": "reader", "hash": "'
    + b"a" * 64
    + b'", "made": "2026-01-02", "expires": null},'
    b'{"name": "desk", "role": "writer", "hash": "' + b"b" * 64 + b'", "made": "2026-01-02", "expires": "2027-01-01"}]}'
]
EMPTY_PART = gzip.compress(b"", mtime=0)
BACKUP_PART = gzip.compress(
    b'{"properties": {"id": "a", "closedIn": 2147483647}, "roles": [["subject", "b"]]}\n' * 3, mtime=0
)


def make_manifest() -> bytes:
    """The `backup.json` of an empty backup."""
    with TemporaryDirectory() as written:
        folder = Path(written)
        names = [file_name(part) for part in PARTS]
        for name in names:
            (folder / name).write_bytes(EMPTY_PART)
        write_manifest(folder, folder, 3, dict.fromkeys(names, 0), False)
        return (folder / MANIFEST).read_bytes()


def make_journal() -> bytes:
    """A log of three acts."""
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        for version in (1, 2, 3):
            journal.record("load", source="lake", version=version, files=[{"name": "lake.csv", "sha256": "a" * 64}])
        return journal.path.read_bytes()


def _write_reports() -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    with TemporaryDirectory() as folder:
        for kind, write in (("txt", report_files.write_txt), ("html", report_files.write_html),
                            ("docx", report_files.write_docx), ("pdf", report_files.write_pdf)):  # fmt: skip
            for texts in (report_files.ENGLISH, report_files.ARABIC):
                found.setdefault(kind, []).append(write(Path(folder) / f"report.{kind}", texts).read_bytes())
    return found


REPORTS = _write_reports()
DATA_SETS = {
    source: b"".join(gzip.decompress((SOURCES / source / "sample" / name).read_bytes()).splitlines(keepends=True)[:25])
    for source, name in (
        ("ucdp-actor", "ucdp-actor-221.csv.gz"),
        ("ucdp-dyadic", "Dyadic_v24_1.csv.gz"),
        ("nz-prison-transfers", "inter-prison-transfers-original.csv.gz"),
    )
}
WORDINGS = {
    "EDTF": ["2026-02-05", "2019", "2019-05", "2019~", "2019?", "201X", "2019-XX-05", "2019-21", "[2019..2020]",
             "{2019-01,2019-03}", "2018-01/2019-10", "2019/..", "../2019", "/2019", "-0044-03-15", "Y17000000",
             "Y-17E7S2", "1950S2", "2004-06~-11", "?2004-06-~11", "[..1760-12-03]", "2004-06-XX/2004-07-03", "P1M",
             "P7D", "2019-02-30", "2016-02-29", "9999-12-31", "0000"],
    "numbers": ["about 2,000", "more than 1,200", "between 5 and 9", "dozens", "tens of thousands", "most of 150",
                "at least 3", "5+", "up to 7,000", "nearly 9.5 thousand", "one hundred and twelve", "a few",
                "1.2 million", "a third of 300", "12 %", "half", "نحو ٢٠٠٠", "أكثر من ١٥٠", "quatre-vingt-dix-sept",
                "einundzwanzig", "yirmi bir", "más de mil", "около 200", "2 000", "fewer than ten", "two dozen",
                "150-200", "3 500 000 000", "several hundred", "no fewer than 40", "zero", "sixty-odd"],
    "days": ["5 February 2026", "in May 2019", "early 2019", "yesterday", "last Thursday", "three weeks ago",
             "by 5 March", "since 2019", "20 January 2026 to 12 February 2026", "between 3 and 9 May 2019",
             "3 or 4 May 2019", "05/02/2026", "13/02/2026", "22 Bahman 1357", "۲۲ بهمن ۱۳۵۷", "12 Ramadan 1446 AH",
             "١٢ رمضان ١٤٤٦", "منذ عام 2019", "أمس", "2-Jul-18", "day 45", "Monday to Friday", "the night of 3-4 May",
             "throughout May 2019", "le 5 février 2026", "5. Februar 2026", "today", "in the 1990s", "mid-March",
             "spring 2020", "next month", "two days later", "Christmas", "around noon on 6 June 1944"],
    "Cypher": HONEST,
}  # fmt: skip
