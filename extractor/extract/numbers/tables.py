"""Row numbers of tables that were flattened into lines: they order the rows and count nothing."""

from __future__ import annotations

import re

from extractor.language.context import CAPITALS

_LINE_NUMBER = re.compile(r"(?:^|(?<=\n))[ \t\u00a0]*(?P<n>\d{1,3})(?P<rest>[^\n]*)(?=\n|\Z)")
_HAS_LETTERS = re.compile(r"[^\W\d_]")
_ROW_ON_ONE_LINE = re.compile(
    r"[ \u00a0]*[|\t][ \u00a0]*(?=\D)"
    rf"|(?:[ \u00a0]{{2,}}|[ \u00a0](?=[{CAPITALS}]))(?=[^\d\W])[^\n]*?[ \t|]\d"
)


def row_numbers(text: str) -> set[int]:
    """Offsets of the numbers that count rows 1, 2, 3 … of a table, one cell or one row to a line."""
    found: set[int] = set()
    run: list[int] = []
    last_end = -1
    for match in _LINE_NUMBER.finditer(text):
        number, rest = int(match["n"]), match["rest"].strip(" \t\u00a0")
        if not (_ROW_ON_ONE_LINE.match(match["rest"]) if rest else _names_a_row(text, match.end())):
            continue
        near = last_end >= 0 and text.count("\n\n", last_end, match.start()) == 0
        if number == len(run) + 1 and (near or not run):
            run.append(match.start("n"))
        else:
            found.update(run if len(run) > 1 else ())
            run = [match.start("n")] if number == 1 else []
        last_end = match.end()
    found.update(run if len(run) > 1 else ())
    return found


def _names_a_row(text: str, line_end: int) -> bool:
    """A number alone on its line with words on the next line, which is no number and no empty line."""
    following = text[line_end + 1 : line_end + 80].split("\n", 1)[0].strip()
    return bool(_HAS_LETTERS.match(following))
