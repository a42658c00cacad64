"""The texts of the curriculum: what is refused, on which line, and what ships."""

import hashlib
import json
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.learning import curriculum, tables
from app.learning.checks import between, notices, uncovered
from app.learning.commands import curriculum as command
from app.learning.curriculum import (
    SHIPPED,
    CurriculumFault,
    Text,
    load_curriculum,
    module_key,
    parse,
    shipped_by_key,
    shipped_text,
)
from app.learning.markdown import plain
from app.learning.pictures import PICTURES
from app.people.models import Language

ROOT = Path(__file__).parents[2]
FRONT = """+++
id = "a-walk"
version = 1
title = "A walk"
summary = "Why a walk helps."
topics = ["od-03"]
stage = "any"
minutes = 4
audience = ["client"]
triggers = [
  "bored",
  "alone_at_night",
]
groups = ["support", "skills:stress_management"]
today = "Walk round the block."

[[sources]]
title = "Walking"
publisher = "A journal"
url = "https://example.org/walking"
year = 2024
read = 2026-01-31

[[reflections]]
id = "r1"
prompt = "Where do you like to walk?"

[[cards]]
id = "c1"
question = "How far?"
answer = "Round the block."
why = "A small walk is easy to begin."

[[cards]]
id = "c2"
question = "When?"
answer = "Now."
why = "Later is longer."
+++
## Go

Out of the *door*.
"""


def refused(source: str, name: str = "en/a-walk.md", known: set[str] | None = None) -> list[str]:
    """Line and code of each fault."""
    with pytest.raises(CurriculumFault) as raised:
        parse(source, name, known)
    return [f"{fault.line} {fault.code}" for fault in raised.value.faults]


