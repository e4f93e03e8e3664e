"""The figures as linked data (JSON-LD), in the words of schema.org: observations, each based on its document.

A document is named by its content (`ni:///sha-256;…`, RFC 6920), a figure by its code within it, so that the same
document has the same name in every archive.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from extractor.export import Job, Written
from extractor.records import DocumentKind
from extractor.store.listings import listings

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "isBasedOn": {"@type": "@id"},
    "isPartOf": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
}
_KINDS: dict[DocumentKind, str] = {"news": "NewsArticle", "official_letter": "DigitalDocument", "other": "CreativeWork"}


def write(job: Job, out: Path, ending: str) -> Written:
    """Write the documents, then the figures; what is not stated is left out."""
    names: dict[int, str] = {}
    written = {"documents": 0, "figures": 0}
    with out.open("wb") as file:
        file.write(b'{"@context": ' + orjson.dumps(_CONTEXT) + b',\n"@graph": [')
        between = b"\n"
        for listing, nodes in (("documents", _documents(job, names)), ("figures", _figures(job, names))):
            for node in nodes:
                file.write(between + orjson.dumps(node))
                between = b",\n"
                written[listing] += 1
        file.write(b"\n]}\n")
    return written


def document_name(sha256: str) -> str:
    """The name of a content: `ni:///sha-256;` and its hash in base64url."""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def _rows(job: Job, name: str) -> Iterator[dict[str, Any]]:
    listing = listings()[name]
    return (dict(zip(listing.names, row, strict=True)) for row in job.rows(listing))


def _documents(job: Job, names: dict[int, str]) -> Iterator[dict[str, Any]]:
    """The chosen documents; their names are kept by their numbers."""
    for row in _rows(job, "documents"):
        names[row["document_id"]] = document_name(row["sha256"])
        yield _stated(
            {
                "@id": names[row["document_id"]],
                "@type": _KINDS[row["kind"]],
                "name": row["title"],
                "datePublished": row["published"],
                "identifier": row["number"],
                "author": row["byline"],
                "publisher": row["issuer"] or row["source"],
                "alternateName": row["path"],
            }
        )


def _figures(job: Job, names: dict[int, str]) -> Iterator[dict[str, Any]]:
    for row in _rows(job, "figures"):
        document = names[row["document_id"]]
        ends = (row["period_from"], row["period_to"])
        place = {"@type": "Place", "name": row["place"]} if row["place"] else None
        yield _stated(
            {
                "@id": f"{document}#{row['code']}",
                "@type": "Observation",
                "isBasedOn": document,
                "variableMeasured": row["indicator"],
                "value": row["value"],
                "maxValue": row["value_max"],
                "unitText": row["unit"],
                "measurementQualifier": row["status"],
                "observationPeriod": "/".join(end or ".." for end in ends) if any(ends) else None,
                "observationAbout": place,
                "agent": row["actor"],
                "isPartOf": f"{document}#{row['part_of']}" if row["part_of"] else None,
                "description": row["sentence"],
            }
        )


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not None}
