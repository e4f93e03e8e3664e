"""What a number in digits is: a figure, or part of a name, a reference, an ordinal, a score.

Traps come first; what none of them claims is a figure.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.numbers.amounts import Amount
from extractor.extract.numbers.labels import (
    ends_bracketed_name,
    follows_name,
    goes_on_counting,
    is_file_copy,
    is_standard,
    is_workshop,
)
from extractor.extract.numbers.marks import Marks
from extractor.language.context import (
    CAPITALS,
    REACH,
    counted_nouns,
    noun_follows,
    noun_of_time_follows,
    words_after,
    words_before,
)
from extractor.language.layers import QuantityKind
from extractor.lexicon import load

Kind = tuple[QuantityKind, str]
FIGURE: Kind = ("figure", "")

_LAST_WORD = re.compile(r"(\S+)[ \u00a0]+$")
_SENTENCE_OPENS = '.!?:;…“"”•*+|>–'
_NTH = re.compile(r"[ \n]{1,2}lần thứ ")
_QUOTES = re.compile(r"[“\"]([^“”\"\n]{1,60})[”\"]")
_MOST_IN_NAMES = 99  # "Nhà máy 2", "May 10": numbers in names are small
_ACCOUNT_DIGITS = 9
_TIME_UNIT = re.compile(r"[ \n]{0,3}(?:năm|tháng|tuần|ngày|giờ|phút|giây|tiếng|quý|thập kỷ|thế kỷ|tết)(?![^\W_])")


@cache
def cues(*path: str) -> frozenset[str]:
    """A list of `lexicon/quantity_cues.toml` as a set."""
    table = load("quantity_cues")
    for key in path:
        table = table[key]
    return frozenset(table)


class Judge:
    """Tells the kind of every amount of one text."""

    def __init__(self, text: str, folded: str, marks: Marks) -> None:
        self.text, self.folded, self.marks = text, folded, marks
        self._left: tuple[int, list[str]] = (-1, [])  # the words before the amount in hand

    def kind(self, amount: Amount) -> Kind:
        """The kind of an amount with digits, and the rule that says so."""
        if self.text[max(0, amount.start - 3) : amount.start].strip(" \u00a0\ufe0f") in cues("labels", "counter_signs"):
            return "counter", "numbers.counter"
        mark = self.marks.at(amount.first.start, amount.first.end)
        if mark is not None and not self._money_or_percent(amount):
            return mark.kind, mark.rule
        if amount.broken:
            return "reference", "numbers.chain"
        if self._inside_code(amount):
            return "name", "numbers.code"
        if amount.percent:
            return FIGURE
        labels = (self._footnote, self._label, self._ratio_label, self._version)
        for rule in (*labels, self._slogan, self._account, self._time, self._name):
            found = rule(amount)
            if found is not None:
                return found
        return FIGURE

    def _money_or_percent(self, amount: Amount) -> bool:
        return amount.percent or amount.currency is not None or amount.first.scaled

    def _inside_code(self, amount: Amount) -> bool:
        """Digits grown together with letters: "M2", "CN-07", "12A", "Covid-19"; "được5.027" and "46lớp" are slips."""
        start, end = amount.first.start, amount.end
        left, right = self.text[start - 1 : start] if start else "", self.text[end : end + 1]
        if left == "_" or right == "_":
            return True
        if left.isalpha():
            word = re.search(r"[^\W_]+$", self.text[max(0, start - 12) : start])
            letters = word.group() if word else left
            return letters.isupper() or len(letters) == 1 or any(char.isdigit() for char in letters)
        if left == ":" and start > 1 and self.text[start - 2].isdigit():
            return True  # "ISO 9001:2015"
        if left == "/" and re.search(r"(?<!\w)[IVX]+/$", self.text[max(0, start - 6) : start]):
            return True  # "khóa III/2013"
        if is_standard(self.text, amount) or is_file_copy(self.text, amount):
            return True
        if left in ("-", "–", "/", ".") and start > 1 and self.text[start - 2].isalpha():
            glued = self.text[start - 2].isupper() or self.text[start - 2].isascii()
            return left != "/" and glued and amount.start == amount.first.start
        if right.isupper() and right.isalpha():
            tail = re.match(r"[^\W\d_]+\d*", self.text[end : end + 12])
            letters = tail.group() if tail else right
            known = amount.unit is not None or letters.lower() in counted_nouns() or amount.currency is not None
            return (not known or letters == "G") and (len(letters) <= 2 or letters[-1:].isdigit())
        return bool(right == "-" and re.match(r"-[A-ZĐ]{2}", self.text[end : end + 3]))

    def goes_on(self, last: Amount, amount: Amount) -> bool:
        """Whether an amount goes on a list of labels: "Điều 5, [6] và [7]", "Sóng Thần 1, [2] và [3]"."""
        between = self.text[last.end : amount.start].strip(" \u00a0")
        alike = isinstance(amount.value, int) and amount.denominator is None and not self._money_or_percent(amount)
        return alike and between in (",", "và", ", và", ";", "-", "–") and not noun_follows(self.folded, amount.end)

    def _before(self, amount: Amount) -> list[str]:
        """Folded phrases right before the amount; none across a line break."""
        at = amount.outer_start
        if self._left[0] != at:
            line = self.folded.rfind("\n", max(0, at - REACH), at)
            if line >= 0 and self.text[line + 1 : line + 2].islower():
                line = self.folded.rfind("\n", max(0, at - REACH), line)  # a sentence broken at the page width
            piece = self.folded[max(line + 1, at - REACH) : at]
            self._left = at, words_before(piece, len(piece))
        return self._left[1]

    def _footnote(self, amount: Amount) -> Kind | None:
        """ "…, xã hội”(3).": a note's number grown to the end of what it explains."""
        start, end = amount.start, amount.end
        grown = start > 1 and self.text[start - 1] in "([" and self.text[start - 2] in '”".;,'
        return ("reference", "numbers.footnote") if grown and self.text[end : end + 1] in (")", "]") else None

    def _label(self, amount: Amount) -> Kind | None:
        before = self._before(amount)
        if not before:
            return None
        known = [phrase.lstrip('([“"*-') for phrase in before]
        if amount.first.scaled or amount.currency or amount.unit in ("m²", "ha", "m³"):
            return None
        if any(phrase.rstrip(":") in cues("labels", "counting") for phrase in known):
            return None
        if any(phrase.rstrip(":.") in cues("labels", "phones") for phrase in known[:3]) and self._long(amount):
            return "phone", "numbers.phone"
        if any(phrase.rstrip(":") in cues("labels", "counters") for phrase in known) and not noun_follows(
            self.folded, amount.end
        ):
            return "counter", "numbers.counter"
        if known[0] in ("thứ",) or (len(known) > 1 and known[1] == "lần thứ"):
            return "ordinal", "numbers.ordinal"
        plain = known[0] == "số" and not (len(known) > 1 and known[1] in cues("labels", "always"))
        if plain and self._noun_follows(amount):
            return None  # "với số 5.000 người"
        if any(phrase.rstrip(":.") in cues("labels", "always") for phrase in known):
            return "reference", "numbers.label"
        small = amount.value_max is None and amount.denominator is None and isinstance(amount.value, int)
        if small and any(phrase in cues("labels", "unless_counted") for phrase in self._labels(known, amount)):
            return None if self._counts(amount) or goes_on_counting(self.folded, amount) else ("name", "numbers.label")
        if small and is_workshop(self.folded, amount) and not self._counts(amount):
            return "name", "numbers.label"
        return None

    def _labels(self, known: list[str], amount: Amount) -> list[str]:
        """The phrases before the amount that may be labels: the "Bảng" of "Kim Bảng" is none."""
        return known[1:] if follows_name(self.text, amount) else known

    def _long(self, amount: Amount) -> bool:
        return sum(char.isdigit() for char in self.text[amount.start : amount.end]) >= 3

    def _counts(self, amount: Amount) -> bool:
        return self._noun_follows(amount) or amount.value > 999

    def _noun_follows(self, amount: Amount) -> bool:
        """Whether a counted noun follows; "Công ty" with a capital begins a name instead."""
        following = self.text[amount.end : amount.end + 12].split()[:1]
        named = bool(following) and following[0][0].isupper() and not following[0].isupper()
        if _NTH.match(self.folded, amount.end):
            return False  # "Đảng bộ xã Tam Xuân 2 lần thứ VII"
        return not named and noun_follows(self.folded, amount.end)

    def _ratio_label(self, amount: Amount) -> Kind | None:
        """ "bậc 6/7", "lớp 5/2", "24/24 giờ": no part of a whole."""
        if amount.denominator is None:
            return None
        written = "".join(self.text[amount.start : amount.end].split())
        if written in cues("quotes", "always_names"):
            return "name", "numbers.name"
        before = self._before(amount)[:3]
        if any(phrase in cues("labels", "always_ratio") for phrase in before):
            return "reference", "numbers.label"
        if any(phrase in cues("labels", "unless_counted") for phrase in before) and not self._noun_follows(amount):
            return "name", "numbers.label"
        if re.match(r"[-/][^\W\d_]", self.text[amount.end : amount.end + 2]):
            return "reference", "numbers.code"
        return None

    def _version(self, amount: Amount) -> Kind | None:
        written = self.text[amount.start : amount.end]
        if re.fullmatch(r"\d\.0", written) and amount.unit is None:
            return "name", "numbers.version"
        return None

    def _slogan(self, amount: Amount) -> Kind | None:
        """“2 gặp 1 kèm”, “3 nhất”, phong trào 3 sạch: a few words that begin with a number and count nothing known."""
        if "+" in (self.text[amount.start - 1 : amount.start], self.text[amount.end : amount.end + 1]):
            return "name", "numbers.slogan"
        before, after = set(self._before(amount)), words_after(self.folded, amount.end, 2)
        if before & cues("slogans", "before") and cues("slogans", "behind").intersection(after):
            return "name", "numbers.slogan"
        left = max(self.text.rfind(mark, max(0, amount.start - 60), amount.start) for mark in '“"')
        if left < 0:
            return None
        match = _QUOTES.match(self.text, left)
        if match is None or not match.start() < amount.start < match.end():
            return None
        inside = match.group(1)
        few = len(inside.split()) <= load("quantity_cues")["quotes"]["most_words"]
        digits = [m.group() for m in re.finditer(r"\d+", inside)]
        if few and all(len(number) <= 2 for number in digits) and not noun_follows(self.folded, amount.end):
            return "name", "numbers.slogan"
        return None

    def _account(self, amount: Amount) -> Kind | None:
        written = self.text[amount.start : amount.end]
        if written.isdigit() and len(written) >= _ACCOUNT_DIGITS and amount.currency is None:
            return "phone", "numbers.account"
        if written.isdigit() and len(written) >= 4 and written.startswith("0"):
            return "reference", "numbers.code"
        return None

    def _time(self, amount: Amount) -> Kind | None:
        """Time that the dates stage did not take: "2 năm/lần", "hàng chục năm", "ngày 20 hằng tháng", "30 Tết"."""
        before = self._before(amount)[:1]
        if before and (before[0] == "gấp" or (amount.first.scaled and before[0] == "tháng")):
            return None  # "gấp 3 năm 2021", "lương tháng 4 triệu rưỡi"
        if before and before[0] in ("ngày", "mùng", "mồng", "tháng", "năm", "quý") and not self._noun_follows(amount):
            return "date", "numbers.time"
        if _TIME_UNIT.match(self.folded, amount.end) and not noun_of_time_follows(self.folded, amount.end):
            return "date", "numbers.time"
        return None

    def _name(self, amount: Amount) -> Kind | None:
        """A small number behind a capitalised word with nothing counted behind it: "Phấn Mễ 2", "VSIP 2"."""
        if amount.value_max is not None or amount.denominator is not None or not isinstance(amount.value, int):
            return None
        if ends_bracketed_name(self.text, self.folded, amount) and not self._noun_follows(amount):
            return "name", "numbers.name"
        if amount.value > _MOST_IN_NAMES or amount.currency or amount.first.scaled or amount.unit:
            return None
        word = _LAST_WORD.search(self.text, max(0, amount.start - 24), amount.start)
        if word is None:
            return None
        name = word.group(1).lstrip("(“\"'*")
        if not name[:1].isupper() or name[-1] in '.,;:!?)”"':
            return None
        if name.lower() in cues("names", "no_names"):
            return None
        if name.lower() in counted_nouns() and not follows_name(self.text, amount):
            return None
        if self._noun_follows(amount) or self._opens_sentence(word.start(1)):
            return None
        return None if self._is_parallel(amount) else ("name", "numbers.name")

    def _opens_sentence(self, at: int) -> bool:
        left = self.text[max(0, at - 6) : at].rstrip(" \u00a0")
        return not left or left[-1] in _SENTENCE_OPENS or left[-1] in "\n-(" or (left[-1:].isdigit())

    def _is_parallel(self, amount: Amount) -> bool:
        """ "Đức Hòa 74, Bến Lức 58": several names with their counts."""
        left = self.text[max(0, amount.start - 70) : amount.start]
        right = self.text[amount.end : amount.end + 60]
        pair = rf"(?<![^\W_])[{CAPITALS}][^\W\d_]+ \d{{1,4}}(?![\w.,/-]?\d)"
        behind = re.match(rf"[^\n.;]{{0,25}}[,;](?: và)? (?:[^\W\d_]+ ){{0,4}}?{pair}", right)
        before = re.search(rf"{pair}[^\W\d]{{0,2}}[^\n.]{{0,20}}[,;] (?:[^\W\d_]+ ){{0,5}}$", left)
        return behind is not None or before is not None
