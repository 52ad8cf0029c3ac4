# SPDX-License-Identifier: MPL-2.0
"""What all measures have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import ClassVar

from tvilling._arguments import wrong


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What all measures have: the choice of buildings and what the measure costs. Use one of the classes made from it."""

    where: str = ""
    order_by: str = ""
    limit: int | None = None
    sample: float = 1.0
    seed: int = 1
    buildings: Sequence[str] = ()
    unit_cost_dkk: float | None = None
    fixed_cost_dkk: float | None = None
    lifetime_years: float | None = None
    maintenance_dkk_year: float | None = None

    type: ClassVar[str] = ""
    texts: ClassVar[tuple[str, ...]] = ()  #: parameters that are ids: which units and premises

    def __post_init__(self) -> None:
        if isinstance(self.buildings, str):
            raise wrong(f"{type(self).__name__}: buildings", self.buildings, "A list of building ids is needed.")
        object.__setattr__(self, "buildings", tuple(self.buildings))

    def parameters(self) -> dict[str, float | bool]:
        """Return the parameters by name (units in the names), without the choice of buildings and the cost."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in (*SELECTION, *self.texts)}

    def __repr__(self) -> str:
        defaults = {field.name: field.default for field in fields(self)}
        quiet = (*self.texts, *SELECTION)
        shown = {name: getattr(self, name) for name in [*self.texts, *self.parameters(), *SELECTION]}
        told = [f"{name}={value!r}" for name, value in shown.items() if name not in quiet or value != defaults[name]]
        return f"{type(self).__name__}({', '.join(told)})"


SELECTION: tuple[str, ...] = tuple(field.name for field in fields(Measure))
