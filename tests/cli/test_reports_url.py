"""`--reports URL`: fetched only when named, from the public internet only unless that is allowed.

A server of this machine stands for one that may not be reached; no other address is connected to.
"""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner, Result

from corridor.cli import main

pytestmark = pytest.mark.enable_socket
TEXT = b"date 2025-10-15 Gunmen burned a tanker near Kolondieba on Tuesday, residents said."
FAST = ("--as-of", "2025-10-20", "--days", "10", "--members", "50", "--json")


class Site(ThreadingHTTPServer):
    """A server on a free port of this machine; it counts what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Page(BaseHTTPRequestHandler):
    """Answers: a report, a way to it, none."""

    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path == "/onward":
            self.send_response(302)
            self.send_header("Location", "/report.txt")
            self.end_headers()
        elif self.path == "/report.txt":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(TEXT)))
            self.end_headers()
            self.wfile.write(TEXT)
        else:
            self.send_error(404)

    def log_message(self, *_words: object) -> None:
        """Keep silent."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def events(*words: str) -> Result:
    return CliRunner().invoke(main, ["events", *FAST, *words])


def quotes(result: Result) -> str:
    return " ".join(claim["quote"] or "" for claim in json.loads(result.stdout)["claims"])


def test_a_local_address_is_refused_and_never_asked(site):
    result = events("--reports", site.url("/report.txt"))
    assert result.exit_code == 3
    assert "not on the public internet" in result.stderr
    assert site.asked == []


def test_allowed_it_is_fetched_once_also_behind_a_redirect_and_read(site):
    result = events("--reports", site.url("/onward"), "--allow-private")
    assert result.exit_code == 0, result.stderr
    assert "burned a tanker" in quotes(result)
    assert site.asked == ["/onward", "/report.txt"]
    reports = json.loads(result.stdout)["reports"]
    assert site.url("/report.txt") in {report["url"] for report in reports}


def test_a_missing_page_alone_ends_the_run_and_beside_others_is_listed(site, tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    gone = ("--reports", site.url("/gone"), "--allow-private")
    alone = events(*gone)
    assert (alone.exit_code, "404" in alone.stderr) == (3, True)
    beside = events(*gone, "--reports", str(tmp_path))
    assert (beside.exit_code, "404" in beside.stderr) == (1, True)
    assert "burned a tanker" in quotes(beside)


def test_an_address_nobody_answers_needs_a_network(site):
    url = site.url("/report.txt")
    site.shutdown()
    site.server_close()
    result = events("--reports", url, "--allow-private")
    assert result.exit_code == 4
    assert "no connection" in result.stderr


def test_read_takes_the_same_option(site):
    refused = CliRunner().invoke(main, ["read", site.url("/report.txt"), "--json"])
    assert refused.exit_code == 3
    result = CliRunner().invoke(
        main, ["read", site.url("/report.txt"), "--allow-private", "--json"]
    )
    assert "burned a tanker" in result.stdout


@pytest.mark.parametrize("path", ["missing/", "ftp://a.example/x"])
def test_what_is_neither_a_path_nor_an_address_is_wrong_usage(path):
    assert events("--reports", path).exit_code == 2
