// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace pybind11 {
class module_;
}

namespace tvilling::python {

/// Each adds one layer to the module `tvilling._core`, lower layers first.
void bind_core(pybind11::module_& module);
void bind_models(pybind11::module_& module);
void bind_tables(pybind11::module_& module);
void bind_check(pybind11::module_& module);
void bind_scenarios(pybind11::module_& module);
void bind_results(pybind11::module_& module);
void bind_run(pybind11::module_& module);
void bind_reconcile(pybind11::module_& module);
void bind_choice(pybind11::module_& module);
void bind_uncertainty(pybind11::module_& module);
void bind_plans(pybind11::module_& module);

}  // namespace tvilling::python
