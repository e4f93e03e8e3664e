"""Numbers that label a workshop, a firm, a standard or a file copy, and lists that look like labels and count."""

from __future__ import annotations

import re
from functools import cache

from extractor.extract.numbers.amounts import Amount
from extractor.language.calendar import alternatives
from extractor.language.context import CAPITALS
from extractor.lexicon import load

_REACH = 90  # characters looked at to the left
_NAMED = re.compile(rf"(?:^|[\s(])[{CAPITALS}][^\W\d_]* [{CAPITALS}][^\W\d_]*[ \u00a0]+$")
_STANDARD = re.compile(r":(?:19|20)\d\d(?!\d)")
_COPY = re.compile(r"[a-dx](?![^\W_])")
_ITEM = re.compile(
    r"(?<!\w)(?P<item>[^\W\d_]+(?: [^\W\d_]+){1,6}) \d{1,4}, (?:và )?(?P<own>[^\W\d_]+(?: [^\W\d_]+){1,6}) $"
)
_AFTER_COMMA = re.compile(r"(?: [^\W\d_]+){0,2}, (?:và )?")


@cache
def _shop() -> tuple[re.Pattern[str], re.Pattern[str]]:
    labels = load("quantity_cues")["labels"]
    shop = rf"(?<!\w){alternatives(labels['shops'])} {alternatives(labels['crafts'])}"
    return re.compile(rf"{shop} $"), re.compile(rf"{shop} \d")


@cache
def _body() -> re.Pattern[str]:
    bodies = alternatives(load("quantity_cues")["labels"]["named_bodies"])
    return re.compile(rf"(?<=\w \(){bodies} [^(),;:\d\n]{{2,70}} $")


def is_workshop(folded: str, amount: Amount) -> bool:
    """ "tổ cắt [3] được tặng", but "tổ may [12], tổ cắt [15]" counts."""
    behind, anywhere = _shop()
    left = folded[max(0, amount.start - _REACH) : amount.start]
    if amount.value_max is not None or behind.search(left) is None:
        return False
    comma = _AFTER_COMMA.match(folded, amount.end)
    listed = comma is not None and anywhere.match(folded, comma.end())
    earlier = anywhere.search(left) is not None and left.rstrip().count(",") > 0
    return not (listed or earlier)


def ends_bracketed_name(text: str, folded: str, amount: Amount) -> bool:
    """ "Tẩn Láo Sử (Công ty TNHH Xây dựng Y Tý [268])": nothing else stands in the brackets."""
    left = folded[max(0, amount.start - _REACH) : amount.start]
    last = text[max(0, amount.start - 16) : amount.start].split()[-1:]
    named = bool(last) and last[0][:1].isupper()
    return named and text[amount.end : amount.end + 1] == ")" and _body().search(left) is not None


def follows_name(text: str, amount: Amount) -> bool:
    """Whether the word before the number ends a name of several: "huyện Kim Bảng [8]", "Phú Lương [2]"."""
    return _NAMED.search(text[max(0, amount.start - 30) : amount.start]) is not None


def is_standard(text: str, amount: Amount) -> bool:
    """ "SA [8000]:2014", "TCVN [5603]:2008"."""
    return _STANDARD.match(text, amount.end) is not None and text[max(0, amount.start - 2) : amount.start - 1].isupper()


def is_file_copy(text: str, amount: Amount) -> bool:
    """ "Lưu: VT, H ([12]b)": copies of a letter; "5a" is no count either."""
    return _COPY.match(text, amount.end) is not None and amount.unit is None and amount.currency is None


def goes_on_counting(folded: str, amount: Amount) -> bool:
    """ "khối trường học 25, khối cơ quan phường [15]": items alike, of which only this ends in a word of labels."""
    match = _ITEM.search(folded[max(0, amount.start - _REACH) : amount.start])
    if match is None:
        return False
    item, own = match["item"].split(), match["own"].split()
    return own[0] in item and own[-1] != item[-1] and own[0] != own[-1] and len(own) > 2
