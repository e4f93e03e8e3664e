#!/usr/bin/env python3
"""Write extractor/lexicon/units.tsv from the tables of the PyPI package vietnamadminunits.

usage: make_units.py FOLDER     (the package's folder `data`, with dataset.db and converter_2025.json)

    pip download --no-deps vietnamadminunits==1.0.4 && unzip vietnamadminunits-1.0.4-*.whl
    scripts/make_units.py vietnamadminunits/data

What is corrected on the way is printed, and told in the head of the file.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "extractor" / "lexicon" / "units.tsv"
OLD, NEW = "63", "34"  # the number of provinces until 30 June 2025, and since
KINDS = ("thành phố", "tỉnh", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
NAMES = {  # letter case
    "Đại áng": "Đại Áng", "Pa ủ": "Pa Ủ", "Mường é": "Mường É", "é Tòng": "É Tòng", "Đồng ý": "Đồng Ý",
    "Ya ly": "Ya Ly",
}  # fmt: skip
# Divided communes with a part that went to a homonym's successor far away within their own old province; the other
# cases cross the border of an old province, which no commune did, and are found by that.
HOMONYMS = {
    ("tinhdongthap_thanhphosadec_phuong3", "phuongcaolanh"),
    ("tinhdongthap_thanhphosadec_phuong4", "phuongcaolanh"),
    ("tinhlangson_huyenbinhgia_xahongphong", "xadongdang"),
}
HEAD = """\
# Administrative units of Việt Nam: the 63 provinces with their districts and communes as they were on 30 June 2025
# ("63-"), and the 34 provinces with their communes since 1 July 2025 ("34-"). After the dash stands the official code.
# Source: the PyPI package vietnamadminunits 1.0.4 (admin_units_legacy, admin_units, converter_2025), Copyright (c) 2025
# Tran Ngoc Minh Hieu, MIT License; written by scripts/make_units.py, which puts names in Unicode NFC and with capitals,
# and leaves out {dropped} parts of divided communes that the source gives to the successor of a homonym elsewhere.
# Columns: code; class; name; code of the unit that it lies in; what it became, joined by ";" (one: all of it, several:
# parts of it, the main part first). A district became what its communes became.
# Traps: communes that were merged or renamed before 2025 are not here; codes were used again ("24" was Bắc Giang and is
# Bắc Ninh), so that a code means nothing without its prefix.
"""


def split(unit: str) -> tuple[str, str]:
    """Class and name of "Huyện Tiên Lãng"."""
    full = " ".join(unicodedata.normalize("NFC", unit).split())
    kind = next(kind for kind in KINDS if full.lower().startswith(kind + " "))
    name = full[len(kind) + 1 :]
    return kind, NAMES.get(name, name)


def row(code: str, unit: str, parent: str, became: Iterable[str] = ()) -> str:
    kind, name = split(unit)
    return "\t".join([code, kind, name, parent, ";".join(became)])


def successors(data: dict[str, Any]) -> tuple[dict[str, list[str]], int]:
    """Key of an old commune -> keys of its successors, the main part first; and how many parts are left out."""
    found: dict[str, list[str]] = {}
    origin: dict[str, set[str]] = {}
    for province, communes in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in communes.items():
            for old in olds:
                found[old] = [f"{province}_{new}"]
                origin.setdefault(f"{province}_{new}", set()).add(old.split("_")[0])
    assert all(len(provinces) == 1 for provinces in origin.values()), "a commune crosses the border of an old province"
    dropped = 0
    for province, communes in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in communes.items():
            kept = []
            for part in sorted(parts, key=lambda part: (not part["isDefaultNewWard"], part["newWardKey"])):
                new = f"{province}_{part['newWardKey']}"
                elsewhere = origin.get(new, {old.split("_")[0]}) != {old.split("_")[0]}
                if elsewhere or (old, part["newWardKey"]) in HOMONYMS:
                    print(f"left out: {old} -> {part['newWardKey']}")
                    dropped += 1
                else:
                    kept.append(new)
            assert kept, old
            found[old] = kept
    return found, dropped


def lines(database: sqlite3.Connection, data: dict[str, Any]) -> Iterator[str]:
    database.row_factory = sqlite3.Row
    new = database.execute("SELECT * FROM admin_units ORDER BY provinceCode, wardCode").fetchall()
    old = database.execute(
        "SELECT * FROM admin_units_legacy ORDER BY provinceCode, districtCode, coalesce(wardCode, '')"
    ).fetchall()
    became, dropped = successors(data)
    provinces = {unit["provinceKey"]: f"{NEW}-{unit['provinceCode']}" for unit in new}
    communes = {f"{unit['provinceKey']}_{unit['wardKey']}": f"{NEW}-{unit['wardCode']}" for unit in new}
    into = {before: provinces[after] for after, befores in data["DICT_PROVINCE"].items() for before in befores}
    yield HEAD.format(dropped=dropped).rstrip("\n")
    told: set[str] = set()
    for unit in old:
        province, district = f"{OLD}-{unit['provinceCode']}", f"{OLD}-{unit['districtCode']}"
        ends = [communes[key] for key in became[f"{unit['provinceKey']}_{unit['districtKey']}_{unit['wardKey'] or ''}"]]
        if province not in told:
            yield row(province, unit["province"], "", [into[unit["provinceKey"]]])
        if district not in told:
            yield row(district, unit["district"], province, () if unit["ward"] else ends)
        if unit["ward"]:
            yield row(f"{OLD}-{unit['wardCode']}", unit["ward"], district, ends)
        told |= {province, district}
    for unit in new:
        province = f"{NEW}-{unit['provinceCode']}"
        if province not in told:
            yield row(province, unit["province"], "")
        yield row(f"{NEW}-{unit['wardCode']}", unit["ward"], province)
        told.add(province)


def main() -> None:
    if len(sys.argv) != 2 or not Path(sys.argv[1], "dataset.db").is_file():
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    data = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    with sqlite3.connect(folder / "dataset.db") as database:
        text = "\n".join(lines(database, data)) + "\n"
    OUT.write_text(text, encoding="utf-8")
    print(f"{OUT}: {text.count(chr(10))} lines, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
