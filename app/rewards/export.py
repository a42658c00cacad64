"""The ledger of a fund as a file for whoever keeps its accounts (CSV, RFC 4180).

Nobody is named in it but those who handed out: a reference stands for each client, and the team
sees on the client's page which. Cells that a spreadsheet would take for a formula are made text.
"""

import csv
import io
from collections.abc import Mapping
from uuid import UUID

from app.rewards.models import LedgerEntry, RewardFund
from app.rewards.references import reference_of
from app.rewards.rules import DOLLAR

NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The short statement of 42 CFR 2.32 (a)(2)."""
COLUMNS = ("day", "at_utc", "reference", "what", "about", "us_dollars", "drawn", "by", "reason")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def ledger_csv(
    fund: RewardFund, entries: list[LedgerEntry], names: Mapping[UUID, str], key: bytes
) -> str:
    """The whole ledger of a fund in the order of writing, with a notice on top. Dollars are owed
    where positive, given or cancelled where negative. `key` as in `reference_of`."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow([NOTICE])
    sheet.writerow([as_text(fund.name), f"{fund.cap_a_year}.00 USD per person in twelve months"])
    sheet.writerow(COLUMNS)
    for row in entries:
        by = names.get(row.by, "") if row.by and row.by != row.client_id else ""
        sheet.writerow(
            [
                row.on_day.isoformat(),
                row.at.isoformat(timespec="seconds"),
                reference_of(key, fund.id, row.client_id),
                row.kind,
                row.for_what,
                dollars(row.cents),
                row.drawn["drawn"] if row.drawn else "",
                as_text(by),
                as_text(row.line or ""),
            ]
        )
    return text.getvalue()


def dollars(cents: int) -> str:
    """`-1250` as `-12.50`: exact, a number to a spreadsheet."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // DOLLAR}.{abs(cents) % DOLLAR:02}"


def as_text(said: str) -> str:
    """What somebody wrote, as text to a spreadsheet too (OWASP, CSV injection)."""
    return f"'{said}" if said.lstrip(" ").startswith(_FORMULA) else said
