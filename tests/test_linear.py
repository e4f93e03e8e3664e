"""Work grows with the length of a text, not with its square: counted in steps of the interpreter, not in seconds."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from extractor.pipeline import analyse

SIZE = 1_500
TIMES = 4
SLACK = 1.3  # what is done once a text shrinks the ratio, odd line ends stretch it

REPEATED = {
    "digits": "1",
    "commas": ",",
    "capital words": "Nguyễn Văn Hải ",
    "brackets": "(",
    "pairs of brackets": "() ",
    "numbers with dots": "1.",
    "bodies with và": "Công đoàn Sóc Trăng và ",
    "numbers in words": "hai mươi mốt triệu ",
    "quotes": "“a ",
}


def steps(text: str) -> int:
    """How many steps of the interpreter the extraction of a text takes."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    sys.settrace(trace)
    try:
        analyse(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("kind", REPEATED)
def test_work_grows_with_the_length(kind: str) -> None:
    unit = REPEATED[kind]
    short = unit * (SIZE // len(unit) + 1)
    analyse(short)  # what is read from the lexicon is read
    first, second = steps(short), steps(short * TIMES)
    assert second <= first * TIMES * SLACK, f"{first:,} steps for {len(short):,} characters, {second:,} for {TIMES} times"
