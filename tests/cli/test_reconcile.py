# SPDX-License-Identifier: MPL-2.0
"""Metered against simulated: a made city whose meters are made from the simulation itself, spoilt one thing at a time."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from driver import Done, Tvilling, Village

UNITS = {"heat": "kWh", "electricity": "kWh", "water": "m3"}
COLUMNS = {"heat": "heat_kwh", "electricity": "electricity_kwh", "water": "water_m3"}
NORMAL = 2800


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class MadeCity:
    """The tables of a synthetic city, and its months as they are simulated."""

    folder: Path
    months: dict[tuple[str, str], list[float]]
    year: int = 2023
    meters: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return sorted({building for building, _ in self.months})

    def meter(self, building: str, carrier: str, unit: str = "", factor: float = 1.0, months: range = range(12)) -> None:
        meter = f"M-{building}-{carrier}"
        self.meters.append(f"{meter},{building},{carrier},{unit or UNITS[carrier]},interval")
        for m in months:
            self.readings.append(f"{meter},{self.year}-{m + 1:02d},{self.months[building, carrier][m] * factor!r}")

    def write(self, degree_days: str = f"{NORMAL},{NORMAL}") -> Path:
        (self.folder / "meters.csv").write_text("\n".join(["meter_id,building_id,carrier,unit,kind", *self.meters]) + "\n")
        (self.folder / "readings.csv").write_text("\n".join(["meter_id,time,value", *self.readings]) + "\n")
        table = self.folder / "degree_days.csv"
        table.unlink(missing_ok=True)
        if degree_days:
            table.write_text(f"year,degree_days,normal\n{self.year},{degree_days}\n")
        return self.folder


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic city of 40 buildings and its months as tables."""
    from driver import call

    folder = tmp_path_factory.mktemp("made")
    (folder / "study.toml").write_text('[study]\nname = "Made"\nportfolio = "city"\n')
    for arguments in (
        ["synth", "-o", folder / "city", "--buildings", "40", "--seed", "5"],
        ["run", folder / "study.toml", "-o", folder / "r.h5"],
        ["export", folder / "r.h5", "--csv", folder / "tables"],
    ):
        done = call(*arguments)
        assert done.code == 0, done.err
    return folder


@pytest.fixture
def made(simulated: Path, tmp_path: Path) -> MadeCity:
    folder = tmp_path / "city"
    folder.mkdir()
    for table in (simulated / "city").glob("*.csv"):
        (folder / table.name).write_bytes(table.read_bytes())
    months: dict[tuple[str, str], list[float]] = {}
    for row in rows_of(simulated / "tables" / "monthly.csv"):
        for carrier, column in COLUMNS.items():
            months.setdefault((row["building_id"], carrier), []).append(float(row[column]))
    return MadeCity(folder, {key: values for key, values in months.items() if sum(values) > 0})


def meter_all(made: MadeCity, besides: tuple[str, str] = ("", "")) -> None:
    for building, carrier in sorted(made.months):
        if (building, carrier) != besides:
            made.meter(building, carrier)


def ask(tvilling: Tvilling, city: Path, *arguments: object) -> dict:
    done: Done = tvilling("reconcile", city, "--json", *arguments)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_meters_made_from_the_simulation_have_the_ratio_1(tvilling: Tvilling, made: MadeCity):
    meter_all(made)
    found = ask(tvilling, made.write())
    compared = [row for row in found["rows"] if row["compared"] == "yes"]
    assert len(compared) == len(made.months) >= 100
    assert max(abs(row["ratio"] - 1.0) for row in compared) < 1e-9
    assert {row["factor_origin"] for row in compared} == {"metered"}
    assert [total["carrier"] for total in found["totals"]["total"]] == ["heat", "electricity", "water"]
    for total in found["totals"]["total"]:
        assert total["ratio"] == pytest.approx(1.0, abs=1e-9)
        assert (total["buildings"], total["outside"]) == (40, 0)
    assert not [f for f in found["findings"] if f["severity"] == "warns" and f["code"] != "TV-1712"]


def test_a_colder_year_is_corrected_to_the_normal_one(tvilling: Tvilling, made: MadeCity):
    building = made.ids[0]
    made.meter(building, "heat")
    found = ask(tvilling, made.write(f"{2 * NORMAL},{NORMAL}"))
    row = next(row for row in found["rows"] if row["compared"] == "yes")
    guf = row["guf"]
    assert 0.1 < guf < 0.4
    assert row["ratio"] == pytest.approx(guf + (1 - guf) / 2, rel=1e-9)
    asked = ask(tvilling, made.folder, "--normal-degree-days", 2 * NORMAL)
    assert asked["normal_year"]["source"] == "as asked for"
    assert next(r for r in asked["rows"] if r["compared"] == "yes")["ratio"] == pytest.approx(1.0, abs=1e-9)


