# SPDX-License-Identifier: MPL-2.0
"""`consolidate`: the toy instance exactly, its files, what-if-we-keep, and bad input named precisely."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from driver import ROOT, Tvilling

TOY = ROOT / "examples" / "toy_t1" / "study.toml"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy instance, to be changed. Its study."""
    shutil.copytree(TOY.parent, tmp_path / "toy")
    return tmp_path / "toy" / "study.toml"


def plan_of(tvilling: Tvilling, study: Path, *more: object) -> dict:
    done = tvilling("consolidate", study, "--json", *more)
    assert done.code == 0, done.err
    return json.loads(done.out)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_toy_instance_has_its_brute_force_optimum(tvilling: Tvilling):
    """domain.md D4: 17,595,200 DKK a year, P1 closed, A and B to P3 or P4 but not both to P4."""
    plan = plan_of(tvilling, TOY)
    assert plan["objective_dkk_per_year"] == 17_595_200
    assert plan["gap"] == 0
    assert plan["close"] == ["P1"]
    moves = {move["unit"]: (move["from"], move["to"]) for move in plan["moves"]}
    assert set(moves) == {"A", "B"}
    assert {to for _, to in moves.values()} in ({"P3"}, {"P3", "P4"})
    assert plan["today_dkk_per_year"] == 25_799_200
    assert plan["objective_saving_dkk_per_year"] == 25_799_200 - 17_595_200
    assert plan["saving_dkk_per_year"] == 8_704_000
    assert plan["payback_years"] == pytest.approx(0.345, abs=5e-4)
    assert plan["once"]["move_dkk"] == 2_000_000
    assert plan["once"]["close_dkk"] == 1_000_000
    assert plan["warnings"] == []


def test_the_page_says_who_moves_and_why(tvilling: Tvilling):
    done = tvilling("consolidate", TOY)
    assert done.code == 0, done.err
    assert "1 of 4 premises are given up (3 200 m2 of 13 760)" in done.out
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[0] == "Saves 8.7 M DKK (all in cash) a year; costs 3.0 M DKK once, paid back in 0.3 years"
    assert "P1 Hus 1 all 3 200 2026-01 2026-01 8 704" in lines
    assert "B Enhed B 60 P1 Hus 1 P3 Hus 3 2026-01 all of it is given up" in lines or (
        "B Enhed B 60 P1 Hus 1 P4 Hus 4 2026-01 all of it is given up" in lines
    )
    assert "gap 0.00 %, proven" in done.out


def test_the_price_of_a_lock_is_what_the_plan_saves_without_it(tvilling: Tvilling, toy: Path):
    lock = plan_of(tvilling, toy)["locks"]
    assert [(row["unit"], row["reason"], row["is_exact"]) for row in lock] == [("D", "borgerservice", 1)]
    with_lock = plan_of(tvilling, toy)["objective_dkk_per_year"]
    replace(toy.parent / "portfolio" / "units.csv", "76,no,borgerservice", "76,yes,")
    assert with_lock - plan_of(tvilling, toy)["objective_dkk_per_year"] == pytest.approx(lock[0]["price_dkk_per_year"])


def test_workbook_plan_and_proposal_are_written(tvilling: Tvilling, tmp_path: Path):
    done = tvilling("consolidate", TOY, "-o", tmp_path / "plan.xlsx", "--proposal", tmp_path / "plan.html", "--lang", "en")
    assert done.code == 0, done.err
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["Plan in figures", "Who moves", "What is given up", "Premises before and after", "Business case by year", "Internal rent by year",
                               "Locks", "Alternatives", "Assumptions"]
    rows = [[cell.value for cell in row] for row in book["Business case by year"].iter_rows()]
    head = next(row for row in rows if row[0] == "Item")
    assert head[2:] == [2026, 2027, 2028, 2029, 2030, 2031] or head[2:] == ["2026", "2027", "2028", "2029", "2030", "2031"]
    by_label = {row[0]: row for row in rows if row[0]}
    assert by_label["Moving and fit-out"][2:4] == [2000, 0]
    assert by_label["Leaving and restoration"][1:4] == ["Service", 1000, 0]
    assert "Sale of properties" not in by_label
    assert by_label["Change of rent to third parties"][2:4] == [-8320, -8320]
    assert by_label["All in all"][2:4] == [3000 - 8704, -8704]
    # A saving stands once, however many units leave the premises.
    given_up = [[cell.value for cell in row] for row in book["What is given up"].iter_rows()]
    assert [(row[0], row[1], row[3], row[6]) for row in given_up if row[0] in ("P1", "All")] == [
        ("P1", "Hus 1", 3200, 8704),
        ("All", None, 3200, 8704),
    ]
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "<details" not in page  # closed on paper
    assert "Content-Security-Policy" in page
    assert "1 of 4 leases are given up" in page
    # Nothing is replaced by a slip of the hand.
    again = tvilling("consolidate", TOY, "-o", tmp_path / "plan.xlsx")
    assert again.code == 2
    assert "--force" in again.err


