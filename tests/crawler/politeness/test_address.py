"""Nothing but public addresses may be dialled, whatever coat the others wear."""

from __future__ import annotations

import pytest

from crawler.politeness.address import refusal


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "1.1.1.1",
        "2606:4700:4700::1111",
        "[2606:4700:4700::1111]",
        "64:ff9b::808:808",
        "2002:808:808::",
    ],
)
def test_a_public_address_may_be_dialled(address: str):
    assert refusal(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.8.8.8", id="all of loopback"),
        pytest.param("10.0.0.5", id="private 10/8"),
        pytest.param("172.16.9.9", id="private 172.16/12"),
        pytest.param("192.168.1.1", id="private 192.168/16"),
        pytest.param("169.254.169.254", id="link-local, where clouds keep credentials"),
        pytest.param("100.64.0.1", id="carrier-grade NAT"),
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("192.0.2.1", id="documentation"),
        pytest.param("198.18.0.1", id="benchmarks"),
        pytest.param("::1", id="v6 loopback"),
        pytest.param("::", id="v6 unspecified"),
        pytest.param("fe80::1", id="v6 link-local"),
        pytest.param("fe80::1%eth0", id="v6 link-local with its link"),
        pytest.param("fd00::1", id="v6 private"),
        pytest.param("ff02::1", id="v6 multicast"),
        pytest.param("2001:db8::1", id="v6 documentation"),
        pytest.param("::ffff:127.0.0.1", id="mapped loopback"),
        pytest.param("::ffff:10.0.0.1", id="mapped private"),
        pytest.param("::127.0.0.1", id="v4-compatible"),
        pytest.param("64:ff9b::7f00:1", id="NAT64 of loopback"),
        pytest.param("64:ff9b::a9fe:a9fe", id="NAT64 of link-local"),
        pytest.param("2002:7f00:1::", id="6to4 of loopback"),
        pytest.param("2001:0:102:304::f5ff:fffe", id="Teredo of 10.0.0.1"),
        pytest.param("2606:4700::5efe:a00:1", id="ISATAP of 10.0.0.1"),
        pytest.param("localhost", id="a name that nobody looked up"),
        pytest.param("127.1", id="a spelling that nobody resolved"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_public_address_is_refused_with_a_reason(address: str):
    assert refusal(address)
