# SPDX-License-Identifier: MPL-2.0
"""A study run from Python with other money, scenarios or buildings: what is not named stays as its file says."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import tvilling as tv

STUDY = """
[study]
name = "Plan"
portfolio = "{town}"
[economics]
horizon_years = 17
[tariff]
water_dkk_m3 = 41.5
[[price]]
year = 2031
heat_dkk_kwh = 0.77
[measure_cost.insulate_roof]
unit_cost_dkk = 777
[[scenario]]
name = "roofs"
title = "Roofs first"
[[scenario.measure]]
type = "insulate_roof"
[[scenario]]
name = "windows"
[[scenario.measure]]
type = "replace_windows"
grid.u_value_w_m2k = [0.8, 1.1]
[[pathway]]
name = "plan"
[[pathway.step]]
year = 2027
scenario = "roofs"
"""


@pytest.fixture
def study(tmp_path: Path, town_folder: Path) -> tv.Study:
    path = tmp_path / "study.toml"
    path.write_text(STUDY.format(town=town_folder), encoding="utf-8")
    return tv.load_study(path)


@pytest.fixture
def roofs() -> tv.Scenario:
    return tv.Scenario("roofs", [tv.measures.InsulateRoof(u_value_w_m2k=0.2)], title="Our roofs")


def test_a_key_of_the_tariff_replaces_that_key_alone(study: tv.Study, roofs: tv.Scenario) -> None:
    for scenarios in (None, [roofs]):
        with tv.run(study, scenarios, tariff={"heat_dkk_kwh": 1.25}, economics={"payback_limit_years": 9}) as results:
            money = results.provenance["economics"]
            for told in ("heat_dkk_kwh = 1.25", "payback_limit_years = 9", "horizon_years = 17", "water_dkk_m3 = 41.5"):
                assert told in money
            assert "[[price]]\nyear = 2031\nheat_dkk_kwh = 0.77" in money and '[[pathway]]\nname = "plan"' in money
            text = results.provenance["study_text"]
            assert text.startswith("# Run from Python") and "# [tariff]\n# heat_dkk_kwh = 1.25\n" in text


def test_given_scenarios_have_the_costs_of_the_study_and_its_pathways(study: tv.Study, roofs: tv.Scenario) -> None:
    with tv.run(study, [roofs]) as results:
        assert list(results.measures["unit_cost_dkk"]) == [777]
        assert 'name = "plan"' in results.provenance["economics"]
        text = results.provenance["study_text"]
        assert "unit_cost_dkk = 777" in text and "u_value_w_m2k = 0.2" in text and "replace_windows" not in text
    own = tv.Scenario("roofs", [tv.measures.InsulateRoof(unit_cost_dkk=55.0)])
    with tv.run(study, [own]) as results:
        assert list(results.measures["unit_cost_dkk"]) == [55]


def test_a_pathway_whose_scenario_is_not_run_is_left_out_with_a_warning(study: tv.Study) -> None:
    nights = tv.Scenario("nights", [tv.measures.NightSetBack(night_set_back_k=4.0)])
    with pytest.warns(tv.TvillingWarning, match='pathway "plan" is left out: its scenario "roofs" is not run'):
        results = tv.run(study, [nights])
    with results:
        assert "[[pathway]]" not in results.provenance["economics"]


def test_a_pathway_that_another_price_level_forbids_is_refused(study: tv.Study) -> None:
    with pytest.raises(tv.InputError, match='pathway "plan" reaches from 2027') as caught:
        tv.run(study, economics={"price_level_year": 2030})
    assert caught.value.file.endswith("study.toml")


def test_titles_go_there_and_back(study: tv.Study, roofs: tv.Scenario) -> None:
    assert [s.title for s in study.scenarios] == ["", "Roofs first", "", ""]
    with tv.run(study, study.scenarios) as results:
        assert 'title = "Roofs first"' in results.provenance["study_text"]
        assert results.scenarios == [s.name for s in study.scenarios]
    with tv.run(study, [roofs]) as results:
        assert 'title = "Our roofs"' in results.provenance["study_text"]


def test_a_sample_is_that_of_the_command_line(town: tv.Portfolio, town_folder: Path, program: Path, tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "small.toml"
    path.write_text(f'[study]\nportfolio = "{town_folder}"\n', encoding="utf-8")
    for sample in ("25%", "7"):
        out = tmp_path / f"{sample}.h5"
        command = [program, "run", path, "-o", out, "--sample", sample, "--seed", "5", "--only", "year < 1980"]
        subprocess.run(command, check=True, capture_output=True)
        wanted = sample if sample.endswith("%") else int(sample)
        with tv.open_results(out) as theirs, warnings.catch_warnings():
            warnings.simplefilter("error")
            with tv.run(town, sample=wanted, sample_seed=5, only="year < 1980") as ours:
                assert list(ours.annual.building.values) == list(theirs.annual.building.values)
                assert 0 < len(ours.buildings) < len(town)


@pytest.mark.parametrize("sample", [0, -3, "0%", "101%", "many", "7", 2.5, True])
def test_what_is_no_sample_is_refused_with_an_example(town: tv.Portfolio, sample: object) -> None:
    with pytest.raises(tv.InputError, match=r'sample="10%"'):
        tv.run(town, sample=sample)  # type: ignore[arg-type]
