"""One named address over http(s), so that a page cannot send us to a machine of the house.

Guarantees: each address, also after each redirect, is resolved once, checked, and connected to as
checked; bounded in size, time and redirects. Refuses: private, loopback, link-local, multicast and
reserved addresses unless allowed; other schemes; names and passwords in an address.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from corridor._version import __version__
from corridor.collect.context import CONTENT_TYPES, Item
from corridor.collect.limits import MAX_DOCUMENT_BYTES
from corridor.records.errors import InputError, NeedsError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to addresses in figures."""
Connect = Callable[[str, int, float], socket.socket]
"""Address in figures, port, seconds to a connected socket."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 16
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_HINT = "save the page or file yourself and give its path"


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to an address in figures: nothing is resolved again."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Fetching:
    """How to fetch; the defaults suit one page named by a person.

    Args:
        allow_private: fetch from addresses that are not public as well; a public one still may
            not send on to one of these.
        max_bytes: of the answer, as sent and as unpacked.
        seconds: for all of it, redirects included.
        redirects: how many are followed.
        resolve: host to addresses; replaced in tests.
        connect: address to socket; replaced in tests.
        clock: seconds that only run forward.
    """

    allow_private: bool = False
    max_bytes: int = MAX_DOCUMENT_BYTES
    seconds: float = 30.0
    redirects: int = 5
    resolve: Resolve = resolve
    connect: Connect = connect
    clock: Callable[[], float] = time.monotonic

    def get(self, url: str) -> Item:
        """Return the answer as an input.

        Raises:
            InputError: an address that may not be fetched, or an answer that cannot be used.
            NeedsError: no network, or the host does not answer.
        """
        deadline = self.clock() + self.seconds
        at, private = url, self.allow_private
        for _ in range(self.redirects + 1):
            target = checked_url(at)
            address = self._address(target, at, private=private)
            private = private and not is_public(address)
            answer = self._once(target, address, at, url, deadline)
            if isinstance(answer, Item):
                return answer
            at = answer
        msg = f"more than {self.redirects} redirects"
        raise InputError(msg, where=url, hint="give the address it ends at")

    def _once(
        self, target: "Target", address: str, at: str, url: str, deadline: float
    ) -> Item | str:
        """Return the answer of one address, or the address it sends on to."""
        left = deadline - self.clock()
        if left <= 0:
            raise self._late(at)
        try:
            connection = _Pinned(target, address, left, self.connect)
            # A server that sends a byte now and then would outlast the time limit of each read.
            stop = threading.Timer(left, connection.cut)
            stop.daemon = True
            stop.start()
            try:
                connection.request("GET", target.path, headers=_headers())
                answer = connection.getresponse()
                if answer.status in _REDIRECTS:
                    return _onward(at, answer.getheader("Location") or "")
                return self._item(answer, at, url, deadline)
            finally:
                stop.cancel()
                connection.close()
        except TimeoutError:
            raise self._late(at) from None
        except ssl.SSLError as error:
            msg = f"its certificate or encryption is not accepted ({error.reason or error})"
            raise InputError(msg, where=at, hint=_HINT) from None
        except OSError as error:
            if self.clock() >= deadline:
                raise self._late(at) from None
            msg = f"{at}: no connection ({error.strerror or error}). Next: check the network, or {_HINT}"
            raise NeedsError(msg) from None
        except (http.client.HTTPException, ValueError) as error:
            if self.clock() >= deadline:
                raise self._late(at) from None
            msg = f"the answer is no HTTP ({type(error).__name__})"
            raise InputError(msg, where=at, hint=_HINT) from None

    def _address(self, target: "Target", at: str, *, private: bool) -> str:
        """Return the first address of a host, where all of them may be fetched from."""
        host = target.host
        try:
            found = (host,) if _in_figures(host) else self.resolve(host, target.port)
        except (OSError, UnicodeError) as error:
            msg = f"{at}: the name '{host}' is not found ({error}). Next: check the address and the network, or {_HINT}"
            raise NeedsError(msg) from None
        if not found:
            msg = f"{at}: the name '{host}' has no address. Next: check the address"
            raise NeedsError(msg)
        for text in found:
            if not private and not is_public(text):
                msg = f"'{host}' leads to {text}, which is not on the public internet"
                raise InputError(msg, where=at, allowed="public addresses", hint=_HINT)
        return found[0]

    def _item(self, answer: http.client.HTTPResponse, at: str, url: str, deadline: float) -> Item:
        if answer.status != 200:
            msg = f"the server answers {answer.status} {answer.reason}"
            raise InputError(msg, where=at, allowed="200", hint=_HINT)
        media = (answer.getheader("Content-Type") or "").strip()
        kind_of = media.partition(";")[0].strip().lower()
        if kind_of not in CONTENT_TYPES and kind_of not in _VAGUE:
            msg = f"its type is {kind_of[:60]}"
            raise InputError(
                msg,
                where=at,
                allowed=", ".join(sorted(CONTENT_TYPES)),
                hint="fetch the text itself",
            )
        data = _unpacked(
            self._body(answer, at, deadline),
            answer.getheader("Content-Encoding") or "",
            self.max_bytes,
            at,
        )
        return Item(url, data=data, url=at, content_type=media)

    def _body(self, answer: http.client.HTTPResponse, at: str, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        while chunk := answer.read1(_CHUNK):
            size += len(chunk)
            if size > self.max_bytes:
                raise _too_large(at, self.max_bytes)
            if self.clock() > deadline:
                raise self._late(at)
            parts.append(chunk)
        if self.clock() >= deadline:
            raise self._late(at)
        if answer.length:
            msg = f"the answer breaks off, {answer.length:,} bytes before its end"
            raise InputError(msg, where=at, hint="try again later, or save the page yourself")
        return b"".join(parts)

    def _late(self, at: str) -> InputError:
        msg = f"no whole answer within {self.seconds:g} seconds"
        return InputError(msg, where=at, hint="try again later, or save the page yourself")


@dataclass(frozen=True)
class Target:
    """An address taken apart."""

    scheme: str
    host: str
    port: int
    path: str


def is_url(text: str) -> bool:
    """Say whether an argument is an address rather than a path."""
    return text.lower().startswith(("http://", "https://"))


def checked_url(url: str) -> Target:
    """Return the parts of an address that may be asked for.

    Raises:
        InputError: not http(s), no host, a name or password, or a port that is none.
    """
    allowed = "http:// or https://, a host, and no name or password"
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (
            (parts.hostname or "").encode("idna").decode()
            if not _in_figures(parts.hostname)
            else parts.hostname or ""
        )
    except (ValueError, UnicodeError):
        raise InputError(
            "it is no address", where=url[:200], allowed=allowed, hint="check the address"
        ) from None
    control = any(ord(sign) <= 32 or ord(sign) == 127 for sign in url)
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or control:
        raise InputError(
            "it is no address to fetch", where=url[:200], allowed=allowed, hint="check the address"
        )
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Target(
        parts.scheme,
        host,
        port,
        path.encode("ascii", "ignore").decode() if path.isascii() else _quoted(path),
    )


def _quoted(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - rarely needed

    return quote(path, safe="/%?=&+,;:@!$'()*~-._")


def _in_figures(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True


def is_public(text: str) -> bool:
    """Say whether an address in figures lies on the public internet, whatever it is wrapped in."""
    try:
        address: Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = (
            address.ipv4_mapped
            or address.sixtofour
            or (address.teredo[1] if address.teredo else None)
        )
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    bad = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    return address.is_global and not (bad or address.is_reserved or address.is_unspecified)


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked; the name serves the certificate only."""

    def __init__(self, target: Target, address: str, seconds: float, connect: Connect) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._target, self._address, self._seconds, self._connect = (
            target,
            address,
            seconds,
            connect,
        )

    def connect(self) -> None:
        """Connect to the checked address, with TLS under the name where the address asks for it."""
        plain = self._connect(self._address, self._target.port, self._seconds)
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._target.host)
        else:
            self.sock = plain

    def cut(self) -> None:
        """End the connection from another thread, so that a read in progress returns."""
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"corridor/{__version__}",
        "Accept": "text/html, application/xhtml+xml, application/pdf, application/json, text/*;q=0.9, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _onward(at: str, location: str) -> str:
    onward = urljoin(at, location.strip())
    if not location.strip():
        raise InputError("it redirects to nowhere", where=at, hint=_HINT)
    if at.lower().startswith("https:") and onward.lower().startswith("http:"):
        msg = f"it redirects from https to {onward[:120]}"
        raise InputError(
            msg, where=at, allowed="https after https", hint="give that address, if you trust it"
        )
    return onward


