# SPDX-License-Identifier: MPL-2.0
"""The page of a report in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from driver import Tvilling

pytestmark = pytest.mark.skipif(chromium.PATH is None, reason="chromium is not on this machine")

COLUMN = "Array.from(document.querySelectorAll('#table-buildings tbody tr'), r => r.cells[{}].textContent)"
HEADS = "Array.from(document.querySelectorAll('#table-buildings thead th'))"


@pytest.fixture(scope="module")
def report(tvilling: Tvilling, results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "r.html"
    assert tvilling("report", results, "--html", path).code == 0
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Browser]:
    with chromium.chromium() as browser:
        yield browser


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_says_nothing_asks_for_nothing_and_fits(browser: chromium.Browser, report: Path, width: int):
    page = browser.page()
    page.open(report, width)
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run("document.querySelectorAll('svg').length") >= 6
    assert page.errors == []
    assert page.requests == [report.as_uri()]


def test_the_tables_of_the_page_are_accessible(browser: chromium.Browser, report: Path):
    page = browser.page()
    page.open(report, 1280)
    assert page.run("document.querySelectorAll('h1').length") == 1
    assert page.run("Array.from(document.querySelectorAll('table')).every(t => t.caption && t.querySelector('th[scope=col]'))")
    assert page.run("Array.from(document.querySelectorAll('svg[role=img]')).every(s => s.querySelector('title') && s.querySelector('desc'))")
    assert page.run("new Set(Array.from(document.querySelectorAll('[id]'), e => e.id)).size") == page.run(
        "document.querySelectorAll('[id]').length"
    )


def test_the_table_of_buildings_is_sorted_from_the_keyboard(browser: chromium.Browser, report: Path):
    page = browser.page()
    page.open(report, 1280)
    place = page.run(f"{HEADS}.findIndex(h => h.textContent.startsWith('Areal'))")
    page.run(f"{HEADS}[{place}].querySelector('button').focus()")
    page.press("Enter", 13)
    assert page.run(f"{HEADS}[{place}].getAttribute('aria-sort')") == "ascending"
    areas = [float(text.replace(".", "").replace(",", ".")) for text in page.run(COLUMN.format(place))]
    assert len(areas) == 60
    assert areas == sorted(areas)
    page.press("Enter", 13)
    assert page.run(f"{HEADS}[{place}].getAttribute('aria-sort')") == "descending"
    page.run(f"{HEADS}[1].querySelector('button').click()")
    assert page.run(f"{HEADS}[{place}].getAttribute('aria-sort')") is None
    assert page.errors == []


def test_the_table_of_buildings_is_filtered(browser: chromium.Browser, report: Path):
    page = browser.page()
    page.open(report, 1280)
    page.run("(i => { i.value = 'skole'; i.dispatchEvent(new Event('input')); })(document.querySelector('#table-buildings-filter'))")
    shown = "Array.from(document.querySelectorAll('#table-buildings tbody tr')).filter(r => !r.hidden)"
    count = page.run(f"{shown}.length")
    assert 0 < count < 60
    assert page.run(f"{shown}.every(r => r.textContent.toLowerCase().includes('skole'))")
    assert page.run("document.querySelector('#table-buildings-filter').parentElement.querySelector('output').textContent") == f"{count} af 60 rækker"


def test_a_foreign_script_does_not_run_in_the_page(browser: chromium.Browser, report: Path):
    page = browser.page()
    page.open(report, 1280)
    page.run("(s => { s.textContent = 'window.foreign = true'; document.body.append(s); })(document.createElement('script'))")
    assert page.run("window.foreign") is None
