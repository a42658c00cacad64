"""What a client did about a craving, as somebody else may read it.

Phones offer what the client wrote in their own safety plan beside what is the same for all. A log
keeps those words, so a plan that is kept private must not be read through the logs.
"""

from collections.abc import Mapping, Sequence

from app.people.models import Language

SHIPPED = frozenset(
    f"skill.{name}"
    for name in (
        "call", "leave", "walk", "water", "eat", "shower", "music", "hands", "reasons", "later",
    )
)  # fmt: skip
"""The keys of what the application itself offers (`web/src/client/craving_logs/skills.ts`)."""
TYPED = "own."
"""How the key of something begins that was typed into the log and is in no plan."""
FROM_THE_PLAN = {"en": "Something of their own", "es": "Algo suyo"}


def did_for(
    did: Sequence[Mapping[str, str]], *, sees_plan: bool, language: Language
) -> list[dict[str, str]]:
    """What was done, for somebody else to read in their `language`. Without the plan, words that
    may be from it are one line that says that there was something, and no more."""
    if sees_plan:
        return [dict(one) for one in did]
    shown = [dict(one) for one in did if _is_in_the_open(one["key"])]
    if len(shown) < len(did):
        shown.append({"key": "own", "text": FROM_THE_PLAN[language.value]})
    return shown


def _is_in_the_open(key: str) -> bool:
    return key in SHIPPED or key.startswith(TYPED)
