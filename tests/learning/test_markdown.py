"""Whatever is written into a body, what comes out is on the list."""

import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.learning.checks import notices
from app.learning.curriculum import CurriculumFault, Fault, Text, load_curriculum, parse
from app.learning.markdown import ATTRIBUTES, TAGS, Node, blocks, clean, plain
from app.people.models import Language
from tests.learning.vectors import HTML, MARKDOWN

ADDRESS = re.compile(
    r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:\d{1,5})?([/?#][!-~]*)?|tel:\+?[0-9-]+"
)
PICTURE = re.compile(r"/pictures/[a-z0-9-]+\.svg")
KEYS = {"a": [{"tag", "in", "to"}, {"tag", "in", "href"}], "img": [{"tag", "src", "alt"}]}
KEYS["br"] = [{"tag"}]
FUZZ = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
LONG = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=20_000)


class Seen(HTMLParser):
    """The elements of an HTML text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def elements(nodes: Sequence[Node]) -> Iterator[dict[str, Any]]:
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.get("in", [])


def assert_on_the_list(nodes: Sequence[Node]) -> None:
    json.dumps(nodes)
    for node in elements(nodes):
        assert node["tag"] in TAGS
        assert set(node) in KEYS.get(node["tag"], [{"tag", "in"}])
        assert ADDRESS.fullmatch(node.get("href", "tel:988")), node
        assert re.fullmatch(r"[0-9a-f]{10}", node.get("to", "0" * 10)), node
        assert PICTURE.fullmatch(node.get("src", "/pictures/day.svg")), node


def assert_clean(html: str) -> None:
    seen = Seen(html)
    assert not seen.others
    for tag, attributes in seen.elements:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        address = attributes.get("href", "tel:988") or ""
        assert ADDRESS.fullmatch(address) or re.fullmatch(r"module:[a-z0-9-]+", address), html
        assert re.fullmatch(r"image:[a-z0-9-]+", attributes.get("src", "image:day") or ""), html


def test_the_corpus_is_large_and_reaches_what_it_is_for() -> None:
    assert len(HTML) + len(MARKDOWN) >= 240
    assert sum(bool(blocks(vector, "x")[1]) for vector in HTML) > len(HTML) * 0.9
    assert not ADDRESS.fullmatch("javascript:alert(1)")
    with pytest.raises(AssertionError):
        assert_clean("<a href='javascript:alert(1)'>x</a>")
    with pytest.raises(AssertionError):
        assert_on_the_list([{"tag": "a", "href": "https://example.org", "in": [], "on": "x"}])


@pytest.mark.parametrize("around", ["{}", "a {} b", "> - {}", "**{}**", "[{}](module:halt)"])
def test_no_vector_leaves_the_list(around: str) -> None:
    for vector in HTML + MARKDOWN:
        tree, _ = blocks(around.format(vector), "x")
        assert_on_the_list(tree)


def test_the_sanitizer_holds_by_itself_even_if_html_were_on() -> None:
    loose = MarkdownIt("commonmark", {"html": True}).enable("table")
    loose.validateLink = lambda url: True  # type: ignore[method-assign]
    for vector in HTML + MARKDOWN:
        for html in (vector, loose.render(vector), loose.render(f"a *{vector}* b")):
            once = clean(html)
            assert_clean(once)
            assert_clean(clean(once))


@pytest.mark.parametrize(
    "text",
    ["<3", "a < b > c", "5 &lt; 6", "[x] (y)", "&copy; &#169;", "a * b * c", "javascript: a word"],
)
def test_words_that_only_look_dangerous_stay(text: str) -> None:
    tree, faults = blocks(text, "x")
    assert faults == []
    assert plain(tree) == text.replace("&lt;", "<").replace("&copy;", "©").replace("&#169;", "©")


def test_every_kind_of_node() -> None:
    tree, faults = blocks(
        "### A\n\n> q\n\n1. *a*\n2. b  \n   c\n\n- **d**\n\n  e\n\n"
        "[m](module:halt) [w](https://example.org/?a=1&b=2) [t](tel:1-800-662-4357) "
        "<https://example.org>\n\n![A \"day\" & night](image:day)",
        "x",
        known={"halt"},
    )  # fmt: skip
    assert faults == []
    assert tree == (
        {"tag": "h3", "in": ["A"]},
        {"tag": "blockquote", "in": [{"tag": "p", "in": ["q"]}]},
        {"tag": "ol", "in": [
            {"tag": "li", "in": [{"tag": "em", "in": ["a"]}]},
            {"tag": "li", "in": ["b", {"tag": "br"}, " c"]},
        ]},
        {"tag": "ul", "in": [{"tag": "li", "in": [
            {"tag": "p", "in": [{"tag": "strong", "in": ["d"]}]}, {"tag": "p", "in": ["e"]},
        ]}]},
        {"tag": "p", "in": [
            {"tag": "a", "to": "6d33482a4e", "in": ["m"]}, " ",
            {"tag": "a", "href": "https://example.org/?a=1&b=2", "in": ["w"]}, " ",
            {"tag": "a", "href": "tel:1-800-662-4357", "in": ["t"]}, " ",
            {"tag": "a", "href": "https://example.org", "in": ["https://example.org"]},
        ]},
        {"tag": "p", "in": [
            {"tag": "img", "src": "/pictures/day.svg", "alt": 'A "day" & night'},
        ]},
    )  # fmt: skip


def test_half_a_character_is_refused() -> None:
    tree, faults = blocks("a \ud83d b", "x", 40)
    assert (tree, [(one.line, one.code) for one in faults]) == ((), [(40, "not_utf8")])


def test_words_from_right_to_left_keep_their_marks() -> None:
    text = "\u2067שלום\u2069 (\u200f988\u200f) مرحبا"
    assert blocks(text, "x")[0] == ({"tag": "p", "in": [text]},)


def looked_at(source: str) -> Text | None:
    """Parses as the preview does. Nothing but a `CurriculumFault` may come out of it."""
    faults: tuple[Fault, ...] = ()
    try:
        text = parse(source, "en/x.md", {"halt"})
    except CurriculumFault as fault:
        faults = fault.faults
    if faults:
        lines = source.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert len(faults) <= 100
        assert all(1 <= one.line <= lines for one in faults)
        assert all(one.sentence.isprintable() for one in faults)
        return None
    assert_on_the_list(text.blocks)
    assert all(not one.hard for one in notices(text, "en/x.md"))
    return text


SYNTAX = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "## ",
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "[",
            "](",
            ")",
            "![",
        ),
        *("](module:halt)", "](image:day)", "<", ">", "<!--", "&lt;", "&#x6a;", "javascript:", "|"),
        *("https://a.org", "tel:988", "|-|", "    ", "\t", "\\", "  \n", "---\n", "===\n", "[a]: "),
        *("\u202e", "\u200f", "\r", "\x00", "a", "b c"),
    ]
)
BODIES = st.lists(SYNTAX | st.text(st.characters(), max_size=6), max_size=60).map("".join)


def _bodies_stay_on_the_list(body: str) -> None:
    tree, faults = blocks(body, "x", known={"halt"})
    assert_on_the_list(tree)
    assert not (tree and faults)
    lines = body.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= fault.line <= lines for fault in faults)


def _mutated(draw: random.Random) -> str:
    """A real text with a few pieces cut out, doubled, or replaced by another's."""
    texts = [text for module in load_curriculum().values() for text in module.texts.values()]
    source, other = (draw.choice(texts).source for _ in range(2))
    for _ in range(draw.randint(1, 4)):
        at, to = sorted(draw.randrange(len(source) + 1) for _ in range(2))
        to = min(to, at + draw.choice((1, 1, 5, 400)))
        start = draw.randrange(len(other))
        piece = draw.choice(
            ("", "\n", '"', "]", "[", "+++\n", "=", "\x00", "<b>", other[start : start + 60])
        )
        source = source[:at] + piece + source[to:]
    return source


