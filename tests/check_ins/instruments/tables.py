"""Golden cases, written by hand from the publications: sums, ranges, cut-offs and edges. None of
these numbers was computed by the code they test.

Sources are named in `app/check_ins/instruments/*.toml`; the subscales of the BAM are Use 4+5+6,
Risk 1+2+3+8+11+15, Protective 9+10+12+13+14+16.
"""

from typing import NamedTuple

Answers = dict[str, int]


class Case(NamedTuple):
    """Answers, the scores they have, the flags they raise in order, and the band of a score."""

    of: str
    answers: Answers
    scores: dict[str, int]
    flags: tuple[str, ...] = ()
    band: tuple[str, str] | None = None


def row(first: int, *values: int) -> Answers:
    """Answers to items numbered on from `first`."""
    return {str(first + place): value for place, value in enumerate(values)}


# What a column of nine, seven, five or ten answers is worth, and where the publication puts it.
PHQ_9 = [
    Case("phq-9", row(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), {"total": 0}, (), ("total", "minimal")),
    Case("phq-9", row(1, 1, 1, 1, 1, 0, 0, 0, 0, 0), {"total": 4}, (), ("total", "minimal")),
    Case("phq-9", row(1, 1, 1, 1, 1, 1, 0, 0, 0, 0), {"total": 5}, (), ("total", "mild")),
    Case("phq-9", row(1, 3, 3, 3, 0, 0, 0, 0, 0, 0), {"total": 9}, (), ("total", "mild")),
    Case("phq-9", row(1, 3, 3, 3, 1, 0, 0, 0, 0, 0), {"total": 10}, ("band",),
         ("total", "moderate")),
    Case("phq-9", row(1, 3, 3, 3, 3, 2, 0, 0, 0, 0), {"total": 14}, ("band",),
         ("total", "moderate")),
    Case("phq-9", row(1, 3, 3, 3, 3, 3, 0, 0, 0, 0), {"total": 15}, ("band",),
         ("total", "moderately_severe")),
    Case("phq-9", row(1, 3, 3, 3, 3, 3, 3, 1, 0, 0), {"total": 19}, ("band",),
         ("total", "moderately_severe")),
    Case("phq-9", row(1, 3, 3, 3, 3, 3, 3, 2, 0, 0), {"total": 20}, ("band",),
         ("total", "severe")),
    Case("phq-9", row(1, 3, 3, 3, 3, 3, 3, 3, 3, 3), {"total": 27}, ("item_9", "band"),
         ("total", "severe")),
    # Item 9 asks for somebody whatever the sum; difficulty (10) adds nothing.
    Case("phq-9", row(1, 0, 0, 0, 0, 0, 0, 0, 0, 1), {"total": 1}, ("item_9",),
         ("total", "minimal")),
    Case("phq-9", row(1, 0, 0, 0, 0, 0, 0, 0, 0, 3), {"total": 3}, ("item_9",),
         ("total", "minimal")),
    Case("phq-9", row(1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 3), {"total": 4}, (), ("total", "minimal")),
]  # fmt: skip
PHQ_2 = [
    Case("phq-2", row(1, 0, 0), {"total": 0}, (), ("total", "below")),
    Case("phq-2", row(1, 2, 0), {"total": 2}, (), ("total", "below")),
    Case("phq-2", row(1, 1, 2), {"total": 3}, ("band",), ("total", "positive")),
    Case("phq-2", row(1, 3, 3), {"total": 6}, ("band",), ("total", "positive")),
]
GAD_7 = [
    Case("gad-7", row(1, 0, 0, 0, 0, 0, 0, 0), {"total": 0}, (), ("total", "minimal")),
    Case("gad-7", row(1, 2, 2, 0, 0, 0, 0, 0), {"total": 4}, (), ("total", "minimal")),
    Case("gad-7", row(1, 2, 3, 0, 0, 0, 0, 0), {"total": 5}, (), ("total", "mild")),
    Case("gad-7", row(1, 3, 3, 3, 0, 0, 0, 0), {"total": 9}, (), ("total", "mild")),
    Case("gad-7", row(1, 3, 3, 3, 1, 0, 0, 0), {"total": 10}, ("band",), ("total", "moderate")),
    Case("gad-7", row(1, 3, 3, 3, 3, 2, 0, 0), {"total": 14}, ("band",), ("total", "moderate")),
    Case("gad-7", row(1, 3, 3, 3, 3, 3, 0, 0), {"total": 15}, ("band",), ("total", "severe")),
    Case("gad-7", row(1, 3, 3, 3, 3, 3, 3, 3), {"total": 21}, ("band",), ("total", "severe")),
]
AUDIT_C = [
    # Whoever never drinks scores 0, with the other two left out or said as 0.
    Case("audit-c", row(1, 0), {"total": 0}, (), ("total", "below")),
    Case("audit-c", row(1, 0, 0, 0), {"total": 0}, (), ("total", "below")),
    Case("audit-c", row(1, 1, 0, 0), {"total": 1}, (), ("total", "below")),
    Case("audit-c", row(1, 2, 0, 0), {"total": 2}, (), ("total", "below")),
    Case("audit-c", row(1, 2, 1, 0), {"total": 3}, ("band",), ("total", "women")),
    Case("audit-c", row(1, 2, 1, 1), {"total": 4}, ("band",), ("total", "both")),
    Case("audit-c", row(1, 4, 4, 4), {"total": 12}, ("band",), ("total", "both")),
]
BARC_10 = [
    Case("barc-10", row(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), {"total": 10}, (), ("total", "below")),
    Case("barc-10", row(1, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4), {"total": 46}, (), ("total", "below")),
    Case("barc-10", row(1, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4), {"total": 47}, (),
         ("total", "sustained")),
    Case("barc-10", row(1, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6), {"total": 60}, (),
         ("total", "sustained")),
]  # fmt: skip
WHO_5 = [
    Case("who-5", row(1, 0, 0, 0, 0, 0), {"raw": 0, "total": 0}, ("band",),
         ("total", "very_low")),
    Case("who-5", row(1, 2, 2, 1, 1, 1), {"raw": 7, "total": 28}, ("band",),
         ("total", "very_low")),
    Case("who-5", row(1, 2, 2, 2, 1, 1), {"raw": 8, "total": 32}, ("band",), ("total", "low")),
    Case("who-5", row(1, 3, 3, 2, 2, 2), {"raw": 12, "total": 48}, ("band",), ("total", "low")),
    Case("who-5", row(1, 3, 3, 3, 2, 2), {"raw": 13, "total": 52}, (), ("total", "usual")),
    Case("who-5", row(1, 5, 5, 5, 5, 5), {"raw": 25, "total": 100}, (), ("total", "usual")),
]  # fmt: skip
PACS = [
    Case("pacs", row(1, 0, 0, 0, 0, 0), {"total": 0}, (), ("total", "below")),
    Case("pacs", row(1, 3, 3, 3, 3, 2), {"total": 14}, (), ("total", "below")),
    Case("pacs", row(1, 3, 3, 3, 3, 3), {"total": 15}, ("band",), ("total", "fifteen")),
    Case("pacs", row(1, 4, 4, 4, 4, 4), {"total": 20}, ("band",), ("total", "fifteen")),
    Case("pacs", row(1, 5, 4, 4, 4, 4), {"total": 21}, ("band",), ("total", "above_twenty")),
    Case("pacs", row(1, 6, 6, 6, 6, 6), {"total": 30}, ("band",), ("total", "above_twenty")),
]

