// SPDX-License-Identifier: MPL-2.0
#include "core/io/gdal_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

void* library() {
  void* const handle = dlopen(TVILLING_GDAL_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (handle != nullptr) return handle;
  const char* const why = dlerror();  // NOLINT(concurrency-mt-unsafe): glibc keeps it for each thread
  throw Error(ErrorKind::io, fmt::format("GIS files need GDAL, which cannot be loaded: {}", why == nullptr ? "" : why), {},
              "Install it with scripts/setup, or give the tables as CSV or .xlsx.");
}

template <class Function>
void find(void* handle, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
  if (function == nullptr) throw Error(ErrorKind::io, fmt::format("{} has no {}", TVILLING_GDAL_LIBRARY, name));
}

Gdal load() {
  void* const handle = library();
  Gdal functions;
#define TVILLING_FIND(name) find(handle, #name, functions.name);
  TVILLING_GDAL_FUNCTIONS(TVILLING_FIND)
#undef TVILLING_FIND
  functions.RegisterOGRGeoJSON();
  functions.RegisterOGRGeoPackage();
  functions.RegisterOGRGML();
  return functions;
}

void gather(CPLErr level, int /*number*/, const char* message) {
  if (level < CE_Warning) return;
  auto& gathered = *static_cast<GdalMessages::Gathered*>(gdal().CPLGetErrorHandlerUserData());
  std::string& first = level == CE_Warning ? gathered.warning : gathered.failure;
  if (first.empty()) first = message;
}

}  // namespace

const Gdal& gdal() {
  static const Gdal functions = load();
  return functions;
}

GdalMessages::GdalMessages() {
  gdal().CPLPushErrorHandlerEx(gather, &gathered_);
}

GdalMessages::~GdalMessages() {
  gdal().CPLPopErrorHandler();
}

GdalOption::GdalOption(const char* name, const char* value) : name_(name) {
  gdal().CPLSetThreadLocalConfigOption(name, value);
}

GdalOption::~GdalOption() {
  gdal().CPLSetThreadLocalConfigOption(name_, nullptr);
}

GdalHandle<OGRSpatialReferenceH> coordinate_system(int code) {
  GdalHandle<OGRSpatialReferenceH> system(gdal().OSRNewSpatialReference(nullptr), gdal().OSRRelease);
  if (gdal().OSRImportFromEPSG(system.get(), code) != OGRERR_NONE) {
    throw Error(ErrorKind::io, fmt::format("PROJ does not know EPSG:{}", code), {}, "Is the package proj-data installed?");
  }
  gdal().OSRSetAxisMappingStrategy(system.get(), OAMS_TRADITIONAL_GIS_ORDER);
  return system;
}

}  // namespace tvilling::core
