"""What people say about the same document: how far they agree, where they differ, one record out of two, and what the
program should learn from what they corrected."""

from __future__ import annotations

from extractor.review.agreement import Agreement, Categories, agreement
from extractor.review.differences import Comparison, Difference, compared, settled
from extractor.review.suggest import Suggestion, Suggestions, suggestions

__all__ = [
    "Agreement", "Categories", "Comparison", "Difference", "Suggestion", "Suggestions", "agreement", "compared",
    "settled", "suggestions",
]  # fmt: skip
