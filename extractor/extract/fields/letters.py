"""Document fields of an administrative document, read from the parts of its frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from extractor.language.daylines import days_in
from extractor.language.fold import fold
from extractor.language.frames.letter import is_personal
from extractor.language.frames.letter_parts import Letter
from extractor.language.layers import Fields, SignatoryField
from extractor.language.lines import Piece
from extractor.language.terms import alternatives
from extractor.lexicon import load

_CLOSING = " \t\u00a0.,;:*_-–—"
_NOTE = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]\s*(?=$|[;,.])")
_EMPHASIS = re.compile(r"\*\*|__|(?<=\()\*|\*(?=\))")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    head, tail, bodies = (load("letter")[key] for key in ("head", "tail", "bodies"))
    patterns = {
        "number": rf"{alternatives(head['number_labels'])}\s*[:.;]?\s*",
        "subject": rf"\W{{0,3}}{alternatives(head['subject_labels'])}\s*[:.]?\s*",
        "heading": rf"\W*{alternatives(head['headings'])}(?:\s+{alternatives(head['heading_tails'])})?",
        "bullet": rf"\s*[{re.escape(tail['bullets'])}]\s*",
        "nobody": rf"\W*{alternatives(tail['no_recipient'])}",
        "unfinished": rf"\W*{alternatives(bodies['unfinished'])}\W*$",
        "body": rf"\W*{alternatives(bodies['heads'])}",
        "honorific": rf"(?:{alternatives(tail['honorifics'])}[.,]?\s*)+",
        "minor": rf"\W*{alternatives(tail['minor_signatories'])}",
    }
    return re.compile(patterns[name])


def flat(text: str) -> str:
    """White space runs and line breaks as one space, without emphasis marks of a converter."""
    return " ".join(_EMPHASIS.sub("", text).split())


def fill(fields: Fields, letter: Letter, text: str) -> None:
    """Write what the letter states into `fields`; what it does not state stays empty."""
    if is_personal(letter):
        fields.kind = "other"
        fields.title = flat(" ".join(piece.text for piece in (*letter.of("heading"), *letter.of("topic"))))
    else:
        fields.kind = "official_letter"
        fields.number = _number(letter.of("number"))
        fields.subject = _subject(letter)
    _issue(fields, letter)
    _issuer(fields, letter.of("body"), text)
    fields.recipients = _recipients(letter)
    fields.signatory = _signatory(letter)


def fill_release(fields: Fields, letterhead: Letter, text: str) -> None:
    """Write issuer and number from the letterhead of a press release into `fields`; the rest is an article's."""
    fields.number = _number(letterhead.of("number"))
    _issuer(fields, letterhead.of("body"), text)


def _number(pieces: Sequence[Piece]) -> str | None:
    for piece in pieces:
        label = _pattern("number").match(piece.folded)
        value = flat(piece.text[label.end() if label else 0 :]).strip(" *_;:,").rstrip(".")
        if any(map(str.isalpha, value)) or any(map(str.isdigit, value)):
            return value
    return None


def _subject(letter: Letter) -> str | None:
    subject = letter.of("subject")
    topic = letter.of("topic")
    heading = letter.of("heading")
    if heading:
        match = _pattern("heading").match(heading[0].folded)
        rest = heading[0].text[match.end() if match else 0 :].strip(_CLOSING)
        lines = [rest, *(piece.text for piece in topic)] if rest else [piece.text for piece in topic]
        if not lines:
            lines = [piece.text for piece in subject]
    else:
        lines = [piece.text for piece in subject]
    about = next((k for k, line in enumerate(lines) if _pattern("subject").match(fold(line))), 0)
    if about and fold(lines[0]).startswith("của "):  # "QUYẾT ĐỊNH / Của Chủ tịch ... / Về việc ..."
        lines = lines[about:]
    joined = flat(" ".join(lines))
    label = _pattern("subject").match(fold(joined))
    value = joined[label.end() if label else 0 :].strip(_CLOSING)
    return value or None