def with_body(body: str) -> str:
    return FRONT.replace("## Go\n\nOut of the *door*.", body)


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ('id = "a-walk"', 'id = "A walk"', ["2 wrong_value"]),
        ('id = "a-walk"', 'id = "a--walk"', ["2 wrong_value"]),
        ("version = 1", "version = true", ["3 wrong_value"]),
        ("version = 1", "version = 1.0", ["3 wrong_value"]),
        ("version = 1", "version = 0", ["3 wrong_value"]),
        ('title = "A walk"\n', "", ["1 missing_key"]),
        ('title = "A walk"', 'title = "  "', ["4 wrong_value"]),
        ('title = "A walk"', 'title = "A\\nwalk"', ["4 wrong_value"]),
        ('summary = "Why', 'sumary = "x"\nsummary = "Why', ["5 unknown_key"]),
        ('["od-03"]', '["od-03", "od-99"]', ["6 unknown_value"]),
        ('["od-03"]', '["od-03", "od-03"]', ["6 said_twice"]),
        ('["od-03"]', '"od-03"', ["6 wrong_value"]),
        ('stage = "any"', 'stage = "late"', ["7 wrong_value"]),
        ("minutes = 4", 'minutes = "4"', ["8 wrong_value"]),
        ('["client"]', "[]", ["9 wrong_value"]),
        ('  "alone_at_night"', '  "thirsty"', ["12 unknown_value"]),
        ("skills:stress_management", "skills:stress", ["14 unknown_value"]),
        ("today =", "today =\ntoday =", ["15 broken_toml"]),
        ("[[sources]]", "[[sources]", ["17 broken_toml"]),
        ("url = ", 'page = 3\nurl = "http://example.org"\n#', ["20 unknown_key", "21 wrong_value"]),
        ("https://example.org/walking", "https://x:y@example.org/", ["20 wrong_value"]),
        ("https://example.org/walking", "https://example", ["20 wrong_value"]),
        ("year = 2024", "year = 24", ["21 wrong_value"]),
        ("read = 2026-01-31", 'read = "soon"', ["22 wrong_value"]),
        ("read = 2026-01-31", "read = 2026-01-31T08:00:00", ["22 wrong_value"]),
        ("read = 2026-01-31\n", "", ["17 source_without_date"]),
        ('id = "r1"', 'id = "1r"', ["25 wrong_value"]),
        ('answer = "Now."', 'answer = " "', ["37 card_without_answer"]),
        ('answer = "Now."\n', "", ["34 card_without_answer"]),
        ('id = "c2"', 'id = "c1"', ["35 said_twice"]),
        ('why = "Later', 'wy = "Later', ["34 missing_key", "38 unknown_key"]),
        ("[[cards]]\n", "[cards]\n", ["34 broken_toml"]),
        ("[[reflections]]\n", "[reflections]\n", ["24 wrong_value"]),
        ("+++\nid", "id", ["1 no_front_matter"]),
        ("+++\n## Go", "## Go", ["1 no_front_matter"]),
        ("longer.", "\u202elonger.", ["38 control_character"]),
        ('"A walk"', '"A \\u202ewalk"', ["4 control_character"]),
        ('"Why a walk', '"Why\\ta walk', ["5 control_character"]),
        ("Walk round", "Walk\tround", ["15 control_character"]),
        ('"Walking"', '"Walking\\u0007"', ["18 control_character"]),
        ('"A journal"', '"A\\u2028journal"', ["19 control_character"]),
        ("Where do", "Where\\bdo", ["26 control_character"]),
        ('"How far?"', '"How far\\u0000?"', ["30 control_character"]),
        ("Out of", "Out\x00 of", ["42 control_character"]),
    ],
)
def test_a_fault_of_the_front_matter_is_told_on_its_line(
    old: str, new: str, faults: list[str]
) -> None:
    assert old in FRONT
    count = -1 if old.startswith("[[cards") else 1
    assert refused(FRONT.replace(old, new, count)) == faults


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("", ["40 no_body"]),
        ("# Go", ["40 wrong_heading"]),
        ("Go\n==", ["40 wrong_heading"]),
        ("a\n\n#### Go", ["42 wrong_heading"]),
        ("a\n\n|a|b|\n|-|-|\n|1|2|", ["42 table"]),
        ("a\n\n<b>b</b>", ["42 raw_html"]),
        ("a\nb <!-- c", ["41 raw_html"]),
        ("- a\n- b\n  c <x", ["42 raw_html"]),
        ("a\n\n    code", ["42 not_shown"]),
        ("a\n\n```\nx\n```", ["42 not_shown"]),
        ("a `b`", ["40 not_shown"]),
        ("a\n\n---", ["42 not_shown"]),
        ("1. a\n\nb\n\n2. c", ["44 list_start"]),
        ("a\nb [c](http://example.org)", ["41 unknown_link"]),
        ("[c](javascript:alert(1))", ["40 unknown_link"]),
        ("[c](module:halt 'x')", ["40 unknown_link"]),
        ("> - a\n> - [c](/read/1)", ["41 unknown_link"]),
        ("a\n[c](module:none)", ["41 no_such_module"]),
        ("[c][d]\n\n[d]: ftp://example.org", ["40 unknown_link"]),
        ("[](module:halt)", ["40 link_without_words"]),
        ("a\n\n![](image:day)", ["42 image_without_text"]),
        ("a\n*b &#8238;c*", ["41 control_character"]),
        ("![a &#x85; b](image:day)", ["40 control_character"]),
        ("![a](image:night)", ["40 no_such_image"]),
        ("![a](https://example.org/a.png)", ["40 wrong_image"]),
        ("![a **b**](image:day)", ["40 wrong_image"]),
        ("> " * 12 + "a", ["40 too_deep"]),
        ("*a **b " * 6 + "c" + "** d*" * 6, ["40 too_deep"]),
    ],
)
def test_a_fault_of_the_body_is_told_on_its_line(body: str, faults: list[str]) -> None:
    assert refused(with_body(body), known={"halt"}) == faults


def test_every_fault_is_told_at_once_up_to_a_hundred() -> None:
    source = with_body("<b>\n\n" * 5).replace("version = 1", "version = 0")
    assert refused(source) == ["3 wrong_value", *(f"{40 + 2 * at} raw_html" for at in range(5))]
    assert len(refused(with_body("<b>\n\n" * 500))) == 100


def test_a_text_needs_one_language() -> None:
    own = FRONT.replace("+++\n", '+++\nlanguage = "es"\n', 1)
    assert refused(FRONT, "a-walk.md") == ["1 missing_key"]
    assert refused(own) == ["2 wrong_language"]
    assert parse(own, "a-walk.md").language is Language.es


@pytest.mark.parametrize("source", ["\ud800", FRONT.replace("Walking", "\udfff")])
def test_what_is_no_text_is_refused(source: str) -> None:
    assert refused(source) == ["1 not_utf8"]


def test_what_is_too_large_is_refused() -> None:
    assert refused("é" * 32_769) == ["1 too_large"]
    assert refused(with_body("a " * 6_001)) == ["40 too_large"]
    assert refused(FRONT.replace("today", "# a\n" * 2_000 + "today")) == ["2 too_large"]
    assert refused(FRONT.replace("today", "# " + "a" * 2_000 + "\ntoday")) == ["15 too_large"]
    parse(FRONT.replace("today", "# " + "a" * 1_998 + "\ntoday"), "en/a-walk.md")


