"""Views for the common questions: each joins what an analyst would have to join by hand."""

from __future__ import annotations

from extractor.store.linked_views import LINKED_VIEWS
from extractor.store.view import View

_CONTEXT = 80  # characters shown on either side of a mention

_DOCUMENT = "d.id AS document_id, d.path, d.title, d.subject, d.published_from AS published"
_FIRST = f"CASE WHEN m.start > {_CONTEXT} THEN m.start - {_CONTEXT} ELSE 0 END"
_AROUND = f"""substr(d.text, {_FIRST} + 1, m."end" + {_CONTEXT} - ({_FIRST}))"""
_WORDS_AROUND = {"context": f"The words around it, {_CONTEXT} characters on either side"}

VIEWS: tuple[View, ...] = (
    View(
        "v_figures",
        "Every figure with its document and sentence",
        f"""SELECT {_DOCUMENT}, f.code, f.indicator, f.value, f.value_max, f.modifier, f.unit, f.counted, f.status,
               f.per, f.period_from, f.period_to, f.place, f.actor, f.part_of, f.is_share, f.text, f.sentence,
               f.confidence
            FROM figures f JOIN documents d ON d.id = f.document_id""",
    ),
    View(
        "v_indicators",
        "Each indicator: how many figures, in how many documents; shares and parts of a whole are counted apart",
        """SELECT indicator, unit, status, count(*) AS figures, count(DISTINCT document_id) AS documents,
               sum(CASE WHEN part_of IS NOT NULL THEN 1 ELSE 0 END) AS parts_of_others
            FROM figures GROUP BY indicator, unit, status""",
        {
            "figures": "How many figures",
            "documents": "In how many documents",
            "parts_of_others": "How many of the figures are a stated part of another one",
        },
    ),
    View(
        "v_people",
        "Every title of every person with its document; one row with an empty title where none is given",
        f"""SELECT {_DOCUMENT}, p.name, r.title AS role, r.organisation,
               (SELECT count(*) FROM person_mentions m WHERE m.person_id = p.id) AS mentions
            FROM people p JOIN documents d ON d.id = p.document_id LEFT JOIN roles r ON r.person_id = p.id""",
        {"mentions": "How often the document names the person"},
    ),
    View(
        "v_person_mentions",
        "Every place where a person is named, with the words around it",
        f"""SELECT {_DOCUMENT}, p.name, m.text, m.start, m."end", {_AROUND} AS context
            FROM person_mentions m JOIN people p ON p.id = m.person_id JOIN documents d ON d.id = p.document_id""",
        _WORDS_AROUND,
    ),
    View(
        "v_organisation_mentions",
        "Every place where an organisation is named, with the words around it",
        f"""SELECT {_DOCUMENT}, o.name, o.type, m.text, m.start, m."end", {_AROUND} AS context
            FROM organisation_mentions m JOIN organisations o ON o.id = m.organisation_id
            JOIN documents d ON d.id = o.document_id""",
        _WORDS_AROUND,
    ),
    View(
        "v_dates",
        "Every date with its document and sentence",
        f"""SELECT {_DOCUMENT}, t.text, t.kind, t.from_day, t.to_day, t.duration, t.modifier, t.sentence
            FROM dates t JOIN documents d ON d.id = t.document_id""",
    ),
    *LINKED_VIEWS,
)
