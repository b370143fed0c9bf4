"""Fetching: only public addresses, also after redirects; bounded in size, time and redirects.

No network: names resolve by a table, connections end in a socket pair whose far side is played here.
"""

import gzip
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.collect.fetch import Fetching, checked_url, is_public, is_url
from corridor.records.errors import CorridorError, InputError, NeedsError
from tests.collect.made import WORDS, gather, page

PUBLIC = "93.184.215.14"
Answer = bytes | Callable[[socket.socket], None]


class Web:
    """A small web: hosts with addresses, addresses with answers; it remembers who was connected to."""

    def __init__(self, hosts: Mapping[str, tuple[str, ...]], answers: Mapping[str, Answer]) -> None:
        self.hosts, self.answers = hosts, answers
        self.connected: list[str] = []
        self.asked: list[bytes] = []

    def resolve(self, host: str, _port: int) -> tuple[str, ...]:
        if host not in self.hosts:
            raise OSError(-2, "Name or service not known")
        return self.hosts[host]

    def connect(self, address: str, _port: int, seconds: float) -> socket.socket:
        self.connected.append(address)
        near, far = socket.socketpair()
        near.settimeout(seconds)
        threading.Thread(target=self._serve, args=(far,), daemon=True).start()
        return near

    def _serve(self, far: socket.socket) -> None:
        with far, suppress(OSError):
            request = far.recv(65536)
            self.asked.append(request)
            path = request.split(b" ")[1].decode()
            answer = self.answers[path]
            if callable(answer):
                answer(far)
            else:
                far.sendall(answer)

    def fetching(self, **more: object) -> Fetching:
        return Fetching(resolve=self.resolve, connect=self.connect, **more)


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def web(answers: Mapping[str, Answer], **hosts: tuple[str, ...]) -> Web:
    return Web(
        {"news.example": (PUBLIC,), **{k.replace("_", "."): v for k, v in hosts.items()}}, answers
    )


def test_a_page_is_fetched_from_the_address_that_was_checked(context):
    net = web({"/a?x=1": reply(page(WORDS).encode(), Content_Type="text/html; charset=utf-8")})
    item = net.fetching().get("http://news.example/a?x=1#part")
    assert net.connected == [PUBLIC]
    assert b"Host: news.example" in net.asked[0]
    assert WORDS in gather([item], context).only.text
    assert gather([item], context).only.url == "http://news.example/a?x=1#part"


PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104 - an address to refuse
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
    "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "nonsense",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_the_house_are_refused_before_anything_is_sent(address):
    assert not is_public(address)
    net = web({"/": reply(b"secret")}, inner_example=(address,))
    with pytest.raises(InputError, match="not on the public internet"):
        net.fetching().get("http://inner.example/")
    assert net.connected == []


@pytest.mark.parametrize(
    "address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://localhost/", "http://127.1/"])  # fmt: skip
def test_other_writings_of_the_own_machine_are_refused(url):
    """What a system makes of odd figures is resolved, and what comes out is checked."""
    figures = ("localhost", "2130706433", "0x7f.1", "127.1", "127.0.0.1", "::1")
    net = Web(dict.fromkeys(figures, ("127.0.0.1",)), {"/": reply(b"secret")})
    with pytest.raises(InputError, match="not on the public internet"):
        net.fetching().get(url)
    assert net.connected == []


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    net = web({"/": reply(b"x")}, mixed_example=(PUBLIC, "10.0.0.1"))
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        net.fetching().get("http://mixed.example/")


@pytest.mark.parametrize("onward", ["http://127.0.0.1/admin", "http://inner.example/", "//inner.example/", "http://[::ffff:127.0.0.1]/"])  # fmt: skip
def test_a_redirect_into_the_house_is_refused(onward):
    net = Web(
        {"news.example": (PUBLIC,), "inner.example": ("10.0.0.1",), "127.0.0.1": ("127.0.0.1",), "::ffff:127.0.0.1": ("::ffff:127.0.0.1",)},
        {"/": reply(status="302 Found", Location=onward), "/admin": reply(b"secret")},
    )  # fmt: skip
    with pytest.raises(InputError, match="not on the public internet"):
        net.fetching().get("http://news.example/")
    assert net.connected == [PUBLIC]


@pytest.mark.parametrize("onward", ["file:///etc/passwd", "ftp://news.example/x", "gopher://news.example/", "http://user:word@news.example/"])  # fmt: skip
def test_a_redirect_to_another_scheme_is_refused(onward):
    net = web({"/": reply(status="301 Moved", Location=onward)})
    with pytest.raises(InputError, match="no address to fetch"):
        net.fetching().get("http://news.example/")


def test_a_name_is_resolved_once_for_a_connection():
    """A name that leads elsewhere the second time it is asked for gains nothing."""
    seen: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        seen.append(host)
        return (PUBLIC,) if len(seen) == 1 else ("127.0.0.1",)

    net = web({"/": reply(b"hello", Content_Type="text/plain")})
    assert (
        Fetching(resolve=resolve, connect=net.connect).get("http://news.example/").data == b"hello"
    )
    assert (seen, net.connected) == (["news.example"], [PUBLIC])


