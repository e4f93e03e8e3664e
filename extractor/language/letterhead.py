"""The frame of an administrative document: letterhead and heading above, addressees, signature and distribution below.

A frame is read from geometry (columns, blank lines) and a few words of `lexicon/letter.toml`. Converters flatten
letterheads in many ways: two columns side by side, one after the other, with bars, with every line set apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractor.language.daylines import days_in
from extractor.language.fold import fold
from extractor.language.lines import Line, Piece, mostly_upper, unfolded
from extractor.language.terms import alternatives, terms
from extractor.lexicon import load

PartKind = Literal[
    "motto", "rule", "number", "place_date", "subject", "heading", "topic", "body", "remark", "addressee",
    "recipients_label", "recipient", "authority", "title", "mark", "name", "note",
]  # fmt: skip

# A head has some 10 to 30 short lines, a tail rarely more than 60; beyond that no frame is looked for.
_HEAD_LINES = 45
_PROSE = 160  # characters; longer lines are running text
_RULE = re.compile(r"[\W_o]{1,60}")
_BARE_NUMBER = re.compile(r"[\d.…]{0,12}\s{0,3}[-/–][\w.…]{1,14}(?:[-–/][\w.&…]{1,20}){0,4}")
_NUMBERED = re.compile(r"(?:[ivx]{1,5}\s?[.)-]|\d{1,2}\s?[.)/-]|[a-hđ][.)])\s*[^\s\d]|phần\s+(?:thứ|[ivx\d])|chương\s+[ivx\d]|điều\s+\d")
_OPENER = re.compile(r"(?:căn cứ|xét|theo|thực hiện|để|nhằm|hôm nay|thời gian|địa điểm|ngày|trong|qua)(?!\w)")


_LETTER_SIGNS = ("motto", "number", "heading", "subject", "place_date")


@dataclass(slots=True, frozen=True)
class Part:
    """A piece of the frame and what it is."""

    kind: PartKind
    piece: Piece


@dataclass(slots=True)
class Letter:
    """`head` and `tail` in reading order; the body is `lines[body_first:tail_first]`."""

    head: list[Part] = field(default_factory=list)
    addressees: list[Part] = field(default_factory=list)
    tail: list[Part] = field(default_factory=list)
    body_first: int = 0
    tail_first: int = 0

    def of(self, kind: PartKind) -> list[Piece]:
        """Pieces of one kind, head before tail."""
        return [part.piece for part in (*self.head, *self.addressees, *self.tail) if part.kind == kind]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    head, bodies, tail = (load("letter")[key] for key in ("head", "bodies", "tail"))
    bullets = re.escape(tail["bullets"])
    sources = {
        "motto": rf"\W*{alternatives(head['mottos'])}\W*$|\W*{alternatives(head['motto_lines'][:1])}\s*[-–—.,]?\s*tự\s+do\b",
        "number": rf"{alternatives(head['number_labels'])}\s*[:.;]?\s*(?=$|[-/–.…_\d:]|\w{{1,12}}[-/])",
        "subject": rf"(?:{alternatives(head['subject_labels'])})\s*[:.]?\s*",
        "addressee": rf"\W{{0,4}}{alternatives(head['addressee_labels'])}\s*(?::|$|(?=\S))",
        "heading": rf"\W*{alternatives(head['headings'])}",
        "personal": rf"\W*{alternatives(load('letter')['other_kinds']['personal'])}",
        "remark": rf"\W*{alternatives(head['remarks'])}",
        "body": rf"\W*{alternatives(bodies['heads'])}",
        "recipients": rf"\W*{alternatives(tail['recipients_labels'])}\s*[:.;]*",
        "authority": rf"(?:{'|'.join(re.escape(word) for word in tail['authorities'])})(?:\s*\.\s*|\s+|\s*:\s*)(?=\w)",
        "title": rf"\W*(?:{alternatives(tail['acting'])}\.?\s{{0,2}})?{alternatives(tail['titles'])}",
        "honorific": rf"(?:{alternatives(tail['honorifics'])}[.,]?\s*)+",
        "title_tail": rf"\W*{alternatives(tail['title_tails'])}",
        "mark": rf"[\W_]*{alternatives(tail['signing_marks'])}[\W_]*$",
        "mark_name": rf"\W*{alternatives(tail['signing_marks'])}\W*[:)]\s*",
        "organ": rf"\W*{alternatives(bodies['organs'])}",
        "bullet": rf"[{bullets}]\s*",
        # Where cells that a converter glued together come apart.
        "seam": rf"(?<=\S)\s+(?:{alternatives(head['mottos'][:3])}|độc\s+lập\s*[-–—]\s*tự\s+do|số\s*:|v/v\s|kính\s+gửi\s*:)",
    }
    return re.compile(sources[name])


def find_letter(lines: Sequence[Line]) -> Letter | None:
    """The frame of a letter, report, plan, decision ... among `lines` (boilerplate left out), or None for an article."""
    letter = Letter()
    end = _head_end(lines)
    letter.head = _read_head(lines[:end])
    letter.body_first = _read_addressees(letter, lines, end)
    if not (letter.addressees or any(part.kind in _LETTER_SIGNS for part in letter.head)):
        return None
    letter.tail_first = len(lines)
    start = _tail_start(lines, letter.body_first)
    if start is not None:
        letter.tail_first = start
        letter.tail = _read_tail(unfolded(lines[start : start + 80]))
    return letter if _is_letter(letter) else None


def _is_letter(letter: Letter) -> bool:
    """Evidence adds up: a motto or number, or a heading with a closing block; one sign alone is none."""
    mottos = sum("việt nam" in piece.folded or "hồ chí minh" in piece.folded for piece in letter.of("motto"))
    heading = bool(letter.of("heading"))
    number = bool(letter.of("number"))
    closing = bool(letter.of("recipients_label")) + bool(letter.of("authority"))
    opening = bool(letter.of("place_date")) + bool(letter.addressees) + bool(letter.of("body"))
    score = 2 * bool(mottos) + number + heading + closing + opening + bool(letter.of("subject"))
    return score >= 3 and bool(mottos or number or ((heading or letter.addressees) and closing))


def _head_end(lines: Sequence[Line]) -> int:
    """Index of the first line that belongs to the text itself or to the addressees."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if _pattern("addressee").match(line.folded) and not _pattern("seam").search(line.folded):
            return index
        if len(line.text) >= _PROSE and not mostly_upper(line.text) and "  " not in line.text and "|" not in line.text:
            return index
        if _NUMBERED.match(line.folded) and len(line.text) < 400 and not _BARE_NUMBER.match(line.folded):
            return index
        if line.folded.startswith("căn cứ") and index > 2:
            return index
    return min(len(lines), _HEAD_LINES)


