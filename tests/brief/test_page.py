"""The page: one file, no script, no request, hostile words inert, every link leads somewhere."""

import re
from html.parser import HTMLParser

import pytest

from corridor.brief.html import safe_url

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LIMIT = 1_500_000
VOID = {"meta", "col", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags, attributes and text, with a check that tags close in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.links, self.words, self.open = [], [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def text(saved):
    return saved["brief.html"].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_tags_close_in_order_and_ids_are_unique(page):
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_hostile_words_of_a_claim_are_text_and_nothing_else(page):
    assert HOSTILE in " ".join(page.words)
    assert not [tag for tag, _ in page.tags if tag in {"script", "img", "iframe", "object"}]
    handlers = [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert handlers == []


def test_no_address_but_plain_links_to_reports(page):
    outside = [link for link in page.links if not link.startswith("#")]
    assert outside
    assert all(link.startswith(("http://", "https://")) for link in outside)
    loads = [(tag, name) for tag, attrs in page.tags for name in attrs
             if name in {"src", "srcset", "data", "action", "xlink:href"}]  # fmt: skip
    assert loads == []


def test_the_page_asks_for_nothing(text):
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    addresses = re.findall(r"url\((.{0,5})", style)
    assert addresses
    assert set(addresses) == {"data:"}
    assert "@import" not in style
    assert "default-src 'none'" in text


def test_every_link_within_the_page_leads_somewhere(page):
    ids = set(page.ids)
    missing = {link[1:] for link in page.links if link.startswith("#")} - ids - {"-"}
    assert missing == set()


def test_the_page_is_small(saved):
    assert saved["brief.html"].stat().st_size < LIMIT


def test_the_page_speaks_to_screen_readers(page):
    assert ("html", {"lang": "en"}) in page.tags
    figures = [attrs for tag, attrs in page.tags if attrs.get("role") == "img"]
    assert len(figures) == 3
    assert all(len(attrs["aria-label"]) > 40 for attrs in figures)
    heads = [attrs for tag, attrs in page.tags if tag == "th"]
    assert all(attrs.get("scope") in {"col", "row"} for attrs in heads)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//host/x", "http:///x", "http://[bad", "", None],
)
def test_other_addresses_are_not_links(url):
    assert safe_url(url) is None
