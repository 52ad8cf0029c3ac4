# SPDX-License-Identifier: MPL-2.0
"""Scenarios and studies. Scenarios made in Python become the text of a study file, so that one parser checks both."""

from __future__ import annotations

import itertools
import json
import numbers
import os
import re
from dataclasses import dataclass, field, fields
from typing import Any, Iterable, Mapping, Sequence

import numpy as np

from tvilling import _core
from tvilling._arguments import listed, text, wrong
from tvilling._arguments import path as path_of
from tvilling._errors import InputError
from tvilling._findings import stop_on
from tvilling._measure import SELECTION, Measure
from tvilling.measures import BY_TYPE

_SELECTION_DEFAULTS: dict[str, Any] = {f.name: f.default for f in fields(Measure)}


@dataclass(frozen=True)
class Scenario:
    """A what-if: named measures on the unchanged portfolio (units are in the measures' parameters).

    Parameters
    ----------
    name : str
        Small letters, digits and underscores. ``baseline`` is the scenario without measures and always exists.
    measures : sequence of Measure
        Carried out in this order.
    extends : str or Scenario, optional
        The scenario whose measures come first; it must be given to the same run.
    title : str
        What reports call it; empty: the name.

    Examples
    --------
    >>> import tvilling as tv
    >>> roofs = tv.Scenario("roofs", [tv.measures.InsulateRoof(u_value_w_m2k=0.12, where="use = 'school'")])
    >>> tv.Scenario("roofs_and_nights", [tv.measures.NightSetBack(night_set_back_k=4)], extends=roofs).extends
    'roofs'
    """

    name: str
    measures: Sequence[Measure] = ()
    extends: str | Scenario | None = None
    title: str = ""
    _grid: tuple[str, tuple[str, ...]] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        text("the name of a scenario", self.name)
        label = f'scenario "{self.name}"'
        text(f"{label}: title", self.title)
        given = [self.measures] if isinstance(self.measures, Measure) else self.measures
        measures = tuple(listed(f"{label}: measures", given, "A list of measures is needed."))
        for measure in measures:
            if not isinstance(measure, Measure) or not measure.type:
                raise InputError(
                    f"{label}: {measure!r} is not a measure",
                    kind="wrong_usage",
                    hint="Use the classes of tvilling.measures, for example measures.InsulateRoof().",
                )
        object.__setattr__(self, "measures", measures)
        if isinstance(self.extends, Scenario):
            object.__setattr__(self, "extends", self.extends.name)
        if self.extends is not None:
            text(f"{label}: extends", self.extends, "A scenario or its name is needed.")


