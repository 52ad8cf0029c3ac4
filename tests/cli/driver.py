# SPDX-License-Identifier: MPL-2.0
"""Drives the program as a person does. TVILLING_BIN names another build."""

from __future__ import annotations

import ctypes
import hashlib
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(os.environ.get("TVILLING_BIN", ROOT / "build" / "release" / "bin" / "tvilling"))
SHARED_DATA = ROOT.parent / "shared" / "data"

# The files that the expected figures were read from: another content is not the reference.
DENVER = ("USA_CO_Denver.Intl.AP.725650_TY.epw", "1d0402144460a26265555a18a9cdfe4f0f7d9b4f57d6194847af7959b518571f")
STAPLETON = ("USA_CO_Denver-Stapleton.724690_DRYCOLD.epw", "a0c27c3eaf22c5f32e1337ddde10f90f9e181a3b732ee78385013fd99b58818b")


def reference_weather(reference: tuple[str, str]) -> Path:
    """The weather file, or a skipped test where it is absent or is not the reference."""
    name, sha256 = reference
    path = SHARED_DATA / "weather" / name
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        pytest.skip(f"{path} is not the reference file: its SHA-256 differs")
    return path

STUDY = """[study]
name = "Test"
portfolio = "city"

[[scenario]]
name = "roofs"
[[scenario.measure]]
type = "insulate_roof"
u_value_w_m2k = 0.12

[[scenario]]
name = "windows"
extends = "roofs"
[[scenario.measure]]
type = "replace_windows"
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Tvilling = Callable[..., Done]


def call(*arguments: object, cwd: Path | None = None, **options: object) -> Done:
    done = subprocess.run([str(BIN), *map(str, arguments)], capture_output=True, text=True, timeout=300, cwd=cwd, **options)
    return Done(done.returncode, done.stdout, done.stderr)


class Xxh128(ctypes.Structure):
    _fields_ = (("low", ctypes.c_uint64), ("high", ctypes.c_uint64))


def seal(results: Path) -> None:
    """Gives a result file that a test has changed the checksum that fits (docs/reference/results-format.md)."""
    xxhash = ctypes.CDLL("libxxhash.so.0")
    xxhash.XXH3_128bits.restype = Xxh128
    xxhash.XXH3_128bits.argtypes = (ctypes.c_char_p, ctypes.c_size_t)
    content = results.read_bytes()[512:]
    digest = xxhash.XXH3_128bits(content, len(content))
    line = f"tvilling-results 1 xxh3 {digest.high:016x}{digest.low:016x} {len(content)}\n"
    results.write_bytes(line.encode().ljust(512, b"\0") + content)


class Village:
    """Three buildings by hand, to spoil one thing at a time."""

    HEAD = "building_id,use,area_m2,year,storeys"
    ROWS = ("a,school,3000,1965,2", "b,office,5000,1990,4", "c,daycare,600,2005,1")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.city = folder / "city"
        self.city.mkdir()
        self.buildings = self.city / "buildings.csv"
        self.study = folder / "study.toml"
        self.out = folder / "results.h5"
        self.write()
        self.study.write_text(STUDY, encoding="utf-8")

    def write(self, *rows: str, head: str = HEAD) -> None:
        self.buildings.write_text("\n".join([head, *(rows or self.ROWS)]) + "\n", encoding="utf-8")

    def add_to_study(self, text: str) -> None:
        self.study.write_text(STUDY + text, encoding="utf-8")

    def use_weather(self, path: Path) -> None:
        self.study.write_text(STUDY.replace('"city"\n', f'"city"\nweather = "{path}"\n'), encoding="utf-8")

    def leftovers(self) -> list[str]:
        """Files that look like results."""
        return sorted(path.name for path in self.folder.rglob("results*"))