# The BAM by subscale. A week without any use leaves out 5 and 7A to 7G.
SOBER = {"4": 0, "6": 0, "17": 2}
DRUGS = {"7A": 0, "7B": 0, "7C": 0, "7D": 0, "7E": 0, "7F": 0, "7G": 0}


def risk(*values: int) -> Answers:
    """Answers to the six items of Risk."""
    return dict(zip(("1", "2", "3", "8", "11", "15"), values, strict=True))


def protective(*values: int) -> Answers:
    """Answers to the six items of Protective; the fifth is income, all or nothing."""
    return dict(zip(("9", "10", "12", "13", "14", "16"), values, strict=True))


SAFE = protective(4, 4, 4, 4, 4, 4)
CALM = risk(0, 0, 0, 0, 0, 0)
BAM = [
    Case("bam", SOBER | CALM | SAFE, {"use": 0, "risk": 0, "protective": 24}),
    Case("bam", SOBER | risk(4, 4, 3, 0, 0, 0) | SAFE, {"use": 0, "risk": 11, "protective": 24},
         (), ("risk", "below")),
    Case("bam", SOBER | risk(2, 2, 2, 2, 2, 2) | SAFE, {"use": 0, "risk": 12, "protective": 24},
         ("risk_high",), ("risk", "high")),
    Case("bam", SOBER | risk(4, 4, 4, 4, 4, 4) | SAFE, {"use": 0, "risk": 24, "protective": 24},
         ("risk_high",), ("risk", "high")),
    Case("bam", SOBER | CALM | protective(4, 4, 4, 1, 0, 0),
         {"use": 0, "risk": 0, "protective": 13}, (), ("protective", "above")),
    Case("bam", SOBER | CALM | protective(4, 0, 0, 0, 4, 4),
         {"use": 0, "risk": 0, "protective": 12}, ("protective_low",), ("protective", "low")),
    Case("bam", SOBER | CALM | protective(0, 0, 0, 0, 0, 0),
         {"use": 0, "risk": 0, "protective": 0}, ("protective_low",), ("protective", "low")),
    # One bin of one item is use; the drugs of item 7 only say which.
    Case("bam", SOBER | {"4": 1, "5": 0} | CALM | SAFE, {"use": 1, "risk": 0, "protective": 24},
         ("use",), ("use", "use")),
    Case("bam", SOBER | DRUGS | {"6": 1, "7C": 1} | CALM | SAFE,
         {"use": 1, "risk": 0, "protective": 24}, ("use",), ("use", "use")),
    Case("bam", DRUGS | {"4": 4, "5": 4, "6": 4, "7E": 4, "17": 0} | risk(4, 4, 4, 4, 4, 4)
         | protective(0, 0, 0, 0, 0, 0), {"use": 12, "risk": 24, "protective": 0},
         ("use", "risk_high", "protective_low"), ("use", "use")),
    # How content somebody is (17) is in no subscale.
    Case("bam", SOBER | {"17": 4} | CALM | SAFE, {"use": 0, "risk": 0, "protective": 24}),
]  # fmt: skip
BAM_R = [
    Case("bam-r", {"4": 0, "6": 0, "17": 15} | CALM | protective(30, 30, 30, 30, 30, 30),
         {"use": 0, "risk": 0, "protective": 180}),
    # Past 12 nothing is raised: that action point belongs to the form with bins.
    Case("bam-r", {"4": 0, "6": 0, "17": 0} | risk(8, 13, 0, 15, 1, 22)
         | protective(0, 0, 8, 4, 0, 0), {"use": 0, "risk": 59, "protective": 12}),
    Case("bam-r", {"4": 1, "5": 0, "6": 0, "17": 8} | CALM | protective(22, 8, 15, 20, 30, 30),
         {"use": 1, "risk": 0, "protective": 125}, ("use",)),
    Case("bam-r", DRUGS | {"4": 30, "5": 30, "6": 30, "7A": 30, "17": 0}
         | risk(30, 30, 30, 30, 30, 30) | protective(0, 0, 0, 0, 0, 0),
         {"use": 90, "risk": 180, "protective": 0}, ("use",)),
]  # fmt: skip
BAM_IOP = [
    Case("bam-iop", SOBER | risk(4, 7, 7, 4, 7, 4) | protective(0, 0, 0, 0, 0, 0), {}),
    Case("bam-iop", SOBER | {"4": 1, "5": 0} | CALM | protective(4, 7, 4, 5, 4, 7), {}, ("use",)),
    Case("bam-iop", DRUGS | SOBER | {"6": 7, "7E": 7} | CALM | SAFE, {}, ("use",)),
]

