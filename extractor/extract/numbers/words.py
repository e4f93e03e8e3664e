"""Which number words count: "hai người" does, "hai mặt", "một nhiệm vụ khó", "Hai là," do not."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.numbers.amounts import Amount
from extractor.extract.numbers.kinds import FIGURE, Kind, cues
from extractor.language.calendar import alternatives
from extractor.language.context import noun_follows, noun_of_time_follows, words_after, words_before

_TIME_UNIT = re.compile(
    r"[ \n]{1,3}(?:năm|tháng|tuần|ngày|giờ|phút|giây|tiếng|quý|thập kỷ|thế kỷ|nhiệm kỳ|đêm|buổi|hôm)(?![^\W_])"
)
_COUNTED_BEFORE = re.compile(r"(?<![^\W_])(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: [^\W\d_]+){1,4}(?:,| và) ?$")
_RATE_REACH = 60  # characters from "mỗi quý" to "một buổi"
_EACH = re.compile(r"(?<!\w)(?P<each>\w+) (?:tuần|tháng|quý|năm)(?!\w)(?=[^.;:!?\n]*$)")
_LIST_ITEM = re.compile(r"[ \n]+là(?![^\W_])")
_CLAUSE_ENDS = tuple('.,;!?”"')
ARTICLE: Kind = ("article", "numbers.article")


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){alternatives(cues('fixed', 'phrases'))}(?![^\W_])")


class WordJudge:
    """Tells whether number words of one text count."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded

    def kind(self, amount: Amount) -> Kind:
        number = amount.first
        before = words_before(self.folded, number.start)
        if number.bare_scale:
            return self._scale(amount, before)
        if amount.percent or amount.denominator is not None:
            return FIGURE
        if self._is_name(amount, before):
            return "name", "numbers.name"
        if number.words > 1 and amount.value_max is None:
            return FIGURE if not before or before[0] not in ("thứ", "khóa") else ("ordinal", "numbers.ordinal")
        return self._single(amount, before)

    def _is_name(self, amount: Amount, before: list[str]) -> bool:
        """ "Hai Bà Trưng", "Nguyễn Văn Ba", "anh Bảy", "chị hai"."""
        word = self.text[amount.start : amount.end]
        if before and before[0] in cues("fixed", "titles") and not noun_follows(self.folded, amount.end):
            return True
        if not word[:1].isupper() or word.isupper():
            return False
        left = self.text[max(0, amount.start - 12) : amount.start].rstrip(" \u00a0")
        opens = not left or left[-1] in '.!?:;…“"”•*+|>–-(\n\r' or left[-1].isdigit()
        following = self.text[amount.end : amount.end + 2].strip()
        return not opens or following[:1].isupper()

    def _scale(self, amount: Amount, before: list[str]) -> Kind:
        if amount.first.end < len(self.folded) and self.folded[amount.end : amount.end + 1].isalnum():
            return ARTICLE
        if not before or any(phrase in cues("counting", "no_number_before_scale") for phrase in before):
            return ARTICLE
        if not any(phrase in cues("counting", "hedges_before_scale") for phrase in before):
            return ARTICLE
        if _TIME_UNIT.match(self.folded, amount.end):
            return "date", "numbers.time"
        return FIGURE if before[0] == "hàng" or words_after(self.folded, amount.end) else ARTICLE

    def _single(self, amount: Amount, before: list[str]) -> Kind:
        at, end = amount.start, amount.end
        word = self.folded[at:end]
        known = set(before)
        if _LIST_ITEM.match(self.folded, end) and self._opens_item(at):
            return "list_number", "numbers.list_word"
        if before and before[0] in ("thứ", "tháng", "số", "khóa", "lớp", "khối", "quý", "hạng", "giải", "điều", "bài"):
            return "ordinal", "numbers.ordinal"
        if _TIME_UNIT.match(self.folded, end) and not noun_of_time_follows(self.folded, end):
            return "date", "numbers.time"
        if self._in_fixed_phrase(at, end):
            return ARTICLE
        if word == "không":
            return FIGURE if amount.currency or self.folded.startswith(" độ", end) else ARTICLE
        if before and before[0] in ("gấp", "gấp gần", "gấp hơn"):
            return FIGURE
        noun = noun_follows(self.folded, end)
        if word == "năm":
            return FIGURE if noun and known & cues("counting", "five_before") else ARTICLE
        if amount.currency and not noun:
            return FIGURE
        if word == "một":
            return self._one(amount, known, noun)
        if word in ("tư", "mốt", "lăm", "nhăm"):
            return ARTICLE
        if noun:
            return FIGURE
        following = words_after(self.folded, end, 1)
        if not following and known & cues("counting", "elliptic") and self.folded[end : end + 1] in _CLAUSE_ENDS:
            return FIGURE
        if not following or following[0] in cues("counting", "function_words"):
            return ARTICLE
        if self.text[end : end + 2].strip()[:1].isupper():
            return ARTICLE
        opens = self.text[at].isupper()
        return FIGURE if opens or known & cues("counting", "before") or self._hedged(amount) else ARTICLE

    def _hedged(self, amount: Amount) -> bool:
        return amount.outer_start < amount.start

    def _opens_item(self, at: int) -> bool:
        left = self.text[max(0, at - 6) : at].rstrip(" \u00a0\t")
        return self.text[at].isupper() or not left or left[-1] in "\n;:,.(-–"

    def _in_fixed_phrase(self, start: int, end: int) -> bool:
        window = max(0, start - 24)
        return any(
            window + match.start() <= start and end <= window + match.end()
            for match in _fixed().finditer(self.folded[window : end + 24])
        )

    def _one(self, amount: Amount, before: set[str], noun: bool) -> Kind:
        """ "ít nhất một đoàn viên", "mở một lớp 100 học viên" count; "là một nhiệm vụ khó" does not."""
        if self._hedged(amount) or before & cues("article", "cues"):
            return FIGURE if noun or words_after(self.folded, amount.end) else ARTICLE
        after = words_after(self.folded, amount.end)
        if before & cues("article", "verbs") and any(phrase in cues("article", "nouns") for phrase in after):
            return FIGURE
        if any(phrase in cues("article", "rate_nouns") for phrase in after[:2]) and self._is_rate(amount.start):
            return FIGURE
        return ("figure", "numbers.coordinated") if noun and self._coordinated(amount) else ARTICLE

    def _is_rate(self, at: int) -> bool:
        """ "mỗi quý cả tổ ngồi lại với nhau [một] buổi"."""
        found = _EACH.finditer(self.folded, max(0, at - _RATE_REACH), at)
        return any(match["each"] in cues("article", "rates") for match in found)

    def _coordinated(self, amount: Amount) -> bool:
        """ "2 tập thể và một cá nhân": a number stands across the "và" or comma."""
        left = self.folded[max(0, amount.start - 40) : amount.start]
        return _COUNTED_BEFORE.search(left) is not None
