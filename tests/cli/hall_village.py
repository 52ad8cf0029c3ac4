# SPDX-License-Identifier: MPL-2.0
"""A portfolio with one swimming hall and a school, and a study of it."""

from __future__ import annotations

from pathlib import Path

STUDY = """[study]
name = "Hall"
portfolio = "city"

[[scenario]]
name = "cover"
[[scenario.measure]]
type = "pool_cover"
where = "building_id = 'H1'"
cover_fraction = 0.9
"""


def make_hall_study(folder: Path, halls: tuple[str, ...] = ("H1",)) -> Path:
    """The study's path; each hall has a basin to swim in and one to learn in."""
    city = folder / "city"
    city.mkdir(parents=True)
    rows = ["building_id,use,area_m2,year,storeys", "S1,school,3000,1965,2"]
    pools = ["pool_id,building_id,water_area_m2,depth_m,water_temperature_degc"]
    for hall in halls:
        rows.append(f"{hall},swimming_hall,2800,1975,2")
        pools += [f"{hall}-a,{hall},312.5,1.8,27", f"{hall}-b,{hall},100,0.9,32"]
    (city / "buildings.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (city / "pools.csv").write_text("\n".join(pools) + "\n", encoding="utf-8")
    study = folder / "study.toml"
    study.write_text(STUDY.replace("H1", halls[0]), encoding="utf-8")
    return study
