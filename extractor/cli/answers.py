"""How an answer is shown: a table with its sources for the eye, CSV, JSON or JSON lines for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer import Option

from extractor.cli.speech import say

if TYPE_CHECKING:
    from rich.padding import Padding
    from rich.text import Text

    from extractor.query.answer import Answer, Source

Format = Annotated[
    Literal["table", "csv", "json", "jsonl"], Option("--format", metavar="FORMAT", help="table, csv, json or jsonl.")
]
Limit = Annotated[int, Option("--limit", metavar="N", min=1, help="The most rows shown.")]
Shown = Annotated[int, Option("--sources", metavar="N", min=0, help="The most sources shown of each row.")]

_LONGEST_CELL = 40  # characters; what is longer gets a line of its own
_INDENT = 4
_GAP = 2  # between two columns
# What a document may hold that would move the cursor or colour the terminal
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
_FEWEST_IN_GROUPS = 10_000  # years stay as they are


def show(answer: Answer, form: str, sources: int) -> None:
    """Print an answer; what has to be known of it goes to standard error where programs read the rest."""
    if form == "table":
        _show_table(answer, sources)
        return
    if form == "json":
        typer.echo(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
        return
    if form == "jsonl":
        for row in answer.records():
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        _write_csv(answer)
    for note in answer.notes:
        say(note)
    if len(answer.rows) < answer.total:
        say(_more(answer))


def _write_csv(answer: Answer) -> None:
    from extractor.query.answer import FLAT_SOURCES

    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([*answer.columns, *FLAT_SOURCES])
    writer.writerows(row.values() for row in answer.flat())
    typer.echo(lines.getvalue(), nl=False)


def _show_table(answer: Answer, sources: int) -> None:
    from rich.console import Console

    if not answer.rows:
        typer.echo("Nothing found.")
    else:
        console = Console(highlight=False)
        for part in _lines(answer, sources, console.width):
            console.print(part)
    for note in answer.notes:
        typer.echo(note)
    if answer.rows:
        typer.echo(_more(answer))


def _more(answer: Answer) -> str:
    if len(answer.rows) == answer.total:
        return f"{answer.total:,} found."
    return f"{len(answer.rows):,} of {answer.total:,} found; --limit shows more."


def _lines(answer: Answer, sources: int, width: int) -> Iterator[Text | Padding]:
    """A head, then each row with what is long in it and its sources below, moved in; what has a name is a card."""
    from rich.padding import Padding
    from rich.text import Text

    filled = [name for name in answer.columns if any(row[name] not in (None, "", [], False) for row in answer.rows)]
    cells = [{name: _cell(row[name]) for name in filled} for row in answer.rows]
    is_card = "name" in filled
    below = {name for name in filled if name == "path" and sources}  # the source names it
    short, above = _fitted([name for name in filled if name not in below], cells, width)
    numbers = {name for name in short if all(isinstance(row[name], int | float | None) for row in answer.rows)}
    widths = {name: _width(name, cells) for name in short}

    def line(values: dict[str, str]) -> str:
        aligned = (values[name].rjust if name in numbers else values[name].ljust for name in short)
        return "  ".join(align(widths[name]) for align, name in zip(aligned, short, strict=True)).rstrip()

    if not is_card:
        if above:
            yield Text("; ".join(f"{_words(name)}: {cells[0][name]}" for name in above), style="bold")
        yield Text(line({name: _words(name) for name in short}), style="bold")
    for row, values in zip(answer.rows, cells, strict=True):
        yield Text(values["name"] if is_card else line(values), style="cyan")
        left = [name for name in filled if name not in {*below, *([] if is_card else [*short, *above])}]
        told = [_told(name, values[name]) for name in left if values[name] and name != "name"]
        for words in [*map(Text, told), *_said(row["sources"], sources)]:
            yield Padding(words, (0, 0, 0, _INDENT), expand=False)


def _fitted(names: list[str], cells: list[dict[str, str]], width: int) -> tuple[list[str], list[str]]:
    """The columns that fit side by side, and those that are said once because they are the same in all rows."""
    short = [name for name in names if _width(name, cells) <= _LONGEST_CELL]
    above: list[str] = []
    while sum(_width(name, cells) + _GAP for name in short) - _GAP > width:
        same = [name for name in short if len(cells) > 1 and len({row[name] for row in cells}) == 1]
        one = max(same or short, key=lambda name: _width(name, cells))
        short.remove(one)
        above += [one] if same else []
    return short, above


def _width(name: str, cells: list[dict[str, str]]) -> int:
    return max(len(name), *(len(row[name]) for row in cells))


def _told(name: str, words: str) -> str:
    return words if name == "title" else f"{_words(name)}: {words}"


def _words(column: str) -> str:
    return column.replace("_", " ")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        from extractor.query.answer import words_of

        return "; ".join(map(words_of, value)).translate(_CONTROLS)
    if isinstance(value, int) and abs(value) >= _FEWEST_IN_GROUPS:
        return f"{value:,}"
    return str(value).translate(_CONTROLS)


def _said(sources: list[Source], most: int) -> Iterator[Text]:
    """Each document with its day, and its sentence with the hits marked; a copy is called one."""
    from rich.text import Text

    for source in sources[:most]:
        notes = [*([source.published] if source.published else []), *(["a copy"] if source.is_copy else [])]
        head = (source.path or source.title or "").translate(_CONTROLS)
        yield Text(f"{head} ({', '.join(notes)})" if notes else head, style="dim")
        if source.sentence:
            start, end = source.marked or (0, 0)
            sentence = source.sentence
            marked = f"{sentence[:start]}«{sentence[start:end]}»{sentence[end:]}" if end else sentence
            words = Text(marked.translate(_CONTROLS))
            words.highlight_regex("«[^»]*»", "bold yellow")
            yield words
    if 0 < most < len(sources):
        yield Text(f"and {len(sources) - most:,} more", style="dim")
