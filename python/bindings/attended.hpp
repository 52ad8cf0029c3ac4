// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>

#include "core/run_context.hpp"

namespace pybind11 {
class object;
}

namespace tvilling::python {

using Work = std::function<void(const core::RunContext&)>;

/// Does long work on a thread of its own, without the GIL, and returns when it has ended. Ctrl-C and what `progress` (a callable
/// or None) raises stop it. Throws what the work threw, or what Python raised.
void run_attended(const Work& work, int threads, const pybind11::object& progress);

}  // namespace tvilling::python
