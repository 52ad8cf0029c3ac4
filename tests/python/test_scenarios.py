# SPDX-License-Identifier: MPL-2.0
"""Scenarios, grids and studies, and the errors that name the measure."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any, Callable

import numpy as np
import pytest

import tvilling as tv
from tvilling._study import parse, toml_value

m = tv.measures


def parsed(scenarios: list[tv.Scenario]) -> list[tuple[str, list[tuple[str, dict[str, float]]]]]:
    """The scenarios as the engine understands them."""
    study, findings = parse({"name": "x", "portfolio": "a town"}, scenarios)
    assert [str(finding) for finding in findings if finding.severity == "stops"] == []
    return [(s.name, [(measure.type, measure.parameters) for measure in s.measures]) for s in study.scenarios]


def test_a_scenario_reaches_the_engine_as_it_was_written() -> None:
    chosen = m.InsulateWall(u_value_w_m2k=0.15, where='use = \'school\' AND name <> "a\\b"', order_by="year", limit=3, sample=0.5, seed=7)
    study, _ = parse({"name": "x", "portfolio": "a town"}, [tv.Scenario("walls", [chosen])])
    assert [s.name for s in study.scenarios] == ["baseline", "walls"]
    measure = study.scenarios[1].measures[0]
    assert (measure.type, measure.where, measure.order_by) == ("insulate_wall", chosen.where, "year")
    assert (measure.limit, measure.sample, measure.seed) == (3, 0.5, 7)
    assert measure.parameters == {"u_value_w_m2k": 0.15, "air_tightness_factor": 0.6, "include_listed": 0.0}


def test_the_measures_of_what_a_scenario_extends_come_first() -> None:
    roofs = tv.Scenario("roofs", [m.InsulateRoof()])
    both = tv.Scenario("both", [m.NightSetBack(night_set_back_k=4)], extends=roofs)
    names = {name: [kind for kind, _ in measures] for name, measures in parsed([tv.Scenario("baseline"), roofs, both])}
    assert names == {"baseline": [], "roofs": ["insulate_roof"], "both": ["insulate_roof", "night_set_back"]}


def test_a_grid_is_the_grid_of_a_study_file() -> None:
    members = tv.grid("windows", m.ReplaceWindows, where="year < 1980", u_value_w_m2k=[0.8, 1.1], g_value=[0.5, 0.6])
    expected = [(u, g) for u in (0.8, 1.1) for g in (0.5, 0.6)]
    assert [member.name for member in members] == [f"windows[u_value_w_m2k={u},g_value={g}]" for u, g in expected]
    understood = parsed(members)[1:]
    assert [name for name, _ in understood] == [member.name for member in members]
    points = [(p["u_value_w_m2k"], p["g_value"]) for _, [(_, p)] in understood]
    assert points == expected


def test_whole_numbers_in_names_of_grid_members_are_those_of_the_engine() -> None:
    members = tv.grid("warm", m.SetPoint, heating_set_point_degc=[20, 20.5, 21.0])
    assert [name for name, _ in parsed(members)[1:]] == [member.name for member in members]


def test_some_members_of_a_grid_keep_their_names() -> None:
    members = tv.grid("windows", m.ReplaceWindows, u_value_w_m2k=[0.8, 1.1], g_value=[0.5, 0.6])
    chosen = [members[3], members[0]]
    assert [name for name, _ in parsed(chosen)[1:]] == [members[3].name, members[0].name]
    assert [measures[0][1]["g_value"] for _, measures in parsed(chosen)[1:]] == [0.6, 0.5]


def test_a_grid_needs_values_and_known_parameters() -> None:
    with pytest.raises(tv.InputError, match="no list of values"):
        tv.grid("roofs", m.InsulateRoof, u_value_w_m2k=0.1)
    with pytest.raises(tv.InputError, match="has no values"):
        tv.grid("roofs", m.InsulateRoof, u_value_w_m2k=[])
    with pytest.raises(tv.InputError, match="u_valu_w_m2k") as caught:
        tv.grid("roofs", m.InsulateRoof, u_valu_w_m2k=[0.1])
    assert "u_value_w_m2k" in caught.value.hint


def test_numbers_keep_every_bit_in_the_text() -> None:
    assert float(toml_value(0.1 + 0.2, "x")) == 0.1 + 0.2
    assert toml_value(True, "x") == "true" and toml_value(3, "x") == "3"
    with pytest.raises(tv.InputError, match="None"):
        toml_value(None, "x")


def test_an_impossible_value_names_scenario_and_measure(town: tv.Portfolio) -> None:
    wrong = tv.Scenario("roofs", [m.NightSetBack(), m.InsulateRoof(u_value_w_m2k=-0.2)])
    with pytest.raises(tv.InputError) as caught:
        tv.run(town, [wrong])
    assert 'scenario "roofs", measure 2 (insulate_roof)' in str(caught.value) and "-0.2" in str(caught.value)


def test_several_impossible_scenarios_are_named_at_once(town: tv.Portfolio) -> None:
    with pytest.raises(tv.InputError) as caught:
        tv.run(town, [tv.Scenario("Roofs 1", [m.InsulateRoof()]), tv.Scenario("nights", [m.NightSetBack(night_set_back_k=99.0)])])
    text = str(caught.value)
    assert "Roofs 1" in text and 'scenario "nights", measure 1 (night_set_back)' in text
    assert len(caught.value.findings) == 2


def test_a_wrong_expression_names_scenario_and_measure(town: tv.Portfolio) -> None:
    with pytest.raises(tv.InputError) as caught:
        tv.run(town, [tv.Scenario("roofs", [m.InsulateRoof(where="yeer < 1973")])])
    text = str(caught.value)
    assert 'scenario "roofs", measure 1 (insulate_roof)' in text and "yeer" in text and "year" in text


def test_an_expression_that_holds_for_no_building_warns(town: tv.Portfolio) -> None:
    with pytest.warns(tv.TvillingWarning, match='scenario "roofs", measure 1'):
        with tv.run(town, [tv.Scenario("roofs", [m.InsulateRoof(where="year < 1200")])], only="year < 1950") as results:
            assert (results.findings.severity == "warns").sum() == 1
            assert float(abs(results.compare()["change_heat_kwh"]).sum()) == 0.0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"threads": 2.5}, "threads is 2.5"),
        ({"threads": True}, "threads is True"),
        ({"threads": "2"}, "threads is '2'"),
        ({"threads": 10**12}, "threads is 1000000000000"),
        ({"base_year": "x"}, "base_year is 'x'"),
        ({"base_year": 2024.7}, "base_year is 2024.7"),
        ({"base_year": float("nan")}, "base_year is nan"),
        ({"factor_set": 18}, "factor_set is 18"),
        ({"factor_set": "hofer"}, "hofer"),
        ({"weather": 1}, "weather is 1"),
        ({"out": 1}, "out is 1"),
        ({"out": b"results.h5"}, "out is b'results.h5'"),
        ({"hourly": "heat_kwh"}, "hourly is 'heat_kwh'"),
        ({"hourly": 3}, "hourly is 3"),
        ({"hourly": [3]}, "a name in hourly is 3"),
        ({"only": 7}, "only is 7"),
        ({"reproducible": "no"}, "reproducible is 'no'"),
        ({"resume": 1}, "resume is 1"),
        ({"progress": 5}, "progress is 5"),
        ({"scenarios": 5}, "scenarios is 5"),
        ({"scenarios": "roofs"}, "scenarios is 'roofs'"),
        ({"scenarios": ["roofs"]}, "'roofs' is not a scenario"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_arguments_of_the_wrong_type_are_named_with_a_hint(
    town: tv.Portfolio, town_folder: Path, tmp_path: Path, arguments: dict[str, Any], told: str
) -> None:
    path = tmp_path / "study.toml"
    path.write_text(STUDY.format(portfolio=town_folder))
    for subject in (town, tv.load_study(path)):
        with pytest.raises(tv.InputError) as caught:
            tv.run(subject, **arguments)
        assert told in str(caught.value) and caught.value.hint
        assert "(arg0" not in str(caught.value) and "incompatible" not in str(caught.value)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: tv.synth(buildings=10**12), "buildings is 1000000000000"),
        (lambda: tv.synth(buildings=0), "buildings is 0"),
        (lambda: tv.synth(buildings=2.5), "buildings is 2.5"),  # type: ignore[arg-type]
        (lambda: tv.synth(buildings=3, seed=-1), "seed is -1"),
        (lambda: tv.synth(buildings=3, seed=2**64), "seed is 18446744073709551616"),
        (lambda: tv.load(5), "path is 5"),  # type: ignore[arg-type]
        (lambda: tv.load_study(None), "path is None"),  # type: ignore[arg-type]
        (lambda: tv.open_results(5), "path is 5"),  # type: ignore[arg-type]
        (lambda: tv.check(5), "path is 5"),  # type: ignore[arg-type]
        (lambda: tv.synth(buildings=3).with_buildings(5), "buildings is 5"),
        (lambda: tv.Scenario(5), "the name of a scenario is 5"),  # type: ignore[arg-type]
        (lambda: tv.Scenario("a", 5), "measures is 5"),  # type: ignore[arg-type]
        (lambda: tv.Scenario("a", extends=5), "extends is 5"),  # type: ignore[arg-type]
        (lambda: tv.grid("g", m.InsulateRoof(), u_value_w_m2k=[0.1]), "measure is InsulateRoof"),  # type: ignore[arg-type]
        (lambda: tv.grid("g", m.InsulateRoof, u_value_w_m2k=None), "u_value_w_m2k is None"),  # type: ignore[arg-type]
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_values_of_the_wrong_type_are_named_with_a_hint(call: Callable[[], object], told: str) -> None:
    with pytest.raises(tv.InputError) as caught:
        call()
    assert told in str(caught.value) and caught.value.hint


def test_results_name_an_argument_of_the_wrong_type(results: tv.Results) -> None:
    for call in (lambda: results.compare(5), lambda: results.total(5)):  # type: ignore[arg-type]
        with pytest.raises(tv.InputError, match="to is 5"):
            call()
    with pytest.raises(tv.InputError, match="group is 5"):
        results.by(5)  # type: ignore[arg-type]


def test_a_setting_given_to_a_study_is_checked_like_one_in_its_file(town_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text(STUDY.format(portfolio=town_folder))
    with pytest.raises(tv.InputError, match='"base_year" = 1850 is outside'):
        tv.run(tv.load_study(path), base_year=1850)


def test_whole_numbers_of_other_kinds_are_taken(town: tv.Portfolio) -> None:
    with tv.run(town, only="use = 'school'", threads=np.int64(1), base_year=2024.0) as results:  # type: ignore[arg-type]
        assert results.city_hourly.time.dt.year.values[-1] == 2024


def test_wrong_calls_say_how_it_is_done(town: tv.Portfolio) -> None:
    with pytest.raises(tv.InputError, match="not a measure"):
        tv.Scenario("roofs", [0.12])  # type: ignore[list-item]
    with pytest.raises(tv.InputError, match="given twice"):
        tv.run(town, [tv.Scenario("a"), tv.Scenario("a")])
    with pytest.raises(tv.InputError, match="scenarios must be a list"):
        tv.run(town, tv.Scenario("a"))  # type: ignore[arg-type]
    with pytest.raises(tv.InputError, match="resume needs out"):
        tv.run(town, resume=True)
    with pytest.raises(tv.InputError, match="threads is -1"):
        tv.run(town, threads=-1)
    with pytest.raises(tv.InputError, match="heat_kw") as caught:
        tv.run(town, hourly=["heat_kw"])
    assert "heat_kwh" in caught.value.hint
    with pytest.raises(tv.InputError, match="hofer"):
        tv.run(town, factor_set="hofer")
    with pytest.raises(tv.TvillingError, match="no_such.epw"):
        tv.run(town, weather="no_such.epw")


STUDY = """\
[study]
name = "Roofs"
portfolio = "{portfolio}"
base_year = 2024

