"""Words of trades and legal forms in names of enterprises, and what a number in front of them counts."""

from __future__ import annotations

from functools import cache

from extractor import lexicon
from extractor.extract.organisations.kinds import context_words, kinds
from extractor.language.tokens import Phrases, Tokens


@cache
def trade_words() -> Phrases[str]:
    """The words with their sort: company, institution, trade or form."""
    words = lexicon.load("enterprise_words")["words"]
    rows: dict[str, str] = {}
    for kind in ("company", "institution", "trade", "form"):
        rows.update((form, kind) for form in words[kind])
    return Phrases(rows.items())


def is_counted(tokens: Tokens, index: int) -> bool:
    """Whether the word at `index` is counted by the number before it ("… Yutong 203 đoàn viên")."""
    if index >= len(tokens) or tokens.low[index] not in context_words("counted"):
        return False
    return not tokens.caps[index] or kinds().end(tokens.low, index) == index


def trade_before(tokens: Tokens, first: int, index: int) -> int:
    """Where the capitalised trade that ends at `index` begins ("| May | Vàm Cỏ Xanh"), not before `first`."""
    for start in range(max(first, index - 4), index):
        found = trade_words().match(tokens.low, start)
        if tokens.caps[start] and found is not None and found == (index, "trade"):
            return start
    return index


def trade_end(tokens: Tokens, index: int) -> int:
    """End of the trade that begins at `index` in any letter case ("xe ôm", "bốc xếp"), or `index`."""
    found = trade_words().match(tokens.low, index)
    return found[0] if found is not None and found[1] == "trade" else index


@cache
def stops() -> frozenset[str]:
    """Lower-case words with which a sentence goes on after a name."""
    return frozenset(lexicon.load("enterprise_words")["stops"]["words"])
