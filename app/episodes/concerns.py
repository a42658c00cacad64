"""What an assessment says against outpatient care, as sentences. People decide. Pure.

From the programmes' own entry conditions: a fit that both sides see, a home that is not high-risk
or has supports in it, detox done where it was needed, a start free of the substance where the
programme asks for it, and no need of a higher level of care.
"""

from enum import StrEnum

from app.episodes.models import Assessment, Detox, Living
from app.people.models import Language
from app.programs.design import ProgrammeDesign


class ConcernCode(StrEnum):
    """Why it may be too early, or the wrong place."""

    does_not_fit = "does_not_fit"
    home_at_risk = "home_at_risk"
    detox_not_done = "detox_not_done"
    not_substance_free = "not_substance_free"
    needs_more_care = "needs_more_care"


_AT_RISK = frozenset({Living.risky_home, Living.no_home})

_SENTENCES: dict[Language, dict[ConcernCode, str]] = {
    Language.en: {
        ConcernCode.does_not_fit: "The assessment says that this programme does not fit.",
        ConcernCode.home_at_risk: "Home is a risk at the moment, and no support is in place there.",
        ConcernCode.detox_not_done: "Detox was arranged and is not done yet.",
        ConcernCode.not_substance_free: (
            "This programme starts free of the substance, and that is not so yet."
        ),
        ConcernCode.needs_more_care: "The assessment says that more care is needed than here.",
    },
    Language.es: {
        ConcernCode.does_not_fit: "Según la evaluación, este programa no es adecuado.",
        ConcernCode.home_at_risk: (
            "El lugar donde vive es un riesgo ahora y no cuenta con ningún apoyo."
        ),
        ConcernCode.detox_not_done: (
            "La desintoxicación está indicada y todavía no se ha terminado."
        ),
        ConcernCode.not_substance_free: (
            "Este programa empieza sin consumo, y todavía no es el caso."
        ),
        ConcernCode.needs_more_care: (
            "Según la evaluación, hace falta más atención de la que se da aquí."
        ),
    },
}


def concerns_of(found: Assessment | None, design: ProgrammeDesign) -> list[ConcernCode]:
    """What speaks against admission, in a fixed order; nothing where nobody has assessed. An answer
    that was not given is no concern."""
    if found is None:
        return []
    said = {
        ConcernCode.does_not_fit: found.fits is False,
        ConcernCode.home_at_risk: found.living in _AT_RISK and not found.supports,
        ConcernCode.detox_not_done: found.detox is Detox.referred,
        ConcernCode.not_substance_free: (
            design.must_be_substance_free and found.substance_free is False
        ),
        ConcernCode.needs_more_care: found.needs_more_care is True,
    }
    return [code for code, holds in said.items() if holds]


def sentence(code: ConcernCode, language: Language) -> str:
    """One concern in somebody's language."""
    return _SENTENCES[language][code]
