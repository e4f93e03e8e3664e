"""The free name of an enterprise, school or institute: "Gỗ, Ván ép & Nội thất Anh Khoa", "Dae Sung Precision Vina".

A name is a run of units: trades in any letter case, capitalised words, numbers, joined by "&", "và", dashes and commas
where the words on both sides allow it. It ends at its last capitalised or trade unit before the sentence goes on.
"""

from __future__ import annotations

import re

from extractor.extract.organisations.kinds import CENTRAL, context_words, kinds, levels, zones
from extractor.extract.organisations.trades import is_counted, stops, trade_words
from extractor.language.names import is_big_place, is_shouted, is_syllable, person_tail, person_weight, run_end
from extractor.language.places import place_end
from extractor.language.titles import begins_person, title_at
from extractor.language.tokens import Tokens

_LONGEST = 22  # tokens of one free name
_LONGEST_BRACKETS = 60  # tokens
_DASHES = frozenset("-–—")
_LETTERED = re.compile(r"\d{1,2}[A-ZĐ]")


class FreeName:
    """Walks over the units of one name. `end` is where it ends, `proper` where its own words begin (-1: none)."""

    def __init__(self, tokens: Tokens, first: int, titled: bool, keep_person: bool) -> None:
        self.tokens = tokens
        self.first = first
        self.titled = titled
        self.keep_person = keep_person
        self.end = first
        self.proper = -1
        self.formed = False  # a legal form word was seen: a name has to follow
        self._run_first = -1  # where the capitals before the current word began
        self._walk()

    def _walk(self) -> None:
        index = self.first
        while index < len(self.tokens) and index - self.first < _LONGEST:
            after = self._unit(index)
            if after == index:
                after = self._joint(index)
            if after == index:
                break
            index = after

    def _unit(self, index: int) -> int:
        tokens = self.tokens
        if self._is_serial(index):
            after = self._number(index + 1)
            return after if after > index + 1 else index
        found = trade_words().match(tokens.low, index)
        if found is not None and not (tokens.caps[index] and self._longer_run(index, found[0])):
            return self._trade(index, *found)
        if tokens.caps[index]:
            return self._capitals(index)
        if tokens.raw[index].isdigit() and (index > self.first or self._is_day(index)):
            return self._number(index)
        if self.proper >= 0 and self.end == index and _LETTERED.fullmatch(tokens.raw[index]):
            self.end = index + 1  # "Thủy điện Bung 4A"
            return index + 1
        if self._second_syllable(index):
            return index + 1
        return index

    def _longer_run(self, index: int, end: int) -> bool:
        """A capital trade word inside a proper name ("Sơn Hà", "May Núi Voi" stays a trade)."""
        return end - index == 1 and end < len(self.tokens) and place_end(self.tokens.low, index) > end

    def _trade(self, index: int, end: int, kind: str) -> int:
        if kind == "form":
            self.formed = True
            return end
        if self.tokens.caps[index]:
            title = title_at(self.tokens, index)
            if (title is not None and not title.occupation) or self._other_body(index, end):
                return index  # "Bảo vệ" and "Xe ôm" are trades of bodies as well
            self.end = end
            self._run_first = index
            return end
        if self.end > self.first and self._is_level(end):
            self.end = end  # "Quỹ Hỗ trợ công nhân nghèo | tỉnh"
        return end if self._capital_ahead(end) or (self.proper < 0 and self._compound_goes_on(index)) else index

    def _capital_ahead(self, index: int) -> bool:
        """Lower-case trades belong to the name only if a capital of the name follows."""
        tokens = self.tokens
        for _ in range(6):
            if index >= len(tokens):
                return False
            if tokens.caps[index]:
                return not self._other_body(index, index + 1) and not begins_person(tokens, index)
            if self._is_level(index) or self._is_serial(index):
                return True
            if tokens.low[index] in {"và", "&", "-", ","}:
                index += 1
                continue
            end = trade_words().end(tokens.low, index)
            if end == index:
                return False
            index = end
        return False

    def _other_body(self, index: int, end: int) -> bool:
        """Whether another organisation's kind begins here ("Công ty A Công ty B", "… Sở Y tế")."""
        found = kinds().match(self.tokens.low, index)
        if found is None or found[0] < end or found[1].organ:
            return False
        # single words ("Đội", "Cảng", "Quỹ") and trades ("Điện lực") are parts of names as well
        several_words = found[0] - index > 1 and trade_words().end(self.tokens.low, index) < found[0]
        return several_words or found[1].key == "sở" or (found[1].acronym and found[1].type != "enterprise")

    def _capitals(self, index: int) -> int:
        tokens = self.tokens
        if self._other_body(index, index + 1) or title_at(tokens, index) is not None or self._area(index):
            return index
        run = run_end(tokens, index, digits=True)
        for inner in range(index + 1, run):
            if title_at(tokens, inner) is not None or self._other_body(inner, inner + 1) or self._area(inner):
                run = inner
                break
        if is_shouted(tokens, index):
            run = self._shouted_end(index, run)
        run = self._without_person(index, run)
        if run > index:
            if self.proper < 0:
                self.proper = index
            self.end = run
            self._run_first = index
        return run

    def _area(self, index: int) -> bool:
        """ "TP.HCM" behind a name, or a zone behind its own words ("Công ty Rieker Khu công nghiệp …")."""
        short = self.tokens.low[index] in {"tp", "tx"}
        if short or (self._is_level(index) and is_shouted(self.tokens, index)):
            return True
        return self.proper >= 0 and zones().end(self.tokens.low, index) > index + 1

    def _is_level(self, index: int) -> bool:
        found = levels().match(self.tokens.low, index)
        return found is not None and found[1] != CENTRAL

    def _shouted_end(self, index: int, run: int) -> int:
        for inner in range(index, run):
            if self.tokens.low[inner] in stops():
                return inner
        return run

    def _without_person(self, index: int, run: int) -> int:
        """Cut a person's name off the run: "Giám đốc Công ty Hoàng Long | Nguyễn Văn Bình"."""
        tokens = self.tokens
        known = place_end(tokens.low, index)
        if index < known < run and person_weight(tokens, known, run) >= 2 and self.titled:
            return known
        if self.proper >= 0 or self.end > self.first:
            if person_weight(tokens, index, run) >= (2 if self.titled else 3) and self.titled:
                return index
        elif person_weight(tokens, index, run) >= 2:
            return index if self.titled and not self.formed and not self.keep_person else run
        start = person_tail(tokens, index + 1, run)
        return start if self.titled or start == run else run

    def _number(self, index: int) -> int:
        tokens = self.tokens
        following = tokens.low[index + 1] if index + 1 < len(tokens) else ""
        if self._is_day(index):
            self.proper, self.end = index, index + 3
            return index + 3
        if len(tokens.raw[index]) > 3 or is_counted(tokens, index + 1) or self._in_breakdown(index):
            return index
        if (
            following in {".", ",", "/", "-"}
            and index + 2 < len(tokens)
            and tokens.raw[index + 2][0].isdigit()
            and tokens.glued(index + 1)
        ):
            return index
        if tokens.raw[index - 1] in ",":
            return index
        if self.proper < 0:
            self.proper = index
        self.end = index + 1
        return index + 1

    def _in_breakdown(self, index: int) -> bool:
        """ "… 12 (Công ty A 9, Công ty B 3)": a number that breaks down the one before the brackets."""
        tokens = self.tokens
        if index + 1 < len(tokens) and tokens.raw[index + 1] not in ",;)":
            return False
        for at in range(index, max(0, index - _LONGEST_BRACKETS), -1):
            if tokens.raw[at] == "(":
                return tokens.raw[at - 1].isdigit() if at else False
            if tokens.raw[at] in ").":
                return False
        return False

    def _is_serial(self, index: int) -> bool:
        """ "Xí nghiệp Chế biến nông sản số 2"."""
        tokens = self.tokens
        return tokens.low[index] == "số" and index + 1 < len(tokens) and tokens.raw[index + 1].isdigit()

    def _is_day(self, index: int) -> bool:
        """ "Công ty CP Dệt may 29/3": a memorial day as a name, right behind trades or legal forms."""
        tokens = self.tokens
        if self.proper >= 0 or index + 2 >= len(tokens) or tokens.raw[index + 1] != "/" or not tokens.glued(index + 2):
            return False
        return len(tokens.raw[index]) <= 2 and tokens.raw[index + 2].isdigit() and len(tokens.raw[index + 2]) <= 2

    def _second_syllable(self, index: int) -> bool:
        """ "Ván ép", "Kiểm soát dịch bệnh": lower-case syllables of a compound that a capital began.

        The capital is the first word of its run; the compound ends where the sentence goes on, and more than one
        lower-case syllable needs a capital or an area behind it.
        """
        tokens = self.tokens
        if index == self.first or tokens.low[index] in stops() or not is_syllable(tokens.low[index]):
            return False
        if not tokens.caps[index - 1]:
            return (self.end == index or (self.proper < 0 and self.end > self.first)) and self._compound_goes_on(index)
        if not is_syllable(tokens.low[index - 1]):
            return False  # "Chi bộ Goldwheel | tròn 5 năm"
        if self._run_first != index - 1 or is_big_place(tokens, index - 1, index) or tokens.raw[index - 1].isupper():
            return False
        if self.proper == index - 1 or self.end == index:
            self.end = index + 1
        return True

    def _compound_goes_on(self, index: int) -> bool:
        """Whether at most four lower-case syllables from `index` on lead to a capital or an area of this name."""
        tokens = self.tokens
        for at in range(index, min(index + 5, len(tokens))):
            if tokens.caps[at]:
                goes_on = not self._other_body(at, at + 1) and not begins_person(tokens, at)
                if goes_on:
                    self.end = index + 1
                return goes_on
            if at > index and self._is_level(at):
                self.end = index + 1
                return True
            if tokens.low[at] in stops() or not is_syllable(tokens.low[at]):
                return False
        return False

    def _joint(self, index: int) -> int:
        """The index after "&", "và", a dash or a comma, if the name goes on behind it; else `index`."""
        tokens = self.tokens
        mark, after = tokens.low[index], index + 1
        if after >= len(tokens) or index == self.first:
            return index
        trade = trade_words().match(tokens.low, after)
        if mark in {"&", "+"}:
            return after if tokens.caps[after] or trade else index
        if mark in _DASHES:
            if (
                trade
                and not tokens.caps[after]
                and self.proper < 0
                and trade[1] != "form"
                and self._capital_ahead(trade[0])
            ):
                return after  # "du lịch - thương mại và đầu tư Thiên Trường"
            return self._dash(index, after)
        if mark == "và" and self.proper < 0:
            if tokens.caps[after]:
                stands = self.end == index and (trade is not None or kinds().end(tokens.low, after) == after)
                return after if stands and not self._other_body(after, after + 1) else index
            ends = trade and ((self.end == index and trade[1] != "form") or self._capital_ahead(trade[0]))
            return after if ends else index
        if mark == "," and self.proper < 0 and tokens.caps[after] and trade and trade[1] != "form":
            return after if self._list_closes(trade[0]) else index
        if mark == "(" and after + 2 < len(tokens):
            return self._country_in_brackets(after)
        return index

    def _list_closes(self, index: int) -> bool:
        """ "Gỗ, Ván ép & Nội thất Anh Khoa": a comma inside a name is followed by a last "&" or "và"."""
        tokens = self.tokens
        for at in range(index, min(index + 4, len(tokens) - 1)):
            if tokens.low[at] in {"&", "và"}:
                return trade_words().end(tokens.low, at + 1) > at + 1
            if tokens.raw[at] in ".;:\n()":
                return False
        return False

    def _dash(self, index: int, after: int) -> int:
        tokens = self.tokens
        tight = tokens.glued(index) and tokens.glued(after)
        if tight and tokens.raw[after][0].isalnum():
            return after if tokens.caps[after] or tokens.raw[after].isdigit() else index
        if tokens.low[after : after + 2] == ["chi", "nhánh"]:
            return after + 2  # "Công ty CP Tập đoàn Hoa Sen - Chi nhánh Nghệ An"
        if not tokens.caps[after] or self._other_body(after, after + 1) or begins_person(tokens, after):
            return index
        if tokens.low[after] in context_words("credits"):
            return index
        run = run_end(tokens, after)
        known = place_end(tokens.low, after)
        if known == after and person_weight(tokens, after, run) >= 2:
            return index
        if self.proper >= 0 and known == after and run - after > 3:
            return index
        return after

    def _country_in_brackets(self, after: int) -> int:
        """ "Công ty TNHH Nidec (Việt Nam)": the official name has its country in brackets."""
        tokens = self.tokens
        end = place_end(tokens.low, after, frozenset({"country"}))
        if end == after and tokens.low[after] == "vietnam":
            end = after + 1
        if end > after and end < len(tokens) and tokens.raw[end] == ")" and self.proper >= 0 and self.end == after - 1:
            self.end = end + 1
            return end + 1
        return after - 1
