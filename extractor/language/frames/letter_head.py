"""Letterhead, heading and addressees of an administrative document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractor.language.daylines import days_in
from extractor.language.frames.letter_parts import NUMBERED, PROSE, RULE, Letter, Part, PartKind, is_place_date
from extractor.language.lines import Line, Piece, begins_part, mostly_upper, unfolded
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

_HEAD_LINES = 45  # a head has some 10 to 30 short lines; further down none is looked for
_TEXT_LINE = 40  # characters; a shorter line under the heading may be a note
_FULL_LINE = 45  # characters; shorter lines are no broken text
_BARE_NUMBER = re.compile(r"[\d.…]{0,12}\s{0,3}[-/–][\w.…]{1,14}(?:[-–/][\w.&…]{1,20}){0,4}")
_OPENER = re.compile(r"(?:căn cứ|xét|theo|thực hiện|để|nhằm|hôm nay|thời gian|địa điểm|ngày|trong|qua|kính thưa)(?!\w)")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    head, bodies, tail = (load("letter")[key] for key in ("head", "bodies", "tail"))
    mottos = alternatives(head["mottos"])
    freedom = rf"{alternatives(head['motto_lines'][:1])}\s*[-–—.,]?\s*tự\s+do\b"
    sources = {
        "motto": rf"\W*{mottos}\W*$|\W*{freedom}",
        "number": rf"{alternatives(head['number_labels'])}\s*[:.;]?\s*(?=$|[-/–.…_\d:]|\w{{1,12}}[-/])",
        "subject": rf"(?:{alternatives(head['subject_labels'])})\s*[:.]?\s*",
        "addressee": rf"\W{{0,4}}{alternatives(head['addressee_labels'])}\s*(?::|$|(?=\S))",
        "heading": rf"\W*{alternatives(head['headings'] + load('letter')['other_kinds']['personal'])}",
        "recipients": rf"\W{{0,3}}{alternatives(tail['recipients_labels'])}\s*:",
        "remark": rf"\W*{alternatives(head['remarks'])}",
        "body": rf"\W*{alternatives(bodies['heads'])}",
        "organ": rf"\W*{alternatives(bodies['organs'])}",
        "bullet": rf"[{re.escape(tail['bullets'])}]\s*",
        # Where cells that a converter glued together come apart.
        "seam": rf"(?<=\S)\s+(?:{mottos}|{freedom}|số\s*:|v/v\s|kính\s+gửi\s*:)",
    }
    return re.compile(sources[name])


def head_end(lines: Sequence[Line]) -> int:
    """Index of the first line that belongs to the text itself or to the addressees."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if _pattern("addressee").match(line.folded) and not _pattern("seam").search(line.folded):
            return index
        if index > 2 and (_is_paragraph(lines[index : index + 4]) or _pattern("recipients").match(line.folded)):
            return index
        if len(line.text) >= PROSE and not mostly_upper(line.text) and "  " not in line.text and "|" not in line.text:
            return index
        if NUMBERED.match(line.folded) and len(line.text) < 400 and not _BARE_NUMBER.match(line.folded):
            return index
        if line.folded.startswith("căn cứ") and index > 2:
            return index
    return min(len(lines), _HEAD_LINES)


def _is_paragraph(lines: Sequence[Line]) -> bool:
    """Whether running text begins here, broken into lines: full ones, and more of them than a subject has."""
    if lines[0].flowing:
        return not mostly_upper(lines[0].text) and "  " not in lines[0].text
    size = 1 + next((k for k, line in enumerate(lines[1:]) if line.gap or begins_part(line)), len(lines) - 1)
    if size < 3 or _pattern("subject").match(lines[0].folded) or any(mostly_upper(line.text) for line in lines[:size]):
        return False
    full = all(len(line.text) >= _FULL_LINE and "  " not in line.text for line in lines[: size - 1])
    return full and (size > 3 or lines[2].text[-1] in ".:")


def _split(piece: Piece) -> list[Piece]:
    """A piece cut where cells run together: "... TỈNH CỘNG HÒA XÃ HỘI ...", "Số: 5/KH-CĐ Huế, ngày ..."."""
    if len(piece.text) > 300:
        return [piece]
    cuts = [match.start() + 1 for match in _pattern("seam").finditer(piece.folded)]
    if _pattern("number").match(piece.folded) and (days := days_in(piece.folded)):
        words = list(re.finditer(r"\S+", piece.text[: days[0].start].rstrip(" ,")))
        first = len(words)
        while first > 1 and _may_be_place(words[first - 1].group()):
            first -= 1
        if 0 < first < len(words):
            cuts.append(words[first].start())
    edges = [0, *sorted(set(cuts)), len(piece.text)]
    return [piece.part(a, b) for a, b in pairwise(edges) if piece.text[a:b].strip()]


def _may_be_place(word: str) -> bool:
    return word[0].isupper() and not re.search(r"[\d/:]", word)