def test_a_sale_stands_under_construction_and_is_one_figure_everywhere(tvilling: Tvilling, toy: Path, tmp_path: Path):
    tables = toy.parent / "portfolio"
    replace(tables / "leases.csv", "B1,office,3200,0,third_party", "B1,office,3200,0,owned")
    replace(tables / "properties.csv", "Vej 1,Teknik og Miljø,", "Vej 1,Teknik og Miljø,12000000")
    replace(toy, "desk_ratio = 1.0", 'desk_ratio = 1.0\nowned_saves = "sold"')
    with toy.open("a", encoding="utf-8") as study:
        study.write('\n[[consolidation.lock]]\nlease = "P1"\ndecision = "close"\nreason = "sold"\n')
    told = plan_of(tvilling, toy, "-o", tmp_path / "plan.xlsx", "--lang", "en")
    assert told["close"] == ["P1"]
    assert (told["once"]["close_dkk"], told["once"]["sale_dkk"]) == (1_000_000, -12_000_000)
    assert (told["years"][0]["close_dkk"], told["years"][0]["sale_dkk"]) == (1_000_000, -12_000_000)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    by_label = {row[0]: row for row in book["Business case by year"].iter_rows(values_only=True) if row[0]}
    assert by_label["Sale of properties"][1:4] == ("Construction", -12_000, 0)
    assert by_label["Leaving and restoration"][1:4] == ("Service", 1000, 0)
    figures = {row[0]: row[2] for row in book["Plan in figures"].iter_rows(values_only=True)}
    assert figures["Once: sales, 1,000 DKK (negative)"] == -12_000
    assert figures["Once: leaving and restoration, 1,000 DKK"] == 1000
    assert "sale -12 000" in tvilling("consolidate", toy).out


def test_the_danish_proposal_is_danish_and_the_english_english(tvilling: Tvilling, tmp_path: Path):
    """Names of the municipality's own things stay; all else is in one language."""
    for language, words, others in (
        ("da", ("Sparer 8,7 mio. kr. (alt kontant) om året", "måneder"), ("<td>years", "<td>months", "Moving", "given up")),
        ("en", ("Saves 8.7 M DKK (all in cash) a year", "months"), ("år<", "måneder", "Flytning", "Anlæg", "Ændret", "opgives")),
    ):
        page = tmp_path / f"{language}.html"
        assert tvilling("consolidate", TOY, "--proposal", page, "--lang", language).code == 0
        text = page.read_text(encoding="utf-8")
        text = text[text.index("<main>") : text.index("</main>")]
        for word in words:
            assert word in text
        for word in others:
            assert word not in text, f"--lang {language} says {word}"


def test_a_protected_place_of_a_plan_is_withheld(tvilling: Tvilling, toy: Path, tmp_path: Path):
    table = toy.parent / "portfolio" / "properties.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text(
        "\n".join([rows[0] + ",protected_address"] + [row + (",yes" if row.startswith("P1,") else ",no") for row in rows[1:]]) + "\n",
        encoding="utf-8",
    )
    replace(table, "P1,Hus 1,Vej 1", "P1,Lindehuset,Hemmelig Vej 7")
    done = tvilling("consolidate", toy, "-o", tmp_path / "plan.xlsx", "--proposal", tmp_path / "plan.html")
    assert done.code == 0, done.err
    assert "P1 (protected)" in done.out
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "P1 (beskyttet)" in page
    sheets = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets
    cells = " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    for secret in ("Lindehuset", "Hemmelig"):
        assert secret not in done.out + page + cells


