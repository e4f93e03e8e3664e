"""What a head or a row label of a table says: unit, status, time, place or body, part, share; and what is left, the
thing that is counted."""

from __future__ import annotations

import bisect
import calendar
import re
from dataclasses import dataclass, field

from extractor.extract.figures.context import Period
from extractor.extract.figures.dating import period_of_date
from extractor.extract.figures.lexicon import noun_book
from extractor.extract.figures.table_cells import Cell
from extractor.extract.figures.table_heads import book, is_thin, opens_with
from extractor.extract.figures.table_units import Unit, currency_of, is_unit
from extractor.language.fold import fold
from extractor.language.layers import Layers
from extractor.language.phrases import Word, words_of
from extractor.language.places import places_named

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,80})[)\]]")
_YEARS = re.compile(r"(?<![\d./])((?:19[3-9]|20[0-6])\d)(?:\s?[-–]\s?((?:19[3-9]|20[0-6])\d))?(?![\d./])")
_CLASS = r"(?:thành phố|thị xã|thị trấn|tỉnh|huyện|quận|phường|xã|đặc khu|tp\.?|tx\.?|tt\.?)"
_AREA = re.compile(rf"(?<!\w){_CLASS}\s*(?=[^\W\d_])(?P<name>[^,;()]{{1,40}})$")
_NUMBERED_AREA = re.compile(r"(?:quận|phường|q\.?|p\.?)\s?\d{1,2}")
_QUARTERS = ("i", "ii", "iii", "iv", "1", "2", "3", "4")
_PART_OF_YEAR = re.compile(r"quý\s+(?P<quarter>i{1,3}|iv|[1-4])|tháng\s+(?P<month>\d{1,2})")
_CAPTION_NUMBER = re.compile(r"^(?:biểu|bảng|phụ lục)(?: số| tổng hợp)?(?: [\dIVXivx]{1,4})?\s*[:.–-]?\s*")
_UNIT_LABEL = re.compile(r"(?<!\w)(?:đơn vị(?: tính)?|đvt)\s*:\s*(?P<unit>[^:().;]{1,40})", re.IGNORECASE)
_ORDER = re.compile(r"^\s*(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)/]|[ivx]{1,5}[.)/-]|[a-zđ][.)])\s*", re.IGNORECASE)


@dataclass(slots=True)
class Phrase:
    """A head (its groups before it) or a label, taken apart; texts are as written with single spaces."""

    text: str  # without brackets that hold a unit
    content: str  # what is counted, without leading counters ("số", "tổng số"), status and part words; "" for none
    lead: str = ""  # the head above this one, where both say something
    unit: Unit = field(default_factory=Unit)
    percent: bool = False
    growth: bool = False
    part: bool = False
    member: bool = False  # names a group of people only ("Nữ")
    total: bool = False
    stock: bool = False
    silent: bool = False
    status: str | None = None
    period: Period | None = None
    place: str | None = None

    @property
    def folded(self) -> str:
        return fold(self.text)


def read_phrase(layers: Layers, cells: list[Cell], label: bool = False) -> Phrase:
    """The meaning of a stack of head cells, or of a row label."""
    written = [_ORDER.sub("", cell.text(layers)) if label else cell.text(layers) for cell in cells]
    unit, texts = "", []
    for text in written:
        rest, found = _without_unit(text)
        unit = found or unit
        texts.append(_numerator(rest))
    levels = _levels(texts)
    own = levels[-1] if levels else ""
    text = " ".join(levels)
    folded = fold(text)
    words = words_of(folded)
    phrase = Phrase(text, "", unit=Unit.of(unit))
    phrase.growth = (
        _says(words, "share", "growth") and not (_says(words, "share", "of_plan") and "so với" in folded)
    ) or "+/-" in folded
    phrase.percent = phrase.unit.percent or "%" in folded or _says(words_of(fold(own)), "share", "percent")
    phrase.silent = not phrase.percent and _is_only(words_of(fold(own)), "silent", "heads")
    phrase.part = _says(words, "part", "cues")
    phrase.member = _is_only(_past_cue(words_of(fold(own))), "part", "members")
    phrase.total = opens_with("total", "words", fold(own)) and _is_only(words_of(fold(own)), "total", "words")
    phrase.stock = _says(words, "stock", "words")
    if not phrase.percent and not phrase.growth:
        phrase.status = status_in(words)
    phrase.period = None if phrase.growth else period_in(layers, [span for cell in cells for span in cell.spans])
    groups = [part for part in levels[:-1] if not is_thin(fold(part))]
    phrase.content = _content(own, label) if label or phrase.member or not is_thin(fold(own)) else ""
    if phrase.content:
        phrase.lead = " ".join(groups)
    else:
        phrase.content = _content(" ".join(groups), label)
    return phrase


def _levels(texts: list[str]) -> list[str]:
    """The levels of a head, groups first: a line that begins in lower case goes on with the one above."""
    levels: list[str] = []
    for text in filter(None, texts):
        if levels and text[0].islower():
            levels[-1] = f"{levels[-1]} {text}"
        else:
            levels.append(text)
    return levels


def _numerator(text: str) -> str:
    """A head "Giới thiệu/chỉ tiêu" without what it is measured against."""
    first, slash, rest = text.partition("/")
    return first.strip() if slash and opens_with("status", "target", fold(rest)) and len(first.strip()) > 2 else text


