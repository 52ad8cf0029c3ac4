#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""A first run: a synthetic town, two ways to save heat, a table and the file.

    PYTHONPATH=build/release/python /usr/bin/python3 examples/python/01_first_run.py
"""

import os

import tvilling as tv
from tvilling import measures as m

buildings = int(os.environ.get("TVILLING_EXAMPLE_BUILDINGS", "300"))
town = tv.synth(buildings=buildings, seed=1)
print(town)

roofs = tv.Scenario("roofs", [m.InsulateRoof(u_value_w_m2k=0.12, where="year < 1973")])
nights = tv.Scenario("roofs_and_nights", [m.NightSetBack(night_set_back_k=4.0)], extends=roofs)

with tv.run(town, [roofs, nights], out="results.h5") as results:
    total = results.total()[["heat_kwh", "electricity_kwh", "co2_kg", "cost_dkk", "change_heat_kwh"]]
    print((total / 1000).round(1).to_string())  # MWh, t, 1000 DKK

    # Everything is an xarray.Dataset with units.
    saved = -results.compare("baseline")["change_heat_kwh"].sel(scenario="roofs")
    best = saved.sortby(saved, ascending=False)[:3]
    print("Most heat saved by roofs, kWh a year:")
    print(best.to_series().round().to_string())
