// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::viz {

/// True when an X display with OpenGL can really be opened now. DISPLAY may be set and still be dead; VTK would abort then.
[[nodiscard]] bool display_available();

/// Runs this program again with the same arguments on a virtual display (`xvfb-run -a`) and takes its place: returns only by
/// an Error. An environment marker keeps it from starting itself over and over.
/// Throws Error (io) when xvfb-run or xauth is missing (it says what to install) or a virtual display, started beforehand to
/// try it, does not come up: xvfb-run's own failure would look like ours otherwise.
int rerun_under_xvfb(int argc, char* const* argv);

}  // namespace tvilling::viz
