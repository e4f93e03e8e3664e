"""Scores for a terminal and for a machine."""

from __future__ import annotations

from typing import Any

from extractor.evaluate.measures import Counts, Miss, Score, Share, by_measure

_MAIN = {  # the measures of the short table, by their column heads
    "names": "people.names", "roles": "people.roles", "orgs": "orgs.mentions", "dates": "dates.value",
    "figures": "figures.found", "indic.": "figures.indicator", "full": "figures.full",
}  # fmt: skip
_NAME_WIDTH = 24  # the longest measure's name and a blank
_INDICATOR_WIDTH = 30  # the longest indicator's


def table(score: Score) -> str:
    """All measures of a score as aligned text."""
    lines = [
        f"{score.documents} documents, {score.missing} without a record",
        f"{'':{_NAME_WIDTH}}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'spurious':>10}{'missed':>8}",
    ]
    lines += [f"{name:{_NAME_WIDTH}}{_counts(counts)}" for name, counts in score.counts.items()]
    lines += ["", f"{'':{_NAME_WIDTH}}{'share':>7}{'right':>8}{'of':>6}"]
    lines += [f"{name:{_NAME_WIDTH}}{_share(share)}" for name, share in sorted(score.shares.items())]
    lines += ["", f"{'indicator':{_INDICATOR_WIDTH}}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'spurious':>10}{'missed':>8}"]
    lines += [f"{code:{_INDICATOR_WIDTH}}{_counts(counts)}" for code, counts in sorted(score.indicators.items())]
    return "\n".join(lines)


def per_document(scores: list[Score], sums: list[Score]) -> str:
    """F1 of the main measures, one line a document; below them the sums, such as all documents of a set."""
    width = max(len(score.name) for score in scores + sums) + 1

    def line(score: Score) -> str:
        values = "".join(f"{score.counts[name].f1:8.3f}" for name in _MAIN.values())
        return f"{score.name:{width}}{values}" + ("  no record" if score.missing and score.documents == 1 else "")

    head = f"{'F1':{width}}" + "".join(f"{name:>8}" for name in _MAIN)
    return "\n".join([head, *map(line, scores), "", *map(line, sums)])


def errors(score: Score, limit: int) -> str:
    """At most `limit` errors of each measure, each with its sentence and the words marked by »«."""
    lines = []
    for name, misses in by_measure(score.misses).items():
        lines += [one_error(miss) for miss in misses[:limit]]
        if len(misses) > limit:
            lines.append(f"… and {len(misses) - limit} more of {name}")
    return "\n".join(lines)


def one_error(miss: Miss) -> str:
    """What went wrong on one line, its sentence on the next."""
    values = {"missed": f"missed {miss.gold}", "spurious": f"spurious {miss.found}"}
    line = f"{miss.measure}  {miss.document}  {values.get(miss.kind, f'{miss.gold}  ->  {miss.found}')}"
    return f"{line}\n    {marked(miss)}" if miss.sentence else line


def marked(miss: Miss) -> str:
    """The sentence with the words in question between » and «, on one line."""
    start, end = miss.mark or (0, 0)
    words = f"{miss.sentence[:start]}»{miss.sentence[start:end]}«{miss.sentence[end:]}" if miss.mark else miss.sentence
    return " ".join(words.split())


def as_json(scores: list[Score], whole: Score, limit: int) -> dict[str, Any]:
    """Everything as plain values, with at most `limit` errors of each measure."""
    return {
        **_json(whole),
        "per_document": {score.name: _json(score) for score in scores},
        "confusion": [
            {"gold": gold, "found": found, "figures": number}
            for (gold, found), number in sorted(whole.confusion.items(), key=str)
        ],
        "errors": [
            {
                "measure": miss.measure, "document": miss.document, "kind": miss.kind, "gold": miss.gold,
                "found": miss.found, "sentence": miss.sentence, "mark": miss.mark,
            }
            for misses in by_measure(whole.misses).values()
            for miss in misses[:limit]
        ],
    }  # fmt: skip


def _json(score: Score) -> dict[str, Any]:
    return {
        "documents": score.documents,
        "missing": score.missing,
        "measures": {name: _counts_json(counts) for name, counts in score.counts.items()},
        "indicators": {code: _counts_json(counts) for code, counts in sorted(score.indicators.items())},
        "shares": {
            name: {"right": share.right, "of": share.of, "share": round(share.ratio, 4)}
            for name, share in sorted(score.shares.items())
        },
    }  # fmt: skip


def _counts_json(counts: Counts) -> dict[str, float]:
    return {
        "tp": counts.tp, "fp": counts.fp, "fn": counts.fn,
        "precision": round(counts.precision, 4), "recall": round(counts.recall, 4), "f1": round(counts.f1, 4),
    }  # fmt: skip


def _counts(counts: Counts) -> str:
    return f"{counts.precision:7.3f}{counts.recall:7.3f}{counts.f1:7.3f}{counts.tp:8}{counts.fp:10}{counts.fn:8}"


def _share(share: Share) -> str:
    return f"{share.ratio:7.3f}{share.right:8}{share.of:6}"
