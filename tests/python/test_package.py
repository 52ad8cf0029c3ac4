# SPDX-License-Identifier: MPL-2.0
"""The package as such: types, stub, docstrings, examples."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tvilling as tv
from tvilling import _core

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "python" / "tvilling"


def test_the_version_is_the_one_of_the_build() -> None:
    stated = re.search(r"project\(tvilling VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())
    assert stated and tv.__version__ == stated.group(1)


def test_the_package_passes_mypy_strict(tmp_path: Path) -> None:
    mypy = shutil.which("mypy")
    if mypy is None:
        pytest.skip("mypy is not installed")
    command = [mypy, "--strict", "--python-executable", "/usr/bin/python3", "--cache-dir", str(tmp_path), str(SOURCE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def stub_signatures() -> dict[str, list[str]]:
    """Names of the stub, each with its arguments (`self` left out); a property has none."""
    found: dict[str, list[str]] = {}

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef):
                visit(node.body, f"{node.name}.")
            elif isinstance(node, ast.FunctionDef):
                found[prefix + node.name] = [a.arg for a in node.args.args if a.arg != "self"]
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found[prefix + node.target.id] = []

    visit(ast.parse((SOURCE / "_core.pyi").read_text()).body, "")
    return found


def module_signatures() -> dict[str, list[str]]:
    """The same of the built module, from the first line that pybind11 writes into each docstring."""
    inherited = set(dir(object)) - {"__init__", "__str__"}
    found: dict[str, list[str]] = {}

    def add(name: str, member: object) -> None:
        if isinstance(member, property) or not callable(member):
            found[name] = []
            return
        signature = (member.__doc__ or "").splitlines()[0]
        inside = signature[signature.index("(") + 1 : signature.rindex(") ->")]
        arguments = re.findall(r"(?:^|, )(\w+): ", inside)
        found[name] = [a for a in arguments if a not in ("self", "arg0")]

    for name, member in vars(_core).items():
        if name.startswith("__"):
            continue
        if not inspect.isclass(member):
            add(name, member)
            continue
        for attribute, value in vars(member).items():
            known = attribute not in inherited and attribute not in ("__module__", "__doc__", "_pybind11_conduit_v1_")
            made = attribute != "__init__" or "initialize" not in (value.__doc__ or "") and member is _core.Finding
            if known and made and attribute != "__str__":
                add(f"{name}.{attribute}", value)
    return found


def test_the_stub_names_what_the_module_has() -> None:
    assert stub_signatures() == module_signatures()


def public_objects() -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name in tv.__all__:
        member = getattr(tv, name)
        if inspect.isclass(member) or inspect.isfunction(member):
            found.append((name, member))
        if inspect.isclass(member):
            found += [(f"{name}.{a}", v) for a, v in vars(member).items() if not a.startswith("_") and callable(v)]
            found += [(f"{name}.{a}", v) for a, v in vars(member).items() if isinstance(v, property)]
    found += [(f"measures.{name}", getattr(tv.measures, name)) for name in tv.measures.__all__]
    return found


@pytest.mark.parametrize(("name", "member"), public_objects(), ids=[name for name, _ in public_objects()])
def test_everything_public_has_a_docstring(name: str, member: object) -> None:
    documentation = inspect.getdoc(member) or ""
    assert documentation.splitlines()[:1], f"{name} has no docstring"
    assert documentation.splitlines()[0].endswith((".", ";")), f"{name}: the first line is not a sentence"


MODULES = ["tvilling", *(f"tvilling.{module.name}" for module in pkgutil.iter_modules(tv.__path__) if module.name != "_core")]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_docstrings_run(module: str) -> None:
    done = doctest.testmod(importlib.import_module(module))
    assert done.failed == 0


@pytest.mark.parametrize("script", sorted((ROOT / "examples" / "python").glob("*.py")), ids=lambda path: path.name)
def test_the_examples_run(script: Path, tmp_path: Path) -> None:
    package = str(Path(tv.__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": package, "TVILLING_EXAMPLE_BUILDINGS": "30"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "baseline" in done.stdout


def test_the_python_blocks_of_the_guide_run(tmp_path: Path, town_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "how-to" / "python.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    assert blocks
    shutil.copytree(town_folder, tmp_path / "town")
    shutil.copy(ROOT / "examples" / "first_study.toml", tmp_path / "study.toml")
    shutil.copytree(town_folder, tmp_path / "city")
    for example in ("toy_t1", "timer"):
        shutil.copytree(ROOT / "examples" / example, tmp_path / example)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "python.md", "exec"), names)  # noqa: S102


def test_every_measure_type_has_its_class_with_the_same_parameters_and_defaults() -> None:
    types = _core.measure_types()
    assert list(tv.measures.BY_TYPE) == [name for name, _, _ in types]
    for name, _, parameters in types:
        cls = tv.measures.BY_TYPE[name]
        needed = {p[0]: (p[3] + p[4]) / 2 for p in parameters if p[5] != p[5]}
        made = cls(**needed)
        expected = {p[0]: needed.get(p[0], bool(p[5]) if p[6] else p[5]) for p in parameters}
        assert made.parameters() == expected
        assert [type(value) for value in made.parameters().values()] == [type(value) for value in expected.values()]
        if needed:
            with pytest.raises(TypeError):
                cls()
