"""A page that was laid crookedly on the scanner is turned straight: its lines of text then run along rows of dots."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from extractor.ingest.ruling import ink_below

_MOST = 3.0  # degrees to either side that are looked at; what lies more crookedly was meant to
_STEP = 0.1  # degrees
_LEAST = 0.15  # degrees from which turning pays: every turn blurs a little
_COARSE = 4  # dots that are looked at as one
_POINTS = 100_000  # dots of ink that are enough to tell
_WHITE = 255


def straightened(image: Any) -> Any:
    """The grey picture (of PIL), turned so that the ink gathers in as few rows as it can."""
    angle = slant(np.asarray(image))
    if abs(angle) < _LEAST:
        return image
    from PIL import Image

    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)


def slant(picture: np.ndarray[Any, np.dtype[Any]]) -> float:
    """By how many degrees the picture has to be turned against the clock to be straight."""
    height, width = (size - size % _COARSE for size in picture.shape)
    coarse = picture[:height, :width].reshape(height // _COARSE, _COARSE, width // _COARSE, _COARSE).min(axis=(1, 3))
    ys, xs = np.nonzero(coarse < ink_below(coarse))
    if len(ys) == 0:
        return 0.0
    every = max(1, len(ys) // _POINTS)
    ys, xs = ys[::every].astype(np.float32), xs[::every].astype(np.float32) - width / _COARSE / 2
    angles = np.arange(-_MOST, _MOST + _STEP / 2, _STEP)

    def gathered(angle: float) -> float:
        rows = np.rint(ys - xs * math.tan(math.radians(angle))).astype(np.int64)
        counts = np.bincount(rows - rows.min()).astype(np.float64)
        return float((counts**2).sum())

    scores = [gathered(float(angle)) for angle in angles]
    best = int(np.argmax(scores))
    middle = len(angles) // 2
    return float(angles[best]) if scores[best] > scores[middle] * 1.02 else 0.0