def _split(piece: Piece) -> list[Piece]:
    """A piece cut where cells run together: "... TỈNH CỘNG HÒA XÃ HỘI ...", "Số: 5/KH-CĐ Huế, ngày ..."."""
    if len(piece.text) > 300:
        return [piece]
    cuts = [match.start() + 1 for match in _pattern("seam").finditer(piece.folded)]
    if _pattern("number").match(piece.folded) and (days := days_in(piece.folded)):
        before = piece.text[: days[0].start].rstrip(" ,")
        words = list(re.finditer(r"\S+", before))
        first = len(words)
        while first > 1 and words[first - 1].group()[0].isupper() and not re.search(r"[\d/:]", words[first - 1].group()):
            first -= 1
        if 0 < first < len(words):
            cuts.append(words[first].start())
    edges = [0, *sorted(set(cuts)), len(piece.text)]
    return [piece.part(a, b) for a, b in zip(edges, edges[1:], strict=False) if piece.text[a:b].strip()]


def _place_date(piece: Piece) -> bool:
    days = days_in(piece.folded)
    if not days or len(piece.text) > 90:
        return False
    day = days[0]
    place = piece.text[: day.start].strip(" ,.;:-–*_(")
    rest = piece.text[day.end :].strip(" ,.;:-–*_)")
    written = "ngày" in piece.folded[day.start : day.end] or "tháng" in piece.folded[day.start : day.end]
    # "Thời gian: 16h30 ngày ..." tells when something takes place.
    named = not place or (place[0].isupper() and ":" not in place and not any(map(str.isdigit, place)))
    return written and named and not rest and len(place.split()) <= 7


def _read_head(lines: Sequence[Line]) -> list[Part]:
    pieces = [part for cell in unfolded(lines, centred_below=True) for part in _split(cell)]
    parts: list[Part] = []
    previous: Piece | None = None
    seen_heading = False
    for piece in pieces:
        kind = _head_kind(piece, parts, lines, seen_heading, previous)
        if kind is not None:
            parts.append(Part(kind, piece))
            seen_heading = seen_heading or kind == "heading"
        previous = piece
    return parts


