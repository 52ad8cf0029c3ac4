# SPDX-License-Identifier: MPL-2.0
"""`tvilling archetypes` and a portfolio that brings its own tables."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from driver import Tvilling, Village

TABLES = [
    "archetype_fabric.csv",
    "archetype_general.csv",
    "archetype_glazing.csv",
    "archetype_u_values.csv",
    "archetype_uses.csv",
    "archetype_ventilation.csv",
    "city_districts.csv",
]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def total_heat(tvilling: Tvilling, results: Path) -> float:
    done = tvilling("compare", results, "--json")
    assert done.code == 0, done.err
    return next(row["heat_kwh"] for row in json.loads(done.out)["rows"] if row["scenario"] == "baseline")


def test_the_tables_are_written_and_never_replaced(tvilling: Tvilling, tmp_path: Path):
    done = tvilling("archetypes", "-o", tmp_path / "t")
    assert done.code == 0 and "wrote 7 tables" in done.err
    assert sorted(path.name for path in (tmp_path / "t").iterdir()) == TABLES
    (tmp_path / "t" / "archetype_uses.csv").unlink()
    done = tvilling("archetypes", "-o", tmp_path / "t")
    assert done.code == 3 and "there already" in done.err
    assert not (tmp_path / "t" / "archetype_uses.csv").exists()


def test_unchanged_tables_give_the_same_results_and_changed_ones_are_simulated_anew(tvilling: Tvilling, village: Village):
    first, same, other = (village.folder / name for name in ("first.h5", "same.h5", "other.h5"))
    assert tvilling("run", village.study, "-o", first).code == 0
    tables = village.city / "archetypes"
    assert tvilling("archetypes", "-o", tables, "--danish").code == 0
    done = tvilling("run", village.study, "-o", same, "--reuse", first)
    assert done.code == 0 and "0 building-years simulated" in done.err
    edit(tables / "archetype_u_values.csv", "service;1945;1969;0,94", "service;1945;1969;0,14")
    done = tvilling("run", village.study, "-o", other, "--reuse", first)
    assert done.code == 0 and "0 building-years simulated" not in done.err
    assert total_heat(tvilling, first) == total_heat(tvilling, same)
    assert total_heat(tvilling, other) < 0.99 * total_heat(tvilling, first)


def test_the_check_names_the_own_tables_and_their_content(tvilling: Tvilling, village: Village):
    table = village.city / "archetypes" / "archetype_glazing.csv"
    table.parent.mkdir()
    table.write_text("above_u_value_w_m2k,window_g_value,source\n0,0.4,survey\n", encoding="utf-8")
    done = tvilling("check", village.city, "--json")
    assert done.code == 0
    report = json.loads(done.out)
    assert [f["message"] for f in report["findings"] if f["code"] == "TV-1150"] == ["own archetypes: archetype_glazing.csv"]
    sha256 = {item["path"]: item["sha256"] for item in report["inputs"]}
    assert sha256[str(table)] == hashlib.sha256(table.read_bytes()).hexdigest()


def test_a_mistake_stops_the_run_with_its_place(tvilling: Tvilling, village: Village):
    tables = village.city / "archetypes"
    assert tvilling("archetypes", "-o", tables).code == 0
    edit(tables / "archetype_u_values.csv", "service,1945,1969,0.94", "service,1946,1969,O.94")
    for arguments in (["check", village.city], ["run", village.study, "-o", village.out]):
        done = tvilling(*arguments)
        assert done.code == 3
        assert "archetype_u_values.csv:3:9: stops TV-1157" in done.out + done.err
        assert "archetype_u_values.csv:3:19: stops TV-1155" in done.out + done.err
    assert village.leftovers() == []
