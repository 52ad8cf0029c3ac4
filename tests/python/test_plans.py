# SPDX-License-Identifier: MPL-2.0
"""Screening, consolidation and capacity from Python: the same numbers as the command line."""

from __future__ import annotations

import csv
import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import tvilling as tv

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TOY = EXAMPLES / "toy_t1" / "study.toml"


def told(program: Path, *arguments: str | Path) -> dict[str, Any]:
    """What a command prints as JSON."""
    command = [str(program), *map(str, arguments), "--json"]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


@pytest.fixture(scope="module")
def plan() -> tv.ConsolidationPlan:
    return tv.consolidate(TOY, threads=2)


@pytest.fixture(scope="module")
def screened() -> tv.Screening:
    return tv.screen(EXAMPLES / "bc10", threads=2)


@pytest.fixture(scope="module")
def fitted() -> tv.Capacity:
    return tv.capacity(EXAMPLES / "timer", fit=True, threads=2)


def test_python_and_the_command_line_screen_the_same(screened: tv.Screening, program: Path) -> None:
    assert screened.to_dict() == told(program, "screen", EXAMPLES / "bc10")


def test_the_potentials_are_those_of_the_proposal(screened: tv.Screening) -> None:
    potentials = screened.potentials
    assert potentials.loc["low_occupancy", "saving_dkk_per_year"] == 13e6
    assert potentials.loc["high_rent", "saving_dkk_per_year"] == 24e6
    both = [name for names in potentials["properties"] for name in names]
    assert len(both) == len(set(both)) == 8 and set(both) == set(screened.red_list)


def test_a_property_has_its_figures_with_lights_and_what_they_were_held_against(screened: tv.Screening) -> None:
    properties = screened.properties
    assert properties.index.name == "property_id" and properties.index.is_unique
    low = properties[properties["potential"] == "low_occupancy"]
    assert (low["area_m2_employee_light"] == "red").all() and (low["area_m2_employee_ratio"] > 1.35).all()
    figures = screened.property_figures
    assert figures.loc[(low.index[0], "area_m2_employee"), "reference"] == 29.0
    assert len(figures) == len(properties) * len(screened.coverage)
    assert properties.attrs["units"]["rent_dkk_m2"] == "DKK m-2"
    assert screened.coverage.sum(axis=1).eq(len(properties)).all()
    leases = screened.leases
    assert leases.index.name == "lease_id" and set(leases["property_id"]) == set(properties.index)
    assert set(screened.red_list_of_leases) <= set(leases.index) and set(screened.groups["of"]) == {"properties", "leases"}


def test_a_figure_that_nobody_knows_is_grey_and_not_a_number(screened: tv.Screening) -> None:
    figures = screened.property_figures
    unknown = figures[figures["value"].isna()]
    assert len(unknown) and (unknown["light"] == "grey").all() and (unknown["why"] != "").all()


def test_a_loaded_portfolio_is_screened_and_a_changed_one_is_not() -> None:
    loaded = tv.load(EXAMPLES / "bc10")
    assert tv.screen(loaded, draws=0).potentials["saving_dkk_per_year"].sum() == 37e6
    with pytest.raises(tv.InputError, match="portfolio"):
        tv.screen(loaded.with_buildings(loaded.buildings))
    with pytest.raises(tv.InputError, match="portfolio"):
        tv.screen(tv.synth(buildings=5))


def test_python_and_the_command_line_consolidate_the_same(plan: tv.ConsolidationPlan, program: Path) -> None:
    assert plan.to_dict() == told(program, "consolidate", TOY)


def test_the_plan_of_the_toy_is_the_best_there_is(plan: tv.ConsolidationPlan) -> None:
    assert plan.objective_dkk_per_year == 17_595_200 and plan.gap == 0 and plan.ended == "proven"
    assert 17_595_199 < plan.bound_dkk_per_year <= 17_595_200
    assert plan.years.loc[2026, "close_dkk"] == 1e6 and plan.years["sale_dkk"].eq(0).all()
    assert f"saves {plan.saving_dkk_per_year:,.0f} DKK/year" in repr(plan) and plan.saving_dkk_per_year == 8_704_000
    assert plan.payback_cash_years == plan.payback_years == pytest.approx(3e6 / 8_704_000) and math.isnan(plan.forecast_dkk_per_year)
    assert plan.closed == ["P1"] and plan.warnings == [] and set(plan.moves.index) == {"A", "B"}
    assert plan.given_up.loc["P1", "saves_dkk_per_year"] == plan.saving_dkk_per_year and len(plan.given_up) == 1
    premises = plan.premises
    assert list(premises.index[premises["held_blocks"] == 0]) == ["P1"]
    assert premises["persons_before"].sum() == premises["persons_after"].sum()
    running = plan.running
    assert running.loc["total_dkk", "today"] == plan.today_dkk_per_year == 25_799_200
    assert running.loc["heat_kwh"].isna().all() and running.loc["energy_bill_dkk"].isna().all()
    assert plan.once["total_dkk"] == plan.once[["move_dkk", "fit_out_dkk", "close_dkk", "sale_dkk"]].sum() == 3e6
    assert plan.simulated is None and plan.receiving.empty  # energy = "none"
    assert list(plan.locks["reason"]) == [lock["reason"] for lock in plan.to_dict()["locks"]]


