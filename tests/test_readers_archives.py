"""TAR, RAR, 7-Zip, wrappers and mail boxes; and the process that lists what is in them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import shutil
import signal
import struct
import subprocess
import tarfile
import zlib
from pathlib import Path

import pytest
from conftest import NEWS

from extractor.batch.listing import Lister
from extractor.errors import DocumentError
from extractor.ingest import document_from, sources

DATA = NEWS.encode()
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
MAIL = b"From: a@b.vn\nTo: c@d.vn\nSubject: x\nDate: Thu, 31 Mar 2022 08:05:00 +0700\nContent-Type: text/plain; charset=utf-8\n\n"
needs_bsdtar = pytest.mark.skipif(not shutil.which("bsdtar"), reason="libarchive-tools is not installed")


def read(folder: Path, name: str, data: bytes) -> dict[str, str]:
    """The text of every document in the file by its path, or the code of its error."""
    (folder / name).write_bytes(data)
    found = {}
    for source in sources([folder]):
        try:
            found[source.path] = document_from(source).text
        except DocumentError as error:
            found[source.path] = error.code
    return found


def tar(mode: str = "w", **members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def rar(name: str, data: bytes) -> bytes:
    """A RAR archive (version 4) with one file, stored as it is."""

    def block(kind: int, flags: int, rest: bytes) -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    facts = struct.pack("<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), 0, 20, 0x30, len(name), 0o100644)
    return b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000, facts + name.encode()) + data + block(0x7B, 0x4000, b"")


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_s_documents_come_by_themselves(mode: str, tmp_path: Path) -> None:
    name = "t.tar" + mode[1:].replace(":", ".")
    data = tar(mode, **{"năm/a.txt": DATA, "b.txt": NEWS.replace("45", "46").encode(), ".hidden": DATA})
    assert read(tmp_path, name, data) == {f"{name}/năm/a.txt": NEWS, f"{name}/b.txt": NEWS.replace("45", "46")}


@pytest.mark.parametrize("kind", PACKERS)
def test_a_wrapper_holds_one_document(kind: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"a.txt.{kind}", PACKERS[kind](DATA)) == {f"a.txt.{kind}/a.txt": NEWS}


@needs_bsdtar
def test_rar(tmp_path: Path) -> None:
    assert read(tmp_path, "a.rar", rar("bao-cao[1].txt", DATA)) == {"a.rar/bao-cao[1].txt": NEWS}
    assert read(tmp_path, "a.rar", rar("a.txt", DATA)[:-100]) == {"a.rar": "D010"}


@needs_bsdtar
def test_7_zip(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a b.txt").write_bytes(DATA)
    subprocess.run(["bsdtar", "-caf", "../x.7z", "a b.txt"], cwd=tmp_path / "in", check=True)
    data = (tmp_path / "x.7z").read_bytes()
    (tmp_path / "out").mkdir()
    assert read(tmp_path / "out", "x.7z", data) == {"x.7z/a b.txt": NEWS}
    (tmp_path / "out" / "x.7z").unlink()
    inside = read(tmp_path / "out", "t.tar", tar(**{"x.7z": data}))
    assert inside == {"t.tar/x.7z/a b.txt": NEWS}


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert read(tmp_path, "a.rar", rar("a.txt", DATA)) == {"a.rar": "D009"}


def test_every_message_of_a_mail_box_by_itself(tmp_path: Path) -> None:
    begin = b"From a@b.vn Thu Mar 31 08:05:00 2022\n"
    box = begin + MAIL + DATA + b"\n>From here on\n\n" + begin + MAIL + DATA
    found = read(tmp_path, "all.mbox", box)
    assert list(found) == ["all.mbox/1.eml/body.txt", "all.mbox/2.eml/body.txt"]
    assert found["all.mbox/1.eml/body.txt"].endswith("\nFrom here on\n\n")
    assert found["all.mbox/2.eml/body.txt"] == NEWS


HARM = {
    "a bomb in a wrapper": ("a.txt.xz", lzma.compress(bytes(30_000_000)), {"a.txt.xz/a.txt": "D012"}),
    "a bomb in a tar": ("t.tar.gz", gzip.compress(tar(a=bytes(30_000_000)), 9), {"t.tar.gz/a": "D007", "t.tar.gz": "D012"}),
    "cut off": ("t.tar", tar(a=DATA, b=DATA)[:700], {"t.tar/a": "D010", "t.tar": "D010"}),
    "cut off in a wrapper": ("a.bz2", bz2.compress(DATA)[:-9], {"a.bz2/a": "D010"}),
    "a way out": ("t.tar", tar(**{"../../etc/x.txt": DATA}), {"t.tar/_/_/etc/x.txt": NEWS}),
    "nothing": ("t.tar", tar(), {"t.tar": "D002"}),
    "a number as size": ("t.tar", tar(a=DATA).replace(b"0000644", b"zzzz644"), {"t.tar": "D010"}),
    "no message": ("a.mbox", b"From a@b.vn Thu Mar 31 08:05:00 2022\nX-A: b\n", {"a.mbox/1.eml": "D005"}),
}


@pytest.mark.parametrize("name", HARM)
def test_what_harms_has_a_code(name: str, tmp_path: Path) -> None:
    file, data, found = HARM[name]
    assert read(tmp_path, file, data) == found


def test_a_link_in_a_tar_leads_nowhere(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        info = tarfile.TarInfo("a.txt")
        info.size = len(DATA)
        archive.addfile(info, io.BytesIO(DATA))
    assert read(tmp_path, "t.tar", out.getvalue()) == {"t.tar/a.txt": NEWS}


def test_a_process_lists_what_is_in_containers(tmp_path: Path) -> None:
    path = tmp_path / "t.tar"
    path.write_bytes(tar(a=DATA, b=DATA))
    (tmp_path / "a.txt").write_bytes(DATA)
    with Lister(30) as lister:
        assert lister.members(tmp_path / "a.txt", "a.txt") is None
        assert [shown for shown, _ in lister.members(path, "t.tar") or ()] == ["t.tar/a", "t.tar/b"]
        assert lister._worker is not None
        os.kill(lister._worker.process.pid, signal.SIGKILL)  # as a fault in a library would
        assert list(lister.members(path, "t.tar") or ()) == [("t.tar", ())]
        assert [shown for shown, _ in lister.members(path, "t.tar") or ()] == ["t.tar/a", "t.tar/b"]
        lister._limit = 0  # nothing is ever in time
        assert ("t.tar", ()) in list(lister.members(path, "t.tar") or ())
