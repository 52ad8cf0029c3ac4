# SPDX-License-Identifier: MPL-2.0
"""Adds up JUnit reports of several runners into one line: N passed, N failed, N skipped.

Ends 1 when a test failed, when a report is missing or unreadable, or when nothing ran at all.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def count_case(case: ElementTree.Element, counts: Counts) -> None:
    """pytest marks failures and errors as children; ctest also has a status ("fail", "notrun", "disabled")."""
    status = case.get("status", "run")
    if case.find("failure") is not None or case.find("error") is not None or status == "fail":
        counts.failed += 1
    elif case.find("skipped") is not None or status in ("notrun", "disabled"):
        counts.skipped += 1
    else:
        counts.passed += 1


def aggregate(reports: list[Path]) -> tuple[Counts, list[str]]:
    """The counts over all reports, and what is wrong with the reports themselves."""
    total = Counts()
    troubles = []
    for report in reports:
        try:
            cases = list(ElementTree.parse(report).iter("testcase"))
        except (OSError, ElementTree.ParseError) as error:
            troubles.append(f"{report}: {error}")
            continue
        if not cases:
            troubles.append(f"{report}: no test ran")
        for case in cases:
            count_case(case, total)
    return total, troubles


def main(arguments: list[str]) -> int:
    counts, troubles = aggregate([Path(argument) for argument in arguments])
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    counts.failed += len(troubles)  # a runner that did not report is a failure, and shows in the line
    print(counts.line())
    return 1 if counts.failed > 0 or counts.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
