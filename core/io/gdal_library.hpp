// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <string>
#include <utility>

// GDAL's C functions, loaded when the first GIS file is met: libgdal draws in a hundred libraries, which costs 40 ms at every
// start. For the .cpp files that read, write and transform coordinates only. Of GDAL's C++ headers, but C functions.
extern "C" {
void RegisterOGRGeoJSON();
void RegisterOGRGeoPackage();
void RegisterOGRGML();
}

// clang-format off: it never comes to rest on a list of this length.
#define TVILLING_GDAL_FUNCTIONS(F) \
  F(RegisterOGRGeoJSON) F(RegisterOGRGeoPackage) F(RegisterOGRGML) F(CPLPushErrorHandlerEx) F(CPLPopErrorHandler) \
  F(CPLGetErrorHandlerUserData) F(CPLSetThreadLocalConfigOption) F(VSIFileFromMemBuffer) F(VSIFCloseL) F(VSIUnlink) \
  F(GDALOpenEx) F(GDALClose) F(GDALGetDriverByName) F(GDALCreate) F(GDALDatasetGetLayerCount) F(GDALDatasetGetLayer) \
  F(GDALDatasetGetLayerByName) F(GDALDatasetCreateLayer) F(GDALDatasetStartTransaction) F(GDALDatasetCommitTransaction) \
  F(OGR_L_GetName) F(OGR_L_GetLayerDefn) F(OGR_L_GetNextFeature) F(OGR_L_GetSpatialRef) F(OGR_L_CreateField) \
  F(OGR_L_CreateFeature) F(OGR_FD_GetFieldCount) F(OGR_FD_GetFieldDefn) F(OGR_Fld_GetNameRef) F(OGR_Fld_GetType) \
  F(OGR_Fld_GetSubType) F(OGR_Fld_SetSubType) F(OGR_Fld_Create) F(OGR_Fld_Destroy) F(OGR_F_Create) F(OGR_F_Destroy) \
  F(OGR_F_GetFID) F(OGR_F_IsFieldSetAndNotNull) F(OGR_F_GetFieldAsString) F(OGR_F_GetFieldAsDouble) \
  F(OGR_F_GetFieldAsInteger64) F(OGR_F_GetFieldAsDateTimeEx) F(OGR_F_GetGeometryRef) F(OGR_F_StealGeometry) \
  F(OGR_F_SetFieldString) F(OGR_F_SetFieldDouble) F(OGR_F_SetFieldInteger) F(OGR_F_SetGeometryDirectly) \
  F(OGR_G_CreateGeometry) F(OGR_G_DestroyGeometry) F(OGR_G_GetGeometryType) F(OGR_G_GetGeometryCount) \
  F(OGR_G_GetGeometryRef) F(OGR_G_GetPointCount) F(OGR_G_GetX) F(OGR_G_GetY) F(OGR_G_AddPoint_2D) F(OGR_G_SetPoint_2D) \
  F(OGR_G_AddGeometryDirectly) F(OGR_G_GetEnvelope) F(OGR_G_Transform) F(OGR_G_IsEmpty) F(OGR_G_GetLinearGeometry) \
  F(OGR_G_GetGeometryName) F(OGR_GT_IsNonLinear) F(OGR_GT_Flatten) F(OSRNewSpatialReference) F(OSRImportFromEPSG) \
  F(OSRClone) F(OSRRelease) F(OSRSetAxisMappingStrategy) F(OSRIsSame) F(OSRIsGeographic) F(OSRIsProjected) \
  F(OSRStripVertical) F(OSRGetAuthorityName) F(OSRGetAuthorityCode) F(OSRGetName) F(OCTNewCoordinateTransformation) \
  F(OCTDestroyCoordinateTransformation) F(OCTTransform)
// clang-format on

namespace tvilling::core {

/// The functions under their own names: `gdal.GDALOpenEx(...)`.
struct Gdal {
// NOLINTNEXTLINE(bugprone-macro-parentheses): a name that is declared takes none.
#define TVILLING_DECLARE(name) decltype(&::name) name = nullptr;
  TVILLING_GDAL_FUNCTIONS(TVILLING_DECLARE)
#undef TVILLING_DECLARE
};

/// Loads the library and its drivers for GIS files once. Throws Error (io) where it is not installed.
[[nodiscard]] const Gdal& gdal();

/// While it lives, GDAL's messages of this thread are gathered and not printed.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;
  GdalMessages(GdalMessages&&) = delete;
  GdalMessages& operator=(GdalMessages&&) = delete;
  /// The first of each kind, or empty.
  [[nodiscard]] const std::string& failure() const noexcept { return gathered_.failure; }
  [[nodiscard]] const std::string& warning() const noexcept { return gathered_.warning; }

  struct Gathered {
    std::string failure;
    std::string warning;
  };

 private:
  Gathered gathered_;
};

/// An option of GDAL for this thread while it lives.
class GdalOption {
 public:
  GdalOption(const char* name, const char* value);
  ~GdalOption();
  GdalOption(const GdalOption&) = delete;
  GdalOption& operator=(const GdalOption&) = delete;
  GdalOption(GdalOption&&) = delete;
  GdalOption& operator=(GdalOption&&) = delete;

 private:
  const char* name_;
};

/// A handle of GDAL's that is given back at the end.
template <class Handle>
class GdalHandle {
 public:
  using Release = void (*)(Handle);
  GdalHandle(Handle handle, Release give_back) noexcept : handle_(handle), release_(give_back) {}
  ~GdalHandle() { reset(); }
  GdalHandle(const GdalHandle&) = delete;
  GdalHandle& operator=(const GdalHandle&) = delete;
  GdalHandle(GdalHandle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)), release_(other.release_) {}
  GdalHandle& operator=(GdalHandle&&) = delete;
  [[nodiscard]] Handle get() const noexcept { return handle_; }
  void reset() {
    if (handle_ != nullptr) release_(std::exchange(handle_, nullptr));
  }
  [[nodiscard]] Handle release() noexcept { return std::exchange(handle_, nullptr); }

 private:
  Handle handle_;
  Release release_;
};

/// EPSG:`code` with x first (easting, longitude).
[[nodiscard]] GdalHandle<OGRSpatialReferenceH> coordinate_system(int code);

}  // namespace tvilling::core
