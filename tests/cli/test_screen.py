# SPDX-License-Identifier: MPL-2.0
"""Which properties use space or money badly: the screening of a portfolio, from files to workbook, map and JSON."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from driver import ROOT, Tvilling

BC10 = ROOT / "examples" / "bc10"
GROUNDS = {"green": "FFC6E7C8", "yellow": "FFFFEB9C", "red": "FFFFC7CE", "grey": "FFE0E0E0"}


@pytest.fixture(scope="module")
def city(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screened") / "city"
    assert tvilling("synth", "-o", folder, "--buildings", 1000).code == 0
    return folder


@pytest.fixture
def bc10(tmp_path: Path) -> Path:
    return shutil.copytree(BC10, tmp_path / "bc10")


def screened(tvilling: Tvilling, portfolio: Path, *options: object) -> dict:
    done = tvilling("screen", portfolio, "--json", *options)
    assert done.code == 0, done.err
    return json.loads(done.out)


def place_of(told: dict, place: str, kind: str = "properties") -> dict:
    return next(one for one in told[kind] if one["id"] == place)


def test_the_page_shows_what_the_example_prints(tvilling: Tvilling):
    """The golden text of BC10's example is the block of docs/how-to/screen.md."""
    page = (ROOT / "docs" / "how-to" / "screen.md").read_text(encoding="utf-8")
    block = page.split("```text\n", 1)[1].split("```", 1)[0]
    done = tvilling("screen", "examples/bc10", cwd=ROOT)
    assert done.code == 0
    assert block == done.out


def test_totals_are_the_sums_of_the_properties_and_no_property_counts_twice(tvilling: Tvilling, city: Path):
    told = screened(tvilling, city, "--draws", 0)
    counted: list[str] = []
    for name, potential in told["potentials"].items():
        places = [place_of(told, one) for one in potential["properties"]]
        assert all(one["potential"] == name for one in places)
        assert potential["saving_dkk_per_year"] == pytest.approx(sum(one["saving_dkk_per_year"] for one in places))
        assert potential["saving_low_dkk_per_year"] == pytest.approx(potential["saving_dkk_per_year"] / 2)
        counted += potential["properties"]
    assert len(counted) == len(set(counted)) > 0
    reds = {one["id"] for one in told["properties"] if any(f["light"] == "red" for f in one["figures"].values())}
    assert set(told["red_list"]) == reds >= set(counted)


def test_every_reference_is_the_median_of_the_named_group_without_the_property(tvilling: Tvilling, city: Path):
    """Recounted here from the values alone."""
    from statistics import median

    told = screened(tvilling, city, "--draws", 0)
    seen = 0
    for one in told["properties"]:
        for name, figure in one["figures"].items():
            if figure["light"] == "grey" or name == "vacant_fraction":
                continue
            words = figure["group"].split(", ")
            keys = ("use", "tenure")[: min(len(words), 2)]
            same = [p for p in told["properties"] if all(p[k] == one[k] for k in keys) and (len(words) < 3 or band(p) == band(one))]
            values = [p["figures"][name]["value"] for p in same if p["id"] != one["id"] and p["figures"][name]["value"] is not None]
            assert figure["peers"] == len(values)
            assert figure["reference"] == pytest.approx(median(values), rel=1e-12)
            assert figure["ratio"] == pytest.approx(figure["value"] / figure["reference"], rel=1e-12)
            seen += 1
    assert seen > 1000


def band(place: dict) -> int:
    return sum(place["area_m2"] >= limit for limit in (1000, 3000, 10000))


