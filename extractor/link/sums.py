"""Safe sums: nothing counted twice, and every figure that is left out says why.

For one area and one stretch of time the statements about the area itself go before those about its parts. Of those,
periods that do not overlap are added, so that they fill as much of the time as they can: the year, else nine months
and the last quarter, and so on. Stocks are never added over time: the latest counts. Parts of other figures, shares
and rates are left out. Of values that contradict each other, the one that most sources tell counts; of as many, the
one in an official letter, then the one that was told first.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from extractor.geography import COUNTRY, units
from extractor.lexicon import load_all
from extractor.link.names import body_name
from extractor.link.rows import Values, unit_rows
from extractor.link.series import Observation, Part, loaded
from extractor.store.linked import observations, sum_parts, sums

_USED = "added"
_MOST_PERIODS = 60  # different periods of one area and year that are fitted together


@dataclass(slots=True)
class Sum:
    """A safe sum: `value` is None when nothing can be added. `parts` are statements, whether each was added, and why.

    `covers_time` is true when what was added fills the time, `whole_area` when it was stated for the area itself, or
    for each of the provinces that became it.
    """

    value: int | float | None = None
    parts: list[tuple[Observation, bool, str]] = field(default_factory=list)
    covers_time: bool = False
    whole_area: bool = False
    explanation: str = "nothing is stated"

    @property
    def used(self) -> list[Observation]:
        return [one for one, used, _ in self.parts if used]

    @property
    def contradicted(self) -> bool:
        return any(one.contradicted for one in self.used)


@cache
def _time_of(indicator: str) -> str:
    """ "flow", "stock", "event" or "occasion"."""
    entry = load_all("indicators").get(indicator)
    return str(entry["indicator"].get("time", "flow")) if entry else "flow"


def add_up(found: Iterable[Observation], area: str, since: str, until: str) -> Sum:
    """The safe sum of statements of one indicator, unit and status, over an area and the days from `since` to `until`.

    `area` is the code of a unit: of its time, or of today.
    """
    here = [one for one in found if _lies_in(one, area)]
    result = Sum()
    counted: list[Observation] = []
    for one in sorted(here, key=lambda one: one.key):
        reason = _unfit(one, since, until)
        if reason is None:
            counted.append(one)
        elif reason:
            result.parts.append((one, False, reason))
    _add_area(result, counted, area, since, until)
    result.parts.sort(key=lambda part: (not part[1], part[0].key))
    return result


def _unfit(one: Observation, since: str, until: str) -> str | None:
    """Why a statement cannot be added; "" when it is about another time."""
    values = one.values
    first, last = values["period_from"], values["period_to"]
    if _time_of(values["indicator"]) == "stock":
        day = last or first
        if day is None or not since <= day <= until:
            return ""
    elif first is None or last is None:
        return "its period has an open end" if (first or last or "") and since <= (first or last) <= until else ""
    elif last < since or first > until:
        return ""
    elif first < since or last > until:
        return f"its period {first}..{last} goes beyond"
    if values["is_share"] or values["unit"] == "percent":
        return "a share or a change in percent, not a number"
    if values["per"]:
        return f"a rate per {values['per']}"
    if values["is_part"]:
        return "a stated part of another figure"
    return None


def _lies_in(one: Observation, area: str) -> bool:
    values = one.values
    if area == COUNTRY:
        return True
    if area in (values["province"], values["province_today"], values["place_unit"], values["place_today"]):
        return True
    unit = values["place_unit"]
    return bool(unit) and area in {above.code for above in units().above(units()[unit])}


def _add_area(result: Sum, found: list[Observation], area: str, since: str, until: str) -> None:
    """Statements about the area itself, or the sums of its parts."""
    here = [one for one in found if one.values["place_unit"] and _extent(one.values["place_unit"]) == _extent(area)]
    own = [one for one in here if not _is_narrow(one)]
    if own:
        value, covered, told = _add_times(result, own, since, until)
        name = units()[area].full_name
        result.parts += [(one, False, f"part of {name}, which is stated itself") for one in found if one not in own]
        result.value, result.covers_time, result.whole_area = value, covered, True
        result.explanation = f"stated for {name}: {told}"
        return
    groups: dict[tuple[str, str], list[Observation]] = {}
    for one in found:
        below = area if one in here else _part(one, area)
        if below is None:
            result.parts.append((one, False, "the place is not decided"))
        else:
            groups.setdefault((below, one.actor_key or "" if one in here else ""), []).append(one)
    values, names, all_covered = [], [], True
    wholes: set[str] = set()
    for (below, actor), inside in sorted(groups.items()):
        inner = Sum()
        if actor or below == area:
            inner.value, inner.covers_time, when = _add_times(inner, inside, since, until)
            inner.explanation = f"stated for {inside[0].values['actor']} only: {when}"
        else:
            _add_area(inner, inside, below, since, until)
        result.parts += inner.parts
        if inner.value is not None:
            values.append(inner.value)
            names.append(inside[0].values["actor"] if actor else units()[below].name)
            told = inner.explanation
            wholes |= {below} if inner.whole_area else set()
            all_covered &= inner.covers_time
    if values:
        result.value, result.covers_time = _plus(values), all_covered
        result.whole_area = bool(merged := _merged(area)) and merged <= wholes
        result.explanation = told if len(values) == 1 else f"the sum of {len(values)} parts: {', '.join(names)}"


@cache
def _merged(area: str) -> frozenset[str]:
    """The provinces that a province of today was made of: when each is stated, all of it is."""
    return frozenset(unit.code for unit in units() if unit.level == "province" and unit.became == (area,))


def _is_narrow(one: Observation) -> bool:
    """Whether it is told of a body that is only a part of the place: a firm, a zone's union, one of a smaller area."""
    if one.actor_key is None:
        parts = body_name(one.values["actor"] or "", "")
        return parts.is_named and bool(parts.kind)
    kind, own, *rest = one.actor_key.split("|")
    area = rest[-1].split("?")[0] if rest else ""
    if len(rest) > 1 or (own and not kind.endswith("committees")):
        return True
    unit, place = units().by_code.get(area), one.values["place_unit"]
    if unit is None or place is None or unit.level == "country":
        return False
    return unit.level != units()[place].level and place in _areas(unit.code)


