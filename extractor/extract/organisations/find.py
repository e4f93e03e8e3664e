"""One pass over the tokens of a document: every organisation that it names, then the short forms of those."""

from __future__ import annotations

from extractor.extract.organisations.context import brand_is_company, is_document_number, is_other_word, is_part_of_title, is_plural, members_only
from extractor.extract.organisations.entries import Mention
from extractor.extract.organisations.grammar import BARE, Body, Grammar
from extractor.extract.organisations.kinds import brands, context_words, kinds, levels
from extractor.language.layers import Layers
from extractor.language.names import is_acronym, is_big_place, is_shouted, is_syllable, person_weight
from extractor.language.places import levels_named
from extractor.language.tokens import Tokens

_LONGEST_ALIAS = 6  # tokens between the brackets of "(gọi tắt là …)"
_ALIAS_LABELS = ("gọi tắt là", "viết tắt là", "sau đây gọi tắt là", "sau đây gọi là", "tên viết tắt là", "viết tắt", "gọi là")


class Finder:
    """`mentions` are the names accepted, `aliases` maps folded short forms to the mention they stand for."""

    def __init__(self, layers: Layers, tokens: Tokens) -> None:
        self.tokens = tokens
        self.grammar = Grammar(tokens)
        self.mentions: list[Mention] = []
        self.aliases: dict[str, Mention] = {}
        self._bare: list[Body] = []
        self._boilerplate = sorted((zone.start, zone.end) for zone in layers.zones if zone.kind == "boilerplate")
        self._scan()
        self._coordinated()
        self._short_forms()
        self._alias_mentions()

    def _scan(self) -> None:
        tokens, index, blocked_end = self.tokens, 0, 0
        skips = iter(self._boilerplate)
        skip = next(skips, None)
        while index < len(tokens):
            while skip is not None and tokens.starts[index] >= skip[1]:
                skip = next(skips, None)
            if skip is not None and tokens.starts[index] >= skip[0]:
                index = max(index + 1, tokens.index_at(skip[1]))
                continue
            body = self.grammar.body_at(index)
            if body is None:
                index = self._brand(index)
                continue
            if is_document_number(tokens, index) or is_other_word(tokens, body):
                index += 1
                continue
            if is_part_of_title(tokens, body) or members_only(tokens, body):
                index += 1
                continue
            if is_plural(tokens, body, blocked_end):
                blocked_end = body.last
                index = body.last if body.weight or body.several else index + 1
                continue
            if body.weight == BARE:
                self._bare.append(body)
                index += 1
                continue
            self._accept(body)
            index = body.last

    def _accept(self, body: Body) -> None:
        kind_type = body.type
        if body.kind.organ and body.kind.type is None and body.used == {"domain"} and self.mentions:
            kind_type = self.mentions[-1].type  # "Ban TCKT" belongs to the body that writes
        mention = Mention(body.first, body.last, kind_type, body, f"organisation.{body.kind.key}")
        self.mentions.append(mention)
        self._bracketed_alias(mention)
        self._tail_alias(mention)

    def _brand(self, index: int) -> int:
        tokens = self.tokens
        if not tokens.caps[index]:
            return index + 1
        end = brands().end(tokens.low, index)
        if end == index or not brand_is_company(tokens, index, end):
            return index + 1
        if tokens.low[index] != tokens.raw[index].lower() or (end - index == 1 and tokens.raw[index].isupper() and len(tokens.raw[index]) < 2):
            return index + 1
        self.mentions.append(Mention(index, end, "enterprise", None, "organisation.brand"))
        return end

    # ------------------------------------------------------------ short forms

    def _bracketed_alias(self, mention: Mention) -> None:
        """ "Công ty TNHH Hòa Bình (Hoabico)", "(gọi tắt là Tập đoàn)": a short form defined for later use."""
        tokens, index = self.tokens, mention.last
        if index >= len(tokens) or tokens.raw[index] != "(":
            return
        index += 1
        for label in _ALIAS_LABELS:
            words = label.split()
            if tokens.low[index : index + len(words)] == words:
                index += len(words)
                break
        close = next((at for at in range(index, min(index + _LONGEST_ALIAS, len(tokens))) if tokens.raw[at] == ")"), None)
        if close is None or close == index or not tokens.caps[index]:
            return
        body = mention.body
        text = " ".join(tokens.low[index:close])
        one_acronym = close == index + 1 and tokens.raw[index].isupper() and len(tokens.raw[index]) > 1
        if not one_acronym and (is_big_place(tokens, index, close) or levels_named(text) or person_weight(tokens, index, close) > 1):
            return
        if one_acronym or (body is not None and body.type == "enterprise"):
            self.aliases.setdefault(text, mention)

    def _tail_alias(self, mention: Mention) -> None:
        """The own words of an enterprise's name stand for it later: "Công ty TNHH Phúc Thuận" … "Phúc Thuận"."""
        body = mention.body
        if body is None or body.type != "enterprise" or body.proper is None:
            return
        tokens, (first, last) = self.tokens, body.proper
        words = tokens.low[first:last]
        text = " ".join(words)
        if is_shouted(tokens, first) or levels_named(text) or not all(word[0].isalpha() for word in words):
            return
        if len(words) >= 2 or (len(words) == 1 and not is_syllable(words[0]) and len(words[0]) > 3 and not is_acronym(tokens, first)):
            self.aliases.setdefault(text, mention)

    def _coordinated(self) -> None:
        """ "HĐND, UBND tỉnh": a bare kind in a list takes its level from the one that closes the list."""
        starts = {mention.first: mention for mention in self.mentions if mention.body}
        for body in reversed(self._bare):
            follows = body.last + 1
            if follows >= len(self.tokens) or self.tokens.low[body.last] not in {",", "và", "-", "–", "/"}:
                continue
            partner = starts.get(follows)
            if partner is None or partner.body is None or not partner.body.level or body.used:
                continue
            if body.kind.alone == "short" and partner.type in {"government", "mass_organisation", "union"} and not self._plural(body):
                body.level, body.place = partner.body.level, partner.body.place
                mention = Mention(body.first, body.last, body.type, body, "organisation.coordinated")
                self.mentions.append(mention)
                starts[body.first] = mention

    def _short_forms(self) -> None:
        """Bare kinds with a capital whose body the document has named in full: "Liên đoàn Lao động", "Đảng ủy"."""
        taken = {mention.first for mention in self.mentions}
        known = {mention.body.kind.key for mention in self.mentions if mention.body}
        for body in self._bare:
            if body.first in taken or body.kind.alone != "short" or body.kind.key not in known or body.used:
                continue
            if self.tokens.caps[body.first] and not self._plural(body) and not self._goes_on(body):
                self.mentions.append(Mention(body.first, body.last, body.type, body, "organisation.short"))

    def _plural(self, body: Body) -> bool:
        return is_plural(self.tokens, body, 0)

    def _goes_on(self, body: Body) -> bool:
        """Whether the words behind make a bare kind general: "LĐLĐ các huyện", "Đảng ủy cơ sở"."""
        tokens, index = self.tokens, body.last
        if index >= len(tokens):
            return False
        return tokens.low[index] in {"các", "cơ", "cấp", "viên", "từng", "những", "mỗi", "bộ"} or levels().end(tokens.low, index) > index

    def _alias_mentions(self) -> None:
        if not self.aliases:
            return
        tokens = self.tokens
        covered = [False] * (len(tokens) + 1)
        for mention in self.mentions:
            covered[mention.first : mention.last] = [True] * (mention.last - mention.first)
        firsts: dict[str, list[list[str]]] = {}
        for text in sorted(self.aliases, key=len, reverse=True):
            words = text.split(" ")
            firsts.setdefault(words[0], []).append(words)
        for index, word in enumerate(tokens.low):
            for words in firsts.get(word, ()):
                last = index + len(words)
                if not tokens.caps[index] or covered[index] or tokens.low[index:last] != words or self._in_boilerplate(index):
                    continue
                target = self.aliases[" ".join(words)]
                if index > target.first and self._stands_alone(index, last):
                    self.mentions.append(Mention(index, last, target.type, None, "organisation.alias"))
                    covered[index:last] = [True] * (last - index)
                    break

    def _stands_alone(self, first: int, last: int) -> bool:
        tokens = self.tokens
        if last < len(tokens) and (tokens.caps[last] and tokens.raw[last] != "\n") and not is_acronym(tokens, first):
            return False
        if not tokens.raw[last - 1][0].isupper():
            return False
        return not (first and (tokens.caps[first - 1] or tokens.low[first - 1] in _PLACE_WORDS))

    def _in_boilerplate(self, index: int) -> bool:
        start = self.tokens.starts[index]
        return any(low <= start < high for low, high in self._boilerplate)


_PLACE_WORDS = frozenset({"xã", "phường", "huyện", "quận", "tỉnh", "phố", "đường", "thôn", "bản", "ông", "bà", "anh", "chị", "chí", "c"})


def kind_begins(tokens: Tokens, index: int) -> bool:
    """Whether a kind of organisation begins at `index`."""
    return kinds().end(tokens.low, index) > index


__all__ = ["Finder", "context_words", "kind_begins"]
