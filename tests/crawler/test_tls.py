"""A host whose certificate nobody vouches for is not spoken to."""

from __future__ import annotations

import datetime as dt
import http.server
import ipaddress
import ssl
import threading
from pathlib import Path

import pytest
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
    path = folder / "server.pem"
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + private)
    return path


class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def secure_site(tmp_path: Path):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    server.asked = []
    server.certificate = certificate(tmp_path, "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("host", "trusted", "asked"),
    [
        pytest.param("127.0.0.1", False, False, id="signed by nobody"),
        pytest.param("localhost", True, False, id="signed for another name"),
        pytest.param("127.0.0.1", True, True, id="signed for this one"),
    ],
)
def test_only_a_certificate_that_is_vouched_for_and_names_the_host_will_do(
    secure_site, host: str, trusted: bool, asked: bool
):
    home = f"https://{host}:{secure_site.server_port}/"
    env = {"SSL_CERT_FILE": str(secure_site.certificate)} if trusted else None
    journey = travel({"id": "thu", "name": "Báo Thử", "home": home, "feeds": [home + "rss"]}, env=env)
    assert bool(secure_site.asked) is asked
    poll = journey.polls[0]
    assert poll["error"] == ("gone" if asked else "robots-unreachable")
    assert asked or "certificate" in poll["reason"]
