"""One pass over the tokens of a document: every organisation that it names, then the short forms of those."""

from __future__ import annotations

from bisect import bisect_right

from extractor.extract.organisations.areas import is_general
from extractor.extract.organisations.body import BARE, NAMED, Body
from extractor.extract.organisations.called import ON_BEHALF, issuers_short_forms
from extractor.extract.organisations.context import (
    brand_is_company,
    company_run,
    is_document_number,
    is_in_a_name,
    is_other_word,
    is_part_of_title,
    is_plural,
    is_the_matter,
    members_only,
)
from extractor.extract.organisations.entries import Mention
from extractor.extract.organisations.grammar import Grammar
from extractor.extract.organisations.kinds import (
    brands,
    company_words,
    context_phrases,
    context_words,
    kinds,
    levels,
    zones,
)
from extractor.extract.organisations.trades import trade_before
from extractor.language.layers import Layers
from extractor.language.names import is_acronym, is_big_place, is_shouted, is_syllable, person_weight
from extractor.language.places import levels_named
from extractor.language.titles import honorific_end, phrases, title_before
from extractor.language.tokens import BREAK, Tokens
from extractor.records import OrganisationType

_LETTERHEAD = 60  # tokens from the top in which a letterhead ends
_LETTERHEAD_BODIES = 3
_LONGEST_ALIAS = 6  # tokens between the brackets of "(gọi tắt là …)"


