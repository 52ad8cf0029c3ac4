# SPDX-License-Identifier: MPL-2.0
"""The rules of the house as functions over a folder, so that they can be tried on a small made-up tree too."""

from __future__ import annotations

import os
import re
import shlex
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
HEAVY = re.compile(r"^(toml\+\+/|sqlite3|H5|hdf5|vtk|boost/|CLI/|nlopt|spdlog/|nlohmann/|pybind11/)")
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
    """Every include that points to a layer above, or beside, its own; and any with `..`, which could hide one."""
    wrong = []
    for layer, below in BELOW.items():
        for path in cpp_files(root, layer):
            for number, line in code_lines(path):
                match = INCLUDE.match(line)
                parts = match.group(1).split("/") if match else [""]
                upward = parts[0] in BELOW and parts[0] != layer and parts[0] not in below
                if match and (upward or ".." in parts):
                    wrong.append(f"{path.relative_to(root)}:{number}: {layer} may not include {match.group(1)}")
    return wrong


LINKING = re.compile(r"\b(?:target_link_libraries|tvilling_add_layer)\s*\(\s*([^\s)]+)([^)]*)\)")
LAYER_TARGET = re.compile(r"\btvilling(?:::|_)(" + "|".join(BELOW) + r")\b")


def upward_links(root: Path) -> list[str]:
    """Every layer that links one above, or beside, its own, in any CMake list outside the tests."""
    lists = [*root.glob("CMakeLists.txt"), *root.glob("cmake/*.cmake")]
    lists += [path for layer in BELOW for path in (root / layer).rglob("CMakeLists.txt")]
    wrong = []
    for path in sorted(lists):
        text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
        for name, links in LINKING.findall(text):
            named = LAYER_TARGET.search(name if "tvilling" in name else f"tvilling_{name}")
            layer = named.group(1) if named else path.relative_to(root).parts[0]
            for target in LAYER_TARGET.findall(links):
                if target != layer and target not in BELOW.get(layer, BELOW):
                    wrong.append(f"{path.relative_to(root)}: {layer} may not link {target}")
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


# Ends the copy of the process that it made, never the program.
ENDS_A_COPY = "core/io/child_process.cpp"


def loud_lines(root: Path) -> list[str]:
    """Printing or ending the program in a library layer: only cli may."""
    wrong = []
    for layer in ("core", "models", "scenarios", "viz"):
        for path in cpp_files(root, layer):
            if path.relative_to(root).as_posix() == ENDS_A_COPY:
                continue
            for number, line in code_lines(path):
                if SPEAKS_OR_EXITS.search(line):
                    wrong.append(f"{path.relative_to(root)}:{number}: {line.strip()}")
    return wrong


UNKEPT = {".git", "build", "demo", "__pycache__", ".pytest_cache", ".mypy_cache", ".hypothesis"}


def kept_files(root: Path) -> list[Path]:
    """Files under version control, and those that could be added (not the ignored ones); all files of an unpacked archive."""
    if not (root / ".git").exists():
        walk = ((Path(folder), folders, names) for folder, folders, names in os.walk(root))
        found = []
        for folder, folders, names in walk:
            folders[:] = [name for name in folders if name not in UNKEPT]
            found += [folder / name for name in names]
        return sorted(found)
    listed = subprocess.run(  # a clone may belong to another user
        ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return sorted(path for path in set(paths) if path.is_file())


def is_source(path: Path) -> bool:
    if "/tests/data/" in path.as_posix() and path.suffix != ".py":
        return False  # the corpus: files as planners have them, each line at its place
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
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "cli").glob("*arguments.cpp")))
    return set(re.findall(r'add_command\(\s*root,\s*"([a-z]+)"', text))


INLINE_CALL = re.compile(r"`tvilling\s+([^`]+)`")
SEPARATORS = {"&&", "||", ";", "|", ">", ">>", "<"}


def calls_in(markdown: str) -> set[tuple[str, str]]:
    """(subcommand, flag) for every flag of `tvilling` in shell blocks and in inline code."""
    lines = [line for block in CODE_BLOCK.findall(markdown) for line in block.replace("\\\n", " ").splitlines()]
    lines += [f"tvilling {' '.join(call.split())}" for call in INLINE_CALL.findall(CODE_BLOCK.sub("", markdown))]
    calls = set()
    for line in lines:
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        command: str | None = None
        called = False
        for word in lexer:
            if word in SEPARATORS:
                command, called = None, False
            elif command is not None and word.startswith("-"):
                calls.add((command, word.split("=")[0]))
            elif called and command is None:
                command = word
            elif not called:
                called = word.split("/")[-1] == "tvilling"
    return calls


def flags_of(help_text: str) -> set[str]:
    """The flags that a help page offers (not those of its examples)."""
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z0-9-]*", help_text.split("Examples:")[0]))
