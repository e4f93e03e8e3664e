"""The house: imports point one way, rooms stay small, the command line is the roof."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT

PACKAGE = PROJECT / "extractor"
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400

# A room may import its own modules and those of the rooms before it.
ORDER = [
    "errors", "records", "lexicon", "ingest", "language", "geography", "extract", "pipeline", "assemble", "normalise", "surface",
    "store", "link", "query", "report", "export", "evaluate", "review", "batch", "spark", "exchange", "facade", "web", "extractor", "cli", "__main__",
]  # fmt: skip
# The two doors that open upwards, both only when somebody asks for what is behind them.
DOORS = {
    ("extractor.extract", "extractor.facade"),  # the package shares its name with the façade's function, and calls it
    ("extractor.pipeline", "extractor.surface"),  # spaCy's entry points name the pipeline; spaCy is imported then
}
# Plain facts that any room may take from the package itself.
FACTS = {"__version__"}
# What a stage may see: a stage works on layers, wherever the text came from.
STAGE_ROOMS = {"errors", "records", "lexicon", "language", "extract"}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path) for path in FILES}


def room(module: str) -> str:
    """The first name below the package; the package itself is the room "extractor" (the façade)."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "extractor"


def imports(path: Path) -> Iterator[str]:
    """Every module of our own that a file imports, at its head or within a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "extractor")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out in full"
            if node.module and node.module.split(".")[0] == "extractor":
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    if inner in MODULES:
                        yield inner
                    elif node.module != "extractor" or alias.name not in FACTS:
                        yield node.module


def inward(path: Path) -> Iterator[str]:
    """The imports of a file without the doors that we know of."""
    return (there for there in imports(path) if (module_of(path), there) not in DOORS)


def test_every_room_has_its_place() -> None:
    unknown = {room(module) for module in MODULES} - set(ORDER)
    assert not unknown, f"say in ORDER where these rooms stand: {sorted(unknown)}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_arrows_point_one_way(path: Path) -> None:
    here = module_of(path)
    for there in inward(path):
        assert ORDER.index(room(there)) <= ORDER.index(room(here)), f"{here} imports {there}, a room after its own"
        assert room(there) != "cli" or room(here) in {"cli", "__main__"}, f"{here} imports the command line"


@pytest.mark.parametrize("path", sorted((PACKAGE / "extract").rglob("*.py")), ids=module_of)
def test_an_extractor_never_sees_another_one(path: Path) -> None:
    here = module_of(path)
    own = ".".join(here.split(".")[:3])
    for there in inward(path):
        assert room(there) in STAGE_ROOMS, f"{here} imports {there}; a stage knows layers and lexicon only"
        assert room(there) != "extract" or there.startswith(own), f"{here} imports another extractor, {there}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "language").rglob("*.py")), ids=module_of)
def test_language_does_not_know_where_the_text_came_from(path: Path) -> None:
    assert not {room(there) for there in imports(path)} - STAGE_ROOMS


def test_readers_do_not_know_each_other() -> None:
    readers = PACKAGE / "ingest" / "readers"
    for path in readers.glob("*.py"):
        for there in imports(path):
            assert not there.startswith("extractor.ingest.readers."), f"{path.name} imports the reader {there}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_rooms_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{lines} lines: split it by what its parts know"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_every_module_says_what_it_is_and_runs_nothing_when_imported(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not tree.body:
        return
    assert ast.get_docstring(tree), "a module begins with what it is for"
    for node in tree.body[1:]:
        loose = isinstance(node, ast.Expr | ast.For | ast.While | ast.With | ast.Try)
        assert not loose, f"line {node.lineno}: something runs at import"
