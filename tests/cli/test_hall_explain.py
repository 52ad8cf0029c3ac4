# SPDX-License-Identifier: MPL-2.0
"""Balances and key figures of a swimming hall, from a run to the text, the JSON and the charts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from driver import Tvilling, Village
from hall_village import make_hall_study

DAMP = """
[[scenario]]
name = "damp"
[[scenario.measure]]
type = "hall_humidity"
relative_humidity = 0.9
[[scenario.measure]]
type = "hall_night_air"
night_outdoor_air_fraction = 0.0
"""


def make_results(tvilling: Tvilling, folder: Path, halls: tuple[str, ...]) -> Path:
    study = make_hall_study(folder, halls)
    study.write_text(study.read_text(encoding="utf-8") + DAMP, encoding="utf-8")
    done = tvilling("run", study, "-o", folder / "r.h5")
    assert done.code == 0, done.err
    return folder / "r.h5"


@pytest.fixture(scope="module")
def one_hall(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_results(tvilling, tmp_path_factory.mktemp("one"), ("H1",))


@pytest.fixture(scope="module")
def two_halls(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_results(tvilling, tmp_path_factory.mktemp("two"), ("H1", "H2"))


@pytest.mark.parametrize("scenario", ["baseline", "cover", "damp"])
def test_every_balance_adds_up_to_zero(tvilling: Tvilling, one_hall: Path, scenario: str) -> None:
    told = json.loads(tvilling("hall", "explain", one_hall, "--scenario", scenario, "--json").out)
    assert list(told["balances"]) == ["heat", "moisture", "water", "delivered_heat", "electricity"]
    for balance in told["balances"].values():
        largest = max(abs(term["value"]) for term in balance["terms"])
        assert sum(term["value"] for term in balance["terms"]) == pytest.approx(balance["sum"], abs=1e-6)
        assert abs(balance["sum"]) < 1e-6 * largest


def test_the_figures_are_those_of_the_comparison(tvilling: Tvilling, one_hall: Path) -> None:
    told = json.loads(tvilling("hall", "explain", one_hall, "H1", "--scenario", "cover", "--json").out)
    rows = json.loads(tvilling("compare", one_hall, "--by", "building", "--json").out)["rows"]
    row = next(row for row in rows if (row["scenario"], row["group"]) == ("cover", "H1"))
    figures = told["figures"]
    for name in ("heat_kwh", "electricity_kwh", "water_m3", "cost_dkk"):
        assert figures[name] == pytest.approx(row[name])
        assert figures[f"change_{name}"] == pytest.approx(row[f"change_{name}"])
    assert figures["energy_per_visit_kwh"] == pytest.approx((row["heat_kwh"] + row["electricity_kwh"]) / row["visitors"])
    assert figures["water_l_visit"] == pytest.approx(1000 * row["water_m3"] / row["visitors"])
    assert figures["change_evaporation_kg"] < 0


def test_a_wet_hall_says_so_first(tvilling: Tvilling, one_hall: Path) -> None:
    told = tvilling("hall", "explain", one_hall, "--scenario", "damp")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "H1, damp against baseline"
    assert lines[1].startswith("! Water condenses on the ")
    assert "Heat of rooms and water" in told.out and "change" in told.out


def test_the_baseline_alone_has_no_change(tvilling: Tvilling, one_hall: Path) -> None:
    told = tvilling("hall", "explain", one_hall)
    assert told.code == 0 and "change" not in told.out


def test_another_reference_turns_the_change_round(tvilling: Tvilling, one_hall: Path) -> None:
    there = json.loads(tvilling("hall", "explain", one_hall, "--scenario", "cover", "--json").out)["figures"]
    back = json.loads(tvilling("hall", "explain", one_hall, "--to", "cover", "--json").out)["figures"]
    assert back["change_heat_kwh"] == pytest.approx(-there["change_heat_kwh"])


def test_several_halls_are_a_table_that_asks_for_a_name(tvilling: Tvilling, two_halls: Path) -> None:
    told = tvilling("hall", "explain", two_halls)
    assert told.code == 0
    lines = [line for line in told.out.splitlines() if not line.startswith("!")]
    assert [line.split()[0] for line in lines[2:]] == ["H1", "H2"]
    assert "name one" in told.err
    assert [hall["building_id"] for hall in json.loads(tvilling("hall", "explain", two_halls, "--json").out)["halls"]] == ["H1", "H2"]
    assert "Heat of rooms and water" in tvilling("hall", "explain", two_halls, "H2").out


def test_several_halls_change_against_the_reference_and_tell_first_which_are_wet(tvilling: Tvilling, two_halls: Path) -> None:
    told = tvilling("hall", "explain", two_halls, "--scenario", "damp", "--to", "cover")
    assert told.code == 0
    assert told.out.startswith("! H1: water condenses on the ")
    assert told.out.count("against cover") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["H3"], ['no hall "H3"', "Did you mean"]),
        (["S1"], ["S1 has no basins", "Halls here: H1, H2"]),
        (["H1", "--scenario", "covr"], ['"cover"']),
        (["H1", "--to", "covr"], ['"cover"']),
    ],
)
def test_what_is_not_there_is_named(tvilling: Tvilling, two_halls: Path, arguments: list[str], said: list[str]) -> None:
    told = tvilling("hall", "explain", two_halls, *arguments)
    assert (told.code, told.out) == (3, "")
    assert all(words in told.err for words in said), told.err


def test_a_file_without_halls_says_how_to_get_them(tvilling: Tvilling, village: Village) -> None:
    assert tvilling("run", village.study, "-o", village.out).code == 0
    told = tvilling("hall", "explain", village.out)
    assert (told.code, told.out) == (3, "")
    assert "no building here has basins" in told.err and "`pools`" in told.err


def test_charts_are_a_picture_per_scenario(tvilling: Tvilling, one_hall: Path, tmp_path: Path) -> None:
    told = tvilling("hall", "explain", one_hall, "--charts", tmp_path / "charts")
    if "built without the viewer" in told.err:
        assert told.code == 2 and told.out == ""
        pytest.skip("this tvilling was built without the viewer")
    assert told.code == 0, told.err
    assert sorted(path.name for path in (tmp_path / "charts").iterdir()) == ["cover.png", "damp.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (tmp_path / "charts").iterdir())
    assert tvilling("hall", "explain", one_hall, "--scenario", "cover", "--charts", tmp_path / "one").code == 0
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["cover.png"]
    assert tvilling("hall", "explain", one_hall, "--to", "cover", "--charts", tmp_path / "to").code == 0
    assert sorted(path.name for path in (tmp_path / "to").iterdir()) == ["baseline.png", "damp.png"]


def test_a_chart_of_two_halls_is_refused(tvilling: Tvilling, two_halls: Path, tmp_path: Path) -> None:
    told = tvilling("hall", "explain", two_halls, "--charts", tmp_path / "charts")
    assert (told.code, told.out) == (2, "")
    assert not (tmp_path / "charts").exists()


def test_a_slip_in_the_group_is_told_with_the_nearest_name(tvilling: Tvilling) -> None:
    told = tvilling("hall", "explian", "r.h5")
    assert (told.code, told.out) == (2, "") and 'no command "explian"' in told.err and '"explain"' in told.err
    told = tvilling("hall", "explain", "r.h5", "--jsn")
    assert told.code == 2 and 'no flag "--jsn"' in told.err
    told = tvilling("-q", "hall", "explain", "r.h5", "--scenario", "x")
    assert told.code == 3 and "no flag" not in told.err
    assert tvilling("hall").code == 2
    assert tvilling("-q").code == 2
    assert "--charts" in tvilling("hall", "--help").out