MERGE = """\
[study]
name = "Merge"
portfolio = {portfolio}

[consolidation]
operation_dkk_m2 = 120.0
"""


def test_a_plan_with_energy_is_simulated_and_tells_what_it_breaks(program: Path, tmp_path: Path) -> None:
    study = tmp_path / "study.toml"
    study.write_text(MERGE.format(portfolio=json.dumps(str(EXAMPLES / "sammenlaegning" / "tabeller"))))
    with pytest.warns(tv.TvillingWarning, match="26 degC"):
        made = tv.consolidate(study, reproducible=True, threads=2)
    assert made.to_dict() == told(program, "consolidate", study, "--reproducible")
    simulated = made.simulated
    assert simulated is not None and simulated.loc["change_heat_kwh", "simulated"] < 0
    assert list(made.receiving.index) == ["0201"] and "26 degC" in made.receiving["worse"].iloc[0]
    assert len(made.warnings) == 1 and "26 degC" in made.warnings[0]


def test_the_smallest_change_that_keeps_something_is_that_of_the_command_line(
    plan: tv.ConsolidationPlan, program: Path, tmp_path: Path
) -> None:
    kept = plan.keep("P1")
    assert kept.change_dkk_per_year == 25_799_200 - 17_595_200 and set(kept.seats.index) == {"A", "B"}
    assert kept.nearest_is_proven and kept.closed("approved") == list(kept.given_up("approved").index) == ["P1"] and kept.closed() == [] and kept.moves().empty
    assert kept.plans.loc["best", "objective_dkk_per_year"] <= kept.plans.loc["nearest", "objective_dkk_per_year"]
    plan.write(tmp_path / "plan.json")
    assert kept.to_dict() == told(program, "consolidate", TOY, "--from", tmp_path / "plan.json", "--keep", "P1")


def test_a_plan_is_written_as_workbook_proposal_and_approved_plan(plan: tv.ConsolidationPlan, tmp_path: Path) -> None:
    for name in ("plan.xlsx", "plan.html", "plan.json"):
        plan.write(tmp_path / name, language="en")
        assert (tmp_path / name).stat().st_size > 0
    assert json.loads((tmp_path / "plan.json").read_text()) == plan.to_dict()
    with pytest.raises(tv.InputError, match="plan.pdf"):
        plan.write(tmp_path / "plan.pdf")
    for name in ("plan.xlsx", "plan.json"):
        with pytest.raises(tv.InputError, match="latin"):
            plan.write(tmp_path / name, language="latin")


def test_python_and_the_command_line_count_the_same_hours(fitted: tv.Capacity, program: Path) -> None:
    assert fitted.to_dict() == told(program, "capacity", EXAMPLES / "timer", "--fit")
    asked = tv.capacity(EXAMPLES / "timer", by="use", buildings=["H2"], energy=False, prime_time=(16, 20))
    arguments = ("--by", "use", "--building", "H2", "--no-energy", "--prime-time", "16-20")
    assert asked.to_dict() == told(program, "capacity", EXAMPLES / "timer", *arguments)
    assert len(asked.week) == 168 and asked.week["offered_h"].sum() == 47 and asked.open_hours.empty and asked.fit is None


def test_hours_that_are_heated_for_nobody_are_told(fitted: tv.Capacity) -> None:
    hall = fitted.table.loc["H1"]
    assert hall["heated_h"] == 61 and hall["in_use_h"] == 14 and hall["idle_heated_h"] == 61 - 14
    fewer = fitted.open_hours.loc[("H1", "weekday_evening", "fewer")]
    assert fewer["change_open_h"] < 0 and fewer["change_heat_kwh"] < 0
    fit = fitted.fit
    assert fitted.assumptions["prime time"] == "17-22 on weekdays"
    assert fit is not None and fit.total["served_h"] <= fit.total["asked_h"]
    assert math.isclose(fit.buildings["saving_dkk"].sum(), fit.total["saving_dkk"], rel_tol=1e-12)
    assert set(fit.bookings["what"]) <= {"stays", "moves", "not placed"} and fit.buildings["closed"].dtype == bool


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"by": "rooms"}, "by"),
        ({"buildings": "H1"}, "buildings"),
        ({"buildings": ["H9"]}, 'building "H9"'),
        ({"prime_time": (22, 17)}, "prime_time"),
        ({"prime_time": 17}, "prime_time"),
        ({"fit": True, "energy": False}, "fit needs"),
        ({"close": 1}, "close"),
        ({"shift_h": -1.0}, "shift_h is"),
        ({"shift_h": 2.0}, "without fit"),
        ({"max_distance_m": math.nan}, "max_distance_m"),
        ({"fit": True, "energy": True, "max_nodes": 0}, "max_nodes"),
        ({"base_year": 1900}, "base_year"),
        ({"threads": -1}, "threads"),
        ({"progress": 3}, "progress"),
    ],
)
def test_a_question_about_hours_that_means_nothing_is_refused(wrong: dict[str, Any], name: str) -> None:
    with pytest.raises(tv.InputError, match=name):
        tv.capacity(EXAMPLES / "timer", **{"energy": False, **wrong})


