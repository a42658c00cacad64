"""The curriculum as tables in Markdown: which topic is taught where, and every text with its words,
its reading age and its sources."""

from collections.abc import Iterable, Iterator, Mapping

from app.learning.curriculum import Module, Text
from app.learning.reading_age import reading
from app.learning.topics import Topic, topics
from app.people.models import Language

PROGRAMMES = (("ms-", "The 14 topics of the classic IOP"), ("od-", "The 22 of the open-door IOP"))
BEGIN = "<!-- written by: companion curriculum table -->"
END = "<!-- end of what was written -->"


def tables(modules: Mapping[str, Module]) -> str:
    """All tables, as they stand in docs/curriculum.md."""
    parts: list[str] = []
    for prefix, title in PROGRAMMES:
        chosen = [topic for topic in topics().values() if topic.code.startswith(prefix)]
        parts += [f"### {title}", "\n".join(_topics(chosen, modules.values()))]
    parts += ["### Topics that share a module", "\n".join(_shared(modules.values()))]
    parts += ["### Modules", "\n".join(_modules(modules.values()))]
    texts = [text for one in modules.values() for text in one.texts.values()]
    parts.append(counted(texts))
    return "\n\n".join(parts) + "\n"


def into(document: str, written: str) -> str:
    """A document with what stands between its two marks written anew. Raises `ValueError` when it
    does not have both."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The document has no place for the tables: {BEGIN} and {END}")
    return f"{before}{begin}\n\n{written}\n{end}{after}"


def counted(texts: Iterable[Text]) -> str:
    """One line of counts."""
    counting = list(texts)
    languages = {one: [text for text in counting if text.language is one] for one in Language}
    each = ", ".join(
        f"{sum(text.words for text in found)} words in {one.value}"
        for one, found in languages.items()
    )
    cards = sum(len(text.cards) for text in languages[Language.en])
    urls = {source.url for text in counting for source in text.sources}
    covered = {topic for text in counting for topic in text.topics}
    return (
        f"{len({text.module_id for text in counting})} modules, {len(counting)} texts, {each}; "
        f"{cards} cards; {len(urls)} sources; {len(covered)} of {len(topics())} topics."
    )


def _topics(chosen: Iterable[Topic], modules: Iterable[Module]) -> Iterator[str]:
    found = list(modules)
    yield "| topic | | modules |\n|---|---|---|"
    for topic in chosen:
        names = [f"`{one.id}`" for one in found if topic.code in _any(one).topics]
        yield f"| {topic.code} | {topic.en} | {', '.join(names) or 'none'} |"


def _shared(modules: Iterable[Module]) -> Iterator[str]:
    yield "| module | topics |\n|---|---|"
    for module in modules:
        codes = _any(module).topics
        if len(codes) > 1:
            named = "; ".join(f"{code} {topics()[code].en}" for code in codes)
            yield f"| `{module.id}` | {named} |"


def _modules(modules: Iterable[Module]) -> Iterator[str]:
    yield "| topics | module | language | title | words | reading age | sources |"
    yield "|---|---|---|---|---|---|---|"
    for module in modules:
        for language in sorted(module.texts):
            text = module.texts[language]
            value = reading(text.blocks, language).value
            age = f"grade {value}" if language is Language.en else f"ease {value}"
            codes = ", ".join(text.topics) or "–"
            yield (
                f"| {codes} | `{module.id}` | {language.value} | {text.title} | {text.words} "
                f"| {age} | {len(text.sources)} |"
            )


def _any(module: Module) -> Text:
    return next(iter(module.texts.values()))
