// SPDX-License-Identifier: MPL-2.0
#include "core/run_context.hpp"

#include "core/error.hpp"

namespace tvilling::core {

void stop_if_asked(const RunContext& context) {
  if (context.stop.stop_requested()) throw Error(ErrorKind::interrupted, "stopped as asked");
}

}  // namespace tvilling::core