def grid(
    name: str,
    measure: type[Measure],
    *,
    where: str = "",
    order_by: str = "",
    limit: int | None = None,
    sample: float = 1.0,
    seed: int = 1,
    buildings: Sequence[str] = (),
    extends: str | Scenario | None = None,
    **parameters: float | bool | Sequence[float],
) -> list[Scenario]:
    """Make one scenario for every combination of the listed values (units are in the parameters' names).

    Parameters
    ----------
    name : str
        The scenarios are called ``name[key=value,...]``.
    measure : class of tvilling.measures
        For example ``measures.ReplaceWindows``.
    where, order_by, limit, sample, seed, buildings
        Which buildings (see `tvilling.measures`).
    extends : str or Scenario, optional
        The scenario whose measures come first.
    **parameters
        A list is an axis of the grid, a single number is the same for all. The last axis runs fastest.

    Returns
    -------
    list of Scenario

    Examples
    --------
    >>> import tvilling as tv
    >>> windows = tv.grid("windows", tv.measures.ReplaceWindows, u_value_w_m2k=[0.8, 1.1], g_value=[0.5, 0.6])
    >>> [scenario.name for scenario in windows][:2]
    ['windows[u_value_w_m2k=0.8,g_value=0.5]', 'windows[u_value_w_m2k=0.8,g_value=0.6]']
    """
    text("the name of a grid", name)
    if not isinstance(measure, type) or not issubclass(measure, Measure) or not measure.type:
        raise wrong(f'grid "{name}": measure', measure, "A class of tvilling.measures is needed, without brackets.")
    selection: dict[str, Any] = {"where": where, "order_by": order_by, "limit": limit, "sample": sample, "seed": seed}
    selection["buildings"] = buildings
    axes: dict[str, list[Any]] = {}
    fixed: dict[str, Any] = {}
    for key, value in parameters.items():
        if isinstance(value, (str, numbers.Number)) or key in measure.texts:
            fixed[key] = value
        else:
            axes[key] = listed(f'grid "{name}": {key}', value, "A number or a list of numbers is needed.")
            if not axes[key]:
                raise InputError(f'grid "{name}": {key} has no values', kind="wrong_usage")
    if not axes:
        raise InputError(f'grid "{name}" has no list of values', kind="wrong_usage", hint="Give a list, e.g. g_value=[0.5, 0.6].")
    members = []
    for values in itertools.product(*axes.values()):
        point = dict(zip(axes, values))
        label = ",".join(f"{key}={_number_text(value)}" for key, value in point.items())
        made = make_measure(measure, {**fixed, **point, **selection}, f'grid "{name}"')
        members.append(Scenario(f"{name}[{label}]", [made], extends, _grid=(name, tuple(axes))))
    return members


def make_measure(cls: type[Measure], values: Mapping[str, Any], label: str) -> Measure:
    """Make a measure; an unknown or missing parameter is an `InputError` that names the nearest."""
    known = [name for name in cls.__dataclass_fields__ if name not in SELECTION]
    for name in values:
        if name not in known and name not in SELECTION:
            raise InputError(
                f'{label}: {cls.__name__} has no parameter "{name}"',
                kind="wrong_usage",
                hint=_core.did_you_mean(name, known),
            )
    try:
        return cls(**values)
    except TypeError as error:
        raise InputError(f"{label}: {error}", kind="wrong_usage") from None


@dataclass(frozen=True)
class Study:
    """A study file as read: what to run on which buildings in which weather (units are in the measures' parameters)."""

    name: str
    portfolio: str
    weather: str
    base_year: int
    factor_set: str
    scenarios: tuple[Scenario, ...]
    _core: _core.Study = field(repr=False, compare=False)


def load_study(path: str | os.PathLike[str]) -> Study:
    """Read and check a study file (units are in the names of the parameters).

    Parameters
    ----------
    path : path
        A study in TOML; paths in it are relative to it.

    Returns
    -------
    Study
        With all scenarios laid open: what they extend is in them, grids are single scenarios.

    Raises
    ------
    InputError
        One error that lists every problem with file, line and column.

    Examples
    --------
    >>> import tvilling as tv
    >>> study = tv.load_study("study.toml")                       # doctest: +SKIP
    >>> results = tv.run(study)                                   # doctest: +SKIP
    """
    core, findings = _core.read_study(path_of("path", path))
    stop_on(findings)
    return study_of(core)


def study_of(core: _core.Study) -> Study:
    """Make the Python value of the engine's study."""
    scenarios = tuple(Scenario(s.name, [_measure_of(m) for m in s.measures], title=s.title) for s in core.scenarios)
    return Study(core.name, core.portfolio, core.weather, core.base_year, core.factor_set, scenarios, core)


def _measure_of(core: _core.Measure) -> Measure:
    flags = {p[0] for name, _, parameters in _core.measure_types() if name == core.type for p in parameters if p[6]}
    values: dict[str, Any] = {key: bool(v) if key in flags else v for key, v in core.parameters.items()}
    limit = None if core.limit < 0 else core.limit
    values.update(where=core.where, order_by=core.order_by, limit=limit, sample=core.sample, seed=core.seed)
    values.update(core.cost, buildings=core.buildings)
    for name, ids in core.texts.items():
        values["units" if name == "unit" else name] = ids if name == "units" else ids[0]
    return BY_TYPE[core.type](**values)


