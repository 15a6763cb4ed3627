"""A statement as a file: a table for spreadsheets, and a page to print. No name stands in either."""

import csv
import io
from zoneinfo import ZoneInfo

from peerhub.ui.moments import zone_name
from peerhub.ui.pdf import Page, drawn
from sessions.earnings.reading import Line, Month
from sessions.prices.sums import in_digits, in_dollars

HELD, BACK = "Session", "Taken back"
ABOVE, TOTAL = "From members who paid more, all sessions", "Total"
LEAST = "What each session brings at least"


def as_csv(month: Month, zone: ZoneInfo) -> str:
    """Its lines and sums, in US dollars."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["What", "Began", "Minutes", "US dollars"])
    for line in month.lines:
        began = line.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        rows.writerow([BACK if line.is_back else HELD, began, line.minutes, in_digits(line.cents)])
    rows.writerow([ABOVE, "", "", in_digits(month.above_cents)])
    rows.writerow([TOTAL, "", "", in_digits(month.cents)])
    return out.getvalue()


def as_pdf(month: Month, zone: ZoneInfo) -> bytes:
    """The same for paper."""
    at = month.lines[0].starts_at.astimezone(zone)
    heading = f"Statement for {month.month.strftime('%B %Y')}"
    sums = [
        f"{LEAST}: {in_dollars(sum(line.cents for line in month.lines))}",
        f"{ABOVE}: {month.above}",
        f"{TOTAL}: {month.total}",
    ]
    lines = [_said(line, zone) for line in month.lines]
    sections = [("Sums, in US dollars", sums), ("Sessions", lines)]
    return drawn(Page("Statement", heading, f"Times are in {zone_name(at)}.", sections))


def _said(line: Line, zone: ZoneInfo) -> str:
    at = line.starts_at.astimezone(zone)
    what = f"{at.day} {at.strftime('%B %Y, %H:%M')}, {line.minutes} minutes: {line.amount}"
    return f"{BACK}: {what}" if line.is_back else what
