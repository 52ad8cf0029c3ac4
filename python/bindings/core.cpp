// SPDX-License-Identifier: MPL-2.0
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/suggest.hpp"
#include "python/bindings/bindings.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

std::string_view kind_name(core::ErrorKind kind) {
  switch (kind) {
    case core::ErrorKind::bad_input: return "bad_input";
    case core::ErrorKind::wrong_usage: return "wrong_usage";
    case core::ErrorKind::io: return "io";
    case core::ErrorKind::interrupted: return "interrupted";
    case core::ErrorKind::internal: return "internal";
  }
  return "internal";
}

/// The exception classes are Python's (tvilling/_errors.py); it chooses the class by the kind.
void raise_in_python(const core::Error& error) {
  const py::object make = py::module_::import("tvilling._errors").attr("make_error");
  const py::object exception =
      make(kind_name(error.kind()), error.message(), error.pos().file, error.pos().line, error.pos().column, error.hint());
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.ptr())), exception.ptr());
}

core::Severity severity_of(std::string_view name) {
  for (const core::Severity s : {core::Severity::stops, core::Severity::warns, core::Severity::filled, core::Severity::info}) {
    if (core::to_string(s) == name) return s;
  }
  throw core::Error(core::ErrorKind::wrong_usage, "unknown severity \"" + std::string(name) + "\"");
}

}  // namespace

void bind_core(py::module_& module) {
  py::register_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const core::Error& error) {
      raise_in_python(error);
    }
  });

  py::class_<core::Finding>(module, "Finding")
      .def(py::init([](std::string code, std::string_view severity, std::string file, int line, int column, std::string message,
                       std::string hint) {
             return core::Finding{std::move(code), severity_of(severity), core::SourcePos{std::move(file), line, column},
                                  std::move(message), std::move(hint)};
           }),
           py::arg("code"), py::arg("severity"), py::arg("file"), py::arg("line"), py::arg("column"), py::arg("message"),
           py::arg("hint"))
      .def_readonly("code", &core::Finding::code)
      .def_property_readonly("severity", [](const core::Finding& f) { return core::to_string(f.severity); })
      .def_property_readonly("file", [](const core::Finding& f) { return f.pos.file; })
      .def_property_readonly("line", [](const core::Finding& f) { return f.pos.line; })
      .def_property_readonly("column", [](const core::Finding& f) { return f.pos.column; })
      .def_readonly("message", &core::Finding::message)
      .def_readonly("hint", &core::Finding::hint)
      .def_property_readonly("place", [](const core::Finding& f) { return f.pos.place; })
      .def_readonly("table", &core::Finding::table)
      .def_readonly("id", &core::Finding::id)
      .def_readonly("value", &core::Finding::value)
      .def_readonly("set_aside", &core::Finding::set_aside)
      .def("__str__", [](const core::Finding& f) { return core::to_string(f); });

  module.def(
      "throw_if_stopped", [](const std::vector<core::Finding>& findings) { core::throw_if_stopped(core::Findings{findings}); },
      py::arg("findings"));
  module.def(
      "did_you_mean",
      [](const std::string& word, const std::vector<std::string>& candidates) {
        const std::vector<std::string_view> views(candidates.begin(), candidates.end());
        return core::did_you_mean(word, views);
      },
      py::arg("word"), py::arg("candidates"));
}

}  // namespace tvilling::python
