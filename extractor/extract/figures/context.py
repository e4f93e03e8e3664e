"""What governs figures from outside their sentence: opened, carried and closed as the text goes on."""

from __future__ import annotations

from dataclasses import dataclass, field

Period = tuple[str | None, str | None]


@dataclass(slots=True)
class Context:
    """What governs a figure from outside its sentence; opened and closed as the text goes on."""

    published: Period | None
    paragraph: Period | None = None
    said: Period | None = None  # by a sentence of the paragraph that tells no figure
    running: Period | None = None
    heading: Period | None = None
    event: Period | None = None
    target: Period | None = None
    title: Period | None = None
    section: Period | None = None  # the last heading with a date, of whatever kind
    in_target_section: bool = False
    in_target_list: bool = False  # items that follow "đề nghị … sau:"
    main: Period | None = None  # the first longer time of the body: what the document is about
    told: list[Period] = field(default_factory=list)  # every time told so far
    intro: Period | None = None  # of the sentence ending in ":" that the items of a list depend on
    continued: bool = False  # the sentence takes up the one before ("Cụ thể:", "Trong đó")