@dataclass
class StudyText:
    """The text of a study, what stands in it from which line on, and the names that a text cannot hold."""

    lines: list[str] = field(default_factory=list)
    labels: list[tuple[int, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, *lines: str, label: str = "") -> None:
        """Add lines; `label` names them in messages."""
        if label:
            self.labels.append((len(self.lines) + 1, label))
        self.lines += lines

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"


def render(
    study: Mapping[str, Any], scenarios: Iterable[Scenario], tables: Mapping[str, Mapping[str, object]] | None = None
) -> StudyText:
    """Write a study as the text of a study file; `tables` are more of it, e.g. ``{"tariff": {"water_dkk_m3": 40.0}}``."""
    text = StudyText()
    text.add("# Written by the Python package tvilling.", "[study]", label="the study")
    for key, value in study.items():
        if key == "portfolio" and not os.path.exists(value):
            text.add(f'portfolio = "."  # {value}')
        else:
            text.add(f"{key} = {toml_value(value, key)}")
    for header, table in (tables or {}).items():
        text.add("", f"[{header}]", label=header)
        text.add(*_table_lines(header, table))
    waiting = list(scenarios)
    _check_names(waiting)
    while waiting:
        members = [waiting.pop(0)]
        if members[0].name == "baseline" and not members[0].measures and members[0].extends is None:
            continue
        while waiting and members[0]._grid is not None and _of_one_grid(waiting[0], members[0]):
            members.append(waiting.pop(0))
        if members[0]._grid is not None and not members[0].title and _is_whole_grid(members):
            _render_grid(text, members)
            continue
        for scenario in members:
            _render_scenario(text, scenario)
    return text


def render_tables(tables: Mapping[str, Mapping[str, object]]) -> StudyText:
    """Write tables of a study alone, e.g. ``{"tariff": {"water_dkk_m3": 40.0}}``."""
    text = StudyText()
    for header, table in tables.items():
        text.add(f"[{header}]", label=header)
        text.add(*_table_lines(header, table))
    return text


def _table_lines(header: str, table: Mapping[str, object]) -> list[str]:
    return [f"{_key(key)} = {_entry(value, f'{header}: {key}')}" for key, value in table.items()]


def _key(key: object) -> str:
    return str(key) if re.fullmatch("[A-Za-z0-9_-]+", str(key)) else toml_value(str(key), "key")


def _entry(value: object, label: str) -> str:
    """Write a value of a table, which may be a table or a list itself."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(_table_lines(label, value)) + "}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_entry(entry, label) for entry in value)}]"
    return toml_value(value, label)


def parse(
    study: Mapping[str, Any], scenarios: Iterable[Scenario], tables: Mapping[str, Mapping[str, object]] | None = None
) -> tuple[_core.Study, list[_core.Finding]]:
    """Write a study and have the engine read it; positions in its findings name scenario and measure."""
    text = render(study, scenarios, tables)
    return _core.parse_study(str(text), os.getcwd(), str(study["portfolio"]), text.labels, text.names)


def _check_names(scenarios: Sequence[Scenario]) -> None:
    seen: set[str] = set()
    for scenario in scenarios:
        if not isinstance(scenario, Scenario):
            raise InputError(f"{scenario!r} is not a scenario", kind="wrong_usage", hint="Use tvilling.Scenario(name, measures).")
        if scenario.name in seen:
            raise InputError(f'scenario "{scenario.name}" is given twice', kind="wrong_usage")
        seen.add(scenario.name)


def _of_one_grid(a: Scenario, b: Scenario) -> bool:
    return (a._grid, a.extends, a.title) == (b._grid, b.extends, b.title) and _fixed_part(a) == _fixed_part(b)


def _fixed_part(scenario: Scenario) -> tuple[Any, ...]:
    axes = scenario._grid[1] if scenario._grid else ()
    measure = scenario.measures[0]
    return (type(measure), *(getattr(measure, n) for n in measure.__dataclass_fields__ if n not in axes))


def _axes(members: Sequence[Scenario]) -> tuple[dict[str, list[Any]], list[tuple[Any, ...]]]:
    keys = members[0]._grid[1] if members[0]._grid else ()
    points = [tuple(getattr(member.measures[0], key) for key in keys) for member in members]
    return {key: list(dict.fromkeys(point[i] for point in points)) for i, key in enumerate(keys)}, points


def _is_whole_grid(members: Sequence[Scenario]) -> bool:
    axes, points = _axes(members)
    return points == list(itertools.product(*axes.values()))


def _render_scenario(text: StudyText, scenario: Scenario) -> None:
    name = scenario.name
    if "[" in name:  # a member of a grid on its own
        base = name[: name.index("[")]
        numbered = (f"{base}_member{number}" for number in itertools.count(1))
        name = next(candidate for candidate in numbered if candidate not in text.names)
        text.names[name] = scenario.name
    _render_head(text, scenario, name)
    for number, measure in enumerate(scenario.measures, start=1):
        label = f'scenario "{scenario.name}", measure {number} ({measure.type})'
        text.add("[[scenario.measure]]", label=label)
        text.add(*_measure_lines(measure, measure.parameters(), label))


def _render_grid(text: StudyText, members: list[Scenario]) -> None:
    first = members[0]
    axes, _ = _axes(members)
    measure = first.measures[0]
    name = first.name[: first.name.index("[")]
    _render_head(text, first, name)
    label = f'grid "{name}" ({measure.type})'
    text.add("[[scenario.measure]]", label=label)
    fixed = {key: value for key, value in measure.parameters().items() if key not in axes}
    text.add(*_measure_lines(measure, fixed, label))
    text.add("[scenario.measure.grid]")
    for key, values in axes.items():
        text.add(f"{key} = [{', '.join(toml_value(value, f'{label}: {key}') for value in values)}]")


def _render_head(text: StudyText, scenario: Scenario, name: str) -> None:
    text.add("", "[[scenario]]", label=f'scenario "{text.names.get(name, name)}"')
    called = "" if name not in text.names else f"  # called {text.names[name]} in the results"
    text.add(f"name = {toml_value(name, 'name')}{called}")
    if scenario.extends is not None:
        written = {true: name for name, true in text.names.items()}
        target = str(scenario.extends)
        text.add(f"extends = {toml_value(written.get(target, target), 'extends')}")
    if scenario.title:
        text.add(f"title = {toml_value(scenario.title, 'title')}")


def _measure_lines(measure: Measure, parameters: Mapping[str, Any], label: str) -> list[str]:
    lines = [f"type = {toml_value(measure.type, label)}"]
    for key, default in _SELECTION_DEFAULTS.items():
        value = getattr(measure, key)
        if value != default:
            lines.append(f"{key} = {toml_value(value, f'{label}: {key}')}")
    for key in measure.texts:
        value = getattr(measure, key)
        if value:
            lines.append(f"{key} = {toml_value(value, f'{label}: {key}')}")
    return lines + [f"{key} = {toml_value(value, f'{label}: {key}')}" for key, value in parameters.items()]


def toml_value(value: object, label: str) -> str:
    """Write a value as TOML: text, yes or no, a whole number or a number to the last bit."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        return repr(float(value))
    if isinstance(value, tuple):
        return f"[{', '.join(toml_value(entry, label) for entry in value)}]"
    raise InputError(f"{label} is {value!r}", kind="wrong_usage", hint="A number, text, True or False is needed.")


def _number_text(value: Any) -> str:
    """Write a number as the engine does in names of grid members: 21 for 21.0."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value)).removesuffix(".0") if isinstance(value, numbers.Real) else str(value)
