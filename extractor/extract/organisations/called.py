"""The issuer of a document called by its kind alone."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.organisations.areas import is_general
from extractor.extract.organisations.context import is_document_number
from extractor.extract.organisations.entries import Mention
from extractor.extract.organisations.kinds import context_phrases, context_words
from extractor.language.names import is_shouted
from extractor.language.tokens import Phrases, Tokens

ON_BEHALF = Phrases((form, None) for form in ("T/M", "TM.", "TM", "T.M", "T.M."))


def issuers_short_forms(tokens: Tokens, mentions: Sequence[Mention], span: tuple[int, int]) -> list[Mention]:
    """ "Trung tâm", "Chi bộ" with a capital, in what the Trung tâm Bồi dưỡng chính trị or a Chi bộ has issued.

    `span` are the offsets of the issuer in the letterhead; the first mention returned is the issuer itself.
    """
    first, last = tokens.index_at(span[0]), tokens.index_at(span[1])
    issuer = next((mention for mention in mentions if first <= mention.first < last and mention.body), None)
    words = context_phrases("issuers")
    length = words.end(tokens.low, issuer.first) - issuer.first if issuer else 0
    if issuer is None or not length:
        return []
    head = tokens.low[issuer.first : issuer.first + length]
    taken = {index for mention in mentions for index in range(mention.first, mention.last)}
    found = [issuer]
    for index in words.starts(tokens.low):
        end = index + length
        if index <= issuer.first or tokens.low[index:end] != head or not tokens.caps[index] or index in taken:
            continue
        shouted = is_shouted(tokens, index) and not ON_BEHALF.ends_before(tokens.low, index)
        goes_on = end < len(tokens) and (tokens.caps[end] or is_general(tokens, end))
        several = tokens.low[index - 1] in context_words("plural")
        if not shouted and not goes_on and not several and not is_document_number(tokens, index):
            found.append(Mention(index, end, issuer.type, None, "organisation.issuer"))
    return found