def _unpacked(data: bytes, encoding: str, most: int, at: str) -> bytes:
    """Return an answer unpacked within bounds: some servers pack unasked."""
    kind_of = encoding.strip().lower()
    if kind_of in {"", "identity"}:
        return data
    if kind_of not in {"gzip", "x-gzip", "deflate"}:
        msg = f"it is packed as {kind_of[:40]}"
        raise InputError(msg, where=at, allowed="gzip, deflate, or not packed", hint=_HINT)
    unpacker = zlib.decompressobj(47 if "gzip" in kind_of else zlib.MAX_WBITS)
    try:
        found = unpacker.decompress(data, most + 1)
    except zlib.error as error:
        msg = f"its packing is broken ({error})"
        raise InputError(msg, where=at, hint=_HINT) from None
    if len(found) > most:
        raise _too_large(at, most)
    if not unpacker.eof:
        raise InputError("its packing breaks off", where=at, hint=_HINT)
    return found


def _too_large(at: str, most: int) -> InputError:
    return InputError(
        "the answer is too large", where=at, allowed=f"at most {most / 1e6:,.0f} MB", hint=_HINT
    )


def fetch(url: str, settings: Fetching | None = None) -> Item:
    """Return what one address holds, as an input for `collect_items`.

    Raises:
        InputError: an address that may not be fetched, or an answer that cannot be used.
        NeedsError: no network, or the host does not answer.
    """
    return (settings or Fetching()).get(url)