def test_what_is_planted_is_told_and_never_used(tvilling: Tvilling, city: Path, tmp_path: Path):
    told = screened(tvilling, city, "--draws", 0)
    truth = told["truth"]
    found = truth["low_occupancy"]["planted_found"] + truth["high_rent"]["planted_found"]
    assert truth["planted"] == 8
    assert truth["recall"] == pytest.approx(found / 8)
    assert len(truth["missed"]) == 8 - found
    assert truth["low_occupancy"]["planted_found"] == 3
    hidden = shutil.copytree(city, tmp_path / "hidden")
    rows = list(csv.reader((hidden / "leases.csv").open(encoding="utf-8")))
    at = rows[0].index("planted")
    with (hidden / "leases.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([row[:at] + row[at + 1 :] for row in rows])
    other = screened(tvilling, hidden, "--draws", 0)
    assert "truth" not in other
    assert other["potentials"] == told["potentials"]
    # Against what BC10 compared with, all eight are found, with BC10's own totals.
    (hidden / "screening.toml").write_text((BC10 / "screening.toml").read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copy(city / "leases.csv", hidden / "leases.csv")
    given = screened(tvilling, hidden, "--draws", 0)["truth"]
    assert given["recall"] == 1
    assert given["low_occupancy"]["planted_saving_dkk_per_year"] == 13_000_000
    assert given["high_rent"]["planted_saving_dkk_per_year"] == pytest.approx(24_000_000, rel=1e-4)


def test_any_number_of_threads_and_a_second_run_screen_alike(tvilling: Tvilling, bc10: Path):
    outs = {tvilling("screen", bc10, "--json", "--threads", threads).out for threads in (1, 2, 3, 1)}
    assert len(outs) == 1


def test_the_workbook_has_the_lights_as_colours(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    told = screened(tvilling, bc10, "-o", tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    assert book.sheetnames == ["summary", "red list", "properties", "leases", "figures of properties", "figures of leases", "groups", "coverage", "regrouped", "findings", "assumptions"]
    sheet = book["properties"]
    names = [cell.value for cell in sheet[1]]
    lights = 0
    for row in sheet.iter_rows(min_row=2):
        place = place_of(told, row[0].value)
        for name, figure in place["figures"].items():
            cell = row[names.index(name)]
            assert cell.fill.fgColor.rgb == GROUNDS[figure["light"]], (place["id"], name)
            assert cell.value == (None if figure["value"] is None else pytest.approx(figure["value"], rel=1e-15))
            lights += 1
    assert lights == 20 * 13
    summary = list(book["summary"].values)
    assert [row[3] for row in summary[1:]] == [13_000_000, 24_000_000, 37_000_000]
    assert [row[0] for row in list(book["red list"].values)[1:]] == told["red_list"]


def test_the_map_has_the_lights_and_leaves_out_what_is_protected(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    properties = (bc10 / "properties.csv").read_text(encoding="utf-8").splitlines()
    protected = [line + (",yes" if line.startswith("P-L1,") else ",no") for line in properties[1:]]
    (bc10 / "properties.csv").write_text("\n".join([properties[0] + ",protected_address", *protected]) + "\n", encoding="utf-8")
    told = screened(tvilling, bc10, "--map", tmp_path / "s.geojson")
    features = json.loads((tmp_path / "s.geojson").read_text(encoding="utf-8"))["features"]
    assert len(features) == 19
    assert "Kanalgården" not in (tmp_path / "s.geojson").read_text(encoding="utf-8")
    assert place_of(told, "P-L1")["name"] == "(protected)"
    for feature in features:
        place = place_of(told, feature["properties"]["property_id"])
        assert feature["properties"]["rent_dkk_m2_light"] == place["figures"]["rent_dkk_m2"]["light"]
        lon, lat = feature["geometry"]["coordinates"][0][0]
        assert 12 < lon < 13 and 55 < lat < 56
    assert tvilling("screen", bc10, "--map", tmp_path / "s.gpkg").code == 0
    with sqlite3.connect(tmp_path / "s.gpkg") as layer:
        assert layer.execute("SELECT count(*) FROM screening WHERE potential = 'high_rent'").fetchone() == (5,)


def test_metered_use_is_screened_before_what_is_simulated(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    before = place_of(screened(tvilling, bc10), "P-C01")["figures"]
    month = before["electricity_kwh_m2"]["value"] * 4350 / 12 * 1.2
    (bc10 / "meters.csv").write_text("meter_id,building_id,carrier,unit,kind\nE1,B-C01,electricity,kWh,interval\n", encoding="utf-8")
    rows = [f"E1,2023-{m:02d},{month!r}" for m in range(1, 13)]
    (bc10 / "readings.csv").write_text("\n".join(["meter_id,time,value", *rows]) + "\n", encoding="utf-8")
    told = screened(tvilling, bc10)
    after = place_of(told, "P-C01")["figures"]
    assert told["metered_buildings"] == 1
    assert after["electricity_kwh_m2"]["value"] == pytest.approx(1.2 * before["electricity_kwh_m2"]["value"], rel=1e-6)
    assert after["electricity_kwh_m2"]["origin"] == "metered"
    assert after["electricity_kwh_m2"]["source"] == after["electricity_dkk_m2"]["source"] == "metered"
    assert before["electricity_kwh_m2"]["source"] == after["heat_kwh_m2"]["source"] == after["co2_kg_m2"]["source"] == "simulated"
    assert before["electricity_kwh_m2"]["origin"] != "metered"
    assert after["heat_kwh_m2"] | {"rank": 0} == before["heat_kwh_m2"] | {"rank": 0}
    # A reading of a thousandth is a riddle, not a use.
    (bc10 / "readings.csv").write_text("\n".join(["meter_id,time,value", *[f"E1,2023-{m:02d},{month / 1000!r}" for m in range(1, 13)]]) + "\n", encoding="utf-8")
    told = screened(tvilling, bc10, "-o", tmp_path / "s.xlsx")
    assert place_of(told, "P-C01")["figures"]["electricity_kwh_m2"] == before["electricity_kwh_m2"]
    # Why a meter was not used stands in every output.
    refused = {f["code"] for f in told["findings"] if f["severity"] == "warns"}
    assert any(code.startswith("TV-17") for code in refused), refused
    assert refused <= {row[0] for row in openpyxl.load_workbook(tmp_path / "s.xlsx")["findings"].values}


def test_the_printed_smallest_change_leaves_the_red_list(tvilling: Tvilling, city: Path):
    """Each number as it is printed, taken from the value."""
    names = {"rent": "rent_dkk_m2", "electricity cost": "electricity_dkk_m2", "water cost": "water_dkk_m2", "heat cost": "heat_dkk_m2", "heat": "heat_kwh_m2", "electricity": "electricity_kwh_m2", "water": "water_m3_m2", "CO2": "co2_kg_m2", "value": "value_dkk_m2", "maintenance": "maintenance_dkk_m2", "other costs": "other_dkk_m2"}
    red = 1.35
    seen = set()
    told = screened(tvilling, city, "--draws", 0)
    for place in told["properties"] + told["leases"]:
        for change in filter(None, place["smallest_change"].split("; ")):
            if change.endswith("employees more"):
                fewer, more = (float("".join(part.split(" m2 ")[0].split(" employees")[0].split())) for part in change.split(" or "))
                limit = red * place["figures"]["area_m2_employee"]["reference"] * (1 + 1e-12)
                assert (place["staffed_area_m2"] - fewer) / place["employees"] <= limit < (place["staffed_area_m2"] - fewer + 1) / place["employees"]
                assert place["staffed_area_m2"] / (place["employees"] + more) <= limit
                seen.add("area")
            elif not change.endswith("vacant"):
                words = change.split()
                short = " ".join(word for word in words[:-2] if not word[0].isdigit())
                size = float("".join(word for word in words[:-2] if word[0].isdigit()))
                figure = place["figures"][names[short]]
                if short == "value":
                    assert figure["reference"] / (figure["value"] + size) <= red * (1 + 1e-12)
                else:
                    assert (figure["value"] - size) / figure["reference"] <= red * (1 + 1e-12)
                assert size == pytest.approx(abs(figure["change_to_yellow"]), rel=0.02, abs=0.001)
                seen.add(short)
    assert {"area", "rent"} < seen


def two_buildings(bc10: Path) -> None:
    """P-L1 gets a second building, half as large as its first."""
    buildings = (bc10 / "buildings.csv").read_text(encoding="utf-8")
    (bc10 / "buildings.csv").write_text(buildings + "B-L1b,Kanalgården II,P-L1,office,1932,3774.5,5,724000,6175060\n", encoding="utf-8")


def test_the_map_shares_a_saving_over_the_buildings_of_its_property(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    two_buildings(bc10)
    told = screened(tvilling, bc10, "--map", tmp_path / "s.geojson")
    features = [f["properties"] for f in json.loads((tmp_path / "s.geojson").read_text(encoding="utf-8"))["features"]]
    assert sum(f["saving_dkk_year"] for f in features) == pytest.approx(37_000_000)
    saving = {f["building_id"]: f["saving_dkk_year"] for f in features}
    assert saving["B-L1"] == pytest.approx(2 * saving["B-L1b"])
    assert saving["B-L1"] + saving["B-L1b"] == pytest.approx(place_of(told, "P-L1")["saving_dkk_per_year"])
    assert features[0]["group"] == place_of(told, features[0]["property_id"])["group"]
    assert {f["regrouped"] for f in features} == {"no"}


def test_costs_tell_their_year_and_an_old_one_warns(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    (bc10 / "costs.csv").write_text("property_id,year,kind,amount_dkk\nP-C01,2009,heat,1\nP-C01,2009,other,435\nP-C01,2024,heat,435000\n", encoding="utf-8")
    told = screened(tvilling, bc10, "-o", tmp_path / "s.xlsx")
    figures = place_of(told, "P-C01")["figures"]
    assert (figures["heat_dkk_m2"]["value"], figures["heat_dkk_m2"]["cost_year"], figures["heat_dkk_m2"]["source"]) == (100, 2024, "costs")
    assert figures["other_dkk_m2"]["cost_year"] == 2009
    assert [f["code"] for f in told["findings"] if f["severity"] == "warns"] == ["TV-3462"]
    rows = list(openpyxl.load_workbook(tmp_path / "s.xlsx")["figures of properties"].values)
    at = rows[0].index("cost year")
    assert {row[1]: row[at] for row in rows if row[0] == "P-C01"}["heat_dkk_m2"] == 2024


def test_where_nobody_sits_the_whole_rent_is_told_beside_the_sums(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    units = (bc10 / "units.csv").read_text(encoding="utf-8")
    (bc10 / "units.csv").write_text(units.replace("LE-L1,65,", "LE-L1,0,"), encoding="utf-8")
    told = screened(tvilling, bc10, "-o", tmp_path / "s.xlsx")
    low = told["potentials"]["low_occupancy"]
    assert low["nobody_sits"] == [{"property": "P-L1", "rent_dkk_per_year": 7549 * 1300}]
    assert low["properties"] == ["P-L2", "P-L3"]
    assert place_of(told, "P-L1")["figures"]["area_m2_employee"]["why"] == "nobody sits there"
    assert "nobody sits there, whole rent: P-L1 (9 813 700 DKK/year)" in tvilling("screen", bc10).out
    summary = list(openpyxl.load_workbook(tmp_path / "s.xlsx")["summary"].values)
    assert dict(zip(summary[0], summary[1]))["nobody sits there"] == 1


def test_the_red_list_of_the_workbook_is_that_of_the_leases_when_they_are_asked_for(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    told = screened(tvilling, bc10, "-o", tmp_path / "s.xlsx", "--by", "lease")
    rows = list(openpyxl.load_workbook(tmp_path / "s.xlsx")["red list"].values)
    assert rows[0][0] == "lease_id"
    assert [row[0] for row in rows[1:]] == told["red_list_of_leases"]
    groups = [(group["name"], group["of"]) for group in told["groups"]]
    assert len(groups) == len(set(groups)) and {of for _, of in groups} == {"properties", "leases"}


def test_a_regrouping_is_logged_in_every_output(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    settings = bc10 / "screening.toml"
    entry = '[[screening.regroup]]\nproperty = "P-H1"\ngroup = "office, owned"\nwho = "KEID"\nwhen = "2026-03-01"\nreason = "we run it ourselves"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + entry, encoding="utf-8")
    told = screened(tvilling, bc10, "-o", tmp_path / "s.xlsx")
    assert told["regrouped"] == [{"property": "P-H1", "from": "office, third_party, 3000-10000 m2", "group": "office, owned", "who": "KEID", "when": "2026-03-01", "reason": "we run it ourselves"}]
    assert place_of(told, "P-H1")["group"] == "office, owned"
    assert place_of(told, "P-H1")["regrouped"] == "yes"
    assert place_of(told, "P-H1")["rule_group"] == "office, third_party, 3000-10000 m2"
    assert 'regrouped: property P-H1 from "office, third_party, 3000-10000 m2" into "office, owned" by KEID on 2026-03-01: we run it ourselves' in tvilling("screen", bc10).out
    assert list(openpyxl.load_workbook(tmp_path / "s.xlsx")["regrouped"].values)[1][:4] == ("property", "P-H1", "office, third_party, 3000-10000 m2", "office, owned")


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ('refrence = "peers"', "TV-3452", 'Did you mean "reference"?'),
        ("red_above_ratio = 0.5", "TV-3454", ""),
        ('[[screening.regroup]]\nproperty = "P-X1"\ngroup = "g"\nwho = "w"\nwhen = "2026-03-01"\nreason = "r"', "TV-3455", 'Did you mean "P-'),
    ],
)
def test_what_is_wrong_in_the_settings_stops_with_its_place(tvilling: Tvilling, bc10: Path, line: str, code: str, hint: str):
    settings = bc10 / "screening.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    done = tvilling("screen", bc10)
    assert done.code == 3
    assert code in done.err and hint in done.err
    assert "screening.toml:8" in done.err


def test_a_rent_of_nothing_warns_and_has_no_ratio(tvilling: Tvilling, bc10: Path):
    leases = bc10 / "leases.csv"
    leases.write_text(leases.read_text(encoding="utf-8").replace("third_party,2601", "third_party,0"), encoding="utf-8")
    done = tvilling("screen", bc10, "--json")
    told = json.loads(done.out)
    rent = place_of(told, "P-H1")["figures"]["rent_dkk_m2"]
    assert rent == {"value": None, "light": "grey", "why": "a rent is 0"}
    warned = [(f["code"], f["id"]) for f in told["findings"] if f["severity"] == "warns"]
    assert warned == [("TV-3458", "LE-H1")]
    assert told["potentials"]["high_rent"]["properties"] == ["P-H2", "P-H3", "P-H4", "P-H5"]


def test_settings_of_a_workbook_stand_beside_it_under_its_name(tvilling: Tvilling, tmp_path: Path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in ("buildings", "properties", "leases", "units"):
        sheet = book.create_sheet(table)
        for row in csv.reader((BC10 / f"{table}.csv").open(encoding="utf-8")):
            sheet.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell for cell in row])
    book.save(tmp_path / "kontorer.xlsx")
    shutil.copy(BC10 / "screening.toml", tmp_path / "kontorer.screening.toml")
    told = screened(tvilling, tmp_path / "kontorer.xlsx")
    assert told["potentials"]["low_occupancy"]["saving_dkk_per_year"] == 13_000_000
    assert told["assumptions"]["settings"].endswith("kontorer.screening.toml")


def test_nothing_that_is_there_is_replaced_unasked(tvilling: Tvilling, bc10: Path, tmp_path: Path):
    out = tmp_path / "s.xlsx"
    out.write_text("mine", encoding="utf-8")
    assert tvilling("screen", bc10, "-o", out).code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert tvilling("screen", bc10, "-o", out, "--force").code == 0
    assert tvilling("screen", bc10, "-o", tmp_path / "s.csv").code == 2
    assert tvilling("screen", bc10, "--map", bc10 / "s.geojson").code == 2
    assert tvilling("screen", bc10, "--by", "leases").code == 2
    assert tvilling("screen", tmp_path / "nowhere").code == 3


def test_what_only_a_screening_finds_is_shown_before_what_a_check_tells(tvilling: Tvilling, bc10: Path):
    leases = bc10 / "leases.csv"
    head, *rows = leases.read_text(encoding="utf-8").splitlines()
    unused = ",".join(f"column_{k}" for k in range(25))
    leases.write_text("\n".join([f"{head},{unused}", *(row + 25 * "," for row in rows)]) + "\n", encoding="utf-8")
    (bc10 / "costs.csv").write_text("property_id,year,kind,amount_dkk\nP-C01,2009,other,435\nP-C01,2024,heat,435000\n", encoding="utf-8")
    done = tvilling("screen", bc10)
    assert done.code == 0
    assert "TV-3462" in done.err
    assert "more" in done.err
