# SPDX-License-Identifier: MPL-2.0
"""Why a scenario needs less or more, from Python: the causes of the command line, and results that are read when asked for."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
import tvilling as tv


def told(program: Path, results: tv.Results, *words: str) -> pd.DataFrame:
    """What `tvilling explain --json` says, with the names of its CSV."""
    command = [str(program), "explain", results.path, *words, "--json"]
    rows = []
    for group in json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["groups"]:
        row = {name: value for name, value in group.items() if not isinstance(value, dict)}
        for quantity in ("heat_kwh", "electricity_kwh", "co2_kg", "cost_dkk"):
            what = quantity.rsplit("_", 1)[0]
            row[f"reference_{quantity}"] = group[quantity]["reference"]
            row[f"change_{quantity}"] = group[quantity]["change"]
            row |= {f"change_{what}_{cause}": value for cause, value in group[quantity]["causes"].items()}
        rows.append(row)
    return pd.DataFrame(rows)


def test_the_causes_are_those_of_the_command_line(results: tv.Results, program: Path) -> None:
    building = results.buildings.index[0]
    for words, ours in (
        (["roofs_and_nights"], results.explain("roofs_and_nights")),
        (["roofs_and_nights", "--by", "use", "--to", "roofs"], results.explain("roofs_and_nights", to="roofs", by="use")),
        (["roofs", building], results.explain("roofs", building)),
    ):
        theirs = told(program, results, *words)
        frame = ours.reset_index().rename(columns={ours.index.name: "group"})
        pd.testing.assert_frame_equal(frame, theirs, check_exact=True, check_dtype=False)


def test_the_columns_are_those_of_the_table_of_the_command_line(results: tv.Results, program: Path, tmp_path: Path) -> None:
    out = tmp_path / "causes.csv"
    subprocess.run([program, "explain", results.path, "roofs", "--csv", out], check=True, capture_output=True)
    named = out.read_text().splitlines()[0].split(",")
    assert ["scenario", "to", "group", *results.explain("roofs").columns] == named


def test_the_causes_add_up_to_the_change(results: tv.Results) -> None:
    causes = results.explain("roofs", by="building")
    assert causes.index.name == "building" and len(causes) == len(results.buildings)
    heat = [name for name in causes if name.startswith("change_heat_") and name != "change_heat_kwh"]
    assert (causes[heat].sum(axis="columns") - causes["change_heat_kwh"]).abs().max() < 1e-6
    assert causes["change_heat_kwh"].sum() == pytest.approx(results.total().loc["roofs", "change_heat_kwh"])
    assert causes["change_heat_transmission_kwh"].min() < 0
    assert causes.attrs["units"]["change_cost_dkk"] == "DKK" and causes.attrs["units"]["area_m2"] == "m2"
    assert set(causes.attrs["units"]) == set(causes.columns) - {"buildings", "missing"}


def test_what_explain_cannot_find_is_named_with_the_nearest(results: tv.Results) -> None:
    with pytest.raises(tv.InputError, match='Did you mean "roofs"'):
        results.explain("rofs")
    building = results.buildings.index[0]
    with pytest.raises(tv.InputError, match="Did you mean"):
        results.explain("roofs", building + "x")
    with pytest.raises(tv.InputError, match="one building has no groups"):
        results.explain("roofs", building, by="use")
    with pytest.raises(tv.InputError, match="Known: use, administration, building"):
        results.explain("roofs", by="owner")


def test_results_that_were_closed_say_so_whatever_is_asked(results: tv.Results, tmp_path: Path) -> None:
    path = tmp_path / "copy.h5"
    shutil.copy(results.path, path)
    closed = tv.open_results(path)
    closed.close()
    for ask in (closed.total, closed.abatement_curve, lambda: closed.by("use"), lambda: closed.explain("roofs")):
        with pytest.raises(tv.InputError, match="these results are closed"):
            ask()
    assert "3 scenarios x 40 buildings" in repr(closed) and "3 scenarios" in closed._repr_html_()


def test_opening_keeps_names_and_no_results(results: tv.Results, tmp_path: Path) -> None:
    path = tmp_path / "copy.h5"
    shutil.copy(results.path, path)
    opened = tv.open_results(path)
    path.unlink()
    assert opened.scenarios == results.scenarios and list(opened.buildings.index) == list(results.buildings.index)
    assert (opened.status == "done").all(axis=None)
    with pytest.raises(tv.TvillingError, match="there is no such file"):
        opened.total()
