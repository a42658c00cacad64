"""The text of a consent: every element of 42 CFR 2.31(a), or none at all."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.access.models import Data
from app.episodes.grants import SEEN_BY_THE_TEAM
from app.errors import Problem
from app.people.models import Language
from app.privacy.gate import CHOICES, FOR_PROVIDERS, FOR_RELATIVES, kind_for
from app.privacy.models import ConsentPurpose, RecipientKind
from app.privacy.statements import Terms, render
from app.privacy.wording import DATA_WORDS, WORDS

CARE = Terms(
    client="Gus", discloser="Test House", recipient="Bea", kind=RecipientKind.provider,
    data=frozenset({Data.check_ins}), purpose=ConsentPurpose.care, expires_on=None,
    ends_with_treatment=False, on_day=date(2026, 11, 22),
)  # fmt: skip
FAMILY = replace(
    CARE, recipient="Fay", kind=RecipientKind.relative, data=frozenset({Data.family_plan}),
    purpose=ConsentPurpose.family_support, expires_on=date(2027, 2, 1),
)  # fmt: skip
NOTHING: dict[str, Any] = {
    "client": " ", "discloser": "", "recipient": "", "data": frozenset(), "purpose": None,
    "on_day": None,
}  # fmt: skip
WITHOUT = [(terms, {name: value}) for terms in (CARE, FAMILY) for name, value in NOTHING.items()]


@pytest.mark.parametrize(("terms", "gone"), [*WITHOUT, (FAMILY, {"expires_on": None})])
def test_without_any_one_element_there_is_no_text(terms: Terms, gone: dict[str, Any]) -> None:
    render(terms, Language.en)
    with pytest.raises(Problem) as refused:
        render(replace(terms, **gone), Language.en)
    assert refused.value.code in {"consent_incomplete", "end_needed"}


@given(kind=some.sampled_from(RecipientKind), data=some.frozensets(some.sampled_from(Data)))
def test_only_what_is_for_them_can_be_shown_to_somebody(
    kind: RecipientKind, data: frozenset[Data]
) -> None:
    base = CARE if kind is RecipientKind.provider else FAMILY
    try:
        text = render(replace(base, data=data), Language.es).text
    except Problem:
        assert not data or not data <= CHOICES[kind]
        return
    assert data <= CHOICES[kind]
    assert all(DATA_WORDS[Language.es][one] in text for one in data)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("terms", [CARE, FAMILY, replace(FAMILY, ends_with_treatment=True)])
def test_the_text_says_who_what_to_whom_what_for_until_when_and_how_to_take_it_back(
    terms: Terms, language: Language
) -> None:
    said = render(terms, language)
    words, kind = WORDS[language], terms.kind.value
    names = {"client": "Gus", "centre": "Test House", "recipient": terms.recipient}
    for part in (
        "who", "discloser", f"recipient_{kind}", f"purpose_{kind}", "take_back",
        f"redisclosure_{kind}", "refusal",
    ):  # fmt: skip
        assert words[part].format(**names) in said.text
    assert "2026" in said.text
    assert "{" not in said.text
    assert said == render(terms, language)
    assert said.hash != render(replace(terms, recipient="Cleo"), language).hash


def test_what_can_be_shown_is_what_a_team_sees_and_nothing_is_for_both() -> None:
    assert FOR_PROVIDERS | {Data.profile} == SEEN_BY_THE_TEAM
    assert not FOR_PROVIDERS & FOR_RELATIVES
    nobodys = {data for data in Data if kind_for(data) is None}
    assert nobodys == {Data.reminders, Data.milestones, Data.consents}
    assert all(words.keys() >= FOR_PROVIDERS | FOR_RELATIVES for words in DATA_WORDS.values())