def _head_kind(
    piece: Piece, parts: list[Part], lines: Sequence[Line], seen_heading: bool, previous: Piece | None
) -> PartKind | None:
    folded, last = piece.folded, parts[-1].kind if parts else None
    upper = mostly_upper(piece.text)
    if _pattern("motto").match(folded):
        return "motto"
    if _RULE.fullmatch(folded):
        return "rule"
    if _pattern("number").match(folded) or (not seen_heading and _BARE_NUMBER.fullmatch(folded)):
        return "number"
    if _place_date(piece):
        return "place_date"
    if _pattern("remark").match(folded) and len(folded) < 40:
        return "remark"
    touching = previous is not None and piece.line <= previous.line + 1 and _gap(lines, piece) == 0
    if last in ("heading", "topic") and _goes_on(piece, last, touching):
        # After a topic in small letters, capitals begin something else ("GIÁM ĐỐC SỞ ..." above the grounds).
        if not (last == "topic" and upper and previous is not None and not mostly_upper(previous.text)):
            return "topic"
    if _pattern("subject").match(folded):
        return "subject"
    if not seen_heading and upper and (_pattern("heading").match(folded) or _pattern("personal").match(folded)):
        return "heading"
    if last == "subject" and len(folded) < _PROSE and (touching or piece.text[0].islower()) and not upper:
        return "subject"
    if seen_heading:
        return None
    if _pattern("body").match(folded) and len(folded) < 120 and (upper or folded[-1] not in ".;:,"):
        return "body"
    if upper and last == "body" and len(folded) < 120:
        return "body"
    return None


def _gap(lines: Sequence[Line], piece: Piece) -> int:
    """Blank lines above the line of a piece."""
    for line in lines:
        if line.line == piece.line:
            return line.gap
    return 0


def _goes_on(piece: Piece, last: PartKind, touching: bool) -> bool:
    """Whether a line under a heading still tells what the document is about."""
    text, folded = piece.text, piece.folded
    if len(text) > 220 or _NUMBERED.match(folded) or text[0] in "-–+•*":
        return False
    note = re.match(r"\W*\(\s*", folded)
    if note and terms("letter", "head", "side_notes").match(folded, note.end()):
        return False
    if mostly_upper(text) and _pattern("body").match(folded) and (last == "topic" or _pattern("organ").match(folded)):
        return False  # "BAN THƯỜNG VỤ ..." above the grounds of a decision
    if last == "heading":
        return text[-1] not in ";," and not (text[-1] == "." and len(text) > _PROSE)
    if text[-1] in ";,:" or (_OPENER.match(folded) and len(text) > 60):
        return False
    return touching or text[0].islower() or bool(re.match(r"\(|\d+ tháng|năm \d|quý |giai đoạn", folded))


def _read_addressees(letter: Letter, lines: Sequence[Line], end: int) -> int:
    """Read "Kính gửi" and its list, if it stands at or soon after the head; returns where the body begins."""
    index = next((i for i in range(end, min(end + 6, len(lines))) if _pattern("addressee").match(lines[i].folded)), None)
    if index is None or (index > end and any(len(line.text) >= _PROSE for line in lines[end:index])):
        return end
    opener = lines[index]
    match = _pattern("addressee").match(opener.folded)
    if match is None or (":" not in opener.text and len(opener.text) > 90):
        return end
    label_end = match.end() if opener.folded[match.end() - 1 : match.end()] == ":" else opener.folded.find(":") + 1 or match.end()
    first = opener.part(label_end, len(opener.text))
    letter.addressees.append(Part("addressee", opener.part(0, label_end)))
    items = [first] if first.text else []
    bullet = _pattern("bullet")
    bulleted = bool(first.text) and bool(bullet.match(first.text))
    index += 1
    while index < len(lines) and len(lines[index].text) < _PROSE:
        line = lines[index]
        again = _pattern("addressee").match(line.folded)
        if again and line.text.rstrip().endswith((";", ".")) is False and ":" in line.text:
            items.append(line.part(line.text.index(":") + 1, len(line.text)))
        elif bullet.match(line.text) and (bulleted or not items or items[-1].text.endswith((";", ","))) and line.gap < 2:
            bulleted = True
            items.append(line)
        elif not items or (items[-1].text.endswith(";") and not _NUMBERED.match(line.folded)) or (line.gap == 0 and items[-1].text[-1:] not in ".;:" and not _OPENER.match(line.folded)):
            items.append(line)
        else:
            break
        index += 1
    letter.addressees.extend(Part("addressee", item) for item in items)
    return index


