// SPDX-License-Identifier: MPL-2.0
// `tvilling._core`: the private door from Python to the engine. Thin and without default values: the public package
// python/tvilling has the names, defaults and words for people.
#include <pybind11/pybind11.h>

#include "core/version.hpp"
#include "python/bindings/bindings.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "Private: use the package tvilling.";
  module.attr("version") = tvilling::core::version();
  tvilling::python::bind_core(module);
  tvilling::python::bind_models(module);
  tvilling::python::bind_tables(module);
  tvilling::python::bind_check(module);
  tvilling::python::bind_scenarios(module);
  tvilling::python::bind_results(module);
  tvilling::python::bind_run(module);
  tvilling::python::bind_reconcile(module);
  tvilling::python::bind_choice(module);
  tvilling::python::bind_uncertainty(module);
  tvilling::python::bind_plans(module);
}
