# SPDX-License-Identifier: MPL-2.0
"""The run: every scenario on every building, by the same engine and into the same file as `tvilling run`."""

from __future__ import annotations

import math
import os
import shutil
import tempfile
from typing import Iterable, Mapping, NamedTuple

from tvilling import _core
from tvilling._arguments import Progress, called_back, listed
from tvilling._arguments import path as path_of
from tvilling._arguments import seed_number, text, thread_count, whole_number, wrong, yes_no
from tvilling._errors import InputError
from tvilling._findings import stop_on, warn_of
from tvilling._portfolio import Portfolio, load
from tvilling._results import Results
from tvilling._study import Scenario, Study, parse, render_tables

_DEFAULTS: dict[str, str | int] = {"weather": "reference-year", "base_year": 2025, "factor_set": "br18"}
_MOST_SAMPLE = 1_000_000_000


def run(
    study_or_portfolio: Study | Portfolio,
    scenarios: Iterable[Scenario] | None = None,
    *,
    weather: str | os.PathLike[str] | None = None,
    out: str | os.PathLike[str] | None = None,
    threads: int = 0,
    base_year: int | None = None,
    factor_set: str | None = None,
    economics: Mapping[str, object] | None = None,
    tariff: Mapping[str, object] | None = None,
    hourly: Iterable[str] = (),
    only: str = "",
    sample: int | str | None = None,
    sample_seed: int = 1,
    reproducible: bool = False,
    resume: bool = False,
    reuse: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Results:
    """Run scenarios for every building over a year; use in kWh, water in m3, CO2 in kg, money in DKK.

    The numbers are those of ``tvilling run``, bit for bit, on any number of threads. Other Python threads go on meanwhile.
    Ctrl-C is looked for 20 times a second and stops the run as soon as the buildings at hand are simulated; with `out` the
    same call with ``resume=True`` goes on.

    Parameters
    ----------
    study_or_portfolio : Study or Portfolio
        A study brings its portfolio, weather, year and scenarios; what is given here comes before it.
    scenarios : iterable of Scenario, optional
        `baseline` is added when it is missing. None: those of the study, or `baseline` alone. A study's costs of measures hold
        for these too; its pathways are kept when all their scenarios are there, else left out with a warning.
    weather : str or path, optional
        ``"reference-year"`` (generated Copenhagen year, the default) or the path of an EPW file.
    out : path, optional
        The result file. None: a temporary file that lives as long as the results.
    threads : int
        0: all that the machine has.
    base_year : int, optional
        Year of weekdays and holidays; 2025 unless the study says otherwise.
    factor_set : {"br18", "hofor"}, optional
        CO2 factors; ``"br18"`` unless the study says otherwise.
    economics, tariff : mapping, optional
        Keys of the tables ``[economics]`` and ``[tariff]`` of a study, e.g. ``{"horizon_years": 20}``. The rest is the study's,
        or as usual for a portfolio.
    hourly : iterable of str
        Hourly series to keep for every building, for example ``["heat_kwh"]`` (the city's are always kept).
    only : str
        Run only the buildings that this SQLite expression holds for.
    sample : int or str, optional
        Only so many of these buildings, drawn at random with each use in its share, or a share as ``"10%"``: to try a study.
    sample_seed : int
        Another seed draws other buildings.
    reproducible : bool
        Leave out time, host, threads and paths: two runs give equal bytes.
    resume : bool
        Go on with the interrupted run into `out`.
    reuse : path, optional
        An earlier result file: scenarios whose buildings are all equal there are taken from it.
    progress : callable, optional
        Called now and then as ``progress(phase, done, total, failed)`` in the thread that called `run`, which waits for it;
        what it raises stops the run.

    Returns
    -------
    Results
        ``economics`` and ``measures`` too; ``reconciled`` when a study's portfolio has meters (`load` keeps none).

    Raises
    ------
    InputError
        For impossible scenarios, weather or arguments: all problems at once, naming scenario and measure.
    TvillingError
        When the file cannot be written.

    Examples
    --------
    >>> import tvilling as tv
    >>> town = tv.synth(buildings=20)
    >>> nights = tv.Scenario("nights", [tv.measures.NightSetBack(night_set_back_k=4.0)])
    >>> with tv.run(town, [nights]) as results:
    ...     list(results.annual.scenario.values)
    ['baseline', 'nights']
    """
    _check_subject(study_or_portfolio)
    if scenarios is not None:
        scenarios = _scenario_list(scenarios)
    settings = _settings(weather, base_year, factor_set)
    money = {name: dict(table) for name, table in (("economics", economics), ("tariff", tariff)) if table is not None}
    how = _how(out, threads, hourly, only, sample, sample_seed, reproducible, resume, reuse, progress)
    if isinstance(study_or_portfolio, Study):
        portfolio = load(study_or_portfolio.portfolio)
        study = _changed_study(study_or_portfolio, scenarios, settings, money)
    else:
        portfolio = study_or_portfolio
        base: dict[str, str | int] = {"name": portfolio.name or "portfolio", "portfolio": portfolio.source, **_DEFAULTS}
        study = _parse({**base, **settings}, scenarios or (), money)
    loaded, findings = _core.load_weather(study.weather)
    stop_on(findings)
    warn_of(findings)
    temporary = tempfile.mkdtemp(prefix="tvilling-") if out is None else None
    path = os.path.abspath(how.out if temporary is None else os.path.join(temporary, "results.h5"))
    try:
        found = _core.run_study(
            study,
            portfolio._core,
            loaded,
            path,
            how.only,
            how.sample,
            how.sample_percent,
            how.sample_seed,
            how.hourly,
            how.resume,
            how.reuse,
            how.reproducible,
            isinstance(study_or_portfolio, Study),
            how.threads,
            how.progress,
        )
        stop_on(found)
    except BaseException as error:
        if temporary is not None:
            shutil.rmtree(temporary)
        elif isinstance(error, KeyboardInterrupt) and os.path.exists(f"{path}.partial"):
            error.add_note(f"What is done is kept in {path}.partial; the same call with resume=True goes on.")
        raise
    warn_of(found)
    return Results(path, temporary=temporary, findings=found)


class _How(NamedTuple):
    """How to run, checked."""

    out: str
    threads: int
    hourly: list[str]
    only: str
    sample: int
    sample_percent: float
    sample_seed: int
    reproducible: bool
    resume: bool
    reuse: str
    progress: Progress | None


def _how(
    out: object,
    threads: object,
    hourly: Iterable[str],
    only: object,
    sample: object,
    sample_seed: object,
    reproducible: object,
    resume: object,
    reuse: object,
    progress: Progress | None,
) -> _How:
    names = listed("hourly", hourly, 'A list is needed, for example hourly=["heat_kwh"].')
    count, percent = _sample(sample)
    how = _How(
        out="" if out is None else path_of("out", out),
        threads=thread_count(threads),
        hourly=[text("a name in hourly", name, "Known: " + ", ".join(v[0] for v in _core.hourly_variables())) for name in names],
        only=text("only", only, "An SQLite expression is needed, as text."),
        sample=count,
        sample_percent=percent,
        sample_seed=seed_number("sample_seed", sample_seed),
        reproducible=yes_no("reproducible", reproducible),
        resume=yes_no("resume", resume),
        reuse="" if reuse is None else path_of("reuse", reuse),
        progress=called_back(progress),
    )
    if how.resume and out is None:
        raise InputError("resume needs out, the file of the interrupted run", kind="wrong_usage")
    return how


def _sample(sample: object) -> tuple[int, float]:
    """Read a number of buildings, or a share in percent; 0 and 0: all."""
    if sample is None:
        return 0, 0.0
    hint = 'A number of buildings is needed, e.g. sample=20, or a share, e.g. sample="10%".'
    if not isinstance(sample, str):
        return whole_number("sample", sample, 1, _MOST_SAMPLE, hint), 0.0
    try:
        percent = float(sample.removesuffix("%")) if sample.endswith("%") else math.nan
    except ValueError:
        percent = math.nan
    if not 0 < percent <= 100:
        raise wrong("sample", sample, hint)
    return 0, percent


def _settings(weather: object, base_year: object, factor_set: object) -> dict[str, str | int]:
    settings: dict[str, str | int] = {}
    if weather is not None:
        settings["weather"] = path_of("weather", weather)
    if base_year is not None:
        settings["base_year"] = whole_number("base_year", base_year, 1, 9999, "A year is needed, for example 2025.")
    if factor_set is not None:
        settings["factor_set"] = text("factor_set", factor_set, 'Known: "br18", "hofor".')
    return settings


def _check_subject(subject: object) -> None:
    if not isinstance(subject, (Study, Portfolio)):
        raise InputError(
            f"a study or a portfolio is needed, not {type(subject).__name__}",
            kind="wrong_usage",
            hint="Use tvilling.load(path), tvilling.load_study(path) or tvilling.synth().",
        )


def _scenario_list(scenarios: Iterable[Scenario]) -> list[Scenario]:
    if isinstance(scenarios, Scenario):
        raise InputError("scenarios must be a list", kind="wrong_usage", hint="Write [scenario].")
    return listed("scenarios", scenarios, "A list of tvilling.Scenario is needed.")


def _changed_study(
    study: Study, scenarios: Iterable[Scenario] | None, settings: Mapping[str, str | int], money: Money
) -> _core.Study:
    own: dict[str, str | int] = {"weather": study.weather, "base_year": study.base_year, "factor_set": study.factor_set}
    final = {**own, **settings}
    changed = study._core
    if scenarios is not None or settings:
        # Read as a file is, so that what a file may not say is found.
        parsed = _parse({"name": study.name, "portfolio": study.portfolio, **final}, scenarios or (), {})
        if scenarios is not None:
            changed, findings = changed.with_scenarios(parsed)
            warn_of(findings)
    if settings:
        changed = changed.with_settings(str(final["weather"]), int(final["base_year"]), str(final["factor_set"]))
    if money:
        tables = render_tables(money)
        changed, findings = changed.with_money(str(tables), tables.labels)
        stop_on(findings)
        warn_of(findings)
    return changed


Money = Mapping[str, Mapping[str, object]]


def _parse(settings: Mapping[str, str | int], scenarios: Iterable[Scenario], money: Money) -> _core.Study:
    core, findings = parse(settings, scenarios, money)
    stop_on(findings)
    warn_of(findings)
    return core