def test_without_degree_days_heat_is_compared_uncorrected_and_told_once(tvilling: Tvilling, made: MadeCity):
    for building in made.ids[:3]:
        made.meter(building, "heat")
    found = ask(tvilling, made.write(""))
    assert [f["code"] for f in found["findings"]].count("TV-1710") == 1
    assert {row["corrected"] for row in found["rows"] if row["compared"] == "yes"} == {"no"}
    assert {row["factor_origin"] for row in found["rows"] if row["compared"] == "yes"} == {"filled"}
    assert found["normal_year"]["source"] == "of the weather that is simulated"


@pytest.mark.parametrize(
    ("carrier", "unit", "factor", "said"),
    [
        ("heat", "kWh", 1e-3, "likely MWh or Gcal read as kWh"),
        ("heat", "kWh", 3.6e-3, "likely GJ read as kWh"),
        ("heat", "GJ", 3.6e-3 / 3.6e-3, "likely kWh read as GJ"),
        ("electricity", "MWh", 1.0, "likely kWh read as MWh"),
        ("water", "m3", 1e3, "likely l read as m3"),
    ],
)
def test_a_slip_of_units_is_named(tvilling: Tvilling, made: MadeCity, carrier: str, unit: str, factor: float, said: str):
    wrong = next(b for b in made.ids if (b, carrier) in made.months)
    meter_all(made, besides=(wrong, carrier))
    made.meter(wrong, carrier, unit, factor)
    found = ask(tvilling, made.write())
    told = [f for f in found["findings"] if f["id"]]
    assert [(f["code"], f["id"]) for f in told] == [("TV-1701", wrong)]
    assert said in told[0]["message"]
    assert next(t for t in found["totals"]["total"] if t["carrier"] == carrier)["outside"] == 1
    row = next(r for r in found["rows"] if r["building_id"] == wrong and r["carrier"] == carrier)
    assert (row["cause"], row["factor"]) == ("unit", 1.0)  # a riddle is no factor


def test_a_year_with_a_month_missing_is_filled_and_marked_or_not_used(tvilling: Tvilling, made: MadeCity):
    whole, gap = made.ids[:2]
    made.meter(whole, "electricity")
    made.meter(gap, "electricity", months=range(1, 12))  # 31 of 365 days: 8.5 %
    found = ask(tvilling, made.write())
    of = {row["building_id"]: row for row in found["rows"]}
    assert (of[whole]["origin"], of[whole]["filled_fraction"]) == ("metered", 0.0)
    assert (of[gap]["origin"], of[gap]["factor_origin"]) == ("filled", "filled")
    assert of[gap]["filled_fraction"] == pytest.approx(31 / 365, abs=0.01)
    total = found["totals"]["total"][0]
    assert 0.0 < total["filled"] < total["metered"]


def test_the_29th_of_february_is_left_out_of_a_leap_year(tvilling: Tvilling, made: MadeCity):
    made.year = 2024
    building = made.ids[0]
    made.months[building, "electricity"][1] *= 29 / 28
    made.meter(building, "electricity")
    found = ask(tvilling, made.write())
    row = next(r for r in found["rows"] if r["compared"] == "yes")
    assert row["metered"] > row["metered_365_days"]
    assert row["ratio"] == pytest.approx(1.0, abs=1e-9)


def test_measured_weather_gives_a_second_comparison(tvilling: Tvilling, made: MadeCity):
    hours = [
        f"{time},{4.0 + 8.0 * (day > 120 and day < 270)},{200 if 9 <= hour <= 15 else 0}"
        for day, time_of_day in enumerate(days_of(2023), start=1)
        for hour, time in enumerate(time_of_day)
    ]
    (made.folder / "weather.csv").write_text("\n".join(["time,dry_bulb_degc,global_horizontal_w_m2", *hours]) + "\n")
    made.meter(made.ids[0], "heat")
    found = ask(tvilling, made.write(""))
    assert found["measured_years"] == [2023]
    row = next(r for r in found["rows"] if r["compared"] == "yes")
    assert row["corrected"] == "yes"  # by the degree-days of that weather
    assert row["degree_days"] == pytest.approx(13 * 216 + 5 * 149, rel=0.02)
    assert row["simulated_measured_weather"] != row["simulated"]
    assert row["factor"] == row["ratio_measured_weather"]


def days_of(year: int) -> list[list[str]]:
    """Hours of UTC, with a day before and after so that the Danish year is whole."""
    from datetime import datetime, timedelta

    first = datetime(year - 1, 12, 31)
    return [[(first + timedelta(days=d, hours=h)).strftime("%Y-%m-%dT%H:00Z") for h in range(24)] for d in range(368)]


