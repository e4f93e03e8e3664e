"""What a run did and what a database holds, as plain text for a terminal."""

from __future__ import annotations

from extractor.batch import Report
from extractor.store import Summary


def counted(number: int, noun: str) -> str:
    """ "1 document", "1,203 documents"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def run_text(report: Report) -> str:
    """One line: what was done, what was passed over, what failed."""
    states = report.states
    parts = [f"{counted(report.tally.stored, 'document')} stored" if report.tally.stored else "Nothing new"]
    if states["copy"]:
        parts[0] += f" ({states['copy']:,} of them {'a copy' if states['copy'] == 1 else 'copies'})"
    parts += [f"{states['unchanged']:,} unchanged", f"{report.tally.failed:,} failed"]
    if states["still failing"]:
        parts[-1] += f" ({states['still failing']:,} as before; --retry reads them again)"
    if report.removed:
        parts.append(f"{report.removed:,} no longer there (kept, and marked)")
    return ", ".join(parts)


def summary_text(summary: Summary) -> str:
    """Counts in a column, figures by indicator below them."""
    rows = [(name, getattr(summary, name)) for name in ("documents", "people", "organisations", "dates", "figures")]
    rows += [(f"  {code or '(no indicator)'}", number) for code, number in summary.indicators.items()]
    rows += [(name, getattr(summary, name)) for name in ("removed", "versions") if getattr(summary, name)]
    rows.append(("failures", summary.failures))
    width = max(len(name) for name, _ in rows) + 2
    return "\n".join(f"{name:{width}}{number:>8,}" for name, number in rows)
