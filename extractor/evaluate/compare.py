"""One record against its gold record: every measure counted, every error kept with its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from extractor.evaluate.align import Sentences, Span, align, folded, same_number
from extractor.evaluate.measures import Counts, Miss, Score
from extractor.records import Date, Figure, Organisation, Person, Ratio, Record

# Which attributes make a figure right as a whole; the three wordings are compared too, but leave it whole.
_STRICT = ("modifier", "unit", "indicator", "status", "per", "period", "part_of", "ratio")
_WORDINGS = ("place", "actor", "counted")
_NOT_COMPARED = {"id", "sha256", "path"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold record, the record found for it (None: there is none), and the text of both ("" when unknown)."""

    gold: Record
    found: Record | None
    text: str = ""


def compare(pair: Pair) -> Score:
    """The score of one document; a document without a record has missed everything."""
    score = Score(pair.gold.document.id, missing=int(pair.found is None))
    found = pair.found or Record.model_construct(
        document=pair.gold.document, people=[], organisations=[], dates=[], figures=[]
    )
    comparison = _Comparison(score, Sentences(pair.text) if pair.text else None)
    comparison.people(pair.gold.people, found.people)
    comparison.organisations(pair.gold.organisations, found.organisations)
    comparison.dates(pair.gold.dates, found.dates)
    comparison.figures(pair.gold.figures, found.figures)
    comparison.fields(pair.gold, pair.found)
    return score


class _Comparison:
    def __init__(self, score: Score, sentences: Sentences | None) -> None:
        self._score = score
        self._sentences = sentences

    def _miss(
        self,
        measure: str,
        kind: Literal["missed", "spurious", "wrong"],
        gold: object = "",
        found: object = "",
        span: Span | None = None,
    ) -> None:
        sentence, mark = self._sentences.around(span) if self._sentences and span else ("", None)
        self._score.misses.append(Miss(self._score.name, measure, kind, str(gold), str(found), sentence, mark))

    def _multisets(self, measure: str, gold: dict[Any, list[Span]], found: dict[Any, list[Span]]) -> None:
        """Things that are right when they are equal; each key comes with the span of each of its occurrences."""
        wanted = Counter({key: len(spans) for key, spans in gold.items()})
        given = Counter({key: len(spans) for key, spans in found.items()})
        hits = (wanted & given).total()
        self._score.count(measure, Counts(hits, given.total() - hits, wanted.total() - hits))
        for key in wanted - given:
            self._miss(measure, "missed", gold=_words(key), span=gold[key][-1])
        for key in given - wanted:
            self._miss(measure, "spurious", found=_words(key), span=found[key][-1])

    def people(self, gold: list[Person], found: list[Person]) -> None:
        self._multisets("people.names", _names(gold), _names(found))
        self._multisets("people.roles", _roles(gold), _roles(found))
        self._multisets("people.mentions", _quotes(gold), _quotes(found))

    def organisations(self, gold: list[Organisation], found: list[Organisation]) -> None:
        wanted, given = _quotes(gold), _quotes(found)
        self._multisets("orgs.mentions", wanted, given)
        left, right = _spans(gold), _spans(found)
        pairs = len(align(left, right, least=0.5))
        self._score.count("orgs.overlap", Counts(pairs, len(right) - pairs, len(left) - pairs))
        types = {mention.span: body.type for body in gold for mention in body.mentions}
        for body in found:
            for mention in body.mentions:
                if mention.span in types:
                    right_type = types[mention.span] == body.type
                    self._score.share("org.type", right_type)
                    if not right_type:
                        self._miss(
                            "org.type", "wrong", f"{mention.text}: {types[mention.span]}", body.type, mention.span
                        )

    def _found(self, measure: str, gold: list[Any], found: list[Any], pairs: list[tuple[int, int]]) -> None:
        self._score.count(measure, Counts(len(pairs), len(found) - len(pairs), len(gold) - len(pairs)))
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
            self._miss(measure, "missed", gold=_said(gold[i]), span=gold[i].span)
        for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
            self._miss(measure, "spurious", found=_said(found[j]), span=found[j].span)

    def dates(self, gold: list[Date], found: list[Date]) -> None:
        pairs = align([date.span for date in gold], [date.span for date in found])
        self._found("dates.found", gold, found, pairs)
        good = 0
        for wanted, given in ((gold[i], found[j]) for i, j in sorted(pairs)):
            same = (wanted.start, wanted.end) == (given.start, given.end)
            same = same and (wanted.kind != "duration" or wanted.value == given.value)
            good += same
            if not same:
                self._miss("dates.value", "wrong", _said(wanted), _said(given), wanted.span)
            self._attribute("date.span", wanted.span == given.span, wanted.text, given.text, wanted.span)
            self._attribute(
                "date.modifier", wanted.modifier == given.modifier, wanted.modifier, given.modifier, wanted.span
            )
        self._score.count("dates.value", Counts(good, len(found) - good, len(gold) - good))

    def _attribute(self, name: str, right: bool, gold: object, found: object, span: Span) -> None:
        self._score.share(name, right)
        if not right:
            self._miss(name, "wrong", gold, found, span)

    def figures(self, gold: list[Figure], found: list[Figure]) -> None:
        def same_value(i: int, j: int) -> bool:
            one, other = gold[i], found[j]
            return same_number(one.value, other.value) and same_number(one.value_max, other.value_max)

        pairs = align([figure.span for figure in gold], [figure.span for figure in found], same_value)
        self._found("figures.found", gold, found, pairs)
        named = {found[j].id: gold[i].id for i, j in pairs}
        whole = indicated = 0
        for wanted, given in ((gold[i], found[j]) for i, j in sorted(pairs)):
            attributes = _figure_attributes(wanted, given, named)
            wrong = [name for name in _STRICT if not attributes[name]]
            for name, right in attributes.items():
                self._attribute(
                    f"figure.{name}",
                    right,
                    f"{wanted.text} {_value(wanted, name)}",
                    _value(given, name),
                    wanted.span,
                )
            self._score.confusion[wanted.indicator, given.indicator] += 1
            whole += not wrong
            indicated += wanted.indicator is not None and attributes["indicator"]
            if wrong:
                self._miss(
                    "figures.full",
                    "wrong",
                    f"{wanted.text} {', '.join(f'{name} {_value(wanted, name)}' for name in wrong)}",
                    ", ".join(f"{name} {_value(given, name)}" for name in wrong),
                    wanted.span,
                )
        self._score.count("figures.full", Counts(whole, len(found) - whole, len(gold) - whole))
        given_codes, wanted_codes = (sum(f.indicator is not None for f in group) for group in (found, gold))
        self._score.count("figures.indicator", Counts(indicated, given_codes - indicated, wanted_codes - indicated))
        self._score.indicators = _by_indicator(gold, found, pairs)

    def fields(self, gold: Record, found: Record | None) -> None:
        """Only the fields that the gold file states, be it with null."""
        for name in sorted(gold.document.model_fields_set - _NOT_COMPARED):
            wanted = getattr(gold.document, name)
            given = getattr(found.document, name) if found else None
            right = _same_field(wanted, given)
            self._score.share(f"document.{name}", right)
            if not right:
                self._miss(f"document.{name}", "wrong", _plain(wanted), _plain(given))


