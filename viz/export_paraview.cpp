// SPDX-License-Identifier: MPL-2.0
#include "viz/export_paraview.hpp"

#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkFieldData.h>
#include <vtkIntArray.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkSmartPointer.h>
#include <vtkXMLPolyDataWriter.h>

#include <fmt/format.h>

#include <cerrno>
#include <string_view>
#include <system_error>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "models/catalog.hpp"
#include "viz/city_mesh.hpp"

namespace tvilling::viz {

namespace {

using scenarios::Results;

template <typename Array, typename Value>
void add_cell_array(vtkPolyData* data, const CityMesh& mesh, const std::string& name, const Value& value_of_cell) {
  const vtkSmartPointer<Array> array = vtkSmartPointer<Array>::New();
  array->SetName(name.c_str());
  array->SetNumberOfValues(static_cast<vtkIdType>(mesh.cells.size()));
  for (std::size_t i = 0; i < mesh.cells.size(); ++i) array->SetValue(static_cast<vtkIdType>(i), value_of_cell(i));
  data->GetCellData()->AddArray(array);
}

vtkSmartPointer<vtkPolyData> shapes_of(const CityMesh& mesh, const CityScene& scene) {
  const vtkSmartPointer<vtkPolyData> data = vtkSmartPointer<vtkPolyData>::New();
  const vtkSmartPointer<vtkPoints> points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToFloat();
  for (const std::array<float, 3>& p : mesh.points) points->InsertNextPoint(p.data());
  const vtkSmartPointer<vtkCellArray> polygons = vtkSmartPointer<vtkCellArray>::New();
  for (const MeshCell& cell : mesh.cells) {
    const int corners = cell.face == Face::roof ? 3 : 4;
    polygons->InsertNextCell(corners);
    for (int c = 0; c < corners; ++c) polygons->InsertCellPoint(cell.corner[static_cast<std::size_t>(c)]);
  }
  data->SetPoints(points);
  data->SetPolys(polygons);
  add_cell_array<vtkIntArray>(data, mesh, "building_index",
                              [&mesh](std::size_t i) { return static_cast<int>(mesh.cells[i].building); });
  add_cell_array<vtkIntArray>(data, mesh, "surface", [&mesh](std::size_t i) { return static_cast<int>(mesh.cells[i].face); });
  add_cell_array<vtkIntArray>(data, mesh, "first_cell", [&mesh](std::size_t i) {
    return i == 0 || mesh.cells[i].building != mesh.cells[i - 1].building ? 1 : 0;
  });
  const vtkSmartPointer<vtkDoubleArray> offset = vtkSmartPointer<vtkDoubleArray>::New();
  offset->SetName("offset_m");
  offset->SetNumberOfComponents(3);
  offset->InsertNextTuple3(scene.offset_x_m, scene.offset_y_m, 0.0);
  data->GetFieldData()->AddArray(offset);
  return data;
}

void add_figures(vtkPolyData* data, const CityMesh& mesh, const Results& results, std::size_t scenario) {
  const std::vector<models::BuildingResult>& now = results.results[scenario];
  const std::vector<models::BuildingResult>& before = results.results.front();
  add_cell_array<vtkIntArray>(data, mesh, "status", [&mesh, &results, scenario](std::size_t i) {
    return static_cast<int>(results.status[scenario][mesh.cells[i].building]);
  });
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    const std::string name(models::kAnnualVariables[v].name);
    add_cell_array<vtkDoubleArray>(data, mesh, name,
                                   [&mesh, &now, v](std::size_t i) { return now[mesh.cells[i].building].annual[v]; });
    if (scenario == 0) continue;
    add_cell_array<vtkDoubleArray>(data, mesh, "change_" + name, [&mesh, &now, &before, v](std::size_t i) {
      return now[mesh.cells[i].building].annual[v] - before[mesh.cells[i].building].annual[v];
    });
  }
  const vtkSmartPointer<vtkIntArray> index = vtkSmartPointer<vtkIntArray>::New();
  index->SetName("scenario_index");
  index->InsertNextValue(static_cast<int>(scenario));
  data->GetFieldData()->AddArray(index);
}

std::string xml_of(vtkPolyData* data) {
  const vtkSmartPointer<vtkXMLPolyDataWriter> writer = vtkSmartPointer<vtkXMLPolyDataWriter>::New();
  writer->SetInputData(data);
  writer->SetDataModeToBinary();
  writer->WriteToOutputStringOn();
  if (writer->Write() != 1 || writer->GetOutputString().empty()) {
    throw core::Error(core::ErrorKind::internal, "the buildings could not be encoded for ParaView");
  }
  return writer->GetOutputString();
}

std::string xml_text(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += c;
    }
  }
  return safe;
}

