// SPDX-License-Identifier: MPL-2.0
#include "core/io/projection.hpp"

#include <cmath>

#include "core/io/gdal_library.hpp"

namespace tvilling::core {

std::optional<std::pair<double, double>> utm32_of_degrees(double longitude, double latitude) {
  const GdalMessages quiet;
  // Made once a thread: it costs more than a million points.
  thread_local const GdalHandle<OGRCoordinateTransformationH> transformation = [] {
    const GdalHandle<OGRSpatialReferenceH> from = coordinate_system(4326);
    const GdalHandle<OGRSpatialReferenceH> to = coordinate_system(25832);
    return GdalHandle<OGRCoordinateTransformationH>(gdal().OCTNewCoordinateTransformation(from.get(), to.get()),
                                                    gdal().OCTDestroyCoordinateTransformation);
  }();
  double x_m = longitude;
  double y_m = latitude;
  if (transformation.get() == nullptr || gdal().OCTTransform(transformation.get(), 1, &x_m, &y_m, nullptr) == 0)
    return std::nullopt;
  if (!std::isfinite(x_m) || !std::isfinite(y_m)) return std::nullopt;
  return std::pair(x_m, y_m);
}

}  // namespace tvilling::core
