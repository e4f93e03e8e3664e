"""Distribution list and signature of an administrative document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.language.fold import fold
from extractor.language.frames.letter_parts import NUMBERED, PROSE, RULE, Part, is_place_date
from extractor.language.lines import Line, Piece, mostly_upper, unfolded
from extractor.language.terms import alternatives
from extractor.lexicon import load

_ABOVE_LABEL = 12  # lines above "Nơi nhận" in which a signature may stand
_ANNEX_TEXT = 60  # characters; a numbered line as long as this is text and no recipient
_ANNEX_HEADING = 3  # lines
_LAST_LINES = 8  # lines at the end in which a bare title may stand


@cache
def _pattern(name: str) -> re.Pattern[str]:
    tail = load("letter")["tail"]
    marks = alternatives(tail["signing_marks"])
    sources = {
        "recipients": rf"\W*{alternatives(tail['recipients_labels'])}\s*[:.;]*",
        "authority": rf"(?:{'|'.join(re.escape(word) for word in tail['authorities'])})(?:\s*\.\s*|\s+|\s*:\s*)(?=\w)",
        "title": rf"[\s*_(]*(?:{alternatives(tail['acting'])}\.?\s{{0,2}})?{alternatives(tail['titles'])}",
        "title_tail": rf"\W*{alternatives(tail['title_tails'])}",
        "honorific": rf"(?:{alternatives(tail['honorifics'])}[.,]?\s*)+",
        "mark": rf"[\W_]*{marks}[\W_]*$",
        "mark_name": rf"\W*{marks}\W*[:)]\s*",
        "annex": rf"\W*{alternatives(tail['annexes'])}",
        "annex_note": rf"[(\[*_\s]{{1,4}}{alternatives(tail['annex_notes'])}",
        "body": rf"\W*{alternatives(load('letter')['bodies']['heads'])}",
        "bullet": rf"[{re.escape(tail['bullets'])}]\s*",
    }
    return re.compile(sources[name])


def tail_start(lines: Sequence[Line], first: int) -> int | None:
    """Index of the line where distribution list or signature begins, whichever is first."""
    label = next((i for i in range(first, len(lines)) if _recipients_cell(lines[i])), None)
    low = max(first, label - _ABOVE_LABEL) if label is not None else first
    high = label if label is not None else len(lines)
    for index in range(low, high):
        line = lines[index]
        if len(line.text) < 120 and any(_signs(cell) or (label and _is_title(cell)) for cell in unfolded([line])):
            return index
    if label is not None:
        return label
    for index in range(max(first, len(lines) - _LAST_LINES), len(lines)):
        line = lines[index]
        if any(_is_title(cell) for cell in unfolded([line])):
            return index
    return None


def tail_end(lines: Sequence[Line], start: int) -> int:
    """Index of the line where an annex begins below the signature; the number of lines where none does."""
    for index in range(start + 2, len(lines)):
        line = lines[index]
        if _pattern("annex_note").match(line.folded):
            return _above_note(lines, index)
        if mostly_upper(line.text) and _pattern("annex").match(line.folded):
            return index
        numbered = NUMBERED.match(line.folded) and len(line.text) >= _ANNEX_TEXT
        if numbered or line.flowing or len(line.text) >= PROSE:
            return index
    return len(lines)


def _above_note(lines: Sequence[Line], note: int) -> int:
    """The heading in capitals over "(Kèm theo Quyết định số ...)": up to a blank line, else one line."""
    first = note
    while note - first < _ANNEX_HEADING and lines[first].gap == 0 and mostly_upper(lines[first - 1].text):
        first -= 1
    return first if lines[first].gap else max(first, note - 1)


def _recipients_cell(line: Line) -> bool:
    match = _pattern("recipients").match(line.folded)
    return match is not None and (":" in match.group() or match.end() == len(line.folded) or "  " in line.text)


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


def read_tail(pieces: Sequence[Piece]) -> list[Part]:
    """Recipients and signature in reading order; stops where an annex begins."""
    parts: list[Part] = []
    listing = False
    for piece in pieces:
        if label := _pattern("recipients").match(piece.folded):
            parts.append(Part("recipients_label", piece.part(0, label.end())))
            listing = True
            if (rest := piece.part(label.end(), len(piece.text))).text:
                parts.append(Part("recipient", rest))
        elif RULE.fullmatch(piece.folded):
            parts.append(Part("rule", piece))
        elif signature := _signature_parts(piece):
            parts.extend(signature)
            listing = False
        elif (listing and not _ends_list(piece, parts)) or _resumes_list(piece, parts):
            parts.append(Part("recipient", piece))
        elif goes_on := _goes_on(piece, parts):
            parts.append(goes_on)
        elif parts and _is_name(piece.text):
            parts.append(Part("name", piece))
            listing = False
        elif is_place_date(piece):
            parts.append(Part("place_date", piece))
        elif not parts or any(part.kind == "name" for part in parts):
            break
    return parts


def _signature_parts(piece: Piece) -> list[Part]:
    """Authority, title or mark of signing, known by its own words; a mark may have the name behind it."""
    if _signs(piece):
        return [Part("authority", piece)]
    if _is_title(piece):
        return [Part("title", piece)]
    mark = _pattern("mark_name").match(piece.folded)
    if mark and _is_name(piece.text[mark.end() :]):
        return [Part("mark", piece.part(0, mark.end())), Part("name", piece.part(mark.end(), len(piece.text)))]
    return [Part("mark", piece)] if _pattern("mark").match(piece.folded) else []


def _resumes_list(piece: Piece, parts: Sequence[Part]) -> bool:
    """An entry of the list after a line of the signature: two columns written line by line into one."""
    entry = _pattern("bullet").match(piece.text) or piece.text.endswith(";")
    return bool(entry) and any(part.kind == "recipients_label" for part in parts)


def _ends_list(piece: Piece, parts: Sequence[Part]) -> bool:
    """A name without bullet ends the list of recipients, but not as its first entry."""
    first = parts[-1].kind == "recipients_label"
    return not first and not _pattern("bullet").match(piece.text) and _is_name(piece.text)


def _goes_on(piece: Piece, parts: Sequence[Part]) -> Part | None:
    """A second line, in capitals, of an authority ("TM. BAN THƯỜNG VỤ / LIÊN ĐOÀN ...") or a title."""
    last = next((part.kind for part in reversed(parts) if part.kind != "rule"), None)
    if not mostly_upper(piece.text):
        return None
    if last == "authority" and _pattern("body").match(piece.folded):
        return Part("authority", piece)
    if last == "title" and _pattern("title_tail").match(piece.folded):
        return Part("title", piece)
    return None


def _is_name(text: str) -> bool:
    """Two to six capitalised words and nothing else: the name under a signature."""
    honorific = _pattern("honorific").match(fold(text))
    if text.rstrip()[-1:] in {".", ";", ":", ","} or "," in text:
        return False
    words = text[honorific.end() if honorific else 0 :].strip(" *_").split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)
