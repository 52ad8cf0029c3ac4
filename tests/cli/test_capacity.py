# SPDX-License-Identifier: MPL-2.0
"""`capacity`: hours of a week, what an open hour takes, bookings fitted into fewer hours, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from driver import ROOT, Tvilling


@pytest.fixture(scope="module")
def timer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("capacity") / "timer"
    shutil.copytree(ROOT / "examples" / "timer", folder)
    return folder


def test_hours_are_counted_without_any_simulation(tvilling: Tvilling, timer: Path):
    done = tvilling("capacity", timer, "--no-energy", "--json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    halls = {row["building_id"]: row for row in told["buildings"]}
    assert halls["H1"]["heated_h"] == pytest.approx(61)
    assert halls["H1"]["booked_h"] == pytest.approx(14)
    assert halls["H1"]["idle_heated_h"] == pytest.approx(47)
    assert halls["H1"]["utilisation_fraction"] == pytest.approx(14 / 49)
    assert halls["H1"]["summer_utilisation_fraction"] is None
    assert "saving_dkk" not in halls["H1"]
    assert "open_hours" not in told
    assert "H1 is heated 61 h a week for 14 h in use." in tvilling("capacity", timer, "--no-energy").out


def test_an_open_hour_has_its_energy_and_price(tvilling: Tvilling, timer: Path):
    done = tvilling("capacity", timer, "--json", "--by", "use")
    assert done.code == 0, done.err
    rows = {(row["use"], row["hours"], row["change"]): row for row in json.loads(done.out)["open_hours"]}
    more = rows["sports_hall", "weekday_evening", "more"]
    assert more["change_open_h"] == 500  # two halls, 250 weekdays
    assert more["electricity_kwh_per_open_h"] * more["change_open_h"] == pytest.approx(more["change_electricity_kwh"])
    assert rows["sports_hall", "weekday_evening", "fewer"]["change_cost_dkk"] < 0


def test_the_fitting_adds_up(tvilling: Tvilling, timer: Path):
    done = tvilling("capacity", timer, "--fit", "--json")
    assert done.code == 0, done.err
    fit = json.loads(done.out)["fit"]
    assert fit["proven"] == "yes"
    assert fit["served_h"] == fit["asked_h"] == 53.5
    assert fit["open_fitted_h"] < fit["open_stay_h"] < fit["open_now_h"]
    assert sum(row["saving_dkk"] for row in fit["fit_buildings"]) == pytest.approx(fit["saving_dkk"])
    assert fit["saving_dkk"] > fit["saving_stay_dkk"] > 0
    moved = [row for row in fit["fit_bookings"] if row["what"] == "moves"]
    assert moved
    # Nobody sits in one hall at the same time, and nobody outside its hours.
    taken: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in fit["fit_bookings"]:
        taken.setdefault((row["to_space_id"], row["day"]), []).append((row["to_from"], row["to_to"]))
    for spells in taken.values():
        spells.sort()
        assert all(before[1] <= after[0] for before, after in zip(spells, spells[1:], strict=False))


def test_one_hall_fewer_leaves_one_without_a_place(tvilling: Tvilling, timer: Path):
    fit = json.loads(tvilling("capacity", timer, "--fit", "--close", "1", "--json").out)["fit"]
    assert [row["building_id"] for row in fit["fit_buildings"] if row["closed"] == "yes"] == ["H2"]
    left = [row for row in fit["fit_bookings"] if row["what"] == "not placed"]
    assert [row["booking_id"] for row in left] == ["O13"]
    assert left[0]["priority"] == "second"
    assert left[0]["to_space_id"] is None


def test_workbook_and_table_hold_the_same_numbers(tvilling: Tvilling, timer: Path, tmp_path: Path):
    book = tmp_path / "timer.xlsx"
    assert tvilling("capacity", timer, "--fit", "-o", book).code == 0
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["buildings", "rooms", "week", "open_hours", "fit_buildings", "fit_bookings", "fit_hours", "findings", "assumptions"]
    assert sheets["week"].max_row == 1 + 3 * 168
    told = {row[0]: row[1] for row in sheets["assumptions"].iter_rows(values_only=True)}
    assert told["weather"] == "reference-year"
    assert told["base year"].startswith("2025")
    assert float(told["electricity_dkk_kwh"]) == 1.6
    assert any(row[1] == "filled" for row in sheets["findings"].iter_rows(min_row=2, values_only=True))
    table = tmp_path / "timer.csv"
    assert tvilling("capacity", timer, "--no-energy", "--by", "room", "-o", table).code == 0
    with table.open(encoding="utf-8") as file:
        rows = {row["space_id"]: row for row in csv.DictReader(file)}
    assert float(rows["H2-A"]["booked_h"]) == 28
    assert rows["H2-A"]["capacity_origin"] == "register"


def test_the_same_answer_for_any_number_of_threads(tvilling: Tvilling, timer: Path):
    one = tvilling("capacity", timer, "--fit", "--json", "--threads", 1)
    two = tvilling("capacity", timer, "--fit", "--json", "--threads", 2)
    assert one.code == two.code == 0
    assert one.out == two.out


def test_a_building_is_asked_for_by_its_id(tvilling: Tvilling, timer: Path):
    told = json.loads(tvilling("capacity", timer, "--building", "H2", "--no-energy", "--json").out)
    assert [row["building_id"] for row in told["buildings"]] == ["H2"]
    assert len(told["week"]) == 168
    assert sum(row["offered_h"] for row in told["week"]) == 47
    refused = tvilling("capacity", timer, "--building", "H3", "--no-energy")
    assert refused.code == 2
    assert "H3" in refused.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--by", "rooms"), "room"),
        (("--prime-time", "22-17"), "17-22"),
        (("--prime-time", "evening"), "17-22"),
        (("--fit", "--no-energy"), "--no-energy"),
        (("--close", "1"), "--fit"),
        (("--shift-hours", "2", "--no-energy"), "--fit"),
        (("--fit", "--close", "3"), "live by bookings"),
        (("-o", "hours.txt"), ".xlsx"),
    ],
)
def test_what_cannot_be_is_refused_and_says_how(tvilling: Tvilling, timer: Path, arguments: tuple[str, ...], says: str):
    done = tvilling("capacity", timer, *arguments)
    assert done.code == 2, done.err
    assert says in done.err


def test_broken_overrides_stop_before_anything_is_simulated(tvilling: Tvilling, timer: Path, tmp_path: Path):
    folder = tmp_path / "broken"
    shutil.copytree(timer, folder)
    (folder / "overrides.toml").write_text("[[lock\n")
    done = tvilling("capacity", folder)
    assert done.code == 3
    assert "overrides.toml" in done.err
    assert "%" not in done.err


def test_nothing_is_replaced_unasked(tvilling: Tvilling, timer: Path, tmp_path: Path):
    table = tmp_path / "hours.csv"
    table.write_text("mine")
    assert tvilling("capacity", timer, "--no-energy", "-o", table).code == 2
    assert table.read_text() == "mine"
    assert tvilling("capacity", timer, "--no-energy", "-o", table, "--force").code == 0
    assert tvilling("capacity", timer, "--no-energy", "-o", timer / "hours.csv").code == 2


def test_what_the_figures_rest_on_and_what_was_found_is_in_json(tvilling: Tvilling, timer: Path, tmp_path: Path):
    late = tmp_path / "late"
    shutil.copytree(timer, late)
    with (late / "bookings.csv").open("a", encoding="utf-8") as file:
        file.write("X1,H2-A,2025-11-07T22:00,2025-11-08T01:00,Natsport,20\n")
    told = json.loads(tvilling("capacity", late, "--fit", "--close", "1", "--base-year", "2026", "--json").out)
    assert told["assumptions"]["weather"] == "reference-year"
    assert told["assumptions"]["base year"].startswith("2026")
    assert float(told["assumptions"]["heat_dkk_kwh"]) == 0.5643
    found = {finding["code"]: finding for finding in told["findings"]}
    assert found["TV-3472"]["id"] == found["TV-3480"]["id"] == "X1"
    # Over midnight in H2, outside its hours: the other hall is the one to close.
    halls = {row["building_id"]: row for row in told["fit"]["fit_buildings"]}
    assert halls["H1"]["closed"] == "yes"
    assert halls["H2"]["closed"] == "no"
    assert halls["H2"]["open_now_h"] == pytest.approx(50)
    closing = [row for row in told["fit"]["fit_hours"] if row["building_id"] == "H2" and row["day"] in ("fri", "sat")]
    assert not any(row["day"] == "fri" and row["close_to"] > "22:00" for row in closing)
    assert not any(row["day"] == "sat" and row["close_from"] < "01:00" for row in closing)


def test_the_proof_is_of_the_price_and_not_of_what_was_simulated(tvilling: Tvilling, timer: Path):
    text = tvilling("capacity", timer, "--fit").out
    fit = json.loads(tvilling("capacity", timer, "--fit", "--json").out)["fit"]
    price = f"{round(fit['objective_dkk']):,}".replace(",", " ")
    assert f"Proven within 0.01 %: no seats serve more, or as much for less than these {price} DKK" in text
    assert "nothing is proven of them" in text


def test_what_is_done_in_a_protected_building_is_withheld(tvilling: Tvilling, timer: Path, tmp_path: Path):
    secret = tmp_path / "secret"
    shutil.copytree(timer, secret)
    (secret / "properties.csv").write_text("property_id,protected_address\nP1,yes\nP2,no\nP3,no\n")
    done = tvilling("capacity", secret, "--fit", "--json")
    assert "Futsal herrer" not in done.out + done.err  # in H1 alone
    rows = json.loads(done.out)["fit"]["fit_bookings"]
    assert {row["activity"] for row in rows if row["building_id"] == "H1"} == {"(protected)"}
    assert "Futsal" in {row["activity"] for row in rows if row["building_id"] == "H2"}
    assert "Futsal herrer" not in tvilling("capacity", secret, "--fit").out


def test_unknown_is_not_nothing(tvilling: Tvilling, timer: Path, tmp_path: Path):
    bare = tmp_path / "bare"
    shutil.copytree(timer, bare)
    (bare / "bookings.csv").unlink()
    done = tvilling("capacity", bare, "--no-energy", "--json")
    assert done.code == 0
    halls = {row["building_id"]: row for row in json.loads(done.out)["buildings"]}
    assert halls["H1"]["utilisation_fraction"] is None
    assert halls["H1"]["idle_heated_h"] is None
    assert halls["H1"]["heated_h"] == 61
    assert "TV-3471" in done.err
