"""A module's body: Markdown (CommonMark) to a tree that the screens can show.

Raw HTML is off. What the Markdown library writes goes through a sanitizer with a list of what is
allowed, and the tree is read from what is left; nothing that is not on the list can be in it.
A link leads to another module, to an https address or to a telephone number, and a picture is one
of ours; everything else is a fault on its line, so that no author loses words without being told.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.learning.faults import Fault
from app.learning.front_keys import CONTROL
from app.learning.pictures import PICTURES

Node = str | dict[str, Any]
"""A string, or an element: `tag`, and by its kind `to` (the key of a module), `href`, `src`, `alt`,
and what it holds (`in`)."""

TAGS = frozenset(
    {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "img", "blockquote", "br"}
)
BLOCKS = frozenset({"p", "h2", "h3", "ul", "ol", "li", "blockquote"})
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
SCHEMES = frozenset({"https", "tel", "module", "image"})
DEEPEST = 8
MOST_LETTERS = 12_000

_WEB = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_CALL = re.compile(r"tel:\+?[0-9-]{3,20}")
_MODULE = re.compile(r"module:([a-z0-9]+(?:-[a-z0-9]+)*)")
_PICTURE = re.compile(r"image:([a-z0-9]+(?:-[a-z0-9]+)*)")
_HALF = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z!/?]")
_SHOWN = frozenset(
    {"paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote", "inline"}
)
_IN_TABLES = frozenset({"thead", "tbody", "tr", "th", "td"})
_SHOWN_INLINE = frozenset({"text", "softbreak", "hardbreak", "strong", "em", "link", "image"})


def module_key(module_id: str) -> str:
    """What a module is addressed by where its id would say too much: ten hex digits."""
    return hashlib.sha256(f"module:{module_id}".encode()).hexdigest()[:10]


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A bad address is told as a fault; a link that is silently left as text is not.
    reader.validateLink = _any_link  # type: ignore[method-assign]
    return reader


def _any_link(url: str) -> bool:
    del url
    return True


_READER = _reader()


def blocks(
    body: str, name: str, first: int = 1, known: Collection[str] | None = None
) -> tuple[tuple[Node, ...], list[Fault]]:
    """The tree of a body whose first line is line `first` of file `name`, and the faults in it;
    no tree if there are any. `known`: the ids of modules that may be linked; None for any."""
    if len(body) > MOST_LETTERS:
        return (), [Fault(name, first, "too_large", "The body is much too long.")]
    if _HALF.search(body):
        return (), [Fault(name, first, "not_utf8", "This is not a text in UTF-8.")]
    tokens = _READER.parse(body)
    faults = [
        Fault(name, first + line, code, sentence) for line, code, sentence in _faults(tokens, known)
    ]
    if faults:
        return (), faults
    return _tree(clean(_READER.renderer.render(tokens, _READER.options, {}))), []


def clean(html: str) -> str:
    """HTML with nothing in it but what is on the list."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        # "*" is said because the library would else allow a few on every element.
        attributes={"*": set(), **ATTRIBUTES},
        attribute_filter=_address,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel=None,
    )


def _address(tag: str, attribute: str, value: str) -> str | None:
    """An attribute as it may stay; None where it may not."""
    if tag == "a" and attribute == "href":
        return value if _leads_somewhere(value) else None
    if tag == "img" and attribute == "src":
        return value if _PICTURE.fullmatch(value) else None
    return value


def _leads_somewhere(address: str) -> bool:
    return any(kind.fullmatch(address) for kind in (_WEB, _CALL, _MODULE))


def _is_kept(address: str) -> bool:
    """Whether the sanitizer agrees: it also refuses hosts that are none."""
    return _leads_somewhere(address) and "href" in clean(f'<a href="{escape(address)}">x</a>')