# Columbia's triage: 1-2 low; 3, or 6 longer ago, moderate; 4, 5, or 6 within 3 months, high.
C_SSRS = [
    Case("c-ssrs-screener", {"1": 0, "2": 0, "6": 0}, {}),
    Case("c-ssrs-screener", {"1": 1, "2": 0, "6": 0}, {}, ("triage_low",)),
    Case("c-ssrs-screener", {"1": 0, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}, {}, ("triage_low",)),
    Case("c-ssrs-screener", {"1": 1, "2": 1, "3": 1, "4": 0, "5": 0, "6": 0}, {},
         ("triage_moderate",)),
    Case("c-ssrs-screener", {"1": 0, "2": 0, "6": 1, "6A": 0}, {}, ("triage_moderate",)),
    Case("c-ssrs-screener", {"1": 1, "2": 1, "3": 1, "4": 1, "5": 0, "6": 0}, {},
         ("triage_high",)),
    Case("c-ssrs-screener", {"1": 1, "2": 1, "3": 0, "4": 0, "5": 1, "6": 0}, {},
         ("triage_high",)),
    Case("c-ssrs-screener", {"1": 0, "2": 0, "6": 1, "6A": 1}, {}, ("triage_high",)),
]  # fmt: skip
DAILY = [Case("daily", {"mood": 0, "craving": 10, "sleep": 0, "difficulty": 4, "use": 1}, {})]

