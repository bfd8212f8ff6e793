"""Which addresses a newspaper may live at: public ones. Everything else is somebody's inside."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is really reached
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214: likewise


def refusal(host: str) -> str:
    """Why no connection may be made to this address; empty if one may.

    `host` is what is about to be dialled, after name resolution: a literal address. A name here means that nobody
    checked what it stands for, so it is refused, too.
    """
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return f"{host!r} was to be dialled without its address being known"
    inner = _embedded(address) if isinstance(address, IPv6Address) else None
    if _public(address) and (inner is None or _public(inner)):
        return ""
    shown = f"{address} (which is {inner})" if inner else f"{address}"
    return f"{shown} is no public address; only tests and the demo may reach those ([crawl] allow_private_addresses)"


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return address in _NAT64
    # is_global alone lets multicast through
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one is a coat for."""
    if address.teredo:
        return address.teredo[1]
    low = int(address) & 0xFFFFFFFF
    if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return IPv4Address(low)
    return address.ipv4_mapped or address.sixtofour