def _without_unit(text: str) -> tuple[str, str]:
    """The text without a bracket that holds a unit or a sign, and the unit as written."""
    unit = ""
    for match in _BRACKETS.finditer(text):
        inside = re.sub(
            r"^(?:đvt|đơn vị tính|đơn vị)\s*:?\s*", "", " ".join(match.group(1).split()), flags=re.IGNORECASE
        )
        if inside == "%" or is_unit(fold(inside)) or currency_of(fold(inside)) is not None:
            unit = inside
            text = f"{text[: match.start()]} {text[match.end() :]}"
            break
    return " ".join(text.split()), unit


def _says(words: list[Word], section: str, name: str) -> bool:
    return any(True for _ in book(section, name).find(words))


def _is_only(words: list[Word], section: str, name: str) -> bool:
    """Whether the words are one phrase of the list and nothing else."""
    words = [word for word in words if word.text[0].isalnum()]
    if not words:
        return False
    hit = book(section, name).at(words, 0)
    return hit is not None and hit.last == len(words)


def _past_cue(words: list[Word]) -> list[Word]:
    hit = book("part", "cues").at(words, 0) if words else None
    return words[hit.last :] if hit is not None else words


def status_in(words: list[Word]) -> str | None:
    """The status that the first word for a plan or a result gives, or None."""
    found = [(hit.first, -hit.last, name) for name in ("target", "actual") for hit in book("status", name).find(words)]
    return min(found)[2] if found else None


def _content(text: str, label: bool) -> str:
    """What the phrase counts: its words without leading fillers, status and part words; "" where no word is left."""
    words = words_of(fold(text))
    books = [book("filler", "words"), book("part", "cues")]
    if not label:
        books += [book("status", "target"), book("status", "actual"), book("share", "percent")]
    first = 0
    while first < len(words):
        hits = [hit for known in books if (hit := known.at(words, first)) is not None]
        if hits:
            first = max(hit.last for hit in hits)
        elif not words[first].text.isalpha():
            first += 1
        else:
            break
    last = len(words)
    while last > first and not words[last - 1].text.isalnum():
        last -= 1
    return text[words[first].start : words[last - 1].end] if first < last else ""


def period_in(layers: Layers, spans: list[tuple[int, int]]) -> Period | None:
    """The time that a cell or a line names, not one that it compares with ("so với năm 2022"); the last one counts."""
    found: Period | None = None
    for start, end in spans:
        at = bisect.bisect_left(layers.dates, start, key=lambda date: date.start)
        while at < len(layers.dates) and layers.dates[at].end <= end:
            if not _compared(layers, start, layers.dates[at].start):
                found = period_of_date(layers.dates[at]) or found
            at += 1
        if found is None:
            folded = layers.folded[start:end]
            for match in _YEARS.finditer(folded):
                if not _compared(layers, start, start + match.start()):
                    found = (f"{match[1]}-01-01", f"{match[2] or match[1]}-12-31")
    return found


def part_of_year(folded: str, year: str | None) -> Period | None:
    """The quarter or month that a label is ("Quý II", "Tháng 3"), in the given year."""
    match = _PART_OF_YEAR.fullmatch(folded)
    if match is None or year is None:
        return None
    first = last = int(match["month"] or 0)
    if match["quarter"]:
        quarter = _QUARTERS.index(match["quarter"]) % 4
        first, last = 3 * quarter + 1, 3 * quarter + 3
    if not 1 <= first <= last <= 12:
        return None
    end = calendar.monthrange(int(year), last)[1]
    return (f"{year}-{first:02}-01", f"{year}-{last:02}-{end}")


def _compared(layers: Layers, start: int, at: int) -> bool:
    before = layers.folded[max(start, at - 24) : at]
    return re.search(r"(?:so với|so|cùng kỳ|bằng|/)\s*(?:cùng kỳ|kế hoạch)?\s*(?:năm\s*)?$", before) is not None


def caption_status(folded: str) -> str | None:
    """The status that a caption opens with ("Biểu 2: Chỉ tiêu …"), not one that it mentions ("theo Kế hoạch số 5")."""
    words = words_of(_CAPTION_NUMBER.sub("", _ORDER.sub("", folded)))
    names = [name for name in ("target", "actual") if words and book("status", name).at(words, 0) is not None]
    return names[0] if names and "số" not in [word.text for word in words[1:3]] else None


def caption_content(text: str) -> str:
    """What a caption names ("Biểu 2. Số [đoàn viên các đơn vị] (người)"), "" where that is no counted noun."""
    rest, _ = _without_unit(text)
    match = _CAPTION_NUMBER.match(fold(_ORDER.sub("", rest)))
    rest = _ORDER.sub("", rest)[match.end() :] if match else _ORDER.sub("", rest)
    content = _content(rest.rstrip(" :."), label=False)
    words = words_of(fold(content))
    return content if words and noun_book().at(words, 0) is not None else ""


def unit_in(text: str) -> Unit:
    """The unit that a caption gives for the whole table: "Đơn vị tính: triệu đồng", "Số đoàn viên (người)"."""
    match = _UNIT_LABEL.search(text)
    return Unit.of(match["unit"].strip() if match else _without_unit(text)[1])


def area_in(label: str, whole: bool) -> str | None:
    """The administrative area that a label names, without its class word ("Đảng bộ xã Điền Lư" -> "Điền Lư").

    With `whole`, a label that is nothing but the name of a known place counts too ("Đồng Văn").
    """
    label = _BRACKETS.sub(" ", label).strip(" .:;,*")
    folded = fold(label)
    if len(folded) != len(label):
        return None
    if _NUMBERED_AREA.fullmatch(folded):
        return label
    match = _AREA.search(folded)
    if match is not None:
        name = label[match.start("name") :].strip()
        if name[:1].isupper() and len(name.split()) <= 5:
            return name
    if whole and len(folded.split()) <= 5 and places_named(label):
        return label
    return None