def test_a_text_is_read_whole() -> None:
    text = parse(FRONT, "en/a-walk.md")
    assert text.digest == hashlib.sha256(FRONT.encode()).hexdigest()
    assert (text.module_id, text.language, text.version, text.words) == ("a-walk", "en", 1, 5)
    assert text.key == hashlib.sha256(b"module:a-walk").hexdigest()[:10]
    assert [card.answer for card in text.cards] == ["Round the block.", "Now."]
    assert text.blocks == (
        {"tag": "h2", "in": ["Go"]},
        {"tag": "p", "in": ["Out of the ", {"tag": "em", "in": ["door"]}, "."]},
    )
    assert parse(FRONT.replace("\n", "\r\n"), "en/a-walk.md").blocks == text.blocks


def test_a_source_from_memory_has_no_day() -> None:
    source = FRONT.replace("2026-01-31", '"from memory, to be checked"')
    text = parse(source, "en/a-walk.md")
    assert text.sources[0].read is None
    found = [f"{one.line} {one.code}" for one in notices(text, "x") if not one.hard]
    assert "22 source_without_date" in found


def test_what_an_author_should_look_at_again_is_on_its_line() -> None:
    hard = "Notwithstanding considerable institutional responsibilities, organizations deliberate. "
    text = parse(with_body(hard * 70), "en/a-walk.md")
    found = [f"{one.line} {one.code}" for one in notices(text, "x")]
    assert found == ["8 minutes", "24 count", "28 count", "40 length", "40 reading_age"]


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("Why a walk helps.", 5),
        ("Walk round the block.", 15),
        ("Where do you like to walk?", 26),
        ("Later is longer.", 37),
    ],
)
def test_what_is_read_of_the_front_matter_is_measured_too(part: str, line: int) -> None:
    hard = "Organizations deliberate institutional responsibilities notwithstanding complications."
    assert noticed(FRONT.replace(part, hard), "reading_age") == [line]
    assert noticed(FRONT.replace(part, "Call 1-800-222-1222."), "reading_age") == []


def noticed(source: str, code: str) -> list[int]:
    """The lines on which this is noticed."""
    found = notices(parse(source, "en/a-walk.md"), "x")
    return [one.line for one in found if one.code == code]


def test_a_text_for_relatives_leads_to_nothing_they_cannot_open() -> None:
    source = with_body("a\n\n[b](module:sleep) [c](module:where-i-stand) [d](module:own-one)")
    family = source.replace('["client"]', '["client", "family"]')
    assert noticed(source, "link_not_for_relatives") == []
    assert noticed(family, "link_not_for_relatives") == [42]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("a\n\nCall **988**.\n\nOr 988.", [42]),
        ("Call 911 or 1-800-222-1222.", [40, 40]),
        ("## 911\n\nCall **[911](tel:911)**, yes, 911.", []),
        ("Call [1-800-222-1222](tel:+1-800-222-1222).", []),
        ("It costs $911, or 988,000, or 1.988, or 4988.", []),
    ],
)
def test_a_number_for_help_can_be_tapped(body: str, lines: list[int]) -> None:
    assert noticed(with_body(body), "number_without_link") == lines


@pytest.mark.parametrize("host", ["docslib.org", "www.zlibrary.cc", "a.blogspot.com"])
def test_a_copy_is_no_source(host: str) -> None:
    source = FRONT.replace("example.org/walking", f"{host}/walking")
    assert noticed(source, "source_is_a_copy") == [20]
    assert noticed(FRONT.replace("example.org", "mydocslib.org"), "source_is_a_copy") == []


def test_languages_that_differ_are_told() -> None:
    english = parse(FRONT, "en/a-walk.md")
    assert [str(one) for one in between({"en/a-walk.md": english})] == [
        "en/a-walk.md:2: no_translation: There is no text of this module in es."
    ]
    other = FRONT.replace('id = "c2"', 'id = "c3"').replace('"any"', '"early"')
    files = {"en/a-walk.md": english, "es/a-walk.md": parse(other, "es/a-walk.md")}
    assert [(one.line, one.code) for one in between(files)] == [
        (28, "languages_differ"),
        (7, "languages_differ"),
    ]


def test_a_topic_without_a_module_is_told() -> None:
    assert "ms-01" in uncovered([parse(FRONT, "en/a-walk.md")])