def test_the_text_says_counts_and_totals_first_and_the_worst_after(tvilling: Tvilling, made: MadeCity):
    wrong = made.ids[0]
    meter_all(made, besides=(wrong, "heat"))
    made.meter(wrong, "heat", factor=1e-3)
    done = tvilling("reconcile", made.write())
    assert done.code == 0
    order = [done.out.index(word) for word in ("buildings: 40", "normal year: 2800", "carrier", "1 ratios outside", wrong)]
    assert order == sorted(order)
    by_use = tvilling("reconcile", made.folder, "--by", "use").out
    assert "school" in by_use
    by_building = tvilling("reconcile", made.folder, "--by", "building").out
    assert all(building in by_building for building in made.ids)


def test_the_workbook_has_its_four_sheets(tvilling: Tvilling, made: MadeCity, tmp_path: Path):
    wrong = made.ids[0]
    meter_all(made, besides=(wrong, "heat"))
    made.meter(wrong, "heat", factor=1e-3)
    out = tmp_path / "reconciled.xlsx"
    assert tvilling("reconcile", made.write(), "-o", out).code == 0
    book = openpyxl.load_workbook(out, read_only=True)
    assert book.sheetnames == ["summary", "buildings", "causes", "assumptions"]
    buildings = list(book["buildings"].values)
    assert len(buildings) == 1 + 40 * 3
    assert [row[0] for row in book["causes"].values] == ["building_id", wrong]
    assert tvilling("reconcile", made.folder, "-o", out).code == 2  # never replaced by a slip
    assert tvilling("reconcile", made.folder, "-o", out, "--force").code == 0
    table = tmp_path / "reconciled.csv"
    assert tvilling("reconcile", made.folder, "-o", table).code == 0
    assert list(rows_of(table)[0]) == list(buildings[0])


def test_the_names_of_protected_addresses_are_hidden(tvilling: Tvilling, made: MadeCity, tmp_path: Path):
    buildings = rows_of(made.folder / "buildings.csv")
    hidden = next(row for row in buildings if row["property_id"] and row["name"])
    properties = rows_of(made.folder / "properties.csv")
    for row in properties:
        row["protected_address"] = "yes" if row["property_id"] == hidden["property_id"] else "no"
    with (made.folder / "properties.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, properties[0])
        table.writeheader()
        table.writerows(properties)
    made.meter(hidden["building_id"], "electricity", factor=1e-3)
    city = made.write()
    out = tmp_path / "r.csv"
    for done in (tvilling("reconcile", city, "-o", out), tvilling("reconcile", city, "--json")):
        assert done.code == 0
        assert hidden["name"] not in done.out
        assert "(protected)" in done.out
    assert hidden["name"] not in out.read_text(encoding="utf-8")


def test_threads_change_no_byte(tvilling: Tvilling, made: MadeCity):
    meter_all(made)
    city = made.write()
    assert tvilling("reconcile", city, "--json", "--threads", 1).out == tvilling("reconcile", city, "--json", "--threads", 3).out


def test_input_that_stops_ends_with_3_and_slips_with_2(tvilling: Tvilling, made: MadeCity):
    made.meter(made.ids[0], "heat", unit="furlong")
    city = made.write()
    assert tvilling("reconcile", city).code == 3
    done = tvilling("reconcile", city, "--by", "uses")
    assert (done.code, "use" in done.err) == (2, True)
    assert tvilling("reconcile", city, "-o", city / "r.csv").code == 2
    assert tvilling("reconcile", city, "-o", "r.ods").code == 2


def test_a_metered_building_that_cannot_be_simulated_is_named_and_ends_with_4(tvilling: Tvilling, village: Village):
    # Each number is possible, but no plant heats one square metre spread over sixty storeys.
    village.write(*Village.ROWS, "tower,office,1,1990,60")
    (village.city / "meters.csv").write_text("meter_id,building_id,carrier,unit,kind\nM,tower,heat,kWh,interval\n")
    rows = [f"M,2023-{month:02d},100" for month in range(1, 13)]
    (village.city / "readings.csv").write_text("\n".join(["meter_id,time,value", *rows]) + "\n")
    done = tvilling("reconcile", village.city)
    assert done.code == 4
    assert "TV-1714: tower: " in done.out


def test_a_portfolio_without_meters_is_told(tvilling: Tvilling, made: MadeCity):
    done = tvilling("reconcile", made.folder)
    assert done.code == 0
    assert "TV-1713" in done.out


def test_only_the_year_asked_for_is_compared(tvilling: Tvilling, made: MadeCity):
    made.meter(made.ids[0], "electricity")
    made.year = 2022
    made.meter(made.ids[1], "electricity")
    city = made.write("")
    assert {row["year"] for row in ask(tvilling, city)["rows"]} == {2022, 2023}
    assert {row["year"] for row in ask(tvilling, city, "--year", 2022)["rows"]} == {2022}
