# SPDX-License-Identifier: MPL-2.0
"""Swimming halls: their measures, their terms in the results, and a warning when a scenario wets their fabric."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Iterator

import pytest

import tvilling as tv
from tvilling import measures as m


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> tv.Portfolio:
    folder = tmp_path_factory.mktemp("hall")
    (folder / "buildings.csv").write_text(
        "building_id,use,year,area_m2,storeys,x_m,y_m,visitors_per_year\n"
        "bath,swimming_hall,1975,2800,2,720000,6175000,120000\n"
        "school,school,1965,4000,3,720500,6175000,\n",
        encoding="utf-8",
    )
    (folder / "pools.csv").write_text(
        "pool_id,building_id,water_area_m2,depth_m,water_temperature_degc\nlarge,bath,312.5,1.8,27\nsmall,bath,100,0.9,32\n",
        encoding="utf-8",
    )
    (folder / "swimming_halls.csv").write_text(  # so little outdoor air that the humidity is what is asked for
        "building_id,outdoor_air_fraction,night_outdoor_air_fraction\nbath,0.05,0.05\n", encoding="utf-8"
    )
    return tv.load(folder)


@pytest.fixture(scope="module")
def results(hall: tv.Portfolio) -> Iterator[tv.Results]:
    scenarios = [
        tv.Scenario("cover", [m.PoolCover()]),
        tv.Scenario("damp", [m.HallHumidity(relative_humidity=0.9)]),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", tv.TvillingWarning)
        with tv.run(hall, scenarios) as made:
            yield made


def test_halls_are_scenario_by_hall_with_units(results: tv.Results) -> None:
    halls = results.halls
    assert halls.evaporation_kg.dims == ("scenario", "hall")
    assert halls.hall.values.tolist() == ["bath"]
    assert halls.scenario.values.tolist() == ["baseline", "cover", "damp"]
    assert halls.evaporation_kg.attrs["units"] == "kg"
    evaporation = halls.evaporation_kg.sel(hall="bath")
    assert float(evaporation.sel(scenario="cover")) < float(evaporation.sel(scenario="baseline"))


def test_the_moisture_of_the_hall_air_adds_up_to_zero(results: tv.Results) -> None:
    halls = results.halls
    gains = halls.evaporation_kg + halls.deck_evaporation_kg + halls.people_moisture_kg + halls.outdoor_air_moisture_kg
    left = gains + halls.heat_pump_water_kg + halls.fog_kg - halls.moisture_storage_kg
    assert float(abs(left).max()) < 1e-6 * float(halls.evaporation_kg.max())


def test_a_scenario_that_wets_the_hall_is_a_warning(results: tv.Results, hall: tv.Portfolio) -> None:
    told = results.findings[results.findings.code == "TV-3204"]
    assert (told.severity[told.message.str.startswith("scenario")] == "warns").all()
    assert (told.severity[told.message.str.startswith("baseline")] == "info").all()
    assert told.message.str.contains("^(?:baseline|scenario damp): water condenses on").all()
    assert told.message.str.startswith("scenario damp:").any()
    assert set(told.id) == {"bath"}
    with pytest.warns(tv.TvillingWarning, match="water condenses on windows of bath"):
        tv.run(hall, [tv.Scenario("damp", [m.HallHumidity(relative_humidity=0.9)])]).close()


def test_results_without_halls_say_how_to_get_them() -> None:
    with tv.run(tv.synth(buildings=2), only="use <> 'swimming_hall'") as made:
        with pytest.raises(tv.InputError, match="no halls") as caught:
            _ = made.halls
    assert "pools" in caught.value.hint


def test_opened_results_keep_the_halls(results: tv.Results) -> None:
    with tv.open_results(results.path) as opened:
        assert opened.halls.equals(results.halls)