def test_the_shipped_texts_are_clean_and_every_topic_is_taught() -> None:
    said = CliRunner().invoke(command, ["check"])
    assert said.exit_code == 0, said.output
    assert re.fullmatch(r"51 modules, 102 texts, .*; 36 of 36 topics\.\n", said.output)


def test_check_ends_with_one_and_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "en" / "a-walk.md"
    file.parent.mkdir()
    file.write_text(with_body("<b>\n\n[a](module:halt) [b](module:none)"))
    (tmp_path / "en" / "b.md").write_bytes(b"+++\n\xff")
    said = CliRunner().invoke(command, ["check", str(tmp_path), str(tmp_path / "gone.md")])
    assert said.exit_code == 1
    assert said.output.splitlines() == [
        f"{file}:40: raw_html: HTML is not read. Please use Markdown.",
        f"{file}:42: no_such_module: This link goes to a module that is not there.",
        f"{tmp_path}/en/b.md:2: not_utf8: This is not a text in UTF-8.",
        f"{tmp_path}/gone.md:1: unreadable: This file cannot be opened.",
    ]


def test_a_shipped_file_with_a_fault_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "another.md").write_text(FRONT)
    monkeypatch.setattr(curriculum, "SHIPPED", tmp_path)
    with pytest.raises(CurriculumFault) as raised:
        load_curriculum.__wrapped__()
    assert str(raised.value) == "en/another.md:2: wrong_id: The file should be named a-walk.md."


def test_texts_are_found_by_key_and_by_digest() -> None:
    module = load_curriculum()["halt"]
    text = module.texts[Language.es]
    assert shipped_by_key()[module_key("halt")] is module
    assert shipped_text(text.digest) is text
    assert shipped_text("0" * 64) is None


def test_the_shipped_texts_are_read_quickly() -> None:
    start = time.process_time()
    assert len(load_curriculum.__wrapped__()) == 51
    assert time.process_time() - start < 2  # 0.4 s on a quiet machine


def test_a_text_of_64_kb_takes_no_time() -> None:
    worst = ("![[](" * 12_800, "|-|\n" * 16_000)
    start = time.process_time()
    for body in worst:
        assert refused(FRONT + body[: 64_000 - len(FRONT)]) == ["40 too_large"]
        with suppress(CurriculumFault):
            parse(with_body(body[:11_900]), "en/a-walk.md")
    refused("+++\n" + "a." * 30_000 + "a = 1\n+++\n")
    assert refused("+++\n" + ("a." * 999 + "a = 1\n") * 4 + "+++\n")
    assert plain(["a" + "\u00a0" * 30_000 + "a", {"tag": "p", "in": [" b ", "\n"]}])[-2:] == "\nb"
    assert time.process_time() - start < 5  # 0.7 s on a quiet machine


def test_the_tables_in_the_documentation_are_up_to_date() -> None:
    """`companion curriculum table --into docs/curriculum.md` writes them."""
    document = (ROOT / "docs" / "curriculum.md").read_text()
    assert tables.into(document, tables.tables(load_curriculum())) == document


def test_pictures_are_small_quiet_and_all_there() -> None:
    files = list((ROOT / "web" / "public" / "pictures").iterdir())
    assert {file.name for file in files} == {f"{name}.svg" for name in PICTURES}
    used = {match for text in _texts() for match in re.findall(r"\(image:([a-z-]+)\)", text.source)}
    assert used == PICTURES
    for file in files:
        drawn = file.read_text()
        assert len(drawn) <= 2048
        assert not re.search(r"<(?!/?(?:svg|path|circle|rect|g)\b)|href|\bon|style|url", drawn)


def test_no_shipped_text_says_what_it_must_not() -> None:
    """No blame, no slogans: the words that the writers keep away from."""
    blame = re.compile(r"\b(abus\w*|addict\w*|adict\w*|junkie|alcoholic|drogadict\w*)\b|[!¡]", re.I)
    for text in _texts():
        said = re.sub(r"(?s)\[\[sources\]\].*?\n\n|!\[|\(https:.*?\)", "", text.source)
        assert not blame.search(said), (text.module_id, text.language, blame.search(said))


def test_the_tree_can_go_over_the_wire() -> None:
    for text in _texts():
        assert json.loads(json.dumps(text.blocks)) == list(text.blocks)


def _texts() -> list[Text]:
    assert SHIPPED.is_dir()
    return [text for module in load_curriculum().values() for text in module.texts.values()]
