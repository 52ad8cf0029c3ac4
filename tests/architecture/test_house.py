# SPDX-License-Identifier: MPL-2.0
"""The rules of the house hold, and each rule notices when it is broken."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import house
import pytest


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_includes_point_downward_only():
    assert house.upward_includes(house.ROOT) == []


def test_links_point_downward_only():
    assert house.upward_links(house.ROOT) == []


def test_large_libraries_stay_inside_their_layer():
    assert house.heavy_includes(house.ROOT) == []


def test_only_the_command_line_prints_or_exits():
    assert house.loud_lines(house.ROOT) == []


def test_every_source_names_the_licence_first():
    sources = [path for path in house.kept_files(house.ROOT) if house.is_source(path)]
    assert len(sources) > 50
    assert house.without_license_line(sources) == []


def test_no_source_is_longer_than_400_lines():
    sources = [path for path in house.kept_files(house.ROOT) if house.is_source(path)]
    assert house.too_long(sources) == []


def pages() -> list[Path]:
    return [path for path in house.kept_files(house.ROOT) if path.suffix == ".md"]


def test_pages_call_commands_that_exist():
    unknown = {(page.name, word) for page in pages() for word in house.commands_in(page.read_text(encoding="utf-8"))
               if word not in house.known_commands(house.ROOT)}  # fmt: skip
    assert unknown == set()


def test_pages_use_flags_that_exist():
    program = Path(os.environ.get("TVILLING_BIN", house.ROOT / "build" / "release" / "bin" / "tvilling"))
    if not program.is_file():
        pytest.skip(f"{program} is not built")
    calls = {call for page in pages() for call in house.calls_in(page.read_text(encoding="utf-8"))}
    assert ("run", "-o") in calls
    unknown = set()
    for command in {command for command, _ in calls}:
        told = subprocess.run([str(program), command, "--help"], capture_output=True, text=True, check=False)
        assert told.returncode == 0, f"a page calls tvilling {command}: {told.stderr}"
        unknown |= {(name, flag) for name, flag in calls if name == command and flag not in house.flags_of(told.stdout)}
    assert unknown == set()


def test_the_readme_calls_the_main_commands():
    called = house.commands_in((house.ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"init", "check", "run", "compare"} <= called


# The test of the tests: a small tree with one planted fault each.


@pytest.mark.parametrize(
    ("file", "include"),
    [
        ("core/io/file.cpp", "models/catalog.hpp"),
        ("core/error.hpp", "cli/console.hpp"),
        ("core/error.cpp", "../cli/console.hpp"),
        ("core/io/file.hpp", "core/../models/catalog.hpp"),
        ("cli/run.cpp", "../core/error.hpp"),
        ("models/building/building.hpp", "scenarios/study.hpp"),
        ("scenarios/batch.cpp", "viz/render.hpp"),
        ("viz/render.cpp", "cli/console.hpp"),
        ("python/bindings/module.cpp", "cli/table.hpp"),
        ("cli/run.cpp", "python/bindings/bind.hpp"),
    ],
)
def test_an_upward_include_is_found(tmp_path: Path, file: str, include: str):
    write(tmp_path / "core/good.hpp", '#include "core/error.hpp"\n#include <vector>\n')
    write(tmp_path / "cli/good.cpp", '#include "viz/render.hpp"\n#include "core/error.hpp"\n')
    assert house.upward_includes(tmp_path) == []
    write(tmp_path / file, f'// head\n#include "{include}"\n')
    layer = file.split("/")[0]
    assert house.upward_includes(tmp_path) == [f"{file}:2: {layer} may not include {include}"]


def test_an_include_in_angle_brackets_or_with_spaces_is_found_too(tmp_path: Path):
    write(tmp_path / "core/a.cpp", "#  include <scenarios/study.hpp>\n")
    assert len(house.upward_includes(tmp_path)) == 1


def test_an_include_in_a_comment_is_not_counted(tmp_path: Path):
    write(tmp_path / "core/a.cpp", '// #include "scenarios/study.hpp"\n')
    assert house.upward_includes(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("core/CMakeLists.txt", "target_link_libraries(tvilling_core PRIVATE fmt::fmt tvilling::models)", "core may not link models"),
        ("core/CMakeLists.txt", "tvilling_add_layer(core fmt::fmt\n  tvilling_scenarios)", "core may not link scenarios"),
        ("CMakeLists.txt", "target_link_libraries(tvilling_models PUBLIC tvilling::viz)", "models may not link viz"),
        ("python/CMakeLists.txt", "target_link_libraries(tvilling_python PRIVATE tvilling::cli)", "python may not link cli"),
        ("cmake/more.cmake", "target_link_libraries(tvilling_core\n  PRIVATE tvilling::cli)", "core may not link cli"),
        ("viz/CMakeLists.txt", "target_link_libraries(window PRIVATE tvilling::cli)", "viz may not link cli"),
    ],
)
def test_an_upward_link_is_found(tmp_path: Path, file: str, line: str, said: str):
    write(tmp_path / "models/CMakeLists.txt", "tvilling_add_layer(models tvilling::core)\n# target_link_libraries(x tvilling::cli)\n")
    write(tmp_path / "cli/CMakeLists.txt", "target_link_libraries(tvilling PRIVATE tvilling::cli tvilling::viz)\n")
    assert house.upward_links(tmp_path) == []
    write(tmp_path / file, f"{line}\n")
    assert house.upward_links(tmp_path) == [f"{file}: {said}"]


@pytest.mark.parametrize("header", ["toml++/toml.h", "sqlite3.h", "hdf5.h", "vtkActor.h", "boost/graph/adjacency_list.hpp",
                                    "CLI/CLI.hpp", "nlohmann/json.hpp", "pybind11/pybind11.h"])  # fmt: skip
def test_a_large_library_that_leaves_its_layer_is_found(tmp_path: Path, header: str):
    write(tmp_path / "core/private.hpp", f"#include <{header}>\n")
    write(tmp_path / "core/public.hpp", '#include "core/private.hpp"\n')
    write(tmp_path / "core/a.cpp", '#include "core/public.hpp"\n')
    assert house.heavy_includes(tmp_path) == []
    write(tmp_path / "models/a.cpp", '#include "core/public.hpp"\n')
    assert house.heavy_includes(tmp_path) == ["models/a.cpp:1: core/public.hpp carries a large library out of its layer"]


@pytest.mark.parametrize("line", ["std::cout << 1;", "printf(x);", "std::fprintf(stderr, x);", "fmt::print(x);", "exit(1);",
                                  "std::exit(1);", "std::abort();", "_exit(1);"])  # fmt: skip
def test_a_loud_line_is_found(tmp_path: Path, line: str):
    write(tmp_path / "core/a.cpp", "on_exit_code(2); snprintf_like(3); // printf(4)\n")
    assert house.loud_lines(tmp_path) == []
    write(tmp_path / "models/a.cpp", f"{line}\n")
    assert len(house.loud_lines(tmp_path)) == 1


def test_a_missing_licence_line_is_found(tmp_path: Path):
    good = [write(tmp_path / "a.cpp", "// SPDX-License-Identifier: MPL-2.0\n"),
            write(tmp_path / "b", "#!/bin/sh\n# SPDX-License-Identifier: MPL-2.0\n")]  # fmt: skip
    bad = [write(tmp_path / "c.cpp", "int x;\n// SPDX-License-Identifier: MPL-2.0\n"), write(tmp_path / "d.py", "")]
    assert house.without_license_line(good + bad) == [str(path) for path in bad]


def test_a_file_that_is_too_long_is_found(tmp_path: Path):
    files = [write(tmp_path / "a.cpp", "x\n" * 400), write(tmp_path / "b.cpp", "x\n" * 401)]
    assert house.too_long(files) == [f"{files[1]}: 401 lines"]


def test_commands_are_found_in_shell_blocks_only():
    page = "tvilling nothing\n```sh\nbuild/release/bin/tvilling runn study.toml\ntvilling check x && tvilling run y\n```\n"
    assert house.commands_in(page) == {"runn", "check", "run"}


def test_flags_are_found_in_shell_blocks_and_inline_code():
    page = ("Try `tvilling check --only\nTV-1` and `--lost`.\n```sh\n"
            "cd x && bin/tvilling run 'a b.toml' -o r.h5 \\\n  --threads=2 | tail -n 1\n```\n"
            "```text\ntvilling run --unseen\n```\n")  # fmt: skip
    assert house.calls_in(page) == {("check", "--only"), ("run", "-o"), ("run", "--threads")}
    assert house.flags_of("Options:\n  -o,--output TEXT  a-b --dry-run\nExamples:\n  x --no") == {"-o", "--output", "--dry-run"}


def test_an_unpacked_archive_is_walked(tmp_path: Path):
    kept = [write(tmp_path / "README.md", "x"), write(tmp_path / "core/a.cpp", "x")]
    write(tmp_path / "build/release/a.cpp", "x")
    write(tmp_path / "tests/__pycache__/a.py", "x")
    assert house.kept_files(tmp_path) == kept
