# SPDX-License-Identifier: MPL-2.0
"""`tvilling hall optimise`: the operation of least cost or CO2 within limits, as text, JSON and a scenario to run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from driver import Tvilling
from hall_village import make_hall_study

# Few free numbers, so that the tests stay short.
SHORT = tuple(word for name in ("night_air_set_back_k", "night_fan_fraction", "night_outdoor_air_fraction", "night_pump_fraction",
                                "air_temperature_change_k", "water_temperature_change_k") for word in ("--fix", name))  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hall_study(tmp_path_factory.mktemp("hall"))


@pytest.fixture(scope="module")
def found(tvilling: Tvilling, study: Path) -> dict:
    done = tvilling("hall", "optimise", study, "H1", *SHORT, "--json", "-o", study.parent / "optimised.toml")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_the_parts_add_up_to_the_saving(found: dict):
    assert found["better"] == 1
    for figure in ("heat_kwh", "electricity_kwh", "water_m3", "cost_dkk", "co2_kg"):
        whole = found["found"][figure] - found["present"][figure]
        assert sum(part["change"][figure] for part in found["parts"]) == pytest.approx(whole, rel=1e-9, abs=1e-6)
    assert found["found"]["cost_dkk"] < found["present"]["cost_dkk"]


def test_the_limits_hold_and_what_was_fixed_stays(found: dict):
    for limit in found["limits"]:
        room = limit["bound"] - limit["found"] if limit["kind"] == "at_most" else limit["found"] - limit["bound"]
        assert room > -1e-6, limit
    assert found["found"]["window_condensation_h"] <= found["present"]["window_condensation_h"]
    for number in found["operation"]:
        assert number["low"] <= number["found"] <= number["high"]
        if number["note"].startswith("as asked"):
            assert number["found"] == number["present"]
    assert next(n for n in found["operation"] if n["name"] == "cover_fraction")["note"].startswith("the basins have no covers")


def test_the_written_scenario_gives_the_same_in_a_study(tvilling: Tvilling, study: Path, found: dict, tmp_path: Path):
    pasted = study.parent / "pasted.toml"
    scenario = (study.parent / "optimised.toml").read_text(encoding="utf-8")
    pasted.write_text(study.read_text(encoding="utf-8") + "\n" + scenario, encoding="utf-8")
    assert tvilling("run", pasted, "-o", tmp_path / "r.h5").code == 0
    rows = json.loads(tvilling("compare", tmp_path / "r.h5", "--by", "building", "--json").out)["rows"]
    ran = next(row for row in rows if row["scenario"] == "optimised" and row["group"] == "H1")
    for name in ("heat_kwh", "electricity_kwh", "water_m3", "cost_dkk", "co2_kg"):
        assert ran[name] == pytest.approx(found["found"][name], rel=1e-12)


def test_the_answer_is_the_same_with_one_thread(tvilling: Tvilling, study: Path, found: dict):
    assert json.loads(tvilling("hall", "optimise", study, *SHORT, "--json", "--threads", 1).out) == found


def test_the_text_shows_set_points_saving_and_limits(tvilling: Tvilling, study: Path):
    done = tvilling("hall", "optimise", study, *SHORT)
    assert done.code == 0
    for said in ("It saves", "present", "all changes", "Hours in which water condenses on windows", "operations were simulated"):
        assert said in done.out


def test_an_operation_that_cannot_be_bettered_is_said_and_not_written(tvilling: Tvilling, study: Path, tmp_path: Path):
    fixed = (*SHORT[:-2], "--fix", "relative_humidity", "--fix", "night_relative_humidity")
    done = tvilling("hall", "optimise", study, *fixed, "--vary", "water_temperature_change_k=0:1", "-o", tmp_path / "o.toml")
    assert done.code == 0
    assert "No operation within the limits is better" in done.out
    assert not (tmp_path / "o.toml").exists()


def test_a_second_round_has_a_name_of_its_own(tvilling: Tvilling, study: Path, found: dict, tmp_path: Path):
    pasted = study.parent / "second.toml"
    scenario = (study.parent / "optimised.toml").read_text(encoding="utf-8")
    pasted.write_text(study.read_text(encoding="utf-8") + "\n" + scenario, encoding="utf-8")
    out = tmp_path / "again.toml"
    fixed = [word for word in SHORT if word != "night_pump_fraction"][:-5] + list(SHORT[-4:])
    done = tvilling("hall", "optimise", pasted, "--scenario", "optimised", *fixed, "-o", out)
    assert done.code == 0, done.err
    text = out.read_text(encoding="utf-8")
    assert 'name = "optimised_2"\nextends = "optimised"\n' in text
    pasted.write_text(pasted.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    told = tvilling("hall", "sweep", pasted, "--scenario", "optimised_2", "--vary", "relative_humidity=0.55")
    assert told.code == 0, told.err


def test_only_an_earlier_finding_is_written_over(tvilling: Tvilling, study: Path, found: dict, tmp_path: Path):
    mine = tmp_path / "mine.toml"
    mine.write_text("[study]\n", encoding="utf-8")
    done = tvilling("hall", "optimise", study, *SHORT, "-o", mine)
    assert done.code == 2 and "not replaced" in done.err
    assert mine.read_text(encoding="utf-8") == "[study]\n"
    before = (study.parent / "optimised.toml").read_bytes()
    assert tvilling("hall", "optimise", study, *SHORT, "-o", study.parent / "optimised.toml").code == 0
    assert (study.parent / "optimised.toml").read_bytes() == before


def test_a_wet_start_is_told_before_anything_else(tvilling: Tvilling, study: Path):
    wet = study.parent / "wet.toml"
    measure = '[[scenario.measure]]\ntype = "hall_night_air"\nnight_outdoor_air_fraction = 0.02\n'
    wet.write_text(study.read_text(encoding="utf-8") + '\n[[scenario]]\nname = "wet"\n' + measure, encoding="utf-8")
    done = tvilling("hall", "optimise", wet, "--scenario", "wet", *SHORT)
    assert done.code == 0
    assert done.out.startswith("! Hours in which water condenses on windows: ")
    assert "in the unchanged hall" in done.out.splitlines()[0]
    assert not tvilling("hall", "optimise", wet, *SHORT).out.startswith("!")


def test_a_change_that_saves_next_to_nothing_is_not_listed(tvilling: Tvilling, study: Path):
    dry = study.parent / "dry.toml"
    measure = '[[scenario.measure]]\ntype = "hall_night_humidity"\nnight_relative_humidity = 0.449\n'
    dry.write_text(study.read_text(encoding="utf-8") + '\n[[scenario]]\nname = "dry"\n' + measure, encoding="utf-8")
    names = [word for word in SHORT if word not in ("--fix", "night_outdoor_air_fraction")] + ["relative_humidity", "night_relative_humidity"]
    fixed = [word for name in names for word in ("--fix", name)]
    told = json.loads(tvilling("hall", "optimise", dry, "--scenario", "dry", *fixed, "--json").out)
    outdoor_air = next(n for n in told["operation"] if n["name"] == "night_outdoor_air_fraction")
    assert outdoor_air["low"] < outdoor_air["present"] == outdoor_air["found"]
    assert told["parts"] == []


def test_progress_goes_on_after_the_first_stage(tvilling: Tvilling, study: Path):
    told = tvilling("hall", "optimise", study, *SHORT).err
    assert "10 %: 1 of 3" in told or "20 %: 1 of 3" in told
    shares = [line for line in told.splitlines() if "2 of 3: COBYLA" in line]
    assert len(shares) > 1 and shares[-1].startswith("100 %")
    assert "100 %: 3 of 3" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--goal", "heat"), "neither cost nor co2"),
        (("--vary", "relative_humidity=0.6:0.5"), "not below"),
        (("--vary", "shower_l_visit=20:40"), "no number that an optimisation turns"),
        (("--fix", "relative_humidty"), 'Did you mean "relative_humidity"'),
        (("--fix", "relative_humidity", "--vary", "relative_humidity=0.5:0.6"), "both varied and fixed"),
        (("--vary", "cover_fraction=0:0.5", "--vary", "pool_cover.cover_fraction=0:0.9"), "varied twice"),
        (("--fix", "hall_humidity.relative_humidity", "--vary", "relative_humidity=0.5:0.6"), "both varied and fixed"),
        (("-o", "found.csv"), ".toml"),
        (("H9",), 'no swimming hall "H9"'),
    ],
)
def test_what_cannot_be_optimised_is_refused_with_a_hint(tvilling: Tvilling, study: Path, arguments: tuple[str, ...], said: str):
    done = tvilling("hall", "optimise", study, *arguments)
    assert done.code == 2
    assert said in done.err
