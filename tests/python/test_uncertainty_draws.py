# SPDX-License-Identifier: MPL-2.0
"""`tv.uncertainty`: the draws of `tvilling uncertainty`, as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import tvilling as tv

STUDY = """[study]
portfolio = "town"
[[scenario]]
name = "roofs"
[[scenario.measure]]
type = "insulate_roof"
u_value_w_m2k = 0.12
[uncertainty]
draws = 4
worst = 3
[[uncertainty.input]]
name = "wall_u_value_w_m2k"
low = 0.8
high = 1.2
[[uncertainty.input]]
name = "heat_price"
low = 0.8
high = 1.3
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> tv.Study:
    folder = tmp_path_factory.mktemp("uncertainty")
    town = folder / "town"
    town.mkdir()
    rows = [f"b{i},school,{1000 + 100 * i},{1900 + 5 * i},2" for i in range(8)]
    (town / "buildings.csv").write_text("\n".join(["building_id,use,area_m2,year,storeys", *rows]) + "\n", encoding="utf-8")
    path = folder / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return tv.load_study(path)


def test_quantiles_of_scenarios_are_those_of_the_draws(study: tv.Study):
    with tv.uncertainty(study) as sure:
        assert dict(sure.draws.sizes) == {"draw": 4, "scenario": 2}
        frame = sure.scenarios
        own = sure.draws.npv_dkk.sel(scenario="roofs").quantile(0.9, "draw").item()
        assert frame.loc["roofs", "npv_dkk_p90"] == pytest.approx(own)
        assert frame.attrs["units"]["npv_dkk_p90"] == "DKK"
        assert frame.loc["roofs", "change_heat_kwh_p90"] < 0
        assert sure.buildings["worst_fraction"].sum() == pytest.approx(3.0)
        path = Path(sure.path)
        assert path.exists()
    assert not path.exists()


def test_equal_draws_are_equal_files(study: tv.Study, tmp_path: Path):
    for name, threads in (("a.h5", 1), ("b.h5", 2)):
        tv.uncertainty(study, draws=3, out=tmp_path / name, threads=threads, reproducible=True).close()
    assert (tmp_path / "a.h5").read_bytes() == (tmp_path / "b.h5").read_bytes()
    with tv.open_uncertainty(tmp_path / "a.h5") as again:
        assert again.draws.sizes["draw"] == 3


def test_what_cannot_be_drawn_is_an_input_error(study: tv.Study):
    with pytest.raises(tv.InputError, match="roof"):
        tv.uncertainty(study, scenarios=["roof"])
    with pytest.raises(tv.InputError, match="draws"):
        tv.uncertainty(study, draws=1)
    with pytest.raises(tv.InputError, match="study"):
        tv.uncertainty("study.toml")  # type: ignore[arg-type]


def test_results_of_a_run_are_no_draws(study: tv.Study, tmp_path: Path):
    with tv.run(study, out=tmp_path / "results.h5"):
        pass
    with pytest.raises(tv.TvillingError, match="tvilling-results"):
        tv.open_uncertainty(tmp_path / "results.h5")


def test_closed_draws_say_so(study: tv.Study):
    draws = tv.uncertainty(study, draws=2)
    draws.close()
    with pytest.raises(tv.InputError, match="these draws are closed"):
        draws.draws