@cache
def _areas(code: str) -> frozenset[str]:
    return frozenset(above.code for above in units().above(units()[code]))


def _part(one: Observation, area: str) -> str | None:
    """The unit right below the area that a statement is about; None when it is not known."""
    unit = one.values["place_unit"]
    if unit is None or unit == area:
        return None
    table = units()
    path = [above.code for above in table.above(table[unit]) if above.level not in {"province", "country"}]
    path += [code for code in (one.values["province"],) if code]
    if table[area].valid_to is None and area not in path:
        path.append(area)  # the country, or the province of today
    at = path.index(area) if area in path else len(path)
    return path[at - 1] if at else None


@cache
def _predecessors() -> Counter[str]:
    return Counter(code for unit in units() if unit.level != "commune" for code in unit.became if code.count("-") == 1)


@cache
def _extent(code: str) -> str:
    """One code for an area as long as nothing is added to it and nothing taken away."""
    unit = units()[code]
    while (
        len(unit.became) == 1 and unit.level == units()[unit.became[0]].level and _predecessors()[unit.became[0]] == 1
    ):
        unit = units()[unit.became[0]]
    return unit.code


def _plus(values: Sequence[int | float]) -> int | float:
    total = sum(values)
    return int(total) if all(float(value).is_integer() for value in values) else total


# ---------------------------------------------------------------- one area
def _add_times(result: Sum, found: list[Observation], since: str, until: str) -> tuple[int | float, bool, str]:
    if _time_of(found[0].values["indicator"]) == "stock":
        return _latest(result, found)
    by_period: dict[tuple[str, str], list[Observation]] = {}
    for one in found:
        by_period.setdefault((one.values["period_from"], one.values["period_to"]), []).append(one)
    best = {period: _best(result, here, "time and area") for period, here in sorted(by_period.items())}
    chosen = _fill(sorted(best)[:_MOST_PERIODS])
    for period, one in sorted(best.items()):
        if period in chosen:
            result.parts.append((one, True, _USED))
        else:
            over = next(other for other in chosen if other[0] <= period[1] and period[0] <= other[1])
            result.parts.append((one, False, f"overlaps with {over[0]}..{over[1]}"))
    days = sum(_days(period) for period in chosen)
    told = " + ".join(f"{first}..{last}" for first, last in chosen)
    return _plus([best[period].number for period in chosen]), days == _days((since, until)), told


def _latest(result: Sum, found: list[Observation]) -> tuple[int | float, bool, str]:
    """A stock: what was there at the latest day."""

    def day(one: Observation) -> str:
        return str(one.values["period_to"] or one.values["period_from"])

    last = max(map(day, found))
    result.parts += [(one, False, f"a stock; a later one is known, of {last}") for one in found if day(one) != last]
    one = _best(result, [one for one in found if day(one) == last], "day and area")
    result.parts.append((one, True, _USED))
    return one.number, True, f"on {last}"


def _best(result: Sum, found: list[Observation], of: str) -> Observation:
    """The statement that most sources make; of as many the one in a letter, then the first told, then the greater.

    Where different bodies are told of, the greater goes first: it may hold the other.
    """
    torn = any(one.contradicted for one in found)

    def rank(one: Observation) -> tuple[Any, ...]:
        told = str(one.values["first_published"] or "9999")
        return (-one.values["sources"], not one.letters, told if torn else "", -one.number, one.key)

    ranked = sorted(found, key=rank)
    for one in ranked[1:]:
        actor = one.values["actor"]
        if one.contradicted and ranked[0].contradicted:
            why = f"contradicts {ranked[0].number:g}, which more or surer sources tell"
        else:
            why = f"for the same {of}{f', of {actor}' if actor else ''}: may count the same"
        result.parts.append((one, False, why))
    return ranked[0]