def _tail_start(lines: Sequence[Line], first: int) -> int | None:
    """Index of the line where distribution list or signature begins, whichever is first."""
    label = next((i for i in range(first, len(lines)) if _recipients_cell(lines[i])), None)
    low = max(first, label - 12) if label is not None else first
    high = label if label is not None else len(lines)
    for index in range(low, high):
        line = lines[index]
        if len(line.text) < 120 and any(_signs(cell) or (label and _is_title(cell)) for cell in unfolded([line])):
            return index
    if label is not None:
        return label
    for index in range(max(first, len(lines) - 8), len(lines)):
        line = lines[index]
        if any(_is_title(cell) for cell in unfolded([line])):
            return index
    return None


def _recipients_cell(line: Line) -> bool:
    match = _pattern("recipients").match(line.folded)
    return bool(match) and (match is not None and (":" in match.group() or match.end() == len(line.folded) or "  " in line.text))


def _signs(piece: Piece) -> bool:
    match = _pattern("authority").match(piece.folded)
    if match is None or len(piece.text) > 90:
        return False
    dotted = any(sign in match.group() for sign in "./")
    rest = piece.text[match.end() :]
    return (dotted or " " in piece.text) and (mostly_upper(rest) or (dotted and rest[0].isupper() and len(rest) < 50))


def _is_title(piece: Piece) -> bool:
    """A title on a line of its own: in capitals, or (rarely) the bare title in small letters."""
    match = _pattern("title").match(piece.folded)
    if match is None or len(piece.text) > 70:
        return False
    return mostly_upper(piece.text) or (match.end() == len(piece.folded) and piece.text[0].isupper())


def _read_tail(pieces: Sequence[Piece]) -> list[Part]:
    """Recipients and signature in reading order; stops where an annex begins."""
    parts: list[Part] = []
    listing = False
    for piece in pieces:
        folded = piece.folded
        label = _pattern("recipients").match(folded)
        last = next((part.kind for part in reversed(parts) if part.kind != "rule"), None)
        signed = any(part.kind == "name" for part in parts)
        upper = mostly_upper(piece.text)
        if label:
            parts.append(Part("recipients_label", piece.part(0, label.end())))
            listing = True
            if (rest := piece.part(label.end(), len(piece.text))).text:
                parts.append(Part("recipient", rest))
        elif _RULE.fullmatch(folded):
            parts.append(Part("rule", piece))
        elif _signs(piece):
            parts.append(Part("authority", piece))
            listing = False
        elif _is_title(piece):
            parts.append(Part("title", piece))
            listing = False
        elif (mark := _pattern("mark_name").match(folded)) and _is_name(piece.text[mark.end() :]):
            parts.append(Part("mark", piece.part(0, mark.end())))
            parts.append(Part("name", piece.part(mark.end(), len(piece.text))))
            listing = False
        elif _pattern("mark").match(folded):
            parts.append(Part("mark", piece))
            listing = False
        elif listing and (_pattern("bullet").match(piece.text) or not _is_name(piece.text) or last == "recipients_label"):
            parts.append(Part("recipient", piece))
        elif upper and last == "authority" and _pattern("body").match(folded):
            parts.append(Part("authority", piece))
        elif upper and last == "title" and _pattern("title_tail").match(folded):
            parts.append(Part("title", piece))
        elif last in ("authority", "title", "mark", "recipient", "name") and _is_name(piece.text):
            parts.append(Part("name", piece))
            listing = False
        elif _place_date(piece):
            parts.append(Part("place_date", piece))
        elif signed or not parts:
            break
    return parts


def _is_name(text: str) -> bool:
    """Two to six capitalised words and nothing else: the name under a signature."""
    honorific = _pattern("honorific").match(fold(text))
    words = text[honorific.end() if honorific else 0 :].strip(" .*_").split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)


def is_personal(letter: Letter) -> bool:
    """Whether a person and no body speaks: an application, a curriculum vitae."""
    headings = letter.of("heading")
    return bool(headings) and bool(_pattern("personal").match(headings[0].folded)) and not letter.of("body")


def is_enterprise_release(letter: Letter) -> bool:
    """Whether this is a press release whose issuing bodies are enterprises; that is no administrative document."""
    release, enterprise = (terms("letter", "other_kinds", key) for key in ("press_release", "enterprise_heads"))
    bodies = letter.of("body")
    return (
        any(release.match(piece.folded) for piece in letter.of("heading"))
        and bool(bodies)
        and all(enterprise.match(piece.folded) for piece in bodies)
    )
