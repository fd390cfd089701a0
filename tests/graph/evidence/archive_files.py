"""Archived copies and time stamps as programs write them: WARC by warcio, WACZ as a zip, stamps by `openssl ts`."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ADDRESS = "https://example.org/ferry"
# invented; the second paragraph has markup, a reference to a letter, and a line end that is none
PAGE = (
    "<!doctype html><html><head><title>The Ferry</title><style>p {color: red}</style></head><body><h1>The Ferry</h1>"
    "<p>At dawn the <em>miller</em> rode\nto &Aring;lesund.</p><script>var the = 'miller';</script>"
    "<div>He sold two sacks.<br>قال الطحان.</div></body></html>"
)
TEXT = "The Ferry\nAt dawn the miller rode to Ålesund.\nHe sold two sacks.\nقال الطحان."


def make_warc(
    pages: dict[str, str] | None = None,
    *,
    gzip: bool = True,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
) -> bytes:
    """A WARC file with a response for each address, and a request, which holds no page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for address, page in (pages or {ADDRESS: PAGE}).items():
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
        writer.write_record(writer.create_warc_record(address, "request", http_headers=asked))
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(page.encode()), http_headers=head,
            warc_headers_dict={"WARC-Date": "2026-01-30T10:00:00Z"},
        )  # fmt: skip
        writer.write_record(record)
    return out.getvalue()


def make_wacz(warc: bytes, *, written_hash: str | None = None) -> bytes:
    """A WACZ with one WARC file, and its hash in datapackage.json, or another one there."""
    out = io.BytesIO()
    digest = written_hash or f"sha256:{hashlib.sha256(warc).hexdigest()}"
    listed = {"path": "archive/data.warc.gz", "name": "data.warc.gz", "hash": digest, "bytes": len(warc)}
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("archive/data.warc.gz", warc)
        zipped.writestr("pages/pages.jsonl", json.dumps({"format": "json-pages-1.0", "id": "pages"}) + "\n")
        zipped.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": [listed]}))
    return out.getvalue()


@dataclass(frozen=True, kw_only=True)
class StampAuthority:
    """An authority of our own: a root certificate, one that may stamp, and `openssl ts` to do it."""

    folder: Path

    @property
    def certificates(self) -> bytes:
        """The root, in PEM."""
        return (self.folder / "root.pem").read_bytes()

    def stamp(self, content: bytes, method: str = "sha256") -> bytes:
        """The answer to a request for a stamp on some bytes, in DER."""
        (self.folder / "content").write_bytes(content)
        self._run("-query", "-data", "content", f"-{method}", "-cert", "-out", "query")
        return self.answer((self.folder / "query").read_bytes())

    def answer(self, query: bytes) -> bytes:
        """The answer to a request in DER."""
        (self.folder / "query").write_bytes(query)
        self._run("-reply", "-queryfile", "query", "-config", "tsa.cnf", "-out", "reply")
        return (self.folder / "reply").read_bytes()

    def _run(self, *arguments: str) -> None:
        subprocess.run(["openssl", "ts", *arguments], cwd=self.folder, check=True, capture_output=True)


CONFIG = """
[tsa]
default_tsa = ours
[ours]
dir = .
serial = ./serial
signer_cert = ./tsa.pem
certs = ./root.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512, sha1
accuracy = secs:1
ordering = yes
ess_cert_id_alg = sha256
"""


def make_authority(folder: Path) -> StampAuthority:
    """Two certificates made by `cryptography`, valid from yesterday for ten years."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the time stamps here, is not installed")
    folder.mkdir(parents=True)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)]) for common in ("Old Mill Root", "Old Mill Clock")
    )
    begin = datetime.now(UTC) - timedelta(days=1)

    def build(subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        built = x509.CertificateBuilder().subject_name(subject).issuer_name(root_name).public_key(public)
        return (
            built.serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(begin + timedelta(days=3650))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        )

    root = build(root_name, root_key.public_key()).add_extension(x509.BasicConstraints(True, None), critical=True)
    leaf = build(name, key.public_key()).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
    )
    for file, certificate in (("root.pem", root), ("tsa.pem", leaf)):
        signed = certificate.sign(root_key, hashes.SHA256())
        (folder / file).write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "tsa.key").write_bytes(private)
    (folder / "tsa.cnf").write_text(CONFIG, encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    return StampAuthority(folder=folder)