@FUZZ
@given(BODIES)
def test_any_body_stays_on_the_list(body: str) -> None:
    _bodies_stay_on_the_list(body)


@FUZZ
@given(st.text(st.characters(), max_size=200), st.binary(max_size=60))
def test_any_text_is_told_what_is_wrong_with_it(text: str, content: bytes) -> None:
    for source in (text, f"+++\n{text}\n+++\na", content.decode("utf-8", "surrogateescape")):
        assert looked_at(source) is None


@FUZZ
@given(st.randoms(use_true_random=False))
def test_a_real_text_with_damage_is_read_or_told(draw: random.Random) -> None:
    looked_at(_mutated(draw))


def test_a_real_text_without_damage_is_read() -> None:
    text = load_curriculum()["halt"].texts[Language.en]
    assert looked_at(text.source.replace("(module:", "(tel:988) (")) is not None


@pytest.mark.parametrize("opening", ["> ", "- ", "*a **b ", "[", "![", "1. "])
def test_deep_nesting_is_refused_and_takes_no_time(opening: str) -> None:
    start = time.process_time()
    for depth in (5, 20, 300, 11_900 // len(opening)):
        _bodies_stay_on_the_list(opening * depth + "a")
        _bodies_stay_on_the_list("\n".join("  " * at + opening for at in range(min(depth, 150))))
    assert time.process_time() - start < 10


@pytest.mark.long
@LONG
@given(BODIES)
def test_any_body_stays_on_the_list_for_long(body: str) -> None:
    _bodies_stay_on_the_list(body)


@pytest.mark.long
@LONG
@given(st.randoms(use_true_random=False))
def test_real_texts_with_damage_for_long(draw: random.Random) -> None:
    looked_at(_mutated(draw))
