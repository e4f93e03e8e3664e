"""What persons have decided, as the linker uses it: it goes before every rule."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from extractor.link.bodies import Identity
from extractor.link.people import Constraints
from extractor.store.linked import decisions

SAME, OTHER, APART = ("confirm", "merge"), "reject", "split"


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions that hold. `units`: codes by ref of a place; `keys`: the key that a body's key stands for."""

    people: Constraints = field(default_factory=Constraints)
    texts: Constraints = field(default_factory=Constraints)
    units: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()  # refs of bodies
    pairs: frozenset[tuple[str, str]] = frozenset()  # whatever was decided about them

    def has(self, left: str, right: str) -> bool:
        """Whether somebody has decided about these two."""
        return (left, right) in self.pairs or (right, left) in self.pairs

    def key(self, key: str) -> str:
        return self.keys.get(key, key)

    def body(self, identity: Identity, ref: str) -> Identity:
        """The identity that persons have given to a body."""
        if ref in self.apart:
            key = f"{identity.key}?{ref}"
            return replace(identity, key=key, is_open=False, rule="decided", evidence="a person set it apart")
        if identity.key in self.keys:
            key = self.keys[identity.key]
            return replace(identity, key=key, is_open=False, rule="decided", evidence="a person said so")
        return identity


def load(connection: Connection) -> Decided:
    """All decisions that are not undone."""
    query = select(decisions).where(decisions.c.undone.is_(None)).order_by(decisions.c.id)
    rows = connection.execute(query).all()

    def constraints(kind: str) -> Constraints:
        mine = [row for row in rows if row.kind == kind]
        return Constraints(
            frozenset((row.left_ref, row.right_ref) for row in mine if row.verb in SAME),
            frozenset((row.left_ref, row.right_ref) for row in mine if row.verb == OTHER),
            frozenset(row.left_ref for row in mine if row.verb == APART),
        )

    bodies = [row for row in rows if row.kind == "organisation"]
    return Decided(
        people=constraints("person"),
        texts=constraints("copy"),
        units={row.left_ref: row.right_ref for row in rows if row.kind == "place" and row.verb in SAME},
        keys=_representatives([(row.left_ref, row.right_ref) for row in bodies if row.verb in SAME]),
        apart=frozenset(row.left_ref for row in bodies if row.verb == APART),
        pairs=frozenset((row.left_ref, row.right_ref) for row in rows),
    )


def _representatives(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Every key of a set of equals, and the one that stands for it: the least without an open end, else the least."""
    groups: list[set[str]] = []
    for pair in pairs:
        joined = set(pair).union(*(group for group in groups if group & set(pair)))
        groups = [group for group in groups if not group & joined] + [joined]
    return {key: min(group, key=lambda one: ("?" in one, one)) for group in groups for key in group}