def _by_indicator(gold: list[Figure], found: list[Figure], pairs: list[tuple[int, int]]) -> dict[str, Counts]:
    """The counts of `figures.indicator`, each for the code that is or should be there."""
    wanted = Counter(figure.indicator for figure in gold if figure.indicator)
    given = Counter(figure.indicator for figure in found if figure.indicator)
    right = Counter(gold[i].indicator for i, j in pairs if gold[i].indicator == found[j].indicator)
    return {
        code: Counts(right[code], given[code] - right[code], wanted[code] - right[code])
        for code in sorted(wanted | given)
    }


def _names(people: list[Person]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for person in people:
        found.setdefault(folded(person.name), []).append(person.mentions[0].span)
    return found


def _roles(people: list[Person]) -> dict[tuple[str, str, str], list[Span]]:
    found: dict[tuple[str, str, str], list[Span]] = {}
    for person in people:
        for role in person.roles:
            key = (folded(person.name), folded(role.title), folded(role.organisation))
            found.setdefault(key, []).append(person.mentions[0].span)
    return found


def _quotes(entries: Iterable[Person | Organisation]) -> dict[tuple[Span, str], list[Span]]:
    found: dict[tuple[Span, str], list[Span]] = {}
    for entry in entries:
        for mention in entry.mentions:
            found.setdefault((mention.span, mention.text), []).append(mention.span)
    return found


def _spans(entries: Iterable[Organisation]) -> list[Span]:
    return [mention.span for entry in entries for mention in entry.mentions]


def _figure_attributes(gold: Figure, found: Figure, named: dict[str, str]) -> dict[str, bool]:
    """Which attributes are right; `named` gives the gold id of a found figure.

    A reference to a figure that gold does not have counts as no reference: the figure itself is the error.
    """

    def reference(name: str | None) -> str | None:
        return None if name is None else named.get(name)

    one, other = gold.ratio or Ratio(), found.ratio or Ratio()
    right = {name: getattr(gold, name) == getattr(found, name) for name in ("modifier", "unit", "indicator")}
    right |= {name: getattr(gold, name) == getattr(found, name) for name in ("status", "per")}
    right["period"] = _ends(gold) == _ends(found)
    right["part_of"] = gold.part_of == reference(found.part_of)
    right["ratio"] = one.numerator == reference(other.numerator) and same_number(
        one.denominator_value, other.denominator_value
    )
    return right | {name: folded(getattr(gold, name)) == folded(getattr(found, name)) for name in _WORDINGS}


def _ends(figure: Figure) -> tuple[str | None, str | None]:
    return (figure.period.start, figure.period.end) if figure.period else (None, None)


def _same_field(gold: Any, found: Any) -> bool:
    if isinstance(gold, str) or isinstance(found, str):
        return folded(gold if isinstance(gold, str) else "") == folded(found if isinstance(found, str) else "")
    if isinstance(gold, list) or isinstance(found, list):
        return sorted(map(folded, gold or [])) == sorted(map(folded, found or []))
    return bool(gold == found)


def _said(entry: Date | Figure) -> str:
    if isinstance(entry, Figure):
        return f"{entry.text} {entry.counted or ''}".rstrip()
    value = entry.value if entry.kind == "duration" else f"{entry.start or '?'} to {entry.end or '?'}"
    return f"{entry.text} ({value})"


def _value(figure: Figure, name: str) -> str:
    return str(_plain(getattr(figure, name)))


def _plain(value: Any) -> Any:
    """A value as a person reads it: models as their set parts, none as "none"."""
    if isinstance(value, BaseModel):
        parts = {key: part for key, part in value.model_dump(by_alias=True).items() if part is not None}
        return ", ".join(f"{key} {part}" for key, part in parts.items()) or "all unknown"
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "none"
    return "none" if value is None else value


def _words(key: Any) -> str:
    """The words of a multiset's key: a name, a role, or a mention."""
    if isinstance(key, str):
        return key
    return " | ".join(part if isinstance(part, str) else "" for part in key if not isinstance(part, tuple))
