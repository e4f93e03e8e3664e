"""The README's commands are run: what it shows is what comes out.

A block fenced with ```console is executed, line by line, in one folder that has corpus/ and gold/ in it:

    $ extractor normalise "ngày 3/2/2024"
    [
    …
    ]

Lines that begin with `$ ` are commands for bash, lines that begin with `> ` continue them, all others are the output
expected. A line `…` stands for any number of lines, `…` within a line for any characters. Blocks with another fence
(```bash, ```sh) are shown and not run: set-up, and commands that take minutes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import reference
from conftest import PROJECT

README = PROJECT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Step:
    command: str
    expected: list[str] = field(default_factory=list)


def steps(markdown: str) -> list[Step]:
    """Every command of every console block, with the lines shown below it."""
    found: list[Step] = []
    for block in _BLOCK.findall(markdown):
        first = len(found)
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:]))
            elif line.startswith("> ") and len(found) > first and not found[-1].expected:
                found[-1].command += "\n" + line[2:]
            else:
                assert len(found) > first, f"a console block begins with a command, not with {line!r}"
                found[-1].expected.append(line)
    return found


def fits(expected: list[str], shown: list[str]) -> bool:
    """Whether the output is what the README shows, up to the places marked with …."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ \t]*\n"
        for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in shown)) is not None


def test_what_the_readme_shows_comes_out(tmp_path: Path) -> None:
    if not README.is_file():
        pytest.skip("there is no README yet")
    for name in ("corpus", "gold"):
        if (PROJECT / name).is_dir():
            (tmp_path / name).symlink_to(PROJECT / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    for step in steps(README.read_text(encoding="utf-8")):
        done = subprocess.run(
            ["bash", "-c", step.command],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        shown = [line.rstrip() for line in done.stdout.splitlines()]
        told = "\n".join(["README.md shows:", *step.expected, "", "but it prints:", *shown])
        assert fits(step.expected, shown), f"$ {step.command}\n{told}"


def test_console_blocks_are_found() -> None:
    text = "a\n```console\n$ one\nx\n…\n$ two \\\n> more\n```\n```bash\n$ not this\n```\n```console\n$ three\n```\n"
    assert [(step.command, step.expected) for step in steps(text)] == [
        ("one", ["x", "…"]), ("two \\\nmore", []), ("three", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "shown", "answer"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "…"], ["a", "b", "c"], True),
        (["a", "…", "c"], ["a", "c"], True),
        (["…"], [], True),
        (["took … s."], ["took 1.5 s."], True),
        (["took … s."], ["took long"], False),
        (["(x)*"], ["(x)*"], True),
        ([], ["a"], False),
    ],
)
def test_dots_stand_for_anything(expected: list[str], shown: list[str], answer: bool) -> None:
    assert fits(expected, shown) is answer


@pytest.mark.parametrize("name", ["commands", "errors", "indicators"])
def test_generated_parts_are_up_to_date(name: str) -> None:
    """What is made from the code says what the code says; scores move with every rule, and floors guard them."""
    text = README.read_text(encoding="utf-8")
    others = frozenset(reference.PARTS) - {name}
    assert f"<!-- generated: {name} -->" in text
    assert reference.generated(text, leave=others) == text, "run scripts/reference.py"


def test_the_readme_has_scores_and_its_pictures() -> None:
    text = README.read_text(encoding="utf-8")
    assert re.search(r"<!-- generated: scores -->\n\| measure .*\n(\|.*\n)+<!-- end -->", text)
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert pictures
    assert all((PROJECT / picture).stat().st_size <= 300 * 1024 for picture in pictures)


def test_links_within_the_readme_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    heads = {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target[1:] in heads if target.startswith("#") else (PROJECT / target).exists(), target