def read_head(lines: Sequence[Line]) -> list[Part]:
    """The parts of the head in reading order; cells that are none of them are left out."""
    gaps = {line.line: line.gap for line in lines}
    parts: list[Part] = []
    previous: Piece | None = None
    told = False  # a line under the heading was none of its subject: neither are those below it
    for cell in unfolded(lines, centred_below=True):
        for piece in _split(cell):
            kind = _head_kind(piece, parts, gaps[piece.line], previous)
            if kind is not None and not (told and kind == "topic"):
                parts.append(Part(kind, piece))
            titled = bool(parts) and parts[-1].kind in ("heading", "topic")
            told = told or (kind is None and titled and len(piece.text) >= _TEXT_LINE and piece.text[0] != "(")
            previous = piece
    return parts


def _head_kind(piece: Piece, parts: Sequence[Part], gap: int, previous: Piece | None) -> PartKind | None:
    """What a cell of the head is; `gap` is the number of blank lines above it, `previous` the cell before it."""
    folded, upper = piece.folded, mostly_upper(piece.text)
    last = parts[-1].kind if parts else None
    titled = any(part.kind == "heading" for part in parts)
    if _pattern("motto").match(folded):
        return "motto"
    if RULE.fullmatch(folded):
        return "rule"
    if _pattern("number").match(folded) or (not titled and _BARE_NUMBER.fullmatch(folded)):
        return "number"
    touching = previous is not None and piece.line <= previous.line + 1 and gap == 0
    if last == "topic" and touching and previous is not None and previous.text.endswith(","):
        return "topic"
    if is_place_date(piece):
        return "place_date"
    if _pattern("remark").match(folded) and len(folded) < 40:
        return "remark"
    if last in ("heading", "topic") and _goes_on(piece, last, touching, previous):
        return "topic"
    if _pattern("subject").match(folded):
        return "subject"
    if not titled and upper and _pattern("heading").match(folded):
        return "heading"
    if last == "subject" and len(folded) < PROSE and (touching or piece.text[0].islower()) and not upper:
        return "subject"
    return "body" if not titled and _is_body(piece, last, upper) else None


def _is_body(piece: Piece, last: PartKind | None, upper: bool) -> bool:
    """The name of an issuing body, or its second line."""
    if len(piece.text) >= 120:
        return False
    if _pattern("body").match(piece.folded):
        return upper or piece.text[-1] not in ".;:,"
    return upper and last == "body"


def _goes_on(piece: Piece, last: PartKind, touching: bool, previous: Piece | None) -> bool:
    """Whether a line under a heading still tells what the document is about."""
    text, folded = piece.text, piece.folded
    if last == "topic" and mostly_upper(text) and previous is not None and not mostly_upper(previous.text):
        return False  # after a topic in small letters: "GIÁM ĐỐC SỞ ..." above the grounds of a decision
    if len(text) > 220 or NUMBERED.match(folded) or text[0] in "-–+•*":
        return False
    note = re.match(r"\W*\(\s*", folded)
    if note and terms("letter", "head", "side_notes").match(folded, note.end()):
        return False
    if mostly_upper(text) and _pattern("body").match(folded) and (last == "topic" or _pattern("organ").match(folded)):
        return False
    opens = bool(_OPENER.match(folded))
    if text[-1] == ";" or (text[-1] == "," and opens):
        return False
    if last == "heading":
        return not (text[-1] == "." and len(text) > PROSE)
    if text[-1] == ":" or (opens and len(text) > 60) or (text[-1] == "," and not touching):
        return False
    return touching or text[0].islower() or bool(re.match(r"\(|\d+ tháng|năm \d|quý |giai đoạn", folded))


def read_addressees(letter: Letter, lines: Sequence[Line], end: int) -> int:
    """Read "Kính gửi" and its list, if it stands at or soon after the head; returns where the body begins."""
    addressee = _pattern("addressee")
    index = next((i for i in range(end, min(end + 6, len(lines))) if addressee.match(lines[i].folded)), None)
    if index is None or (index > end and any(len(line.text) >= PROSE for line in lines[end:index])):
        return end
    opener = lines[index]
    if ":" not in opener.text and len(opener.text) > 90:
        return end
    match = addressee.match(opener.folded)
    label_end = opener.text.find(":") + 1 or (match.end() if match else 0)
    letter.addressees.append(Part("addressee", opener.part(0, label_end)))
    first = opener.part(label_end, len(opener.text))
    items: list[Piece] = [first] if first.text else []
    for line in lines[index + 1 :]:
        index += 1
        if len(line.text) >= PROSE or not _is_addressee(line, items):
            return _listed(letter, items, index)
        again = addressee.match(line.folded) and ":" in line.text
        items.append(line.part(line.text.index(":") + 1, len(line.text)) if again else line)
    return _listed(letter, items, len(lines))


def _listed(letter: Letter, items: Sequence[Piece], end: int) -> int:
    letter.addressees.extend(Part("addressee", item) for item in items)
    return end


def _is_addressee(line: Line, items: Sequence[Piece]) -> bool:
    """Whether a line goes on with the list of addressees."""
    if not items:
        return True
    bullet, last = _pattern("bullet"), items[-1].text[-1:]
    if _pattern("addressee").match(line.folded) and ":" in line.text:
        return True
    if bullet.match(line.text):
        return line.gap < 2 and (last in ";," or bool(bullet.match(items[0].text)))
    if last == ";":
        return not NUMBERED.match(line.folded)
    return line.gap == 0 and last not in ".:" and not _OPENER.match(line.folded)
