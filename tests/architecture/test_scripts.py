# SPDX-License-Identifier: MPL-2.0
"""scripts/test in a made-up tree, with a ctest that does as it is told; and what git says about the tree that is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import house
import pytest

CLOSING = re.compile(r"^\d+ passed, \d+ failed, \d+ skipped$")

FAKE_CTEST = """#!/bin/sh
while [ "$1" != --output-junit ]; do shift; done
cat "{report}" >"$2"
cat "{log}"
exit {code}
"""
GOOD = '<testsuite><testcase name="a" status="run"/></testsuite>'
CRASHED = '<testsuite><testcase name="a" status="fail"><failure message=""/></testcase></testsuite>'
PASSING_TEST = "def test_it():\n    assert True\n"


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


class Tree:
    """A copy of the scripts with an empty set-up and build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("test", "aggregate_junit.py"):
            (root / "scripts").mkdir(exist_ok=True)
            shutil.copy(house.ROOT / "scripts" / name, root / "scripts" / name)
        executable(root / "scripts" / "setup", "#!/bin/sh\n")
        executable(root / "scripts" / "build", "#!/bin/sh\nmkdir -p build/release\n")
        for folder in ("architecture", "cli", "python"):
            self.write_test(folder, PASSING_TEST)
        self.ctest(GOOD, "all fine\n", 0)

    def write_test(self, folder: str, text: str) -> None:
        path = self.root / "tests" / folder / f"test_{folder}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def ctest(self, report: str, log: str, code: int) -> None:
        (self.root / "report.xml").write_text(report, encoding="utf-8")
        (self.root / "log.txt").write_text(log, encoding="utf-8")
        executable(self.root / "bin" / "ctest", FAKE_CTEST.format(report=self.root / "report.xml", log=self.root / "log.txt", code=code))

    def test(self) -> tuple[int, list[str]]:
        """The exit code and all lines, both streams in one."""
        environment = {**os.environ, "PATH": f"{self.root / 'bin'}:{os.environ['PATH']}"}
        done = subprocess.run([str(self.root / "scripts" / "test")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=environment, check=False)  # fmt: skip
        lines = done.stdout.splitlines()
        assert [line for line in lines if CLOSING.match(line)] == lines[-1:], done.stdout
        return done.returncode, lines


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_a_good_run_says_one_line(tree: Tree):
    assert tree.test() == (0, ["4 passed, 0 failed, 0 skipped"])


@pytest.mark.parametrize("log", ["1/1 Test #1: a ***Exception: SegFault  0.1 sec\n", "1/1 Test #1: a ***Timeout 1.0 sec\n",
                                 "3 passed, 0 failed, 0 skipped\n"])  # fmt: skip
def test_the_whole_log_of_a_failed_runner_is_shown(tree: Tree, log: str):
    tree.ctest(CRASHED, "Test project\n" + log, 8)
    code, lines = tree.test()
    assert (code, lines[-1]) == (1, "3 passed, 1 failed, 0 skipped")
    assert lines[:2] == ["  Test project", "  " + log.rstrip("\n")]


def test_a_test_program_that_ctest_did_not_find_fails(tree: Tree):
    report = GOOD.replace("</", '<testcase name="b" status="notrun"><skipped message="Unable to find executable"/></testcase></', 1)
    tree.ctest(report, "Not Run\n", 8)
    code, lines = tree.test()
    assert (code, lines[-1]) == (1, "4 passed, 1 failed, 0 skipped")
    assert "  Not Run" in lines


def test_a_failing_python_test_is_shown_and_counted(tree: Tree):
    tree.write_test("cli", "def test_it():\n    assert 1 == 2\n")
    code, lines = tree.test()
    assert (code, lines[-1]) == (1, "3 passed, 1 failed, 0 skipped")
    assert any("assert 1 == 2" in line for line in lines)


def test_a_runner_that_dies_is_a_failure(tree: Tree):
    tree.write_test("cli", "import os\n\ndef test_it():\n    os._exit(9)\n")
    code, lines = tree.test()
    assert code == 1
    # How many passed depends on what the other workers had done.
    assert re.fullmatch(r"\d+ passed, 1 failed, 0 skipped", lines[-1])


def test_the_reason_of_a_skipped_test_is_shown(tree: Tree):
    tree.write_test("cli", "import pytest\n\ndef test_it():\n    pytest.skip('no data here')\n")
    assert tree.test() == (0, ["skipped: no data here", "3 passed, 0 failed, 1 skipped"])


@pytest.mark.parametrize("step", ["setup", "build"])
def test_a_build_that_fails_closes_with_a_failure(tree: Tree, step: str):
    executable(tree.root / "scripts" / step, "#!/bin/sh\necho no compiler >&2\nexit 1\n")
    assert tree.test() == (1, ["no compiler", "0 passed, 1 failed, 0 skipped"])


def test_setup_is_silent_when_nothing_is_missing():
    done = subprocess.run([str(house.ROOT / "scripts" / "setup"), "--develop"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# The commit that results name.


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def git_sha(folder: Path, output: Path) -> str:
    subprocess.run(["cmake", "-D", f"SOURCE_DIR={folder}", "-D", f"OUTPUT={output}", "-P", str(house.ROOT / "cmake/git_sha.cmake")],
                   check=True, capture_output=True)  # fmt: skip
    found = re.search(r'return "(.*)";', output.read_text(encoding="utf-8"))
    assert found is not None
    return found.group(1)


def test_the_build_names_the_commit_and_says_dirty(tmp_path: Path):
    tree, output = tmp_path / "tree", tmp_path / "git_sha.cpp"
    tree.mkdir()
    assert git_sha(tree, output) == "unknown"
    git(tree, "init", "-q")
    (tree / "a.cpp").write_text("one")
    git(tree, "add", "a.cpp")
    assert git_sha(tree, output) == "unknown"  # no commit yet
    git(tree, "commit", "-q", "-m", "one")
    git(tree, "tag", "-a", "v1", "-m", "v1")
    commit = git(tree, "rev-parse", "--short=12", "HEAD")
    assert git_sha(tree, output) == commit
    written = output.stat().st_mtime_ns
    assert git_sha(tree, output) == commit
    assert output.stat().st_mtime_ns == written  # nothing to compile
    (tree / "a.cpp").write_text("two")
    assert git_sha(tree, output) == f"{commit}-dirty"
    (tree / "below").mkdir()
    assert git_sha(tree / "below", output) == "unknown"  # not the repository of a folder above


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a tree to another user")
def test_a_clone_of_another_user_is_named_too(tmp_path: Path):
    git(tmp_path, "init", "-q", "tree")
    (tmp_path / "tree" / "a.cpp").write_text("one")
    git(tmp_path / "tree", "add", ".")
    git(tmp_path / "tree", "commit", "-q", "-m", "one")
    commit = git(tmp_path / "tree", "rev-parse", "--short=12", "HEAD")
    for path in (tmp_path / "tree", tmp_path / "tree" / ".git"):
        os.chown(path, 65534, 65534)
    assert git_sha(tmp_path / "tree", tmp_path / "git_sha.cpp") == commit
    assert house.kept_files(tmp_path / "tree") == [tmp_path / "tree" / "a.cpp"]
