// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace tvilling::core {

/// Runs `work` in a copy of this process that prints nothing, and gives what it returned: for a library that may crash on a
/// damaged file. An Error that the work throws is thrown here. Nothing when the copy crashed or ran out of memory. Throws Error
/// (io) when it took longer than `limit`, which says nothing of the file, and when the system allows no further process.
///
/// Only the calling thread lives on in the copy: the work must start no threads and use no OpenMP.
[[nodiscard]] std::optional<std::string> run_in_child(const std::function<std::string()>& work, std::chrono::seconds limit);

}  // namespace tvilling::core