def _fill(periods: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Periods without an overlap that fill the most days; of as many days the fewest periods, then the latest."""
    ordered = sorted(periods, key=lambda period: (period[1], period[0]))
    best: list[tuple[int, int, list[tuple[str, str]]]] = [(0, 0, [])]
    for position, period in enumerate(ordered):
        before = max((at for at in range(position) if ordered[at][1] < period[0]), default=-1)
        days, number, chain = best[before + 1]
        taken = (days + _days(period), number - 1, [*chain, period])
        best.append(max(best[position], taken, key=lambda one: (one[0], one[1], one[2])))
    return best[-1][2]


def _days(period: tuple[str, str]) -> int:
    return (dt.date.fromisoformat(period[1]) - dt.date.fromisoformat(period[0])).days + 1


# ---------------------------------------------------------------- the tables
def write_sums(connection: Connection, part: Part, found: list[Observation]) -> None:
    """Write the sums by year of one part of the series anew: its province of today, and those of before in it."""
    indicator, province = part
    if province is None:
        return
    table = units()
    olds = sorted({unit.code for unit in table if unit.level == "province" and table.today(unit).code == province})
    connection.execute(delete(sums).where(sums.c.indicator == indicator, sums.c.area.in_([*olds, province])))
    then = sorted({one.values["province"] for one in found if one.values["province"]})
    unit_rows(connection, [*then, province])
    _write(connection, indicator, "today", province, [one for one in found if _lies_in(one, province)])
    for area in then:  # of a province of today only what is told of it since it is there
        _write(connection, indicator, "then", area, [one for one in found if one.values["province"] == area])


def write_country(connection: Connection, indicator: str) -> None:
    """Write the country's sums of one indicator: what is stated for the country, else the sums of its provinces."""
    connection.execute(delete(sums).where(sums.c.indicator == indicator, sums.c.area == COUNTRY))
    unit_rows(connection, [COUNTRY])
    own = loaded(connection, (observations.c.indicator == indicator) & (observations.c.place_unit == COUNTRY))
    written: set[tuple[Any, ...]] = set()
    for basis in ("then", "today"):
        written |= _write(connection, indicator, basis, COUNTRY, own)
    query = select(sums).where(sums.c.indicator == indicator, sums.c.area != COUNTRY).order_by(sums.c.area)
    groups: dict[tuple[str, ...], list[Any]] = {}
    for row in connection.execute(query):
        groups.setdefault((row.unit, row.status, row.basis, row.year), []).append(row)
    rows = [
        {
            "indicator": indicator, "unit": unit, "status": status, "basis": basis, "area": COUNTRY, "year": year,
            "value": _plus([row.value for row in here]), "used": sum(row.used for row in here),
            "left_out": sum(row.left_out for row in here), "covers_year": all(row.covers_year for row in here),
            "whole_area": False, "contradicted": any(row.contradicted for row in here),
            "explanation": f"provinces: {len(here)}" if len(here) > 1 else f"one province: {here[0].explanation}",
        }
        for (unit, status, basis, year), here in sorted(groups.items())
        if (unit, status, basis, year) not in written
    ]  # fmt: skip
    if rows:
        connection.execute(insert(sums), rows)


def _write(
    connection: Connection, indicator: str, basis: str, area: str, found: list[Observation]
) -> set[tuple[Any, ...]]:
    """Sums of an area for each unit, status and year that something is stated of."""
    kinds = sorted({(one.values["unit"], one.values["status"]) for one in found})
    written: set[tuple[Any, ...]] = set()
    for unit, status in kinds:
        mine = [one for one in found if (one.values["unit"], one.values["status"]) == (unit, status)]
        for year in sorted(
            {int(day[:4]) for one in mine if (day := one.values["period_to"] or one.values["period_from"])}
        ):
            result = add_up(mine, area, f"{year}-01-01", f"{year}-12-31")
            if result.value is None:
                continue
            row: Values = {
                "indicator": indicator, "unit": unit, "status": status, "basis": basis, "area": area, "year": year,
                "value": result.value, "used": len(result.used), "left_out": len(result.parts) - len(result.used),
                "covers_year": result.covers_time, "whole_area": result.whole_area,
                "contradicted": result.contradicted, "explanation": result.explanation,
            }  # fmt: skip
            key = connection.execute(insert(sums).returning(sums.c.id), [row]).scalar_one()
            parts = [
                {"sum_id": key, "observation_id": one.values["id"], "is_used": used, "reason": reason}
                for one, used, reason in result.parts
            ]
            connection.execute(insert(sum_parts), parts)
            written.add((unit, status, basis, year))
    return written


def add_up_in(
    connection: Connection,
    indicator: str,
    area: str,
    since: str,
    until: str,
    unit: str | None = None,
    status: str = "actual",
) -> Sum:
    """The safe sum of an indicator in an area over any days; `unit` where the indicator is counted in several."""
    chosen = (observations.c.indicator == indicator) & (observations.c.status == status)
    if unit is not None:
        chosen &= observations.c.unit == unit
    if area != COUNTRY:
        provinces = {above.code for above in units().above(units()[area]) if above.level == "province"}
        provinces |= {code for code in (area,) if units()[code].level == "province"}
        chosen &= or_(observations.c.province.in_(provinces), observations.c.province_today.in_(provinces))
    return add_up(loaded(connection, chosen), area, since, until)
