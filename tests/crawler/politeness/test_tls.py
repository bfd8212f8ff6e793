"""A host whose certificate nobody vouches for is not spoken to."""

from __future__ import annotations

import datetime as dt
import http.server
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawler.journeys import travel


def certificate(folder: Path, *hosts: str) -> Path:
    """Key and self-signed certificate for the hosts, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
    now, day = dt.datetime.now(dt.UTC), dt.timedelta(days=1)
    names = [x509.IPAddress(ipaddress.ip_address(h)) if h[0].isdigit() else x509.DNSName(h) for h in hosts]
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - day, now + day)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{len(list(folder.iterdir()))}.pem"
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + private)
    return path


class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def secure_site(pem: Path) -> Iterator[http.server.ThreadingHTTPServer]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    server.asked = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_a_certificate_that_is_vouched_for_and_names_the_host_will_do(tmp_path: Path):
    trusted, unknown = certificate(tmp_path, "127.0.0.1"), certificate(tmp_path, "127.0.0.1")
    with secure_site(trusted) as good, secure_site(trusted) as misnamed, secure_site(unknown) as self_signed:
        homes = {
            "tot": f"https://127.0.0.1:{good.server_port}/",
            "sai-ten": f"https://localhost:{misnamed.server_port}/",
            "tu-ky": f"https://127.0.0.1:{self_signed.server_port}/",
        }
        sources = [{"id": name, "name": "Báo", "home": home, "feeds": [home + "rss"]} for name, home in homes.items()]
        journey = travel(*sources, env={"SSL_CERT_FILE": str(trusted)})
        assert [bool(site.asked) for site in (good, misnamed, self_signed)] == [True, False, False]
    answers = {poll["list"]: poll for poll in journey.polls}
    assert answers[homes["tot"] + "rss"]["error"] == "gone"
    for name in ("sai-ten", "tu-ky"):
        assert answers[homes[name] + "rss"]["error"] == "robots-unreachable"
        assert "certificate" in answers[homes[name] + "rss"]["reason"]
