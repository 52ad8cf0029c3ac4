# SPDX-License-Identifier: MPL-2.0
"""A protected address: neither the name nor the place of its buildings leaves the tables, whatever is asked of the results."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Tvilling, Village

SECRET_NAME = "Lindehuset"
SECRET_ADDRESS = "Hemmelig Vej 7"
SECRET_X = "724321.5"
SECRET_Y = "6175432.5"


@pytest.fixture
def shelter(village: Village) -> Village:
    """A shelter with a protected address among two schools."""
    village.write(
        f"h1,{SECRET_NAME},p1,residential_care,900,1970,2,{SECRET_X},{SECRET_Y}",
        "s1,Skolen,p2,school,3000,1965,2,724600,6175700",
        "s2,Nyskolen,p2,school,2000,1985,2,724700,6175800",
        head="building_id,name,property_id,use,area_m2,year,storeys,x_m,y_m",
    )
    (village.city / "properties.csv").write_text(
        f"property_id,name,address,protected_address\np1,{SECRET_NAME},{SECRET_ADDRESS},yes\np2,Skolerne,Skolevej 1,no\n",
        encoding="utf-8",
    )
    return village


def assert_secret_kept(where: str, text: str) -> None:
    for secret in (SECRET_NAME, SECRET_ADDRESS, SECRET_X, SECRET_Y, "724321", "6175432"):
        assert secret not in text, f"{where} tells {secret}"


def test_no_output_of_a_run_tells_a_protected_place(tvilling: Tvilling, shelter: Village, tmp_path: Path):
    done = tvilling("run", shelter.study, "-o", shelter.out)
    assert done.code == 0, done.err
    assert_secret_kept("run", done.out + done.err)
    bytes_of_file = shelter.out.read_bytes().decode("latin-1")
    assert_secret_kept("the result file", bytes_of_file)
    assert "(protected)" in bytes_of_file

    for command in (
        ["compare", shelter.out, "--by", "building"],
        ["explain", shelter.out, "baseline", "h1"],
        ["export", shelter.out, "--csv", tmp_path / "t"],
        ["export", shelter.out, "--paraview", tmp_path / "p"],
    ):
        done = tvilling(*command)
        if done.code == 2 and "built without the viewer" in done.err:
            continue
        assert done.code == 0, done.err
        assert_secret_kept(str(command[0]), done.out + done.err)
    for path in [*(tmp_path / "t").rglob("*"), *(tmp_path / "p").rglob("*")]:
        if path.is_file():
            assert_secret_kept(str(path), path.read_bytes().decode("latin-1"))
    rows = (tmp_path / "t" / "buildings.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1] == "h1,(protected),p1,,residential_care,900,2,,"
    assert rows[2].startswith("s1,Skolen,p2,") and rows[2].endswith("724600,6175700")


def test_a_protected_building_counts_in_full(tvilling: Tvilling, shelter: Village):
    """The physics uses the true place: the same city without protection has the same numbers."""
    totals = []
    for word in ("yes", "no"):
        table = (shelter.city / "properties.csv").read_text(encoding="utf-8")
        (shelter.city / "properties.csv").write_text(table.replace("7,yes", f"7,{word}"), encoding="utf-8")
        assert tvilling("run", shelter.study, "-o", shelter.out).code == 0
        totals.append(tvilling("compare", shelter.out, "--by", "building").out)
    assert totals[0] == totals[1]
    assert "h1" in totals[0]


def test_a_map_of_a_city_with_a_protected_building_is_drawn(tvilling: Tvilling, shelter: Village, tmp_path: Path):
    assert tvilling("run", shelter.study, "-o", shelter.out).code == 0
    done = tvilling("render", shelter.out, "-o", tmp_path / "city.png", "--width", 320, "--height", 200)
    if done.code == 2 and "built without the viewer" in done.err:
        pytest.skip("this build has no viewer")
    if "display" in done.err:
        pytest.skip("no display")
    assert done.code == 0, done.err
    assert_secret_kept("render", done.out + done.err)
