"""How much one document may ask for. Beyond these, it fails with a code; the others in its batch go on."""

from __future__ import annotations

LIMIT_BYTES = 20 * 1024 * 1024  # of one document, packed or not: a weekly paper's year is a tenth of it
LIMIT_PAGES = 300  # of a PDF; an annual report with its annexes has 200
LIMIT_PIXELS = 60_000_000  # of a page as an image: A3 at 400 dots an inch is 31 million
LIMIT_DEPTH = 4  # containers within containers: a letter in a ZIP in a message in an archive
LIMIT_MEMBERS = 100_000  # of one container
LIMIT_EXPANSION = 200  # bytes out for a byte in; prose packs 3 to 1, tables of zeros 50 to 1
EXPANSION_IS_SAFE_BELOW = 1024 * 1024  # bytes: so little is never a bomb, whatever it was packed into
LIMIT_SECONDS = 60.0  # that a system program may take for one document, or for one page of a scan


def is_bomb(packed: int, unpacked: int) -> bool:
    """Whether this expansion, both in bytes, is beyond what documents have."""
    return unpacked > EXPANSION_IS_SAFE_BELOW and unpacked > LIMIT_EXPANSION * max(packed, 1)