def _faults(
    tokens: Sequence[Token], known: Collection[str] | None
) -> Iterator[tuple[int, str, str]]:
    """Faults with their lines, counted from 0."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting >= 0 and kind not in _SHOWN and kind not in _IN_TABLES:
            yield line, *_not_shown(kind)
        if kind == "heading" and token.nesting == 1 and token.tag not in TAGS:
            yield line, "wrong_heading", "Headings are ## or ###; the title is in the front matter."
        if token.type == "ordered_list_open" and "start" in token.attrs:
            yield line, "list_start", "A numbered list begins with 1."
        if token.level > DEEPEST and token.nesting == 1:
            yield line, "too_deep", "Lists and quotes are nested too deep to be read on a phone."
            return
        if token.children:
            yield from _inline(token.children, line, known)


def _not_shown(kind: str) -> tuple[str, str]:
    if kind == "table":
        return "table", "A table does not fit on a phone. Please make a list of it."
    if kind == "image":
        return "wrong_image", "A picture is written as ![what is on it](image:name)."
    return "not_shown", "Code, rules and the like are not shown. Please use plain text."


def _inline(
    tokens: Sequence[Token], line: int, known: Collection[str] | None
) -> Iterator[tuple[int, str, str]]:
    depth = 0
    for at, token in enumerate(tokens):
        depth += token.nesting
        if depth > DEEPEST:
            yield line, "too_deep", "Bold, italics and links are nested too deep."
            return
        line += token.type in ("softbreak", "hardbreak")
        yield from ((line, *fault) for fault in _piece(token, known))
        if token.type == "link_open" and tokens[at + 1].type == "link_close":
            yield line, "link_without_words", "A link needs words that say where it goes."


def _piece(token: Token, known: Collection[str] | None) -> Iterator[tuple[str, str]]:
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if kind not in _SHOWN_INLINE:
        yield _not_shown(kind)
    elif kind == "text" and _TAG.search(token.content):
        yield "raw_html", "HTML is not read. Please use Markdown."
    elif CONTROL.search(_words(token)):
        yield "control_character", "There is a character here that cannot be seen and is not text."
    elif token.type == "link_open":
        yield from _link(token, known)
    elif kind == "image":
        yield from _image(token)


def _words(token: Token) -> str:
    """The words of a piece of text or of a picture, with what an entity such as &#7; stands for."""
    return token.content + "".join(child.content for child in token.children or ())


def _link(token: Token, known: Collection[str] | None) -> Iterator[tuple[str, str]]:
    address = str(token.attrs.get("href", ""))
    module = _MODULE.fullmatch(address)
    if not _is_kept(address):
        yield "unknown_link", "A link goes to module:, to a whole https: address, or to tel:."
    elif module and known is not None and module[1] not in known:
        yield "no_such_module", "This link goes to a module that is not there."
    if "title" in token.attrs:
        yield "unknown_link", "A link has no title of its own. Please leave it out."


def _image(token: Token) -> Iterator[tuple[str, str]]:
    picture = _PICTURE.fullmatch(str(token.attrs.get("src", "")))
    if picture is None or "title" in token.attrs:
        yield "wrong_image", "A picture is written as ![what is on it](image:name)."
    elif picture[1] not in PICTURES:
        yield "no_such_image", "There is no picture of this name."
    if any(child.type not in ("text", "softbreak") for child in token.children or ()):
        yield "wrong_image", "What is on a picture is said in plain words."
    elif not token.content.strip():
        yield "image_without_text", "A picture needs words for those who cannot see it."


class _Tree(HTMLParser):
    """Reads clean HTML into nodes. Iterative, so that no depth can exhaust the stack."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: list[Node] = []
        self._open: list[tuple[str, list[Node]]] = [("", self.top)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _element(tag, dict(attrs))
        self._open[-1][1].append(element)
        if tag not in ("br", "img"):
            inside: list[Node] = []
            element["in"] = inside
            self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1][0] == tag:
            _, inside = self._open.pop()
            inside[:] = [node for at, node in enumerate(inside) if not _is_gap(inside, at)]

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(re.sub(r"[ \t\n]+", " ", data))


def _is_gap(inside: Sequence[Node], at: int) -> bool:
    """Whether this is the white space around paragraphs and lists, which nobody sees."""
    beside = (inside[at - 1] if at else None, inside[at + 1] if at + 1 < len(inside) else None)
    return inside[at] == " " and any(_is_block(node) for node in beside)


def _is_block(node: Node | None) -> bool:
    return node is None or (isinstance(node, dict) and node["tag"] in BLOCKS)


def _element(tag: str, attributes: dict[str, str | None]) -> dict[str, Any]:
    element: dict[str, Any] = {"tag": tag}
    if tag == "a":
        address = attributes.get("href") or ""
        module = _MODULE.fullmatch(address)
        element |= {"to": module_key(module[1])} if module else {"href": address}
    if tag == "img":
        name = (attributes.get("src") or "").removeprefix("image:")
        element |= {"src": f"/pictures/{name}.svg", "alt": attributes.get("alt") or ""}
    return element


def _tree(html: str) -> tuple[Node, ...]:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tuple(node for node in tree.top if isinstance(node, dict))


def plain(nodes: Sequence[Node]) -> str:
    """The words of a tree, one line for each paragraph, heading and point."""
    parts: list[str] = []
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
        else:
            if node["tag"] not in ("strong", "em", "a"):
                parts.append("\n")
            waiting += reversed(node.get("in", []))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
