#!/usr/bin/env python3
"""Write the parts of README.md that are made from the code: commands, error codes, indicators, scores.

usage: reference.py [--check]

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`. With --check nothing is written; the exit code
is 1 when a part is out of date. Scores are left out of the check: the floors guard them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.errors import ExtractorError

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_PART = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_BASE_CODE = "E000"
_TOLD_IN_MESSAGE = "Install what the message names; see [Formats](#formats)."


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; the cells are Markdown already."""
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *map(list, rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines) + "\n"


def commands() -> str:
    """Every command of the command line with its arguments and options."""
    import typer

    from extractor.cli import app

    group: Any = typer.main.get_command(app)
    every = dict(_every(group))
    told = Counter(_option(option) for command in every.values() for option in _options(command))
    shared = [line for line, number in told.items() if number > 1]
    lines = [line for name, command in every.items() for line in _command(name, command, shared)]
    return "\n".join([*lines, "- Shared by several commands:", *(f"  - {line}" for line in shared)]) + "\n"


def _every(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its whole name, those of groups too."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _every(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _options(command: Any) -> list[Any]:
    return [param for param in command.params if param.param_type_name == "option" and "--help" not in param.opts]


def _option(option: Any) -> str:
    forms = ", ".join(f"`{form}`" for form in option.opts)
    value = f" `{option.metavar}`" if option.metavar else ""
    return f"{forms}{value}: {option.help}{_default(option)}"


def _command(name: str, command: Any, shared: list[str]) -> Iterator[str]:
    """The command's usage, help and arguments, then the options that no other command has."""
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = _options(command)
    needed = [f"{option.opts[0]} {option.metavar}" for option in options if option.required]
    usage = ["extractor", name, *needed, *(["[OPTIONS]"] if len(options) > len(needed) else [])]
    usage += [argument.metavar for argument in arguments]
    told = [command.help or "", *(f"`{argument.metavar}`: {argument.help}" for argument in arguments)]
    yield f"- `{' '.join(usage)}`: {' '.join(' '.join(told).split())}"
    yield from (f"  - {line}" for line in map(_option, options) if line not in shared)


def _default(option: Any) -> str:
    """What holds when an option is left out, where that can be said in a word."""
    if isinstance(option.show_default, str):
        return f" Default: {option.show_default}."
    told = option.default is not None and not isinstance(option.default, bool) and not option.required
    if not told:
        return ""
    return f" Default: {option.default if isinstance(option.default, str) else format(option.default, 'g')}."


def errors() -> str:
    """Every error code with what it means and what to do."""
    from extractor.errors import ExtractorError

    def below(kind: type[ExtractorError]) -> Iterator[type[ExtractorError]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    kinds: list[type[ExtractorError]] = [ExtractorError]
    kinds += [kind for kind in below(ExtractorError) if not kind.__subclasses__()]
    return table(
        ["code", "meaning", "what to do"],
        (
            [f"`{kind.code}`", _meaning(kind), _remedy(kind)]
            for kind in sorted(kinds, key=lambda kind: (kind.code == _BASE_CODE, kind.code[0] != "D", kind.code))
        ),
    )


def _meaning(kind: type[ExtractorError]) -> str:
    """The first clause of the description, else the name in words."""
    if kind.code == _BASE_CODE:
        return "Any other error."
    text = (kind.__doc__ or "").strip().split("\n")[0].split(";")[0].rstrip(".")
    own = text if kind.__dict__.get("__doc__") else ""
    words = re.sub(r"(?<=[a-z])[A-Z](?!ietnam)", lambda match: f" {match[0].lower()}", kind.__name__)
    words = words.replace("NotV", "Not V")
    return f"{own or words}."


def _remedy(kind: type[ExtractorError]) -> str:
    names_it = "the remedy names the command" in (kind.__dict__.get("__doc__") or "")
    return _TOLD_IN_MESSAGE if names_it else str(kind.remedy)


def indicators() -> str:
    """Every indicator with its names."""
    from extractor.lexicon import load_all

    entries = {code: entry["indicator"] for code, entry in load_all("indicators").items()}
    return table(
        ["code", "Vietnamese", "English"],
        ([f"`{code}`", entry["vi"], entry["en"]] for code, entry in entries.items()),
    )


def scores() -> str:
    """Precision, recall and F1 on the documents that rules were made from, and on those that none was made from."""
    from extractor.evaluate.measures import COUNTED

    command = [sys.executable, "-m", "extractor", "evaluate", "gold", "--texts", "corpus", "--json"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    documents: dict[str, Any] = json.loads(done.stdout)["per_document"]
    heldout = set(tomllib.loads((ROOT / "gold" / "split.toml").read_text(encoding="utf-8"))["heldout"])
    sets = [[name for name in documents if name not in heldout], [name for name in documents if name in heldout]]

    def cells(names: list[str], measure: str) -> list[str]:
        sums: Counter[str] = Counter()
        for name in names:
            sums.update({key: documents[name]["measures"][measure][key] for key in ("tp", "fp", "fn")})
        right, found, wanted = sums["tp"], sums["tp"] + sums["fp"], sums["tp"] + sums["fn"]
        ratios = (right / (found or 1), right / (wanted or 1), 2 * right / ((found + wanted) or 1))
        return [f"{ratio:.3f}" for ratio in ratios]

    def share(names: list[str], name: str) -> str:
        told = [documents[document]["shares"][name] for document in names if name in documents[document]["shares"]]
        return f"{sum(one['right'] for one in told) / (sum(one['of'] for one in told) or 1):.3f}"

    tuned, new = sets
    rows = [
        [f"`{measure}`", meaning, cells(tuned, measure)[2], *cells(new, measure)]
        for measure, meaning in COUNTED.items()
        if measure not in LEFT_OUT
    ]
    rows += [[f"`{name}`", meaning, share(tuned, name), "", "", share(new, name)] for name, meaning in SHARES.items()]
    head = [
        "measure", "what counts as right", f"F1, {len(tuned)} tuned", f"precision, {len(new)} held out", "recall", "F1",
    ]  # fmt: skip
    return table(head, rows)


LEFT_OUT = {"people.mentions", "orgs.overlap", "dates.found"}  # of the page's table; `extractor evaluate` has them
SHARES = {  # of the figures that were found
    "figure.period": "share of the found figures with the right period",
    "figure.place": "the same for the place",
    "figure.actor": "the same for the actor",
    "figure.counted": "the same for the counted noun",
}

PARTS: dict[str, Callable[[], str]] = {
    "commands": commands, "errors": errors, "indicators": indicators, "scores": scores,
}  # fmt: skip


def generated(markdown: str, leave: frozenset[str] = frozenset()) -> str:
    """The text with every part made anew, but those to leave."""

    def made(match: re.Match[str]) -> str:
        begin, name, old, end = match.groups()
        return f"{begin}{old if name in leave else PARTS[name]()}{end}"

    return _PART.sub(made, markdown)


def main() -> None:
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        raise SystemExit(__doc__)
    old = README.read_text(encoding="utf-8")
    new = generated(old, frozenset({"scores"}) if check else frozenset())
    if check:
        raise SystemExit("README.md is out of date; run scripts/reference.py" if new != old else 0)
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
