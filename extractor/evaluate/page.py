"""The evaluation as one self-contained HTML page: scores, confusion of indicators, every error in its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib import resources

from extractor.evaluate.measures import COUNTED, Counts, Miss, Score, by_measure

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{subtitle}</p>
{body}
</body>
</html>
"""


def frame(title: str, subtitle: str, sections: Iterable[str]) -> str:
    """A self-contained page around sections of HTML; title and subtitle are escaped here."""
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return _PAGE.format(title=escape(title), style=style, subtitle=escape(subtitle), body="\n".join(sections))


def page(scores: list[Score], whole: Score, title: str = "Evaluation", sealed: frozenset[str] = frozenset()) -> str:
    """The page as a string; all that comes from documents is escaped.

    `sealed` are the documents that no rule may be written from: their errors are counted and not shown.
    """
    sections = [
        section("Scores", _measures(whole) + _shares(whole)),
        section("Documents", _documents(scores)),
        section("Indicators", _counted("indicator", whole.indicators)),
        section("Indicators: gold in rows, found in columns", _confusion(whole)),
        section("Errors", _errors(whole, sealed)),
    ]
    return frame(title, f"{whole.documents} documents, {whole.missing} without a record.", sections)


def section(heading: str, content: str) -> str:
    """A part of a page under its heading; the content is HTML already."""
    return f'<h2>{escape(heading)}</h2>\n<div class="wide">{content}</div>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]], css: str = "") -> str:
    """Head cells are escaped here; body cells are HTML already."""
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{css}"><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table>'


def _measures(whole: Score) -> str:
    return _counted("measure", whole.counts)


def _counted(what: str, counts: dict[str, Counts]) -> str:
    def row(name: str, c: Counts) -> tuple[str, ...]:
        ratios = (f"{ratio:.3f}" for ratio in (c.precision, c.recall, c.f1))
        label = f'<span title="{escape(COUNTED.get(name, ""))}">{escape(name)}</span>'
        return (label, *ratios, str(c.tp), str(c.fp), str(c.fn))

    rows = (row(name, c) for name, c in counts.items())
    return table((what, "precision", "recall", "F1", "right", "spurious", "missed"), rows)


def _shares(whole: Score) -> str:
    rows = [
        (escape(name), f"{share.ratio:.3f}", str(share.right), str(share.of))
        for name, share in sorted(whole.shares.items())
    ]
    return table(("attribute", "share", "right", "of"), rows)


def _documents(scores: list[Score]) -> str:
    rows = [(escape(score.name), *(f"{counts.f1:.3f}" for counts in score.counts.values())) for score in scores]
    return table(("F1", *COUNTED), rows)


def _confusion(whole: Score) -> str:
    """Only the indicators that occur; the diagonal is what is right."""
    names = sorted({code for pair in whole.confusion for code in pair}, key=lambda code: (code is None, code or ""))
    if not names:
        return "<p>No figure was found.</p>"

    def cell(gold: str | None, found: str | None) -> str:
        number = whole.confusion[gold, found]
        css = "none" if not number else "right" if gold == found else "wrong"
        return f'<span class="{css}">{number or "·"}</span>'

    rows = [(escape(gold or "none"), *(cell(gold, found) for found in names)) for gold in names]
    return table(("", *(name or "none" for name in names)), rows, "confusion")


def _errors(whole: Score, sealed: frozenset[str]) -> str:
    shown = [miss for miss in whole.misses if miss.document not in sealed]
    note = f"<p>What the gold says &rarr; what was found. {len(whole.misses) - len(shown)} errors in held-out documents"
    note += " are counted above and not shown: no rule may be made from them.</p>\n"
    return note + "\n".join(
        f"<details><summary>{escape(name)}: {len(misses)}</summary>\n{''.join(map(_error, misses))}</details>"
        for name, misses in by_measure(shown).items()
    )


def _error(miss: Miss) -> str:
    values = {
        "missed": f'<b class="missed">missed</b> {escape(miss.gold)}',
        "spurious": f'<b class="spurious">spurious</b> {escape(miss.found)}',
        "wrong": f"{escape(miss.gold)} <b>&rarr;</b> {escape(miss.found)}",
    }
    sentence = marked(miss.sentence, miss.mark)
    return f'<div class="error"><small>{escape(miss.document)}</small> {values[miss.kind]}{sentence}</div>\n'


def marked(sentence: str, mark: tuple[int, int] | None) -> str:
    """A sentence as a paragraph, the place in question marked; "" for no sentence."""
    start, end = mark or (0, 0)
    before, words, after = (escape(sentence[part]) for part in (slice(start), slice(start, end), slice(end, None)))
    return f"<p>{before}{f'<mark>{words}</mark>' if words else ''}{after}</p>" if sentence else ""
