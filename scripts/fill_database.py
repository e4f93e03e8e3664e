#!/usr/bin/env python3
"""Fill a database with records that are made up, to measure it: fill_database.py NUMBER DATABASE [--seed N]

Each record is what a faultless extraction of a news article would give: 2,500 bytes of text, a dozen figures, names,
bodies and dates, each with its characters. The same figure has the same value wherever it is told, but one in fifty is
told wrongly; one article in twenty is a copy of another with a line added. Nothing is read or extracted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from extractor import __version__
from extractor.geography import Unit, units
from extractor.records import Record
from extractor.store import Store
from extractor.store.database import writing
from extractor.store.rows import write_record

_TOGETHER = 1000  # records of one transaction
_YEARS = (2014, 2025)
_ACTS = {  # indicator: unit, what is counted, a sentence with the number and the period
    "nominated": ("person", "đoàn viên ưu tú", "{period}, {body} giới thiệu cho Đảng {number} đoàn viên ưu tú"),
    "admitted": ("person", "đảng viên mới", "{period}, {body} kết nạp được {number} đảng viên mới"),
    "trained": ("person", "quần chúng ưu tú", "{period}, {body} cử {number} quần chúng ưu tú học lớp cảm tình Đảng"),
    "union_members_recruited": ("person", "đoàn viên", "{period}, {body} kết nạp mới {number} đoàn viên công đoàn"),
    "unions_established": ("organisation", "công đoàn cơ sở", "{period}, {body} thành lập {number} công đoàn cơ sở"),
    "classes_held": ("class", "lớp", "{period}, {body} mở {number} lớp bồi dưỡng nhận thức về Đảng"),
}  # fmt: skip
_SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đinh", "Mai", "Trịnh", "Tô", "Cao", "Lâm",
)  # fmt: skip
_MIDDLE = (
    "Văn", "Thị", "Hữu", "Đức", "Minh", "Thanh", "Ngọc", "Quang", "Xuân", "Thu", "Kim", "Công", "Bích", "Đình",
    "Hồng", "Như", "Gia", "Bảo", "Trọng", "Phương",
)  # fmt: skip
_GIVEN = (
    "An", "Bình", "Chi", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hiền", "Hùng", "Hương", "Khánh", "Lan", "Linh",
    "Long", "Mai", "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Thảo",
)  # fmt: skip
_TITLES = ("Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch Thường trực", "Trưởng ban Tổ chức")
_WORDS = (
    "công tác", "chăm lo", "đời sống", "người lao động", "được quan tâm", "phong trào", "thi đua", "lao động giỏi",
    "sáng tạo", "phát động", "rộng khắp", "các cấp", "đổi mới", "nội dung", "hình thức", "hoạt động",
    "hướng về cơ sở", "tổ chức", "đối thoại", "tại nơi làm việc", "ký kết", "thỏa ước tập thể", "bữa ăn ca",
    "tuyên truyền", "phổ biến", "pháp luật", "chính sách mới", "học tập", "làm theo", "tư tưởng", "đạo đức",
    "phong cách", "nâng cao", "tay nghề", "bảo hộ", "an toàn", "vệ sinh", "môi trường", "xanh", "sạch", "đẹp",
    "văn nghệ", "thể thao", "khu nhà trọ", "thiết chế", "chăm sóc", "sức khỏe", "thăm hỏi", "tặng quà", "gia đình",
    "khó khăn", "doanh nghiệp", "ngoài khu vực", "nhà nước", "tập hợp", "xây dựng", "tổ chức đảng", "vững mạnh",
    "nguồn", "phát triển", "cán bộ", "trẻ", "nữ", "dân tộc", "tôn giáo",
)  # fmt: skip


class Article:
    """A text that grows piece by piece, and what stands in it."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.text, self.record = rng, "", {"people": [], "organisations": [], "dates": [], "figures": []}

    def add(self, words: str) -> tuple[int, int]:
        """Append; returns the half-open span of what was appended."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def sentence(self, pattern: str, **parts: tuple[str, str, dict[str, Any]]) -> None:
        """A sentence of a pattern whose parts are (words, layer, further fields of its entry)."""
        begin, added = len(self.text), []
        for piece in pattern.replace("{", "\0{").replace("}", "}\0").split("\0"):
            if not piece.startswith("{"):
                self.add(piece)
                continue
            words, layer, fields = parts[piece[1:-1]]
            span = self.add(words)
            mention: dict[str, Any] = {"span": span, "text": words}
            added.append((layer, fields | (mention if layer in ("dates", "figures") else {"mentions": [mention]})))
        end = self.add(". ")[0] + 1
        for layer, entry in added:
            if not layer:
                continue
            self.record[layer].append(entry | {"sentence": (begin, end), "rule": "made up", "confidence": 0.9})

    def filler(self, words: int) -> None:
        said = " ".join(self.rng.choices(_WORDS, k=words))
        self.add(f"{said.capitalize()}. ")


def value_of(indicator: str, area: Unit, year: int) -> int:
    """What is so: the same wherever it is told."""
    most = {"classes_held": 12, "unions_established": 40, "union_members_recruited": 4000}.get(indicator, 300)
    return 1 + int.from_bytes(hashlib.sha256(f"{indicator}{area.code}{year}".encode()).digest()[:4], "big") % most


def name(rng: random.Random) -> str:
    return f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLE)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"


def article(rng: random.Random, number: int, places: list[Unit]) -> tuple[str, dict[str, Any], str, dt.date]:
    """Text, layers, title and day of one article about one district and its province."""
    told = Article(rng)
    district = rng.choice(places)
    province = units()[district.parent or ""]
    year = rng.randint(*_YEARS)
    day = dt.date(year, 1, 1) + dt.timedelta(days=rng.randrange(300))
    title = f"{district.name}: {' '.join(rng.choices(_WORDS, k=6))} {number}"
    told.add(f"{title}\n")
    for area in (district, province, district):
        union = f"{'LĐLĐ' if rng.random() < 0.5 else 'Liên đoàn Lao động'} {area.kind} {area.name}"
        person = name(random.Random(f"{area.code}{rng.randrange(6)}"))
        title_held = rng.choice(_TITLES)
        office = {"title": title_held, "organisation": union}
        told.sentence(
            "Theo đồng chí {person}, {title} {body}, {date} có nhiều chuyển biến",
            person=(person, "people", {"name": person, "roles": [office]}),
            title=(title_held, "", {}),
            body=(union, "organisations", {"name": union, "type": "union"}),
            date=(f"năm {year}", "dates", {"kind": "date", "from": f"{year}-01-01", "to": f"{year}-12-31"}),
        )  # fmt: skip
        told.filler(rng.randint(10, 30))
        for indicator in rng.sample(list(_ACTS), 4):
            figure(told, indicator, area, year - rng.choice((0, 0, 1)), union)
        told.filler(rng.randint(8, 20))
    return told.text, told.record, title, day


def figure(told: Article, indicator: str, area: Unit, year: int, union: str) -> None:
    unit, counted, pattern = _ACTS[indicator]
    is_target = told.rng.random() < 0.15
    value = value_of(indicator, area, year)
    value += value // 8 if is_target else 0
    value += told.rng.randint(1, 9) if told.rng.random() < 0.02 else 0
    fields = {
        "id": f"f{len(told.record['figures']) + 1}", "value": value, "unit": unit, "counted": counted,
        "indicator": indicator, "status": "target" if is_target else "actual", "place": area.name, "actor": union,
        "period": {"from": f"{year}-01-01", "to": f"{year}-12-31"},
    }  # fmt: skip
    told.sentence(
        pattern,
        period=(f"{'Phấn đấu năm' if is_target else 'Năm'} {year}", "", {}),
        body=(union, "", {}),
        number=(f"{value:,}".replace(",", "."), "figures", fields),
    )


def records(number: int, seed: int) -> Iterator[Record]:
    rng = random.Random(seed)
    places = [unit for unit in units() if unit.level == "district" and unit.code.startswith("63-")]
    kept: list[tuple[str, dict[str, Any], str, dt.date]] = []
    for index in range(number):
        if kept and rng.random() < 0.05:
            text, layers, title, day = rng.choice(kept)
            day += dt.timedelta(days=rng.randint(0, 3))
            text += f"\nTheo báo {rng.choice(_GIVEN)} {index}"
        else:
            text, layers, title, day = article(rng, index, places)
            kept = [*kept[-200:], (text, layers, title, day)]
        about = {
            "id": f"{day.year}/{index:06}", "path": f"{day.year}/{index:06}.txt", "kind": "news", "title": title,
            "sha256": hashlib.sha256(f"{index} {text}".encode()).hexdigest(),
            "published": {"from": day.isoformat(), "to": day.isoformat()}, "source": f"Báo {rng.choice(_GIVEN)}",
        }  # fmt: skip
        yield Record.model_validate({"schema": 1, "document": about, "text": text, **layers})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("database")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.process_time()
    made = records(options.number, options.seed)
    with Store.open(options.database) as store:
        for begin in range(0, options.number, _TOGETHER):
            with writing(store.engine) as connection:
                for record in islice(made, min(_TOGETHER, options.number - begin)):
                    write_record(connection, record, {"extractor_version": __version__})
    print(f"{options.number} records in {time.process_time() - began:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