@pytest.mark.parametrize(
    ("wrong", "name"),
    [({"seconds": 0}, "seconds"), ({"seconds": "60"}, "seconds"), ({"seed": -1}, "seed"), ({"reproducible": 1}, "reproducible")]
    + [({"threads": 5000}, "threads"), ({"progress": "on"}, "progress")],
)
def test_a_way_to_plan_that_means_nothing_is_refused(wrong: dict[str, Any], name: str) -> None:
    with pytest.raises(tv.InputError, match=name):
        tv.consolidate(TOY, **wrong)


def test_tables_have_their_columns_without_rows_and_all_that_the_command_line_tells(fitted: tv.Capacity) -> None:
    counted = tv.capacity(EXAMPLES / "timer", energy=False)
    assert counted.open_hours.empty and list(counted.open_hours.columns) == list(fitted.open_hours.columns)
    assert counted.open_hours.index.names == ["building_id", "hours", "change"]
    assert counted.table["saving_dkk"].isna().all()
    for by, rows in (("building", "buildings"), ("room", "rooms"), ("use", "uses")):
        asked = tv.capacity(EXAMPLES / "timer", by=by, threads=2)
        told = asked.to_dict()
        assert [asked.table.index.name, *asked.table.columns] == list(told[rows][0])
        assert [*asked.open_hours.index.names, *asked.open_hours.columns] == list(told["open_hours"][0])


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The study of a toy that may be changed."""
    shutil.copytree(TOY.parent, tmp_path / "toy")
    return tmp_path / "toy" / "study.toml"


LOCK = '[[lock]]\nlease = "P1"\nreason = "listed"\nwho = "AB"\nwhen = "2026-03-01"\n'


def test_what_nobody_may_move_stays_and_an_entry_without_its_reason_stops(toy: Path, program: Path) -> None:
    overrides = toy.parent / "portfolio" / "overrides.toml"
    overrides.write_text(LOCK)
    kept = tv.consolidate(toy, threads=2)
    assert "P1" not in kept.closed and "listed" in list(kept.locks["reason"])
    assert kept.to_dict() == told(program, "consolidate", toy)
    overrides.write_text(LOCK.replace('reason = "listed"\n', ""))
    with pytest.raises(tv.InputError, match="reason"):
        tv.consolidate(toy)
    with pytest.raises(tv.InputError, match="reason"):
        kept.keep("P2")


def test_a_warning_of_a_plan_is_set_aside_as_those_of_a_delivery(toy: Path, program: Path) -> None:
    leases = toy.parent / "portfolio" / "leases.csv"
    leases.write_text(leases.read_text().replace("third_party,2000,", "third_party,0,"))
    aside = [
        f'[[set_aside]]\ncode = "{code}"\nid = "P4"\nreason = "lent"\nwho = "AB"\nwhen = "2026-03-01"\n'
        for code in ("TV-1410", "TV-3411", "TV-3458")
    ]
    (toy.parent / "portfolio" / "overrides.toml").write_text("\n".join(aside))
    findings = tv.consolidate(toy, threads=2).findings  # a Python warning would be an error here
    told_aside = findings[findings["code"] == "TV-3411"].iloc[0]
    assert told_aside["severity"] == "info" and "lent" in told_aside["set_aside"]
    rent = tv.screen(toy.parent / "portfolio", draws=0).findings
    assert list(rent[rent["code"] == "TV-3458"]["severity"]) == ["info"]
    checked = subprocess.run([str(program), "check", str(toy)], capture_output=True, text=True, check=False)
    assert "TV-1135" not in checked.stdout + checked.stderr and checked.returncode == 0


def test_what_was_noticed_in_the_tables_is_among_the_findings_of_a_plan(toy: Path) -> None:
    units = toy.parent / "portfolio" / "units.csv"
    head, *rows = units.read_text().splitlines()
    units.write_text("\n".join([f"{head},colour", *(f"{row},red" for row in rows)]) + "\n")
    plan = tv.consolidate(toy, threads=2)  # a Python warning would be an error here
    codes = list(plan.findings["code"])
    assert "TV-1103" in codes and codes.index("TV-1103") < codes.index("TV-3434")
    assert "TV-1103" in list(plan.keep("P1").findings["code"])


def test_a_plan_does_not_replace_the_tables_that_it_was_made_of(toy: Path) -> None:
    book = openpyxl.Workbook()
    for table in sorted((toy.parent / "portfolio").glob("*.csv")):
        sheet = book.create_sheet(table.stem)
        for row in csv.reader(table.read_text().splitlines()):
            sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    del book["Sheet"]
    tables = toy.parent / "tables.xlsx"
    book.save(tables)
    toy.write_text(toy.read_text().replace('portfolio = "portfolio"', 'portfolio = "tables.xlsx"'))
    before = tables.read_bytes()
    plan = tv.consolidate(toy, threads=2)
    assert plan.objective_dkk_per_year == 17_595_200
    with pytest.raises(tv.InputError, match="tables.xlsx"):
        plan.write(tables)
    assert tables.read_bytes() == before


def test_protected_names_and_places_are_withheld_in_every_form(toy: Path, tmp_path: Path) -> None:
    properties = toy.parent / "portfolio" / "properties.csv"
    head, *rows = properties.read_text().splitlines()
    properties.write_text("\n".join([f"{head},protected_address", *(f"{row},yes" for row in rows)]) + "\n")
    plan = tv.consolidate(toy, threads=2)
    plan.write(tmp_path / "plan.html")
    plan.write(tmp_path / "plan.xlsx")
    cells = [str(cell.value) for sheet in openpyxl.load_workbook(tmp_path / "plan.xlsx") for row in sheet for cell in row]
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    seen = tv.screen(toy.parent / "portfolio", threads=2)
    assert "Hus 1" not in page and not any("Hus 1" in cell for cell in cells) and "Hus 1" not in json.dumps(seen.to_dict())
    assert "(protected)" in json.dumps(seen.to_dict())


def test_what_stops_a_plan_is_one_error_with_every_problem(plan: tv.ConsolidationPlan, tmp_path: Path) -> None:
    study = tmp_path / "study.toml"
    study.write_text(TOY.read_text().replace('"portfolio"', json.dumps(str(TOY.parent / "portfolio"))))
    lock = '\n[[consolidation.lock]]\n{of}\ndecision = "keep"\nreason = "it is"\n'
    study.write_text(study.read_text() + lock.format(of='unit = "AA"') + lock.format(of='lease = "P9"'))
    with pytest.raises(tv.InputError) as raised:
        tv.consolidate(study)
    assert {finding.code for finding in raised.value.findings} == {"TV-3401"} and len(raised.value.findings) == 2
    with pytest.raises(tv.InputError, match="P9"):
        plan.keep("P9")


def test_progress_is_told_and_stops_the_work() -> None:
    def stop(phase: str, done: int, total: int, failed: int) -> None:
        raise RuntimeError(f"enough of {phase}")

    with pytest.raises(RuntimeError, match="enough"):
        tv.screen(EXAMPLES / "bc10", progress=stop)

    phases: list[str] = []

    def stop_at_draws(phase: str, done: int, total: int, failed: int) -> None:
        phases.append(phase)
        if phase == "rank certainty":
            raise RuntimeError("enough drawn")

    with pytest.raises(RuntimeError, match="enough drawn"):
        tv.screen(EXAMPLES / "bc10", draws=10_000, progress=stop_at_draws)
    assert phases.count("rank certainty") == 1


def test_a_warning_points_to_the_line_that_asked(toy: Path) -> None:
    leases = toy.parent / "portfolio" / "leases.csv"
    leases.write_text(leases.read_text().replace("third_party,2000,", "third_party,0,"))
    with pytest.warns(tv.TvillingWarning) as caught:
        plan = tv.consolidate(toy, threads=2)
    assert {warning.filename for warning in caught} == {__file__}
    with pytest.warns(tv.TvillingWarning) as caught:
        plan.keep("P1")
    assert {warning.filename for warning in caught} == {__file__} and "warnings, see .findings" in repr(plan)


def test_a_lock_on_what_is_not_there_warns(toy: Path) -> None:
    (toy.parent / "portfolio" / "overrides.toml").write_text(LOCK.replace("P1", "P77"))
    with pytest.warns(tv.TvillingWarning, match="P77"):
        plan = tv.consolidate(toy, threads=2)
    assert "TV-1136" in list(plan.findings["code"])
    assert "TV-1136" in list(tv.screen(toy.parent / "portfolio", draws=0).findings["code"])
