# SPDX-License-Identifier: MPL-2.0
"""The pre-flight from the command line: counts first, lists after, what was set aside, what changed, and a workbook of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from driver import ROOT, Tvilling, Village

HEAD = "building_id,name,use,area_m2,year,administration,storeys,x_m,y_m"
ROWS = (
    "a,Valby svømmehal,office,3000,1965,KFF,2,724000,6175000",
    "b,Plejehjemmet Solbo,office,5000,1990,SUF,4,724100,6175000",
    "c,Rådhus,office,4000,2005,,4,724200,6175000",
)
SET_ASIDE = """[[set_aside]]
code = "TV-1411"
id = "a"
reason = "It was one until 1999"
who = "Anne"
when = "2026-03-01"
"""


@pytest.fixture
def odd(village: Village) -> Path:
    """Two buildings whose names say another use, and one without administration."""
    village.write(*ROWS, head=HEAD)
    return village.city


def found(tvilling: Tvilling, *arguments: object) -> dict:
    return json.loads(tvilling("check", *arguments, "--json").out)


def test_counts_come_first_with_the_meaning_of_each_code(tvilling: Tvilling, odd: Path):
    done = tvilling("check", odd)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("3 buildings; 0 stops, 3 warns")
    count = next(i for i, line in enumerate(lines) if re.match(r"warns +TV-1411 +2 +The name says another use than the code\.", line))
    first = next(i for i, line in enumerate(lines) if "buildings.csv:2:1: warns TV-1411" in line)
    assert count < first


def test_json_has_table_id_value_and_owner_of_each_finding(tvilling: Tvilling, odd: Path):
    report = found(tvilling, odd)
    one = next(f for f in report["findings"] if f["code"] == "TV-1411")
    assert (one["table"], one["id"], one["value"], one["administration"], one["set_aside"]) == ("buildings", "a", "office", "KFF", "")
    assert {"code": "TV-1411", "severity": "warns", "count": 2, "meaning": "The name says another use than the code."} in report["codes"]


def test_only_takes_codes_severities_and_tables(tvilling: Tvilling, odd: Path):
    def codes(only: str) -> set[str]:
        return {f["code"] for f in found(tvilling, odd, "--only", only)["findings"]}

    assert codes("TV-1411,TV-1415") == {"TV-1411", "TV-1415"}
    assert codes("warns") == {"TV-1411", "TV-1415"}
    assert codes("warns,buildings") == {"TV-1411", "TV-1415"}
    assert codes("TV-1411,filled") == set()
    for wrong in ("warn", "TV-14O1", "bulidings"):
        done = tvilling("check", odd, "--only", wrong)
        assert done.code == 2 and "no such code" in done.err and "Did you mean" in done.err


def test_limit_lists_so_many_of_each_code_and_says_what_is_left(tvilling: Tvilling, odd: Path):
    done = tvilling("check", odd, "--limit", 1)
    assert done.out.count("warns TV-1411:") == 1
    assert "TV-1411: 2 findings in all; `--only TV-1411` lists every one" in done.out
    assert tvilling("check", odd, "--limit", 0).out.count("warns TV-1411:") == 2
    assert tvilling("check", odd, "--limit", -1).code == 2


def test_findings_are_grouped_by_the_administration_that_owns_the_row(tvilling: Tvilling, odd: Path):
    done = tvilling("check", odd, "--by", "administration", "--only", "TV-1411,TV-1415")
    groups = re.findall(r"^(.+): (\d+) findings?$", done.out, re.MULTILINE)
    assert groups == [("No administration", "1"), ("KFF", "1"), ("SUF", "1")]
    counts = found(tvilling, odd, "--by", "administration", "--only", "TV-1411")["administrations"]
    assert [(one["administration"], one["warns"]) for one in counts] == [("KFF", 1), ("SUF", 1)]
    assert tvilling("check", odd, "--by", "use").code == 2


# --- overrides


def test_a_warning_set_aside_is_shown_apart_with_who_when_and_why(tvilling: Tvilling, odd: Path):
    (odd / "overrides.toml").write_text(SET_ASIDE, encoding="utf-8")
    done = tvilling("check", odd)
    assert done.code == 0
    apart = done.out.split("\nSet aside:\n")[1]
    assert "info TV-1411" in apart and "Set aside by Anne on 2026-03-01: It was one until 1999" in apart
    assert re.search(r"^set aside +TV-1411 +1 ", done.out, re.MULTILINE)
    assert [f["id"] for f in found(tvilling, odd, "--only", "set_aside")["findings"]] == ["a"]


def test_an_override_without_a_reason_stops_with_its_line(tvilling: Tvilling, odd: Path):
    (odd / "overrides.toml").write_text(SET_ASIDE.replace('reason = "It was one until 1999"\n', ""), encoding="utf-8")
    done = tvilling("check", odd)
    assert done.code == 3
    assert "overrides.toml:1:1: stops TV-1132" in done.out


def test_a_stop_cannot_be_set_aside(tvilling: Tvilling, village: Village):
    village.write("a,x,school,much,1965,KFF,2,724000,6175000", head=HEAD)
    (village.city / "overrides.toml").write_text(SET_ASIDE.replace("TV-1411", "TV-1203"), encoding="utf-8")
    done = tvilling("check", village.city)
    assert done.code == 3
    assert "stops TV-1203" in done.out and "stops TV-1134" in done.out


# --- origin


def test_origin_says_what_the_heated_area_rests_on(tvilling: Tvilling, odd: Path):
    quality = found(tvilling, odd, "--origin")["quality"]
    area = next(c for c in quality["columns"] if c["column"] == "area_m2")
    wall = next(c for c in quality["columns"] if c["column"] == "wall_u_value_w_m2k")
    assert area["register"] == 1 and wall["archetype"] == 1
    assert [g["group"] for g in quality["groups"]] == ["geometry", "envelope", "ventilation", "heating", "use"]
    assert sum(quality["histogram"]) == 3 and 0 < quality["score"] < 100
    assert [b["building_id"] for b in quality["buildings"]] == ["a", "b", "c"]
    text = tvilling("check", odd, "--origin").out
    assert "what 12 000 m2 of heated area rest on" in text
    assert re.search(r"^area_m2 +0\.0 +0\.0 +100\.0 ", text, re.MULTILINE)
    assert "quality" not in found(tvilling, odd)


# --- the workbook


def test_the_workbook_has_every_finding(tvilling: Tvilling, odd: Path, tmp_path: Path):
    (odd / "overrides.toml").write_text(SET_ASIDE, encoding="utf-8")
    out = tmp_path / "findings.xlsx"
    assert tvilling("check", odd, "--xlsx", out).code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["summary", "findings", "administrations", "origin", "scores"]
    rows = [list(row) for row in book["findings"].iter_rows(values_only=True)]
    assert rows[0] == ["code", "severity", "administration", "table", "id", "place", "value", "message", "hint", "set aside"]
    assert len(rows) - 1 == len(found(tvilling, odd)["findings"])
    one = next(row for row in rows if row[0] == "TV-1411" and row[4] == "a")
    assert one[1:5] == ["info", "KFF", "buildings", "a"] and one[9].startswith("by Anne on 2026-03-01")
    owners = {row[0]: row[1:] for row in book["administrations"].iter_rows(min_row=2, values_only=True)}
    assert owners["SUF"] == (0, 1, 0, 0, 0) and owners["KFF"][4] == 1


def test_the_workbook_replaces_no_file_and_lies_in_no_input(tvilling: Tvilling, odd: Path, tmp_path: Path):
    mine = tmp_path / "budget.xlsx"
    mine.write_bytes(b"mine")
    for out in (mine, odd / "findings.xlsx", tmp_path / "findings.csv"):
        done = tvilling("check", odd, "--xlsx", out)
        assert (done.code, done.out) == (2, ""), out
    assert mine.read_bytes() == b"mine"
    assert tvilling("check", odd, "--xlsx", odd / "findings.xlsx", "--force").code == 2
    assert tvilling("check", odd, "--xlsx", mine, "--force").code == 0 and mine.read_bytes()[:2] == b"PK"
    assert sorted(path.name for path in odd.iterdir()) == ["buildings.csv"]


# --- an earlier delivery


@pytest.fixture
def deliveries(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "2025", tmp_path / "2026"
    for folder in (old, new):
        folder.mkdir()
    head = "building_id,use,area_m2,year,x_m,y_m,administration\n"
    (old / "buildings.csv").write_text(
        head + "a,school,1000,1950,724000,6175000,BUF\nb,office,1000,1950,724100,6175000,KFF\nc,office,500,1950,724200,6175000,KFF\n",
        encoding="utf-8",
    )
    (new / "buildings.csv").write_text(
        head + "a,daycare,1000,1950,724000,6175000,BUF\nB-b,office,1000,1950,724100,6175000,KFF\nd,office,800,1950,724300,6175000,KFF\n",
        encoding="utf-8",
    )
    return old, new


def test_what_changed_is_counted_totalled_and_listed(tvilling: Tvilling, deliveries: tuple[Path, Path]):
    old, new = deliveries
    done = tvilling("check", new, "--against", old)
    assert done.code == 0
    assert "1 new, 1 gone, 1 with another id; 1 changed use code" in done.out and "area +12.0 %" in done.out
    report = found(tvilling, new, "--against", old)
    assert report["changes"]["use_changed"] == 1 and report["changes"]["area_now_m2"] == 2800
    told = {(f["code"], f["id"]) for f in report["findings"] if f["code"].startswith("TV-18")}
    assert told == {("TV-1801", "d"), ("TV-1802", "c"), ("TV-1803", "B-b"), ("TV-1804", "a")}


def test_overrides_are_carried_forward_and_nothing_of_the_new_delivery_is_replaced(tvilling: Tvilling, deliveries: tuple[Path, Path]):
    old, new = deliveries
    lost = SET_ASIDE.replace('id = "a"', 'id = "c"')
    (old / "overrides.toml").write_text(SET_ASIDE + lost, encoding="utf-8")
    done = tvilling("check", new, "--against", old, "--carry-forward")
    assert done.code == 0, done.err
    assert "1 set aside and 0 locked" in done.out and "TV-1810" in done.out
    text = (new / "overrides.toml").read_text(encoding="utf-8")
    assert 'id = "a"' in text and 'id = "c"' not in text
    assert tvilling("check", new, "--against", old, "--carry-forward").code == 0
    mine = '[[lock]]\nbuilding = "a"\nreason = "r"\nwho = "w"\nwhen = "2026-01-01"\n'
    (new / "overrides.toml").write_text(mine, encoding="utf-8")
    done = tvilling("check", new, "--against", old, "--carry-forward")
    assert done.code == 2 and "overrides" in done.err
    assert (new / "overrides.toml").read_text(encoding="utf-8") == mine


def test_nothing_is_carried_forward_while_a_delivery_stops(tvilling: Tvilling, deliveries: tuple[Path, Path]):
    old, new = deliveries
    (old / "overrides.toml").write_text(SET_ASIDE, encoding="utf-8")
    for stopping in (new, old):
        table = stopping / "buildings.csv"
        sound = table.read_text(encoding="utf-8")
        table.write_text(sound.replace(",1000,1950,724000", ",many,1950,724000"), encoding="utf-8")
        done = tvilling("check", new, "--against", old, "--carry-forward")
        assert done.code == 2 and "nothing was carried forward" in done.err and str(stopping) in done.err
        assert not (new / "overrides.toml").exists()
        report = found(tvilling, new, "--against", old)
        assert report["changes"]["kept_out"] == 1 and report["changes"]["gone"] == 1 and report["changes"]["new"] == 1
        table.write_text(sound, encoding="utf-8")


def test_the_workbook_of_findings_replaces_no_portfolio(tvilling: Tvilling, odd: Path, tmp_path: Path):
    book = tmp_path / "portfolio.xlsx"
    assert tvilling("check", odd, "--xlsx", book).code == 0  # any workbook
    before = book.read_bytes()
    study = tmp_path / "study.toml"
    study.write_text('[study]\nname = "s"\nportfolio = "portfolio.xlsx"\n', encoding="utf-8")
    done = tvilling("check", study, "--xlsx", book, "--force")
    assert done.code == 2 and book.read_bytes() == before
    done = tvilling("check", odd, "--against", book, "--xlsx", book, "--force")
    assert done.code == 2 and book.read_bytes() == before


def test_carry_forward_needs_an_earlier_delivery(tvilling: Tvilling, odd: Path):
    done = tvilling("check", odd, "--carry-forward")
    assert done.code == 2 and "--against" in done.err


# --- meters


def test_meters_are_held_against_the_use_of_their_building(tvilling: Tvilling, village: Village):
    village.write(
        "a,Kontor A,office,3000,1965,KFF,2,724000,6175000",
        "b,Kontor B,office,5000,1990,KFF,4,724100,6175000",
        "c,Kontor C,office,4000,2005,KFF,4,724200,6175000",
        head=HEAD,
    )
    heat_kwh = {"a": 270, "b": 450000, "c": 1600000}  # MWh as kWh; usual; that of a swimming hall
    (village.city / "meters.csv").write_text(
        "meter_id,building_id,carrier,unit,kind\n" + "".join(f"M{b},{b},heat,kWh,interval\n" for b in heat_kwh), encoding="utf-8"
    )
    rows = [
        f"M{b},{2024 + month // 12}-{month % 12 + 1:02}-01,{0 if month == 0 else amount / 12}\n"
        for b, amount in heat_kwh.items()
        for month in range(13)
    ]
    (village.city / "readings.csv").write_text("meter_id,time,value\n" + "".join(rows), encoding="utf-8")
    report = found(tvilling, village.city, "--origin")
    told = {f["id"]: (f["code"], f["hint"]) for f in report["findings"] if f["code"].startswith("TV-14")}
    assert set(told) == {"a", "c"}, report["findings"]
    assert told["a"][0] == "TV-1404" and "MWh read as kWh" in told["a"][1]
    assert told["c"][0] == "TV-1405" and "swimming_hall" in told["c"][1]
    assert report["quality"]["metered_heat_share"] == 1
    assert any(one["path"].endswith("readings.csv") for one in report["inputs"])


# --- the whole city, and the page


def test_the_synthetic_city_has_no_false_warnings(tvilling: Tvilling, town: Path):
    report = found(tvilling, town / "city")
    assert report["counts"]["stops"] == 0
    assert [f for f in report["findings"] if f["severity"] == "warns"] == []


def test_the_page_of_findings_is_what_the_program_prints(tvilling: Tvilling):
    assert tvilling("schema", "findings").out == (ROOT / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")


def test_a_run_does_not_repeat_what_was_set_aside(tvilling: Tvilling, tmp_path: Path):
    city = tmp_path / "city"
    city.mkdir()
    (city / "buildings.csv").write_text("building_id,use,year,area_m2,x_m,y_m\nB1,322,1950,1000,724000,6176000\n")
    (tmp_path / "study.toml").write_text('[study]\nname = "x"\nportfolio = "city"\n')
    told = tvilling("run", tmp_path / "study.toml", "-o", tmp_path / "r.h5").err
    assert "TV-1208" in told and "1 warns" in told
    (city / "overrides.toml").write_text(
        '[[set_aside]]\ncode = "TV-1208"\nid = "B1"\nreason = "It is one"\nwho = "AJ"\nwhen = "2026-01-01"\n'
    )
    told = tvilling("run", tmp_path / "study.toml", "-o", tmp_path / "r.h5").err
    assert "TV-1208" not in told and "0 warns" in told


def test_a_city_in_a_form_that_cannot_be_written_is_refused(tvilling: Tvilling, tmp_path: Path):
    done = tvilling("synth", "-o", tmp_path / "city.ods", "--buildings", "20")
    assert done.code == 2 and ".gpkg" in done.err
    assert list(tmp_path.iterdir()) == []