def test_private_addresses_can_be_allowed_by_a_caller():
    net = web({"/": reply(b"hello", Content_Type="text/plain")}, inner_example=("10.0.0.1",))
    assert net.fetching(allow_private=True).get("http://inner.example/").data == b"hello"


def test_allowed_private_addresses_may_send_on_to_one_another_but_a_public_one_not_to_them():
    hosts = {"inner_example": ("10.0.0.1",), "other_example": ("10.0.0.2",)}
    page_ = reply(b"hello", Content_Type="text/plain")
    inner = web({"/": reply(status="302 Found", Location="http://other.example/x"), "/x": page_}, **hosts)  # fmt: skip
    assert inner.fetching(allow_private=True).get("http://inner.example/").data == b"hello"
    with pytest.raises(InputError, match="not on the public internet"):
        inner.fetching(allow_private=True).get("http://news.example/")
    assert inner.connected == ["10.0.0.1", "10.0.0.2", PUBLIC]


def test_redirects_are_followed_and_end():
    net = web({"/": reply(status="302 Found", Location="/b"), "/b": reply(b"x", Content_Type="text/plain"),
               "/loop": reply(status="302 Found", Location="/loop"), "/none": reply(status="302 Found")})  # fmt: skip
    item = net.fetching().get("http://news.example/")
    assert (item.where, item.url) == ("http://news.example/", "http://news.example/b")
    with pytest.raises(InputError, match="more than 5 redirects"):
        net.fetching().get("http://news.example/loop")
    with pytest.raises(InputError, match="nowhere"):
        net.fetching().get("http://news.example/none")


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "http://", "http://a b/", "http://u:p@a.example/", "http://a.example:99999/", "http://a.example/\r\nX: y", "http://[::1", "//a.example/"])  # fmt: skip
def test_addresses_that_are_none_are_refused(url):
    with pytest.raises(InputError, match="address"):
        checked_url(url)


@given(st.text(max_size=60))
def test_any_words_are_an_address_or_a_clear_error(text):
    for url in (text, "http://" + text):
        with suppress(InputError):
            assert checked_url(url).path.isascii()
    assert is_url(text) in {True, False}


def test_too_much_is_refused_as_sent_and_as_unpacked():
    big = b"x" * 5000
    endless = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + big * 100
    packed = reply(
        gzip.compress(b"0" * 1_000_000), Content_Type="text/plain", Content_Encoding="gzip"
    )
    net = web(
        {"/big": reply(big, Content_Type="text/plain"), "/endless": endless, "/packed": packed}
    )
    for path in ("/big", "/endless", "/packed"):
        with pytest.raises(InputError, match="too large"):
            net.fetching(max_bytes=4000).get("http://news.example" + path)
    assert len(net.fetching().get("http://news.example/packed").read()) == 1_000_000


def test_a_server_that_drips_is_left_in_time():
    gone = threading.Event()

    def drip(far: socket.socket) -> None:
        far.sendall(b"HTTP/1.1 200 OK\r\n")
        while not gone.wait(0.02):
            far.sendall(b"X")

    net = web({"/": drip})
    try:
        with pytest.raises(InputError, match="within"):
            net.fetching(seconds=0.3).get("http://news.example/")
    finally:
        gone.set()


def test_a_silent_server_is_left_in_time():
    gone = threading.Event()
    net = web({"/": lambda _far: gone.wait(5) and None})
    try:
        with pytest.raises(InputError, match="within"):
            net.fetching(seconds=0.2).get("http://news.example/")
    finally:
        gone.set()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (reply(status="404 Not Found"), "404"),
        (reply(b"MZ", Content_Type="application/x-msdownload"), "application/x-msdownload"),
        (reply(b"x", Content_Type="image/png"), "image/png"),
        (reply(b"x", Content_Type="text/plain", Content_Encoding="br"), "br"),
        (reply(b"x", Content_Type="text/plain", Content_Encoding="gzip"), "packing"),
        (reply(b"x" * 50, Content_Type="text/plain")[:-9], "breaks off"),
        (b"SSH-2.0-x\r\n", "no HTTP"),
    ],
)
def test_answers_that_cannot_be_used_say_why(answer, says):
    with pytest.raises(InputError, match=says):
        web({"/": answer}).fetching().get("http://news.example/")


def test_no_network_is_a_need_and_names_what_to_do():
    with pytest.raises(NeedsError, match="save the page"):
        web({}).fetching().get("http://unknown.example/")

    with pytest.raises(NeedsError, match="closed"):
        web({"/": b""}).fetching().get("http://news.example/")

    def refuse(address: str, port: int, seconds: float) -> socket.socket:
        raise ConnectionRefusedError(111, "Connection refused")

    with pytest.raises(NeedsError, match="Connection refused"):
        Fetching(resolve=web({}).resolve, connect=refuse).get("http://news.example/")


@pytest.mark.parametrize("noise", [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500, b"HTTP/1.1 999999\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"\xff" * 100_000])  # fmt: skip
def test_any_bytes_of_a_server_are_a_clear_error_or_an_input(noise):
    with suppress(CorridorError):
        web({"/": noise}).fetching(seconds=5).get("http://news.example/")
