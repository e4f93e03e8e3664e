"""What people correct: the tables hold it, the program's own stays, each step can be undone, nobody overwrites anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from extractor.errors import ConflictingChange
from extractor.link import relink
from extractor.records import Record
from extractor.store import Place, Store
from extractor.store.database import reading
from extractor.store.labels import Change, Label, carried_out

HERE = Place("/archive", "2024/hung-yen.txt")
SHA = "ab" * 32


@pytest.fixture
def store(address: str, record: Record) -> Iterator[Store]:
    with Store.open(address) as opened:
        opened.save(record, HERE, format="text", size=10)
        yield opened


def changed(label: Label, position: int, **values: Any) -> Change:
    before = label.record.to_json()["figures"][position]
    return Change("figures", position, before, {**before, **values})


def figures(store: Store) -> list[Any]:
    with reading(store.engine) as connection:
        return connection.execute(text("SELECT code, value FROM figures ORDER BY position")).all()


def label_of(store: Store, labeller: str = "") -> Label:
    label = store.labels.get(SHA, labeller)
    assert label is not None
    return label


def test_a_correction_takes_the_place_of_what_the_program_said(store: Store, record: Record) -> None:
    before = label_of(store)
    assert (before.revision, before.record) == (0, record)
    after = store.labels.correct(before, [changed(before, 1, value=121)], action="change", person="Mai")
    assert after.record.figures[1].value == 121
    assert store.record(SHA) == after.record == label_of(store).record
    assert figures(store)[1] == ("f2", 121)
    assert store.labels.proposal(SHA) == record
    (kept,) = store.labels.history(SHA)
    assert (kept.person, kept.action, kept.undone, len(kept.changes)) == ("Mai", "change", None, 1)
    assert kept.changes[0].before is not None
    assert kept.changes[0].before["value"] == 120
    assert store.where(SHA) == [HERE]


def test_added_and_deleted_and_all_undone(store: Store, record: Record) -> None:
    label = label_of(store)
    new = {**record.to_json()["figures"][0], "id": "f9"}
    label = store.labels.correct(label, [Change("figures", 2, None, new)], action="add", person="Mai")
    assert [figure.id for figure in label.record.figures] == ["f1", "f2", "f9", "f3", "f4"]
    gone = [changed(label, 3, part_of=None), changed(label, 4, ratio=None)]
    gone.append(Change("figures", 1, label.record.to_json()["figures"][1], None))
    label = store.labels.correct(label, gone, action="delete", person="Lan")
    assert [row.code for row in figures(store)] == ["f1", "f9", "f3", "f4"]
    for left in (5, 4):
        undone = store.labels.undo(label)
        assert undone is not None
        label = undone
        assert len(label.record.figures) == left
    assert label.record == record == store.record(SHA)
    assert store.labels.undo(label) is None
    assert [bool(one.undone) for one in store.labels.history(SHA)] == [True, True]
    # the next correction is numbered after everything that ever happened
    again = store.labels.correct(label, [changed(label, 0, value=46)], action="change", person="Lan")
    assert again.revision == 5
    assert [one.revision for one in store.labels.history(SHA)] == [1, 2, 5]


def test_two_who_correct_at_once_do_not_overwrite_each_other(store: Store) -> None:
    mine, yours = label_of(store), label_of(store)
    store.labels.correct(mine, [changed(mine, 1, value=121)], action="change", person="Mai")
    with pytest.raises(ConflictingChange, match="A006"):
        store.labels.correct(yours, [changed(yours, 1, value=122)], action="change", person="Lan")
    with pytest.raises(ConflictingChange):
        store.labels.undo(yours)
    assert figures(store)[1].value == 121
    assert len(store.labels.history(SHA)) == 1


def test_a_label_of_ones_own_is_seen_by_no_query(store: Store, record: Record) -> None:
    own = label_of(store, "Mai")
    store.labels.correct(own, [changed(own, 1, value=7)], action="change", person="Mai")
    assert store.record(SHA) == record == label_of(store).record
    assert [(label.labeller, label.record.figures[1].value) for label in store.labels.all(SHA)] == [("Mai", 7)]
    shared = label_of(store)
    store.labels.correct(shared, [changed(shared, 1, value=8)], action="change", person="Lan")
    assert label_of(store, "Mai").record.figures[1].value == 7
    assert label_of(store, "Hoa").record == record  # who comes later begins with what the program said


def test_reading_anew_keeps_what_people_said(store: Store, record: Record) -> None:
    label = label_of(store)
    label = store.labels.correct(label, [changed(label, 1, value=121)], action="change", person="Mai")
    anew = record.model_copy(deep=True)
    anew.figures[1].value, anew.document.path = 119, "moved/hung-yen.txt"
    store.save(anew, HERE)
    found = store.record(SHA)
    assert found is not None
    assert (found.figures[1].value, found.document.path) == (121, "moved/hung-yen.txt")
    proposal = store.labels.proposal(SHA)
    assert proposal is not None
    assert proposal.figures[1].value == 119
    undone = store.labels.undo(label_of(store))
    assert undone is not None
    assert undone.record.figures[1].value == 120  # what the person had in front of them


def test_what_is_corrected_is_linked_again(store: Store) -> None:
    """The corrected document's row may get the number of the old one, and its links have gone with that."""
    relink(store)
    label = label_of(store)
    store.labels.correct(label, [changed(label, 1, value=121)], action="change", person="Mai")
    assert relink(store).linked == 1
    assert relink(store).linked == 0


def test_a_change_that_makes_no_record_changes_nothing(store: Store, record: Record) -> None:
    label = label_of(store)
    for values in ({"unit": "nothing"}, {"value": "many"}, {"span": [5, 5]}):
        with pytest.raises(ValueError, match=r"unit|value|span"):
            store.labels.correct(label, [changed(label, 1, **values)], action="change", person="Mai")
    assert store.record(SHA) == record
    assert store.labels.history(SHA) == []


def test_changes_are_made_in_order_and_only_on_what_they_were_made_for(record: Record) -> None:
    dates = record.to_json()["dates"]
    changes = [Change("dates", 0, dates[0], None), Change("dates", 1, None, dates[0])]
    swapped = carried_out(record, changes)
    assert [date.text for date in swapped.dates] == [dates[1]["text"], dates[0]["text"]]
    assert carried_out(swapped, [change.reversed() for change in reversed(changes)]) == record
    with pytest.raises(ConflictingChange):
        carried_out(record, [Change("dates", 0, dates[1], None)])
    with pytest.raises(ConflictingChange):
        carried_out(record, [Change("dates", 9, dates[1], None)])
    fields = record.to_json()["document"]
    titled = carried_out(record, [Change("document", 0, fields, {**fields, "title": "X"})])
    assert titled.document.title == "X"


def test_nothing_is_known_of_a_document_that_is_not_there(store: Store) -> None:
    assert store.labels.get("0" * 64) is None
    assert store.labels.proposal("0" * 64) is None
    assert store.labels.all("0" * 64) == store.labels.history("0" * 64) == store.where("0" * 64) == []