class Finder:
    """`mentions` are the names accepted, `aliases` maps folded short forms to the mention they stand for."""

    def __init__(self, layers: Layers, tokens: Tokens) -> None:
        self.tokens = tokens
        self.grammar = Grammar(tokens)
        self.mentions: list[Mention] = []
        self.aliases: dict[str, Mention] = {}
        self._bare: list[Body] = []
        self._has_letterhead = layers.fields.issuer_span is not None
        self._boilerplate = sorted((zone.start, zone.end) for zone in layers.zones if zone.kind == "boilerplate")
        self._scan()
        self._foreign_companies()
        self._coordinated()
        self._letterhead_organs()
        self._issuers_short_forms(layers)
        self._local_short_forms()
        self._short_forms()
        self._alias_mentions()

    def _scan(self) -> None:
        tokens, behind, blocked_end = self.tokens, 0, 0
        for index in sorted({*kinds().starts(tokens.low), *brands().starts(tokens.low)}):
            if index < behind or self._in_boilerplate(index):
                continue
            body = self.grammar.body_at(index)
            if body is None:
                behind = self._brand(index)
                continue
            if is_document_number(tokens, index) or is_other_word(tokens, body) or is_in_a_name(tokens, body):
                continue
            if is_part_of_title(tokens, body) or members_only(tokens, body):
                continue
            if is_plural(tokens, body, blocked_end):
                blocked_end = body.last
                behind = body.last if body.weight or body.several else index + 1
            elif body.weight == BARE:
                self._bare.append(body)
            else:
                self._accept(body)
                behind = body.last

    def _accept(self, body: Body) -> None:
        kind_type = body.type
        if body.kind.organ and body.kind.type is None and body.used == {"domain"} and self.mentions:
            kind_type = self._writer().type  # "Ban TCKT" belongs to the body that writes
        mention = Mention(body.first, body.last, kind_type, body, f"organisation.{body.kind.key}")
        self.mentions.append(mention)
        self._bracketed_alias(mention)
        self._tail_alias(mention)

    def _writer(self) -> Mention:
        """The union in the letterhead of a document that names its issuer, else the body named last."""
        heads = self.mentions[:_LETTERHEAD_BODIES] if self._has_letterhead else []
        return next((mention for mention in heads if mention.type == "union"), self.mentions[-1])

    def _brand(self, index: int) -> int:
        tokens = self.tokens
        if not tokens.caps[index]:
            return index + 1
        end = brands().end(tokens.low, index)
        branch = self.grammar.body_at(end) if end > index else None
        if branch is not None and branch.weight and branch.kind.key == "chi nhánh":
            end = branch.last  # "Agribank Chi nhánh huyện Ba Bể"
        elif end == index or not brand_is_company(tokens, index, end):
            return index + 1
        self.mentions.append(Mention(index, end, "enterprise", None, "organisation.brand"))
        return end

    def _foreign_companies(self) -> None:
        """ "Nissei Electric Việt Nam": foreign words with a word of company names or with "Việt Nam" behind them."""
        tokens = self.tokens
        taken = {index for mention in self.mentions for index in range(mention.first, mention.last)}
        for index in company_words().starts(tokens.low):
            first, last = company_run(tokens, index)
            if last > first and not taken & set(range(first, last)) and not self._in_boilerplate(first):
                self.mentions.append(Mention(first, last, "enterprise", None, "organisation.foreign_company"))
                taken.update(range(first, last))

    # ------------------------------------------------------------ short forms

    def _bracketed_alias(self, mention: Mention) -> None:
        """ "Công ty TNHH Hòa Bình (Hoabico)", "(gọi tắt là Tập đoàn)": a short form defined for later use."""
        tokens, index = self.tokens, mention.last
        if index >= len(tokens) or tokens.raw[index] != "(":
            return
        bracket = index + 1
        index = context_phrases("alias_labels").end(tokens.low, bracket)
        close = next(
            (at for at in range(index, min(index + _LONGEST_ALIAS, len(tokens))) if tokens.raw[at] == ")"), None
        )
        if close is None or close == index or not tokens.caps[index] or levels().match(tokens.low, index):
            return
        if zones().end(tokens.low, index) > index and close > index + 1:
            return  # "(Khu chế xuất Tân Thuận)": where it lies
        body = mention.body
        text = " ".join(tokens.low[index:close])
        one_acronym = close == index + 1 and tokens.raw[index].isupper() and len(tokens.raw[index]) > 1
        if not one_acronym and (
            is_big_place(tokens, index, close) or levels_named(text) or person_weight(tokens, index, close) > 1
        ):
            return
        if one_acronym or index > bracket or (body is not None and body.type == "enterprise"):
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
        if len(words) > 1 and not is_syllable(words[0]) and len(words[0]) > 3:
            self.aliases.setdefault(words[0], mention)
        if (start := trade_before(tokens, body.first, first)) < first:
            self.aliases.setdefault(" ".join(tokens.low[start:last]), mention)  # "May Vàm Cỏ Xanh"
        if len(words) >= 2 or (
            len(words) == 1 and not is_syllable(words[0]) and len(words[0]) > 3 and not is_acronym(tokens, first)
        ):
            self.aliases.setdefault(text, mention)

    def _coordinated(self) -> None:
        """ "HĐND, UBND tỉnh": a bare kind in a list takes its level from the one that closes the list."""
        starts = {mention.first: mention for mention in self.mentions if mention.body}
        for body in reversed(self._bare):
            follows = body.last + 1
            if follows >= len(self.tokens) or self.tokens.low[body.last] not in {",", "và", "-", "–", "/"}:
                continue
            partner = starts.get(follows)
            if partner is None or partner.body is None:
                continue
            if (
                body.kind.organ
                and body.used <= {"domain"}
                and " > " in partner.body.key
                and self._is_organ(body, partner)
            ):
                body.key = f"{body.key} > {partner.body.key.split(' > ', 1)[1]}"
                body.level, body.place, body.type = partner.body.level, partner.body.place, partner.type
                starts[body.first] = Mention(body.first, body.last, body.type, body, "organisation.coordinated")
                self.mentions.append(starts[body.first])
                continue
            if not partner.body.level or body.used:
                continue
            if (
                body.kind.alone == "short"
                and partner.type in {"government", "mass_organisation", "union"}
                and not self._plural(body)
            ):
                body.level, body.place = partner.body.level, partner.body.place
                mention = Mention(body.first, body.last, body.type, body, "organisation.coordinated")
                self.mentions.append(mention)
                starts[body.first] = mention

    def _is_organ(self, body: Body, partner: Mention) -> bool:
        """ "Ban Tổ chức, Văn phòng Tỉnh ủy": both are organs of the one body, with capitals and no "các" before."""
        low, first = self.tokens.low, body.first
        if partner.body is None or not partner.body.kind.organ or not self.tokens.caps[first]:
            return False
        if low[body.last] not in {",", "và"} or (first and low[first - 1] == "ban"):
            return False
        return not self._plural(body) and not is_part_of_title(self.tokens, body)

    def _letterhead_organs(self) -> None:
        """ "TỈNH ỦY AN GIANG / ỦY BAN KIỂM TRA": an organ on its own line under its body, later after "T/M"."""
        tokens, organs = self.tokens, dict[str, OrganisationType]()
        for body in self._bare:
            kind = body.kind
            shouted = all(word.isupper() for word in tokens.raw[body.first : body.last])
            if not kind.organ or body.first < 2 or not shouted:
                continue
            host = self.mentions[0] if self.mentions else None
            alone = tokens.raw[body.first - 1] == BREAK and tokens.raw[body.last : body.last + 1] == [BREAK]
            heads = host is not None and host.last <= body.first < host.last + _LETTERHEAD and body.first < _LETTERHEAD
            if alone and heads and host is not None and host.type in {"party", "union"} and host.body is not None:
                organs.setdefault(kind.key + body.name, host.type)
            elif kind.key + body.name not in organs or not ON_BEHALF.ends_before(tokens.low, body.first):
                continue
            body.type = organs[kind.key + body.name]
            self.mentions.append(Mention(body.first, body.last, body.type, body, "organisation.letterhead_organ"))

    def _issuers_short_forms(self, layers: Layers) -> None:
        span = layers.fields.issuer_span
        found = issuers_short_forms(self.tokens, self.mentions, span) if span else []
        for mention in found[1:]:
            self.mentions.append(mention)
            self.aliases.setdefault(" ".join(self.tokens.low[mention.first : mention.last]), found[0])

    def _local_short_forms(self) -> None:
        """ "Công đoàn Công ty", "Sở": the one such body that the document has named in full, with a capital."""
        tokens = self.tokens
        bodies = [mention.body for mention in self.mentions if mention.body]
        whole = (body for body in bodies if body.weight == NAMED or " > " not in body.key)
        known = {part for body in whole for part in body.key.split(" > ")}
        offices: dict[str, set[str]] = {}
        for mention in self.mentions:
            if mention.body and mention.body.key in context_words("offices"):
                offices.setdefault(mention.body.key, set()).add(mention.body.name)
        for body in self._bare:
            if not tokens.caps[body.first] or is_shouted(tokens, body.first) or self._plural(body) or body.used:
                continue
            if title_before(tokens, body.first):
                continue
            last = body.last
            if body.kind.key in context_words("organs_of_places_of_work"):
                host = kinds().match(tokens.low, last)
                if host is None or host[1].type != "enterprise" or host[1].key not in known:
                    continue
                last = host[0]
            elif len(offices.get(body.kind.key, ())) != 1:
                continue
            if last < len(tokens) and (tokens.caps[last] or tokens.low[last] in context_words("any_of_them")):
                continue
            body.last = last
            self.mentions.append(Mention(body.first, last, body.type, body, "organisation.local"))

    def _short_forms(self) -> None:
        """Bare kinds with a capital whose body the document has named in full: "Liên đoàn Lao động", "Đảng ủy"."""
        taken = {mention.first for mention in self.mentions}
        known = {mention.body.kind.key for mention in self.mentions if mention.body}
        for body in self._bare:
            if body.first in taken or body.kind.alone != "short" or body.kind.key not in known or body.used:
                continue
            if is_the_matter(self.tokens, body):
                continue
            titled = title_before(self.tokens, body.first)  # "Bí thư Đảng ủy": of whichever body
            if self.tokens.caps[body.first] and not titled and not self._plural(body) and not self._goes_on(body):
                self.mentions.append(Mention(body.first, body.last, body.type, body, "organisation.short"))

    def _plural(self, body: Body) -> bool:
        return is_plural(self.tokens, body, 0)

    def _goes_on(self, body: Body) -> bool:
        """Whether the words behind make a bare kind general: "LĐLĐ các huyện", "Đảng ủy cơ sở"."""
        return is_general(self.tokens, body.last) or levels().end(self.tokens.low, body.last) > body.last

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
                if (
                    not tokens.caps[index]
                    or covered[index]
                    or tokens.low[index:last] != words
                    or self._in_boilerplate(index)
                    or (tokens.raw[index - 1] in "-/" and is_document_number(tokens, index))
                ):
                    continue
                target = self.aliases[" ".join(words)]
                if (index > target.first or len(words) > 2) and self._stands_alone(index, last):
                    self.mentions.append(Mention(index, last, target.type, None, "organisation.alias"))
                    covered[index:last] = [True] * (last - index)
                    break

    def _stands_alone(self, first: int, last: int) -> bool:
        tokens = self.tokens
        if last < len(tokens) and (tokens.caps[last] and tokens.raw[last] != "\n") and not is_acronym(tokens, first):
            return False
        if not tokens.raw[last - 1][0].isupper():
            return False
        if (
            first
            and tokens.caps[first - 1]
            and not ((is_acronym(tokens, first) or last - first > 2) and self._begins_sentence(first - 1))
        ):
            return False
        is_person = any(honorific_end(tokens, before) == first for before in range(max(0, first - 3), first))
        return not is_person and not phrases("not_people", "areas").ends_before(tokens.low, first, 3)

    def _begins_sentence(self, index: int) -> bool:
        """ "Hiện CĐKKT quản lý …": the capital before a short form is only that of the sentence."""
        return index == 0 or self.tokens.raw[index - 1] in {".", ":", "!", "?", "\n", "“", '"'}

    def _in_boilerplate(self, index: int) -> bool:
        start = self.tokens.starts[index]
        at = bisect_right(self._boilerplate, (start, len(self.tokens.text) + 1)) - 1
        return at >= 0 and start < self._boilerplate[at][1]
