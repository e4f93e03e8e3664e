"""What is looked for, written as people write to a search engine, as conditions that both databases answer alike.

Words stand side by side: all of them must be there. `"kết nạp Đảng"` is a phrase, `A OR B` is either, `-A` and `NOT A`
leave out, `đảng*` begins a word, brackets group. All other signs only separate words:
`05/BC-CĐCS` is a phrase of three. Letter case and the place of the tone mark never count. Diacritics count when the
query has any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, Select, Table, and_, literal_column, not_, or_, select
from sqlalchemy import table as table_named

from extractor.errors import QueryError
from extractor.store.folding import Plain, plain
from extractor.store.fulltext import words_of

MOST_WORDS = 60  # of one query; more is a text that was pasted by mistake
_DEEPEST = 12  # brackets within brackets
_TOKEN = re.compile(
    r"""(?P<not>-?)"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<bracket>-?\(|\))|(?P<word>[^\s"()]+)|(?P<stray>")"""
)
_QUOTES = str.maketrans("“”„‟", '""""')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row; the last one may be the beginning of a word."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All of `parts`, and none of `without`."""

    parts: tuple[Search, ...]
    without: tuple[Search, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of `parts`."""

    parts: tuple[Search, ...]


Search = Phrase | Both | Either


def parse(query: str) -> Search:
    """The meaning of a query. Raises QueryError (Q001) when it has none."""
    tokens = list(_tokens(query))
    if sum(len(token.words) for token in tokens if isinstance(token, Phrase)) > MOST_WORDS:
        raise QueryError(f"Has more than {MOST_WORDS} words.", _short(query))
    if not any(isinstance(token, Phrase) for token in tokens):
        raise QueryError("Has no word to look for.", query)
    return _Reader(tokens, query).read()


def phrases(search: Search) -> Iterator[Phrase]:
    """Every phrase that may be found, those left out excepted."""
    if isinstance(search, Phrase):
        yield search
        return
    for part in search.parts:
        yield from phrases(part)


def has_marks(search: Search) -> bool:
    """Whether anything in it, left out or not, is written with diacritics."""
    if isinstance(search, Phrase):
        return any(plain(word) != word for word in search.words)
    return any(map(has_marks, (*search.parts, *(search.without if isinstance(search, Both) else ()))))


def without_marks(search: Search) -> Search:
    """The same with every diacritic taken away."""
    if isinstance(search, Phrase):
        return Phrase(tuple(map(plain, search.words)), search.is_prefix)
    parts = tuple(map(without_marks, search.parts))
    return Either(parts) if isinstance(search, Either) else Both(parts, tuple(map(without_marks, search.without)))


def matching(search: Search, table: Table, dialect: str) -> Select[int]:
    """The keys of the rows of `document_words` or `sentence_words` that hold what is looked for."""
    marked = has_marks(search)
    if dialect == "sqlite":
        index = table_named(f"{table.name}_{'exact' if marked else 'plain'}")
        key: ColumnElement[int] = literal_column("rowid", Integer)
        return select(key).select_from(index).where(literal_column(index.name).op("MATCH")(_fts(search)))
    (row,) = table.primary_key.columns
    return select(row).where(_like(search, table.c.words if marked else Plain(table.c.words)))


def _fts(search: Search) -> str:
    """In the language of FTS5; the words hold letters and digits only, so that quotation marks are enough."""
    if isinstance(search, Phrase):
        return f'"{" ".join(search.words)}"{" *" if search.is_prefix else ""}'
    inside = [f"({_fts(part)})" for part in search.parts]
    if isinstance(search, Either):
        return " OR ".join(inside)
    return " NOT ".join([f"({' AND '.join(inside)})", *(f"({_fts(part)})" for part in search.without)])


def _like(search: Search, words: ColumnElement[str]) -> ColumnElement[bool]:
    """As patterns on a column that has one space around each word."""
    if isinstance(search, Phrase):
        return words.like(f"% {' '.join(search.words)}{'' if search.is_prefix else ' '}%")
    inside = [_like(part, words) for part in search.parts]
    if isinstance(search, Either):
        return or_(*inside)
    return and_(*inside, *(not_(_like(part, words)) for part in search.without))


def _tokens(query: str) -> Iterator[Phrase | str]:
    """Phrases, and the signs "AND", "OR", "NOT", "(" and ")"."""
    for token in _TOKEN.finditer(query.translate(_QUOTES)):
        if token["stray"]:
            raise QueryError("Has a quotation mark without its partner.", _short(query))
        if token["bracket"]:
            yield from ["NOT", "("] if token["bracket"] == "-(" else [token["bracket"]]
        elif token["word"] in {"AND", "OR", "NOT"}:
            yield token["word"]
        else:
            words = token["word"] if token["phrase"] is None else token["phrase"]
            negative = bool(token["not"]) or (token["phrase"] is None and re.match(r"-\w", words) is not None)
            found = tuple(words_of(words).split())
            if found and negative:
                yield "NOT"
            if found:
                yield Phrase(found, words.endswith("*") or bool(token["star"]))


class _Reader:
    """Reads tokens from left to right: OR binds more loosely than standing side by side."""

    def __init__(self, tokens: list[Phrase | str], query: str) -> None:
        self._tokens, self._query, self._next, self._depth = tokens, query, 0, 0

    def read(self) -> Search:
        found = self._either()
        if self._peek() is not None:
            raise self._error("Has a closing bracket without its partner.")
        return found

    def _peek(self) -> Phrase | str | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _either(self) -> Search:
        parts = [self._both()]
        while self._peek() == "OR":
            self._next += 1
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Search:
        wanted: list[Search] = []
        unwanted: list[Search] = []
        while (token := self._peek()) not in {None, ")", "OR"}:
            if token == "AND":
                if not wanted and not unwanted:
                    break
                self._next += 1
                token = self._peek()
            if token == "NOT":
                self._next += 1
            (unwanted if token == "NOT" else wanted).append(self._one())
        if not wanted:
            raise self._error("Lacks words beside AND, OR, NOT, a minus or a bracket.")
        return wanted[0] if len(wanted) == 1 and not unwanted else Both(tuple(wanted), tuple(unwanted))

    def _one(self) -> Search:
        token = self._peek()
        self._next += 1
        if isinstance(token, Phrase):
            return token
        if token != "(":
            raise self._error("Lacks words beside AND, OR, NOT, a minus or a bracket.")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error("Has too many brackets within brackets.")
        inside = self._either()
        if self._peek() != ")":
            raise self._error("Has an opening bracket without its partner.")
        self._next += 1
        self._depth -= 1
        return inside

    def _error(self, what: str) -> QueryError:
        return QueryError(what, _short(self._query))


def _short(query: str) -> str:
    return query if len(query) <= 60 else f"{query[:60]}…"