CASES = [
    *PHQ_9, *PHQ_2, *GAD_7, *AUDIT_C, *BARC_10, *WHO_5, *PACS, *BAM, *BAM_R, *BAM_IOP, *C_SSRS,
    *DAILY,
]  # fmt: skip

RANGES = {
    ("phq-2", "total"): (0, 6),
    ("phq-9", "total"): (0, 27),
    ("gad-7", "total"): (0, 21),
    ("audit-c", "total"): (0, 12),
    ("barc-10", "total"): (10, 60),
    ("who-5", "raw"): (0, 25),
    ("who-5", "total"): (0, 100),
    ("pacs", "total"): (0, 30),
    ("bam", "use"): (0, 12),
    ("bam", "risk"): (0, 24),
    ("bam", "protective"): (0, 24),
    ("bam-r", "use"): (0, 90),
    ("bam-r", "risk"): (0, 180),
    ("bam-r", "protective"): (0, 180),
}
"""The lowest and the highest value of every score, from the publications."""

RECALL = {
    "daily": "P1D", "bam": "P30D", "bam-r": "P30D", "bam-iop": "P7D", "phq-2": "P14D",
    "phq-9": "P14D", "gad-7": "P14D", "audit-c": "P1Y", "barc-10": None, "who-5": "P14D",
    "pacs": "P7D", "c-ssrs-screener": "P1M",
}  # fmt: skip

SEVEN = ["7A", "7B", "7C", "7D", "7E", "7F", "7G"]
_BAM_ITEMS = [*"123456", *SEVEN, "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"]
ITEMS = {
    "daily": [
        "mood", "craving", "sleep", "difficulty", "hungry", "angry", "lonely", "tired", "use",
        "may_use",
    ],
    "bam": _BAM_ITEMS, "bam-r": _BAM_ITEMS, "bam-iop": _BAM_ITEMS,
    "phq-2": [*"12"], "phq-9": [*"123456789", "10"], "gad-7": [*"1234567"], "audit-c": [*"123"],
    "barc-10": [*"123456789", "10"], "who-5": [*"12345"], "pacs": [*"12345"],
    "c-ssrs-screener": [*"123456", "6A"],
}  # fmt: skip

# How days and ratings of the three BAM forms are coded: item 2 (nights), 1 (health), 8 (cravings),
# 14 (income).
BAM_CODES = {
    "bam": {"2": range(5), "1": range(5), "8": range(5), "14": (0, 4)},
    "bam-r": {"2": range(31), "1": (0, 8, 15, 22, 30), "8": (0, 8, 15, 22, 30), "14": (0, 30)},
    "bam-iop": {"2": range(8), "1": range(5), "8": range(5), "14": (0, 4)},
}
