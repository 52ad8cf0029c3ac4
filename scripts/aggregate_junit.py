# SPDX-License-Identifier: MPL-2.0
"""Adds up the JUnit reports of several runners:  aggregate_junit.py EXIT_CODE REPORT [EXIT_CODE REPORT ...]

The last line on stdout is "N passed, N failed, N skipped"; why tests were skipped comes before it, on stderr. Ends 1 when a test
failed, when a runner ended non-zero, when a report is missing, unreadable or empty, or when nothing passed at all.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)

    def line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def outcome(case: ElementTree.Element) -> str:
    """pytest marks failures, errors and skips as children. ctest has a status besides ("run", "fail", "notrun", "disabled"), and
    also says "notrun" and <skipped> of a test whose program is missing: only a test that asked to be skipped is."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    status = case.get("status", "")
    skip = case.find("skipped")
    if status == "notrun":
        asked = skip is not None and skip.get("message", "").startswith("SKIP_RETURN_CODE=")
        return "skipped" if asked else "failed"
    if status == "disabled" or (status == "" and skip is not None):
        return "skipped"
    return "passed" if status in ("", "run") else "failed"


def skip_reason(case: ElementTree.Element) -> str:
    """ctest keeps what the test said ("skipped: ..."), pytest the reason itself."""
    said = (case.findtext("system-out") or "").splitlines()
    for line in said:
        if line.startswith("skipped: "):
            return line.removeprefix("skipped: ")
    skip = case.find("skipped")
    return (skip.get("message", "") if skip is not None else "") or case.get("status") or "no reason given"


def add_report(exit_code: int, report: Path, total: Counts) -> None:
    try:
        cases = list(ElementTree.parse(report).iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        total.troubles.append(f"{report}: {error}")
        return
    outcomes = Counter(outcome(case) for case in cases)
    total.passed += outcomes["passed"]
    total.failed += outcomes["failed"]
    total.skipped += outcomes["skipped"]
    total.reasons.update(skip_reason(case) for case in cases if outcome(case) == "skipped")
    if not cases:
        total.troubles.append(f"{report}: no test ran")
    elif exit_code != 0 and outcomes["failed"] == 0:
        total.troubles.append(f"{report}: the runner ended with {exit_code}, though no test in its report failed")


def main(arguments: list[str]) -> int:
    total = Counts()
    for exit_code, report in zip(arguments[::2], arguments[1::2], strict=True):
        add_report(int(exit_code), Path(report), total)
    for reason, tests in sorted(total.reasons.items()):
        print(f"skipped: {reason}" + (f" ({tests} tests)" if tests > 1 else ""), file=sys.stderr)
    for trouble in total.troubles:
        print(trouble, file=sys.stderr)
    total.failed += len(total.troubles)  # a runner that did not report is a failure, and shows in the line
    print(total.line())
    return 1 if total.failed > 0 or total.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
