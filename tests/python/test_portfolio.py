# SPDX-License-Identifier: MPL-2.0
"""Portfolios: reading, looking, changing a copy, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tvilling as tv
from tvilling import _core


def test_a_portfolio_is_a_frame_with_units(town: tv.Portfolio) -> None:
    frame = town.buildings
    assert len(town) == len(frame) == 40
    assert frame.index.name == "building_id" and frame.index.is_monotonic_increasing
    assert list(frame.columns[:5]) == ["name", "property_id", "administration", "use", "listed"]
    assert list(frame.columns[5:]) == [column[0] for column in _core.building_columns()]
    assert frame.attrs["units"]["roof_u_value_w_m2k"] == "W m-2 K-1"
    assert set(frame["use"]) <= set(_core.use_names())
    assert frame["area_m2"].between(1, 1e6).all()
    assert town.total_area_m2 == pytest.approx(frame["area_m2"].sum(), rel=1e-15)
    assert "40 buildings" in repr(town)


def test_every_number_has_an_origin(town: tv.Portfolio) -> None:
    origin = town.origin
    assert origin.shape == (40, len(_core.building_columns()))
    assert set(np.unique(origin.to_numpy())) <= set(_core.origin_names())
    assert (origin["area_m2"] == "register").all()
    assert (origin["roof_u_value_w_m2k"] != "register").any()


def test_the_same_seed_gives_the_same_town() -> None:
    a, b, c = tv.synth(30, 1), tv.synth(30, 1), tv.synth(30, 2)
    pd.testing.assert_frame_equal(a.buildings, b.buildings)
    assert not a.buildings["area_m2"].equals(c.buildings["area_m2"])


def test_a_folder_of_tables_is_the_town_that_was_written(town: tv.Portfolio, town_folder: Path) -> None:
    loaded = tv.load(town_folder)
    assert list(loaded.buildings.index) == list(town.buildings.index)
    pd.testing.assert_series_equal(loaded.buildings["area_m2"], town.buildings["area_m2"])
    assert loaded.source == str(town_folder)


def test_a_changed_copy_leaves_the_base_as_it_was(town: tv.Portfolio) -> None:
    before = town.buildings
    changed = before.copy()
    building_id = changed.index[7]
    changed.loc[building_id, "roof_u_value_w_m2k"] = 0.111
    other = town.with_buildings(changed)
    assert other.buildings.loc[building_id, "roof_u_value_w_m2k"] == 0.111
    assert other.origin.loc[building_id, "roof_u_value_w_m2k"] == "register"
    assert (other.buildings["roof_u_value_w_m2k"] != before["roof_u_value_w_m2k"]).sum() == 1
    assert (other.origin != town.origin).to_numpy().sum() <= 1
    pd.testing.assert_frame_equal(town.buildings, before)


def test_a_few_rows_and_columns_are_enough_for_a_change(town: tv.Portfolio) -> None:
    part = town.buildings[["night_set_back_k"]].iloc[[3, 1]].copy()
    part["night_set_back_k"] = [5.0, 6.0]
    other = town.with_buildings(part)
    assert other.buildings.loc[part.index, "night_set_back_k"].tolist() == [5.0, 6.0]
    assert len(other) == len(town)


def refused(town: tv.Portfolio, frame: pd.DataFrame) -> tv.InputError:
    with pytest.raises(tv.InputError) as caught:
        town.with_buildings(frame)
    return caught.value


def test_an_unknown_column_is_refused_with_the_nearest_name(town: tv.Portfolio) -> None:
    error = refused(town, town.buildings.rename(columns={"roof_u_value_w_m2k": "roof_u_value_w_m2"}))
    assert 'unknown column "roof_u_value_w_m2"' in str(error) and "roof_u_value_w_m2k" in error.hint


@pytest.mark.parametrize("value", [float("nan"), -0.3, 50.0, "thick"])
def test_an_impossible_number_is_refused_with_building_column_and_range(town: tv.Portfolio, value: object) -> None:
    frame = town.buildings[["wall_u_value_w_m2k"]].astype(object)
    frame.iloc[2, 0] = value
    error = refused(town, frame)
    assert f'building "{frame.index[2]}": wall_u_value_w_m2k is {value!r}' in str(error)
    assert "0.05 to 5 W m-2 K-1" in error.hint


def test_all_problems_of_a_change_come_at_once(town: tv.Portfolio) -> None:
    frame = town.buildings[["use", "year", "area_m2"]].copy()
    frame["year"] = frame["year"].astype(object)
    frame.iloc[0, 0] = "swimming_hall" if frame.iloc[0, 0] != "swimming_hall" else "office"
    frame.iloc[1, 1] = 20
    frame.iloc[2, 2] = -5.0
    frame = frame.rename(index={frame.index[3]: "nowhere"})
    error = refused(town, frame)
    for part in ("use cannot be changed here", "year is 20", "area_m2 is -5.0", 'no building "nowhere"', "4 problems"):
        assert part in str(error)
    doubled = pd.concat([town.buildings[["year"]], town.buildings[["year"]].iloc[:1]])
    assert "more than once" in str(refused(town, doubled))


def test_a_missing_portfolio_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(tv.TvillingError, match="nowhere") as caught:
        tv.load(tmp_path / "nowhere")
    assert caught.value.kind in ("io", "bad_input")


BAD_TABLE = "building_id,use,year,area_m2\nA1,school,1950,1000\nA2,school,ninety,1000\nA3,school,1950,-7\n"


def test_every_problem_of_a_table_stops_with_file_and_line(tmp_path: Path) -> None:
    table = tmp_path / "buildings.csv"
    table.write_text(BAD_TABLE)
    with pytest.raises(ValueError) as caught:
        tv.load(table)
    error = caught.value
    assert isinstance(error, tv.TvillingError)
    assert Path(error.file) == table and error.line == 3 and error.column > 0 and error.kind == "bad_input"
    assert [finding.line for finding in error.findings] == [3, 4]
    assert f"{table}:3:" in str(error) and f"{table}:4:" in str(error) and "ninety" in str(error) and "-7" in str(error)


def test_check_lists_findings_and_runs_nothing(tmp_path: Path, town_folder: Path) -> None:
    table = tmp_path / "buildings.csv"
    table.write_text(BAD_TABLE)
    findings = tv.check(table)
    stops = findings[findings.severity == "stops"]
    assert stops.line.tolist() == [3, 4] and stops.code.str.match(r"TV-\d{4}").all() and (stops.hint != "").all()
    clean = tv.check(town_folder)
    assert (clean.severity != "stops").all() and (clean.severity == "filled").any()
    assert list(tmp_path.iterdir()) == [table]


def test_a_finding_knows_its_row_and_a_warning_can_be_set_aside(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text("building_id,name,use,area_m2,year\nb1,Valby svømmehal,office,3000,1960\n")
    told = tv.check(tmp_path).set_index("code").loc["TV-1411"]
    assert (told.severity, told.table, told.id, told.value, told.set_aside) == ("warns", "buildings", "b1", "office", "")
    (tmp_path / "overrides.toml").write_text(
        '[[set_aside]]\ncode = "TV-1411"\nid = "b1"\nreason = "It was one"\nwho = "AJ"\nwhen = "2026-01-01"\n'
    )
    told = tv.check(tmp_path).set_index("code").loc["TV-1411"]
    assert (told.severity, told.set_aside) == ("info", "by AJ on 2026-01-01: It was one")


def test_every_building_has_a_score_of_data_quality(town: tv.Portfolio) -> None:
    quality = town.quality
    assert list(quality.index) == list(town.buildings.index) and quality.between(0, 100).all()
    frame = town.buildings
    frame["roof_u_value_w_m2k"] = frame["roof_u_value_w_m2k"] + 0.01
    better = town.with_buildings(frame).quality
    assert (better > quality).all() and better.attrs["portfolio"] > quality.attrs["portfolio"]


def test_check_takes_a_study_too(tmp_path: Path, town_folder: Path) -> None:
    study = tmp_path / "study.toml"
    study.write_text(f'[study]\nname = "x"\nportfolio = "{town_folder}"\nwether = "reference-year"\n')
    findings = tv.check(study)
    stops = findings[findings.severity == "stops"]
    assert len(stops) == 1 and stops.line.tolist() == [4] and "wether" in stops.message.iloc[0]
    assert "weather" in stops.hint.iloc[0]
