# SPDX-License-Identifier: MPL-2.0
"""The rules of the house as functions over a folder, so that they can be tried on a small made-up tree too."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# A layer may include itself and what stands below it.
BELOW = {
    "core": set(),
    "models": {"core"},
    "scenarios": {"core", "models"},
    "viz": {"core", "models", "scenarios"},
    "python": {"core", "models", "scenarios"},
    "cli": {"core", "models", "scenarios", "viz"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]')
HEAVY = re.compile(r"^(toml\+\+/|sqlite3|H5|hdf5|vtk|boost/|CLI/|spdlog/|pybind11/)")
SPEAKS_OR_EXITS = re.compile(r"std::c(?:out|err)\b|\b(?:std::)?f?printf\s*\(|\bfmt::print\s*\(|\b(?:std::)?(?:_?exit|_Exit|quick_exit|abort)\s*\(")
MAX_LINES = 400
SOURCE_ENDINGS = {".cpp", ".hpp", ".py", ".pyi", ".cmake", ".toml"}
LICENSE_LINE = re.compile(r"SPDX-License-Identifier: MPL-2\.0\b")


def cpp_files(root: Path, layer: str) -> list[Path]:
    return sorted(p for p in (root / layer).rglob("*") if p.suffix in (".cpp", ".hpp"))


def code_lines(path: Path) -> list[tuple[int, str]]:
    """Lines without their `//` comments (text inside string literals is kept: the rules are coarse on purpose)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(number, re.sub(r"//.*", "", line)) for number, line in enumerate(lines, start=1)]


def upward_includes(root: Path) -> list[str]:
    """Every include that points to a layer above, or beside, its own."""
    wrong = []
    for layer, below in BELOW.items():
        for path in cpp_files(root, layer):
            for number, line in code_lines(path):
                match = INCLUDE.match(line)
                target = match.group(1).split("/")[0] if match else ""
                if target in BELOW and target != layer and target not in below:
                    wrong.append(f"{path.relative_to(root)}:{number}: {layer} may not include {match.group(1)}")
    return wrong


def heavy_includes(root: Path) -> list[str]:
    """Headers that carry a large library into another layer: the includes of other layers, followed through headers."""
    includes = {
        path.relative_to(root).as_posix(): [(n, m.group(1)) for n, line in code_lines(path) if (m := INCLUDE.match(line))]
        for layer in BELOW
        for path in cpp_files(root, layer)
    }
    heavy = {name for name, lines in includes.items() if name.endswith(".hpp") and any(HEAVY.match(t) for _, t in lines)}
    while True:
        carriers = {name for name, lines in includes.items() if name.endswith(".hpp") and any(t in heavy for _, t in lines)}
        if carriers <= heavy:
            break
        heavy |= carriers
    return [
        f"{name}:{number}: {target} carries a large library out of its layer"
        for name, lines in sorted(includes.items())
        for number, target in lines
        if target in heavy and target.split("/")[0] != name.split("/")[0]
    ]


def loud_lines(root: Path) -> list[str]:
    """Printing or ending the program in a library layer: only cli may."""
    wrong = []
    for layer in ("core", "models", "scenarios", "viz"):
        for path in cpp_files(root, layer):
            for number, line in code_lines(path):
                if SPEAKS_OR_EXITS.search(line):
                    wrong.append(f"{path.relative_to(root)}:{number}: {line.strip()}")
    return wrong


def kept_files(root: Path) -> list[Path]:
    """Files under version control, and those that could be added (not the ignored ones)."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return sorted(path for path in set(paths) if path.is_file())


def is_source(path: Path) -> bool:
    if path.suffix in SOURCE_ENDINGS or path.name == "CMakeLists.txt":
        return True
    return path.suffix == "" and path.parent.name in ("scripts", ".ci") and path.name != "LICENSE"


def without_license_line(paths: list[Path]) -> list[str]:
    """Sources that do not name the licence in the first line (the second after `#!`)."""
    wrong = []
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        head = lines[1:2] if lines and lines[0].startswith("#!") else lines[:1]
        if not head or not LICENSE_LINE.search(head[0]):
            wrong.append(str(path))
    return wrong


def too_long(paths: list[Path]) -> list[str]:
    lengths = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in paths)
    return [f"{path}: {lines} lines" for path, lines in lengths if lines > MAX_LINES]


CODE_BLOCK = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|[\s/`])tvilling[ \t]+([a-z][a-z0-9-]*)")


def commands_in(markdown: str) -> set[str]:
    """The subcommands of `tvilling` that shell blocks of a page call."""
    return {word for block in CODE_BLOCK.findall(markdown) for word in COMMAND.findall(block)}


def known_commands(root: Path) -> set[str]:
    text = (root / "cli" / "arguments.cpp").read_text(encoding="utf-8")
    return set(re.findall(r'add_command\(\s*root,\s*"([a-z]+)"', text))