def test_keeping_the_closed_premises_changes_as_little_as_possible(tvilling: Tvilling, tmp_path: Path):
    approved = tmp_path / "plan.json"
    assert tvilling("consolidate", TOY, "-o", approved).code == 0
    done = tvilling("consolidate", TOY, "--from", approved, "--keep", "P1", "--json")
    assert done.code == 0, done.err
    kept = json.loads(done.out)
    assert (kept["keep"], kept["what"]) == ("P1", "lease")
    # A and B stay in P1; nothing else has moved, so everybody sits as today.
    assert {row["unit"]: row["now"] for row in kept["seats"]} == {"A": "P1", "B": "P1"}
    assert kept["nearest"]["close"] == []
    assert kept["nearest"]["objective_dkk_per_year"] == 25_799_200
    assert kept["best"]["objective_dkk_per_year"] < 25_799_200
    assert "P1" not in kept["best"]["close"]
    page = tvilling("consolidate", TOY, "--from", approved, "--keep", "A")
    assert page.code == 0, page.err
    assert "unit A is kept" in page.out
    wrong = tvilling("consolidate", TOY, "--from", approved, "--keep", "P11")
    assert wrong.code == 3
    assert "P1" in wrong.err


def test_an_approved_plan_that_no_longer_holds_is_told_first(tvilling: Tvilling, toy: Path, tmp_path: Path):
    """C has grown: the premises that the plan fills are too small now."""
    approved = tmp_path / "plan.json"
    assert tvilling("consolidate", toy, "-o", approved).code == 0
    replace(toy.parent / "portfolio" / "units.csv", "F,Enhed F,Kultur og Fritid,P4,50", "F,Enhed F,Kultur og Fritid,P4,120")
    replace(toy.parent / "portfolio" / "units.csv", "E,Enhed E,Kultur og Fritid,P3,35", "E,Enhed E,Kultur og Fritid,P3,90")
    done = tvilling("consolidate", toy, "--from", approved, "--keep", "D", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["warnings"][0]["code"] == "TV-3433"


def test_keeping_what_a_lock_closes_is_refused_with_both_reasons(tvilling: Tvilling, toy: Path, tmp_path: Path):
    approved = tmp_path / "plan.json"
    assert tvilling("consolidate", toy, "-o", approved).code == 0
    with toy.open("a", encoding="utf-8") as file:
        file.write('[[consolidation.lock]]\nlease = "P1"\ndecision = "close"\nreason = "sold to others"\n')
    done = tvilling("consolidate", toy, "--from", approved, "--keep", "P1")
    assert done.code == 3
    assert "TV-3418" in done.err
    assert "--keep" in done.err
    assert "sold to others" in done.err


def test_a_plan_of_another_portfolio_is_refused(tvilling: Tvilling, toy: Path, tmp_path: Path):
    approved = tmp_path / "plan.json"
    assert tvilling("consolidate", TOY, "-o", approved).code == 0
    replace(toy.parent / "portfolio" / "units.csv", "B,Enhed B,Teknik og Miljø,P1", "B,Enhed B,Teknik og Miljø,P4")
    done = tvilling("consolidate", toy, "--from", approved, "--keep", "P1")
    assert done.code == 3
    assert "TV-3427" in done.err


def test_locks_that_cannot_all_be_kept_are_told_as_the_smallest_set(tvilling: Tvilling, toy: Path):
    """D may not leave P2, and P2 shall be closed; the lock on P4 has nothing to do with it."""
    for lease, decision, reason in (("P2", "close", "sold to others"), ("P4", "keep", "new kitchen")):
        with toy.open("a", encoding="utf-8") as file:
            file.write(f'[[consolidation.lock]]\nlease = "{lease}"\ndecision = "{decision}"\nreason = "{reason}"\n')
    done = tvilling("consolidate", toy)
    assert done.code == 3
    assert "TV-3418" in done.err
    assert "borgerservice" in done.err
    assert "sold to others" in done.err
    assert "new kitchen" not in done.err


@pytest.mark.parametrize(
    ("table", "old", "new", "code", "what"),
    [
        ("units", "A,Enhed A,Teknik og Miljø,P1", "A,Enhed A,Teknik og Miljø,", "TV-3406", 'unit "A" has no lease'),
        ("units", "60,57,yes", ",,yes", "TV-3407", 'unit "B" has neither employees nor fte'),
        ("units", "A,Enhed A,Teknik og Miljø,P1,40", "A,Enhed A,Teknik og Miljø,P1,400", "TV-3410", "desks are needed"),
    ],
)
def test_bad_input_is_named_precisely(tvilling: Tvilling, toy: Path, table: str, old: str, new: str, code: str, what: str):
    replace(toy.parent / "portfolio" / f"{table}.csv", old, new)
    done = tvilling("consolidate", toy)
    assert done.code == 3
    assert code in done.err
    assert what in done.err


def test_more_people_than_desks_and_a_free_rent_warn_and_the_plan_mends_it(tvilling: Tvilling, toy: Path):
    replace(toy.parent / "portfolio" / "leases.csv", "P4,P4,B4,office,3000,0,third_party,2000,130", "P4,P4,B4,office,3000,0,third_party,0,45")
    done = tvilling("consolidate", toy, "--json")
    assert done.code == 0, done.err
    assert "TV-3409" in done.err
    assert "P4 (50 desks needed, 45 there)" in done.err
    assert "TV-3411" in done.err
    after = {row["lease"]: row for row in json.loads(done.out)["premises"]}
    assert all(row["persons_after"] <= row["desks"] for row in after.values())


def test_a_study_without_the_table_says_what_is_missing(tvilling: Tvilling, toy: Path):
    text = toy.read_text(encoding="utf-8")
    toy.write_text(text[: text.index("[consolidation]")], encoding="utf-8")
    done = tvilling("consolidate", toy)
    assert done.code == 3
    assert "TV-3428" in done.err


def test_contradicting_flags_are_refused(tvilling: Tvilling, tmp_path: Path):
    assert tvilling("consolidate", TOY, "--from", tmp_path / "p.json").code == 2
    assert tvilling("consolidate", TOY, "--keep", "P1").code == 2
    assert tvilling("consolidate", TOY, "-o", tmp_path / "plan.pdf").code == 2
    assert tvilling("consolidate", TOY, "--seconds", 0).code == 2


CITY = """\
[study]
portfolio = "city"
base_year = 2025

[consolidation]
desk_ratio = 0.8
periods = 3
horizon_years = 8
floor_blocks = true
"""


@pytest.fixture(scope="module")
def city(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of a small city; the first offices of the synthetic city are few, so that all is quick."""
    folder = tmp_path_factory.mktemp("offices")
    assert tvilling("synth", "-o", folder / "city", "--buildings", 300).code == 0
    (folder / "study.toml").write_text(CITY, encoding="utf-8")
    return folder / "study.toml"


def test_a_city_is_planned_with_energy_that_the_simulation_confirms(tvilling: Tvilling, city: Path):
    plan = plan_of(tvilling, city, "--reproducible")
    assert plan["saving_dkk_per_year"] > 0
    assert plan["objective_saving_dkk_per_year"] >= plan["greedy_objective_saving_dkk_per_year"]
    assert plan["bound_dkk_per_year"] <= plan["objective_dkk_per_year"]
    for carrier in ("change_heat_kwh", "change_electricity_kwh"):
        assert plan["simulated"][carrier]["ratio"] == pytest.approx(1, abs=0.15)
    # People are conserved.
    assert sum(p["persons_after"] for p in plan["premises"]) == sum(p["persons_before"] for p in plan["premises"])
    assert all(len(p["held"]) == 3 for p in plan["premises"])


def test_equal_runs_give_equal_plans_whatever_the_threads(tvilling: Tvilling, city: Path):
    one = tvilling("consolidate", city, "--json", "--reproducible", "--threads", 1)
    two = tvilling("consolidate", city, "--json", "--reproducible", "--threads", 2)
    assert (one.code, two.code) == (0, 0)
    assert one.out == two.out