def _issue(fields: Fields, letter: Letter) -> None:
    """Place and day of issue from the place-and-date line."""
    for piece in letter.of("place_date"):
        day = days_in(piece.folded)[0]
        place = flat(piece.text[: day.start]).strip(_CLOSING)
        fields.place = place or None
        fields.published = (day.first, day.last)
        fields.published_span = (piece.start + day.start, piece.start + day.end)
        return


def _issuer(fields: Fields, pieces: Sequence[Piece], text: str) -> None:
    """The lower of the bodies in the letterhead; a body may be written over several lines."""
    bodies: list[list[Piece]] = []
    for piece in pieces:
        goes_on = bodies and (
            not _pattern("body").match(piece.folded) or _pattern("unfinished").match(bodies[-1][-1].folded)
        )
        if goes_on:
            bodies[-1].append(piece)
        else:
            bodies.append([piece])
    if bodies:
        lowest = bodies[-1]
        fields.issuer = flat(" ".join(piece.text for piece in lowest)).strip(_CLOSING) or None
        start, end = lowest[0].start, lowest[-1].end
        # One span can only quote lines that stand one below the other.
        if flat(text[start:end]).strip(_CLOSING) == fields.issuer:
            fields.issuer_span = (start, end)


def _entries(pieces: Iterable[Piece]) -> list[str]:
    """List entries: one a bullet or a line ended by a semicolon; other lines go on with the one before."""
    entries: list[str] = []
    closed = True
    bulleted = False
    for piece in pieces:
        bullet = _pattern("bullet").match(piece.text)
        body = piece.text[bullet.end() if bullet else 0 :]
        bulleted = bulleted or bool(bullet)
        if bullet or closed or not entries or (not bulleted and piece.text[0].isupper()):
            entries.append(body)
        else:
            entries[-1] += " " + body
        closed = body.rstrip().endswith((";", "."))
    return [part for entry in entries for part in entry.split(";")]


def _recipients(letter: Letter) -> list[str]:
    addressees = [part.piece for part in letter.addressees[1:]]
    if not any(piece.text.endswith(";") or _pattern("bullet").match(piece.text) for piece in addressees):
        listed = " ".join(piece.text for piece in addressees).split(";")
    else:
        listed = _entries(addressees)
    listed += _entries(letter.of("recipient"))
    found: list[str] = []
    for entry in listed:
        bullet = _pattern("bullet").match(entry)
        value = flat(_NOTE.sub("", flat(entry[bullet.end() if bullet else 0 :]))).strip(_CLOSING)
        if value and not _pattern("nobody").match(fold(value)) and value not in found:
            found.append(value)
    return found


def _signatory(letter: Letter) -> SignatoryField | None:
    """The person who signs; of two who sign side by side, the one under the authority or the greater title."""
    blocks: list[dict[str, list[Piece]]] = []
    for part in letter.tail:
        if part.kind not in ("authority", "title", "name"):
            continue
        if not blocks or blocks[-1]["name"] or (part.kind == "authority" and blocks[-1]["title"]):
            blocks.append({"authority": [], "title": [], "name": []})
        blocks[-1][part.kind].append(part.piece)
    blocks = [block for block in blocks if block["name"] or block["title"]]
    if not blocks:
        return None
    chief = next((block for block in blocks if block["authority"]), None)
    if chief is None:
        major = [b for b in blocks if not any(_pattern("minor").match(piece.folded) for piece in b["title"])]
        chief = (major or blocks)[-1]
    name, title, authority = chief["name"][:1], chief["title"], chief["authority"]
    if name and (honorific := _pattern("honorific").match(name[0].folded)):
        name = [name[0].part(honorific.end(), len(name[0].text))]
    return SignatoryField(
        name=_joined(name),
        title=_joined(title),
        authority=_joined(authority),
        name_span=_cover(name),
        title_span=_cover(title),
        authority_span=_cover(authority),
    )


def _joined(pieces: Sequence[Piece]) -> str | None:
    return flat(" ".join(piece.text for piece in pieces)).strip(" *_,;:") or None


def _cover(pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """The span over all pieces where they stand one below the other, else that of the first."""
    if not pieces:
        return None
    together = all(b.line - a.line <= 1 for a, b in pairwise(pieces)) and pieces[0].column == 0
    return (pieces[0].start, pieces[-1].end if together else pieces[0].end)
