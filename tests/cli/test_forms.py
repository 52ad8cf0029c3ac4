# SPDX-License-Identifier: MPL-2.0
"""One portfolio in four forms: the same portfolio, and the same results."""

from __future__ import annotations

import json
from pathlib import Path

import h5py
import numpy as np
import pytest
from driver import STUDY, Tvilling

FORMS = {
    "english": ("city", ()),
    "danish": ("city_da", ("--danish",)),
    "workbook": ("city.xlsx", ()),
    "danish workbook": ("by.xlsx", ("--danish",)),
    "geopackage": ("city.gpkg", ()),
}


@pytest.fixture(scope="module")
def city(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    for name, options in FORMS.values():
        done = tvilling("synth", "-o", folder / name, "--buildings", 300, *options)
        assert done.code == 0, done.err
    return folder


def groups(path: Path) -> dict[str, object]:
    """Every data set but those of /provenance: numbers as bytes, texts of any length as lists."""
    found: dict[str, object] = {}

    def keep(name: str, item: object) -> None:
        if isinstance(item, h5py.Dataset) and not name.startswith("provenance"):
            values = np.asarray(item[()])
            found[name] = values.tolist() if values.dtype == object else values.tobytes()

    with h5py.File(path) as file:
        file.visititems(keep)
    return found


def run(tvilling: Tvilling, city: Path, form: str) -> dict[str, object]:
    name = FORMS[form][0]
    study = city / f"{form.replace(' ', '_')}.toml"
    study.write_text(STUDY.replace('"city"\n', f'"{name}"\n'), encoding="utf-8")
    out = study.with_suffix(".h5")
    done = tvilling("run", study, "-o", out, "--reproducible")
    assert done.code == 0, done.err
    return groups(out)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "english"])
def test_results_are_the_same_to_the_last_bit_in_every_form(tvilling: Tvilling, city: Path, form: str) -> None:
    reference = run(tvilling, city, "english")
    other = run(tvilling, city, form)
    assert reference.keys() == other.keys()
    assert len(reference) > 10
    for name, values in reference.items():
        assert values == other[name], name


@pytest.mark.parametrize("form", list(FORMS))
def test_a_written_city_has_nothing_that_stops_or_is_not_used(tvilling: Tvilling, city: Path, form: str) -> None:
    done = tvilling("check", city / FORMS[form][0], "--json")
    assert done.code == 0, done.out
    findings = json.loads(done.out)["findings"]
    assert not [f for f in findings if f["severity"] == "stops"]
    assert not [f for f in findings if f["code"] in ("TV-1103", "TV-1109", "TV-1110")]


def test_a_folder_may_hold_its_tables_in_different_forms(tvilling: Tvilling, city: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    (mixed / "all.gpkg").write_bytes((city / "city.gpkg").read_bytes())
    assert tvilling("check", mixed).code == 0
    (mixed / "units.csv").write_bytes((city / "city" / "units.csv").read_bytes())
    twice = tvilling("check", mixed)
    assert twice.code == 3
    assert "TV-1108" in twice.out + twice.err


def test_a_sheet_that_is_no_table_is_named(tvilling: Tvilling, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bygninger"
    for row in (["Udtræk pr. 1.1.2026"], ["id", "anvendelse", "areal", "byggeår"], ["000214", "skole", 3000.5, 1965]):
        sheet.append(row)
    book.create_sheet("Noter").append(["a", "b"])
    book.save(tmp_path / "by.xlsx")
    done = tvilling("check", tmp_path / "by.xlsx", "--json")
    assert done.code == 0, done.out
    findings = {f["code"]: f for f in json.loads(done.out)["findings"]}
    assert "Noter" in findings["TV-1110"]["message"]
    assert findings["TV-1013"]["message"].startswith("a line stands above the header")


def test_a_file_that_is_there_is_not_replaced(tvilling: Tvilling, city: Path) -> None:
    done = tvilling("synth", "-o", city / "city.xlsx", "--buildings", 10)
    assert done.code == 3
    assert "--force" in done.err