std::string buildings_csv(const Results& results, const CityScene& scene) {
  core::CsvWriter csv;
  for (const char* name : {"building_index", "building_id", "name", "property_id", "use", "administration", "area_m2", "storeys",
                           "height_m", "x_m", "y_m", "shape"}) {
    csv.cell(name);
  }
  csv.end_row();
  for (std::size_t b = 0; b < scene.buildings.size(); ++b) {
    const models::Building& building = results.portfolio.buildings[b].building;
    const SceneBuilding& drawn = scene.buildings[b];
    const std::string_view shape = drawn.ring.empty() ? "none" : drawn.ring_from_table ? "footprint" : "square";
    csv.cell(static_cast<double>(b));
    for (const std::string_view text :
         {std::string_view(building.building_id), std::string_view(building.name), std::string_view(building.property_id),
          std::string_view(drawn.use), std::string_view(building.administration)}) {
      csv.cell(text);
    }
    for (const double number : {building.area_m2, building.storeys, drawn.height_m, building.x_m, building.y_m}) csv.cell(number);
    csv.cell(shape);
    csv.end_row();
  }
  return csv.text();
}

std::string scenario_file(std::size_t scenario) {
  return fmt::format("scenario_{:03}.vtp", scenario);
}

/// An earlier export of more scenarios into the same folder: ParaView's file list would show them as if they were of this one.
void remove_surplus(const std::filesystem::path& folder, std::size_t scenarios) {
  constexpr std::string_view kStem = "scenario_";
  constexpr std::string_view kEnding = ".vtp";
  std::vector<std::filesystem::path> surplus;
  for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kStem) || !name.ends_with(kEnding)) continue;
    const std::string digits = name.substr(kStem.size(), name.size() - kStem.size() - kEnding.size());
    if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos) continue;
    const std::size_t number = std::stoul(digits);
    if (number >= scenarios && name == scenario_file(number) && entry.is_regular_file()) surplus.push_back(entry.path());
  }
  for (const std::filesystem::path& path : surplus) {
    std::error_code trouble;
    std::filesystem::remove(path, trouble);
    if (trouble) core::throw_system_error("cannot remove the file of an earlier export", path, trouble.value());
  }
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (!trouble && std::filesystem::is_directory(folder)) return;
  core::throw_system_error("cannot make the folder", folder, trouble ? trouble.value() : ENOTDIR);
}

}  // namespace

std::vector<std::filesystem::path> export_paraview(const Results& results, const std::filesystem::path& folder) {
  if (results.scenario_names.empty()) throw core::Error(core::ErrorKind::bad_input, "this result file has no scenario to export");
  const CityScene scene = make_city_scene(results, {"heat_kwh", results.scenario_names.front(), false, {}});
  const CityMesh mesh = make_city_mesh(scene);
  make_folder(folder);
  std::vector<std::filesystem::path> written;
  const auto write = [&folder, &written](const std::string& name, const std::string& content) {
    core::write_file_atomic(folder / name, content);
    written.push_back(folder / name);
  };
  std::string pvd =
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\" byte_order=\"LittleEndian\">\n  <Collection>\n";
  core::CsvWriter names;
  for (const char* name : {"time_step", "scenario", "file"}) names.cell(name);
  names.end_row();
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    const vtkSmartPointer<vtkPolyData> data = shapes_of(mesh, scene);
    add_figures(data, mesh, results, s);
    const std::string file = scenario_file(s);
    write(file, xml_of(data));
    pvd += fmt::format("    <DataSet timestep=\"{}\" name=\"{}\" group=\"\" part=\"0\" file=\"{}\"/>\n", s,
                       xml_text(results.scenario_names[s]), file);
    names.cell(static_cast<double>(s));
    names.cell(results.scenario_names[s]);
    names.cell(file);
    names.end_row();
  }
  write("buildings.csv", buildings_csv(results, scene));
  remove_surplus(folder, results.scenario_names.size());
  write("scenarios.csv", names.text());
  write("city.pvd", pvd + "  </Collection>\n</VTKFile>\n");
  return written;
}

}  // namespace tvilling::viz
