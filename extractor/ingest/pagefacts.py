"""What a web page says of itself for machines: JSON-LD first, then meta tags."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

_ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report", "WebPage", "LiveBlogPosting")
# Fact -> meta tags that state it, the surest first (name, property or itemprop, in small letters).
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "title", "headline"),
    "published": (
        "article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date", "dc.date.issued",
        "dcterms.created", "article:published", "og:published_time",
    ),
    "modified": ("article:modified_time", "og:updated_time", "lastmod", "datemodified"),
    "author": ("article:author", "author", "dc.creator", "dable:author"),
    "publisher": ("og:site_name", "dc.publisher", "publisher", "application-name"),
    "description": ("og:description", "description", "dc.description"),
    "section": ("article:section",),
    "url": ("og:url",),
}  # fmt: skip
_LD = {
    "title": "headline", "published": "datePublished", "modified": "dateModified", "author": "author",
    "publisher": "publisher", "description": "description", "section": "articleSection", "url": "url",
}  # fmt: skip
_LONGEST = 1000  # characters of a fact
_ADDRESS = re.compile(r"https?://\S+")


def facts(root: Any) -> dict[str, str]:
    """Title, published, modified, author, publisher, description, section, url: those that the page states."""
    found: dict[str, str] = {}
    stated = _meta(root)
    linked = _linked_data(root)
    for name, tags in _META.items():
        values = [_plain(linked.get(_LD[name])), *(stated.get(tag) for tag in tags)]
        words = [value for value in values if value and not (name == "author" and _ADDRESS.fullmatch(value))]
        if words:
            found[name] = words[0][:_LONGEST]
    if "title" not in found and (title := root.findtext(".//title")):
        found["title"] = " ".join(title.split())[:_LONGEST]
    canonical = root.xpath("//link[@rel='canonical']/@href")
    if canonical:
        found["url"] = str(canonical[0])[:_LONGEST]
    return {name: value for name, value in found.items() if value}


def day_line(stated: str) -> str | None:
    """A machine's date as a Vietnamese page shows it: "2022-03-31T08:05+07:00" is "31/03/2022 08:05"."""
    try:
        moment = dt.datetime.fromisoformat(stated.strip())
    except ValueError:
        return None
    has_time = "T" in stated or ":" in stated
    return moment.strftime("%d/%m/%Y %H:%M" if has_time else "%d/%m/%Y") if moment.year >= 1900 else None


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta", "time"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        value = " ".join((tag.get("content") or tag.get("datetime") or "").split())
        if name and value:
            found.setdefault(name.lower(), value)
    return found


def _linked_data(root: Any) -> dict[str, Any]:
    """The first article that the page's JSON-LD describes."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(kind in _ARTICLES for kind in kinds) and (thing.get("headline") or thing.get("datePublished")):
                return thing
    return {}


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 5:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)


def _plain(value: Any) -> str | None:
    """Words of a value that may be a thing with a name, or several."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return _plain(value.get("name"))
    if isinstance(value, list):
        return ", ".join(words for words in map(_plain, value[:10]) if words) or None
    return None