[[scenario]]
name = "roofs"
[[scenario.measure]]
type = "insulate_roof"
where = "year < 1973"
u_value_w_m2k = 0.12

[[scenario]]
name = "windows"
extends = "roofs"
[[scenario.measure]]
type = "replace_windows"
include_listed = true
[scenario.measure.grid]
u_value_w_m2k = [0.8, 1.1]
"""


def test_a_study_file_becomes_scenarios(tmp_path: Path, town_folder: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text(STUDY.format(portfolio=town_folder))
    study = tv.load_study(path)
    assert (study.name, study.base_year, study.weather) == ("Roofs", 2024, "reference-year")
    assert Path(study.portfolio) == town_folder
    roofs = m.InsulateRoof(u_value_w_m2k=0.12, where="year < 1973")
    assert [s.name for s in study.scenarios] == ["baseline", "roofs", "windows[u_value_w_m2k=0.8]", "windows[u_value_w_m2k=1.1]"]
    assert study.scenarios[1] == tv.Scenario("roofs", [roofs])
    assert study.scenarios[3].measures == (roofs, m.ReplaceWindows(u_value_w_m2k=1.1, include_listed=True))


def test_a_study_can_be_run_in_part_and_in_other_years(tmp_path: Path, town_folder: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text(STUDY.format(portfolio=town_folder))
    study = tv.load_study(path)
    with tv.run(study) as whole, tv.run(study, study.scenarios[3:]) as part, tv.run(study, base_year=2025) as later:
        assert part.scenarios == ["baseline", "windows[u_value_w_m2k=1.1]"]
        heat = whole.annual.heat_kwh
        assert (part.annual.heat_kwh.sel(scenario=part.scenarios[1]) == heat.sel(scenario=part.scenarios[1])).all()
        assert later.scenarios == whole.scenarios
        assert (later.annual.electricity_kwh != whole.annual.electricity_kwh).any()


def test_a_wrong_study_file_is_an_error_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text(
        textwrap.dedent(
            """\
            [study]
            name = "x"
            portfolio = "."
            [[scenario]]
            name = "roofs"
            [[scenario.measure]]
            type = "insulate_rof"
            """
        )
    )
    with pytest.raises(tv.InputError) as caught:
        tv.load_study(path)
    assert Path(caught.value.file) == path and caught.value.line == 7 and "insulate_roof" in caught.value.hint
