"""The lexicon of the figures room, read once a process: nouns, predicates, cues, contexts and indicator frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor.errors import LexiconError
from extractor.language.fold import fold
from extractor.language.phrases import PhraseBook
from extractor.lexicon import load, load_all


@dataclass(frozen=True, slots=True)
class Family:
    """A family of counted nouns: the unit of its figures and the rate code after "mỗi"."""

    name: str
    unit: str
    per: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """One condition under which a figure gets an indicator; the highest score among those that hold wins."""

    indicator: str
    predicates: frozenset[str]  # empty: any predicate
    families: frozenset[str]
    voice: str | None
    context: tuple[str, ...]
    not_context: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Context:
    """A named condition on the words around a figure."""

    where: str
    book: PhraseBook
    forbidden: PhraseBook


@cache
def families() -> dict[str, Family]:
    table = load("nouns")["family"]
    return {name: Family(name, entry["unit"], entry.get("per")) for name, entry in table.items()}


@cache
def word_list(file: str, section: str, key: str) -> frozenset[str]:
    """The words of one list of `lexicon/<file>.toml`, folded."""
    return frozenset(fold(word) for word in load(file)[section][key])


@cache
def phrase_list(file: str, section: str, key: str) -> PhraseBook:
    """The phrases of one list of `lexicon/<file>.toml`, labelled with its key."""
    return PhraseBook((phrase, key) for phrase in load(file)[section][key])


def word_set(name: str) -> frozenset[str]:
    """The closed word list `name` of figure_words.toml, folded."""
    return word_list("figure_words", "words", name)


@cache
def noun_book() -> PhraseBook:
    """Head nouns, labelled with their family. A head named by two families belongs to the first."""
    phrases: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    for name, entry in load("nouns")["family"].items():
        for head in entry["heads"]:
            if seen.setdefault(fold(head), name) == name:
                phrases.append((head, name))
    for entry in load_all("indicators").values():
        for family, heads in entry.get("nouns", {}).items():
            phrases.extend((head, family) for head in heads)
    phrases.extend((idiom, "") for idiom in load("noun_phrases")["idiom"]["words"])
    return PhraseBook(phrases)


@cache
def predicate_book() -> PhraseBook:
    classes: dict[str, list[str]] = {name: list(words) for name, words in load("predicates")["class"].items()}
    for entry in load_all("indicators").values():
        for name, words in entry.get("predicates", {}).items():
            classes.setdefault(name, []).extend(words)
    return PhraseBook((word, name) for name, words in classes.items() for word in words)


@cache
def compound_book() -> PhraseBook:
    """Words that hold a cue and do not mean it."""
    return PhraseBook((word, name) for name, words in load("compounds")["hides"].items() for word in words)


@cache
def contexts() -> dict[str, Context]:
    found: dict[str, Context] = {}
    tables = [load("contexts"), *(entry.get("contexts", {}) for entry in load_all("indicators").values())]
    for table in tables:
        for name, entry in table.items():
            if name != "meta":
                yes = PhraseBook((phrase, name) for phrase in entry["any"])
                no = PhraseBook((phrase, name) for phrase in entry.get("none", []))
                found[name] = Context(entry["where"], yes, no)
    return found


def _frame(code: str, entry: dict[str, Any]) -> Frame:
    where = f"lexicon/indicators/{code}.toml"
    for name in (*entry.get("context", ()), *entry.get("not_context", ())):
        if name not in contexts():
            raise LexiconError(f"the frame names the context {name!r}, which contexts.toml does not have.", where)
    unknown = set(entry["family"]) - set(families()) - {"none"}
    if unknown:
        raise LexiconError(f"the frame names families that nouns.toml does not have: {sorted(unknown)}.", where)
    predicates = entry.get("predicate", ["any"])
    return Frame(
        code,
        frozenset() if "any" in predicates else frozenset(predicates),
        frozenset(entry["family"]),
        entry.get("voice"),
        tuple(entry.get("context", ())),
        tuple(entry.get("not_context", ())),
        float(entry["score"]),
    )


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame of every indicator file, best score first."""
    found = [_frame(code, frame) for code, entry in load_all("indicators").items() for frame in entry["frame"]]
    return tuple(sorted(found, key=lambda frame: -frame.score))


@cache
def frames_of(family: str) -> tuple[Frame, ...]:
    """The frames that take a family of counted nouns ("none": no noun), best score first."""
    return tuple(frame for frame in frames() if family in frame.families)


@cache
def time_of(indicator: str | None) -> str:
    """How an indicator lives in time.

    `stock` (how many there are), `occasion` (at an event), `event` (around one), `flow` (over a time), `null`.
    """
    if indicator is None:
        return "null"
    return str(load_all("indicators")[indicator]["indicator"]["time"])


@cache
def people_acts() -> frozenset[str]:
    """Indicators of what people do or have done to them over a time: their figures count people without saying so."""
    entries = {code: entry["indicator"] for code, entry in load_all("indicators").items()}
    return frozenset(code for code, told in entries.items() if told["time"] == "flow" and told["unit"] == "person")


@cache
def cue_book(section: str) -> PhraseBook:
    """The phrases of one table of figure_cues.toml, labelled with their list; those of `silent` are none."""
    return PhraseBook(
        (phrase, "" if name == "silent" else name)
        for name, phrases in load("figure_cues")[section].items()
        if isinstance(phrases, list)
        for phrase in phrases
    )


@cache
def rate_book() -> PhraseBook:
    """What may stand after "mỗi" or "/" as time or thing, labelled with the rate code."""
    table = load("figure_cues")["rate"]
    phrases = [(word, code) for group in ("time", "thing") for code, words in table[group].items() for word in words]
    return PhraseBook(phrases)
