// SPDX-License-Identifier: MPL-2.0
// The whole vocabulary of a detailed building file: every kind of table, every key.
#include <array>

#include "models/fabric/fabric_keys.hpp"

namespace tvilling::models {

namespace {

using Text = std::string_view;

constexpr FabricKey number(Text kind, Text key, double min, double max, Text unit, Text fallback, Text doc) {
  return {kind, key, KeyType::number, {min, max, unit}, fallback, {}, doc};
}
/// A number above `min`.
constexpr FabricKey above(Text kind, Text key, double min, double max, Text unit, Text fallback, Text doc) {
  return {kind, key, KeyType::number, {min, max, unit, true}, fallback, {}, doc};
}
constexpr FabricKey schedule(Text kind, Text key, double min, double max, Text unit, Text fallback, Text doc) {
  return {kind, key, KeyType::schedule, {min, max, unit}, fallback, {}, doc};
}
constexpr FabricKey choice(Text kind, Text key, Text words, Text fallback, Text doc) {
  return {kind, key, KeyType::choice, {}, fallback, words, doc};
}
constexpr FabricKey nested(Text kind, Text key, KeyType type, Text inner, Text doc) {
  return {kind, key, type, {}, {}, inner, doc};
}
constexpr FabricKey plain(Text kind, Text key, KeyType type, Text fallback, Text doc) {
  return {kind, key, type, {}, fallback, {}, doc};
}

constexpr std::array<FabricKind, 27> kKinds{{
    {"building", "[building]", "The building as a whole."},
    {"model", "[model]", "How the physics is computed."},
    {"weather", "[weather]",
     "Either a weather file, or columns of the measured series and the site. May be left out when the weather is given with the "
     "run."},
    {"columns", "", "Weather from the measured series: the name of each column. Values are means of the hour."},
    {"series", "[series]", "Measured values, one row per hour, in a CSV file. The run is the hours of the file."},
    {"material", "[material.NAME]", "A material: conductivity, density and specific heat, or only a resistance."},
    {"construction", "[construction.NAME]",
     "What walls, roofs and floors are made of: layers, or an element of EN ISO 52016-1 (resistance, heat capacity, where the "
     "mass lies)."},
    {"layer", "", "A layer of a construction."},
    {"glazing", "[glazing.NAME]", "What windows are glazed with: panes and gaps, or g-value and U-value."},
    {"pane", "", "A pane of glass; solar values at right angles, front is outside."},
    {"gap", "", "The space between two panes."},
    {"angle", "", "Measured shares of light at one angle."},
    {"diffuse", "", "Measured shares of diffuse light."},
    {"zone", "[zone.NAME]", "A room, or rooms with the same air."},
    {"thermostat", "",
     "Heating and cooling of a zone, ideal up to its capacity. Without a set point it never heats, or never cools."},
    {"gain", "", "Heat given off in a zone."},
    {"surface", "[surface.NAME]",
     "A flat part that bounds a zone. A surface between two zones is written once. One whose `beyond` is its own zone is a mass "
     "inside it with both faces in the zone. Areas are gross: windows are taken off."},
    {"place", "", "A rectangle in space."},
    {"overhang", "", "A plate over the upper edge, square to the surface."},
    {"fins", "", "Plates at the left and right edge, square to the window."},
    {"window", "[window.NAME]",
     "A window in a surface: an area, or width and height. In a surface with a place it has an offset too; without, width and "
     "height only serve its own overhang and fins."},
    {"blind", "", "A roller blind outside a window."},
    {"boundary", "[boundary.NAME]", "A temperature given from outside: a cellar, an attic, a neighbour."},
    {"air", "[air.NAME]", "A stream of air into a zone."},
    {"bridge", "[bridge.NAME]", "A thermal bridge between a zone's air and outdoors or a boundary."},
    {"obstacle", "[obstacle.NAME]", "A flat rectangle that shades: a neighbour, a tree."},
    {"schedule", "",
     "What may stand where a schedule is asked: a number; a list of 24 (each day), 168 (each week, Monday 00:00 first) or as "
     "many values as the run has hours; or one of these tables. A step takes the value at its middle."},
}};

// Keys of one kind stand together. "!" must be given.
constexpr std::array<FabricKey, 146> kKeys{{
    plain("building", "name", KeyType::text, "the file's name", "Name for titles."),
    plain("building", "extends", KeyType::text, "",
          "Building file that is read first; this one changes and adds, key by key. The path is relative to this file."),
    {"building", "year", KeyType::integer, {1990.0, 2100.0, ""}, "2025", "", "Year of the run, for weekdays and the sun."},
    {"building",
     "steps_per_hour",
     KeyType::integer,
     {1.0, 60.0, ""},
     "4",
     "",
     "Equal steps in an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60."},
    number("building", "ground_reflectance", 0.0, 1.0, "", "0.2", "Share of sunlight that the ground around throws back."),
    choice("building", "terrain", "open_country|suburb|city|ocean", "open_country",
           "What the wind blows over before it comes to the building."),
    number("building", "elevation_m", -500.0, 9000.0, "m", "the weather's", "Height above the sea: gives the air pressure."),
    number("building", "start_degc", -50.0, 100.0, "degC", "20", "Temperature of everything when the run begins."),
    number("model", "sky_below_air_k", 0.0, 40.0, "K", "the weather's sky",
           "Sky temperature so far below the air's (11 in EN ISO 52016-1)."),
    choice("model", "inside_convection", "natural|constant", "natural",
           "Convection at inner faces: by the temperature difference (TARP), or the constants of ASHRAE Standard 140."),
    choice("model", "outside_convection", "wind|constant", "wind",
           "Convection at outer faces: by wind and roughness (DOE-2), or the constants of ASHRAE Standard 140."),
    choice(
        "model", "sun_inside", "geometry|floor|area", "geometry",
        "Where sunlight falls that comes through windows: by the geometry of the room, on the floor, or on all faces by area."),
    plain("weather", "file", KeyType::text, "", "EPW file, relative to this file."),
    nested("weather", "columns", KeyType::table, "columns", "Names of the columns in the measured series."),
    number("weather", "latitude_deg", -90.0, 90.0, "deg", "", "Of the site, north positive. With columns."),
    number("weather", "longitude_deg", -180.0, 180.0, "deg", "", "Of the site, east positive. With columns."),
    number("weather", "utc_offset_h", -12.0, 14.0, "h", "", "Of local standard time. With columns."),
    number("weather", "elevation_m", -500.0, 9000.0, "m", "0", "Of the site above the sea. With columns."),
    plain("columns", "dry_bulb_degc", KeyType::text, "!", "Air temperature."),
    plain("columns", "global_horizontal_w_m2", KeyType::text, "!", "Solar radiation on the horizontal."),
    plain("columns", "diffuse_horizontal_w_m2", KeyType::text, "!",
          "The diffuse part of it; the beam follows from the difference."),
    plain("columns", "longwave_horizontal_w_m2", KeyType::text, "!",
          "Heat radiation of sky on the horizontal; the sky temperature follows."),
    plain("columns", "wind_speed_m_s", KeyType::text, "!", "Wind speed 10 m above open country."),
    plain("columns", "wind_direction_deg", KeyType::text, "!", "Where the wind comes from: north 0, east 90."),
    plain("columns", "relative_humidity_percent", KeyType::text, "70 % everywhere", "Relative humidity of the air."),
    plain("columns", "pressure_pa", KeyType::text, "standard atmosphere", "Air pressure at the site."),
    plain("series", "file", KeyType::text, "!", "CSV file, relative to this file."),
    plain("series", "time_column", KeyType::text, "!",
          "Column with the start of the hour, \"2013-08-21 00:00\", in local standard time."),
    number("series", "warm_up_days", 0.0, 365.0, "d", "7",
           "The first days of the series are run so long before it, to forget start_degc."),
    number("series", "fill_gaps_h", 0.0, 24.0, "h", "0",
           "Up to so many missing rows in a row are interpolated, and told; longer gaps stop."),
    number("material", "conductivity_w_mk", 0.0, 1000.0, "W/(m K)", "", "Thermal conductivity."),
    number("material", "density_kg_m3", 0.0, 30000.0, "kg/m3", "", "Density."),
    number("material", "specific_heat_j_kgk", 0.0, 20000.0, "J/(kg K)", "", "Specific heat."),
    number("material", "resistance_m2k_w", 1e-5, 1000.0, "m2 K/W", "",
           "Resistance of a layer without mass, whatever its thickness: an air gap."),
    nested("construction", "layers", KeyType::tables, "layer", "Layers from OUTSIDE to INSIDE (from `beyond` to `zone`)."),
    number("construction", "resistance_m2k_w", 1e-5, 1000.0, "m2 K/W", "",
           "Instead of layers: resistance between the two faces."),
    number("construction", "heat_capacity_j_m2k", 0.0, 1e+09, "J/(m2 K)", "0", "With the resistance: heat capacity per area."),
    choice("construction", "mass_class", "inside|outside|both_sides|distributed|middle", "distributed",
           "With the resistance: where the mass lies."),
    number("construction", "solar_absorptance_outside", 0.0, 1.0, "", "0.6", "Share of sunlight that the outside face takes up."),
    number("construction", "solar_absorptance_inside", 0.0, 1.0, "", "0.6", "Share of sunlight that the inside face takes up."),
    number("construction", "emissivity_outside", 0.0, 1.0, "", "0.9", "Emissivity of the outside face for heat radiation."),
    number("construction", "emissivity_inside", 0.0, 1.0, "", "0.9", "Emissivity of the inside face for heat radiation."),
    choice("construction", "roughness", "very_rough|rough|medium_rough|medium_smooth|smooth|very_smooth", "rough",
           "Of the outside face, for the wind."),
    plain("layer", "material", KeyType::name, "!", "A material."),
    number("layer", "thickness_m", 0.0, 100.0, "m", "", "Thickness; not needed when the material is a resistance."),
    nested("glazing", "panes", KeyType::tables, "pane", "Panes from outside to inside, at most 4."),
    nested("glazing", "gaps", KeyType::tables, "gap", "Gaps between them, from outside to inside: one less than panes."),
    nested("glazing", "optics", KeyType::tables, "angle",
           "Measured shares of light by angle, instead of computed ones; angles rise."),
    nested("glazing", "optics_diffuse", KeyType::table, "diffuse", "Measured shares of diffuse light."),
    plain("glazing", "g_follows_angle", KeyType::yes_no, "true",
          "Simple glass: less sun at slanting angles; false holds g_value at all angles, as EN ISO 52016-1 counts."),
    number("glazing", "g_value", 0.0, 1.0, "", "", "Simple glass: total solar energy transmittance at right angles."),
    above("glazing", "u_value_w_m2k", 0.0, 5.4, "W/(m2 K)", "", "Simple glass: U-value of the glass, films included."),
    number("pane", "thickness_m", 1e-4, 0.1, "m", "!", "Thickness."),
    number("pane", "conductivity_w_mk", 0.01, 10.0, "W/(m K)", "1", "Thermal conductivity."),
    number("pane", "transmittance_solar", 0.0, 1.0, "", "!", "Share of sunlight let through."),
    number("pane", "reflectance_solar_front", 0.0, 0.999, "", "!", "Share of sunlight thrown back, from outside."),
    number("pane", "reflectance_solar_back", 0.0, 0.999, "", "!", "Share of sunlight thrown back, from inside."),
    above("pane", "emissivity_front", 0.0, 1.0, "", "0.84", "Emissivity of the front face."),
    above("pane", "emissivity_back", 0.0, 1.0, "", "0.84", "Emissivity of the back face."),
    number("pane", "density_kg_m3", 0.0, 10000.0, "kg/m3", "2500", "Density."),
    number("pane", "specific_heat_j_kgk", 0.0, 20000.0, "J/(kg K)", "750", "Specific heat."),
    number("gap", "thickness_m", 1e-4, 1.0, "m", "0.016", "Width; not needed with a conductance."),
    choice("gap", "gas", "air|argon|krypton", "air", "Filling."),
    above("gap", "conductance_w_m2k", 0.0, 100.0, "W/(m2 K)", "EN 673", "Radiation and convection together, when known."),
    number("angle", "angle_deg", 0.0, 90.0, "deg", "!", "Angle from the normal."),
    number("angle", "transmittance", 0.0, 1.0, "", "!", "Share let through."),
    {"angle", "absorbed", KeyType::numbers, {0.0, 1.0, ""}, "!", "", "Share that each pane takes up, from outside to inside."},
    number("diffuse", "transmittance", 0.0, 1.0, "", "!", "Share let through."),
    {"diffuse", "absorbed", KeyType::numbers, {0.0, 1.0, ""}, "!", "", "Share that each pane takes up, from outside to inside."},
    number("zone", "volume_m3", 0.0, 1e+07, "m3", "!", "Volume of the air; 0 for air without mass."),
    number("zone", "floor_area_m2", 0.0, 1e+07, "m2", "0", "Floor area, for results per m2."),
    number("zone", "furniture_j_k", 0.0, 1e+12, "J/K", "0", "Heat capacity of what follows the air: furniture, books."),
    nested("zone", "thermostat", KeyType::table, "thermostat", "[zone.NAME.thermostat]: heating and cooling."),
    nested("zone", "gain", KeyType::things, "gain", "[zone.NAME.gain.NAME2]: heat from people, light, devices."),
    choice("thermostat", "control", "air|operative", "air",
           "The temperature that is held: of the air, or half air and half radiation."),
    schedule("thermostat", "heating_set_point_degc", -100.0, 200.0, "degC", "no heating", "Heats when colder."),
    schedule("thermostat", "cooling_set_point_degc", -100.0, 200.0, "degC", "no cooling", "Cools when warmer."),
    schedule("thermostat", "heating_capacity_w", 0.0, 1e+12, "W", "1e9 with a set point", "Most heat it can give."),
    schedule("thermostat", "cooling_capacity_w", 0.0, 1e+12, "W", "1e9 with a set point", "Most heat it can take away."),
    number("thermostat", "heating_convective_fraction", 0.0, 1.0, "", "1",
           "Share that goes straight to the air; the rest is radiation."),
    number("thermostat", "cooling_convective_fraction", 0.0, 1.0, "", "1",
           "Share that goes straight to the air; the rest is radiation."),
    schedule("gain", "power_w", -1e+09, 1e+09, "W", "!", "Heat; negative takes heat away."),
    number("gain", "convective_fraction", 0.0, 1.0, "", "0.5", "Share that goes straight to the air; the rest is radiation."),
    plain("surface", "zone", KeyType::name, "!", "The zone inside."),
    plain("surface", "beyond", KeyType::name, "!", "What lies behind: \"outdoors\", \"adiabatic\", a zone or a boundary."),
    plain("surface", "construction", KeyType::name, "!", "What it is made of."),
    above("surface", "area_m2", 0.0, 1e+06, "m2", "", "Gross area; or `place`."),
    number("surface", "tilt_deg", 0.0, 180.0, "deg", "90",
           "Of the normal out of the zone: 0 roof, 90 wall, 180 floor. Must be given outdoors."),
    number("surface", "azimuth_deg", -360.0, 360.0, "deg", "0",
           "Of the normal out of the zone: north 0, east 90. Must be given for tilted surfaces outdoors and with `place`."),
    nested("surface", "place", KeyType::table, "place", "Where it stands, for shading and the sun inside; the area follows."),
    plain("surface", "sun", KeyType::yes_no, "true", "Whether the sun shines on it (outdoors)."),
    plain("surface", "wind", KeyType::yes_no, "true", "Whether the wind blows on it (outdoors)."),
    number("surface", "inside_convection_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed convection at the inside face, instead of the model's."),
    number("surface", "outside_convection_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed convection at the outside face, instead of the model's."),
    number("surface", "inside_radiation_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed heat radiation at the inside face, instead of the model's; 0 none."),
    number("surface", "outside_radiation_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed heat radiation at the outside face, instead of the model's; 0 none."),
    nested("surface", "overhang", KeyType::table, "overhang", "Eaves or a balcony over it; needs a place."),
    {"place",
     "corner_m",
     KeyType::numbers,
     {-1e+06, 1e+06, "m"},
     "!",
     "",
     "[x, y, z] of the lower left corner seen from OUTSIDE the zone: x east, y north, z up."},
    above("place", "width_m", 0.0, 100000, "m", "!", "Level edge, to the right."),
    above("place", "height_m", 0.0, 100000, "m", "!", "The other edge, up the slope."),
    above("overhang", "depth_m", 0.0, 1000.0, "m", "!", "How far it comes out."),
    number("overhang", "gap_m", 0.0, 1000.0, "m", "0", "Between upper edge and plate."),
    number("overhang", "left_m", 0.0, 1000.0, "m", "0", "How much longer at the left (seen from outside)."),
    number("overhang", "right_m", 0.0, 1000.0, "m", "0", "How much longer at the right."),
    above("fins", "depth_m", 0.0, 1000.0, "m", "!", "How far they come out."),
    number("fins", "gap_m", 0.0, 1000.0, "m", "0", "Between side edge and plate."),
    number("fins", "above_m", 0.0, 1000.0, "m", "0", "How much taller at the top."),
    number("fins", "below_m", 0.0, 1000.0, "m", "0", "How much longer at the bottom."),
    plain("window", "surface", KeyType::name, "!", "The surface it stands in."),
    plain("window", "glazing", KeyType::name, "!", "Its glazing."),
    above("window", "area_m2", 0.0, 1e+06, "m2", "", "Area with frame; or width and height."),
    {"window",
     "offset_m",
     KeyType::numbers,
     {-100000, 100000, "m"},
     "",
     "",
     "[right, up] from the surface's corner, seen from outside."},
    above("window", "width_m", 0.0, 10000.0, "m", "", "Width with frame."),
    above("window", "height_m", 0.0, 10000.0, "m", "", "Height with frame."),
    number("window", "frame_fraction", 0.0, 0.99, "", "0", "Share of the area that is frame."),
    above("window", "frame_u_value_w_m2k", 0.0, 20.0, "W/(m2 K)", "1.5", "U-value of the frame."),
    number("window", "frame_absorptance", 0.0, 1.0, "", "0.6", "Share of sunlight that the frame takes up."),
    number("window", "edge_w_k", 0.0, 1000.0, "W/K", "0", "Thermal bridge of the glass edge: psi times its length."),
    nested("window", "overhang", KeyType::table, "overhang", "Over the window; needs width and height."),
    nested("window", "fins", KeyType::table, "fins", "Beside the window; needs width and height."),
    nested("window", "blind", KeyType::table, "blind", "A blind outside."),
    number("window", "inside_convection_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed convection at the inside face, instead of the model's."),
    number("window", "outside_convection_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed convection at the outside face, instead of the model's."),
    number("window", "inside_radiation_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed heat radiation at the inside face, instead of the model's; 0 none."),
    number("window", "outside_radiation_w_m2k", 0.0, 1000.0, "W/(m2 K)", "",
           "Fixed heat radiation at the outside face, instead of the model's; 0 none."),
    schedule("blind", "closed", 0.0, 1.0, "", "0", "0 open, 1 closed."),
    number("blind", "transmittance", 0.0, 1.0, "", "0", "Share of sunlight it lets through when closed."),
    schedule("boundary", "temperature_degc", -100.0, 200.0, "degC", "!", "Its temperature."),
    plain("air", "from", KeyType::name, "!", "Where it comes from: \"outdoors\", a boundary or a zone."),
    plain("air", "to", KeyType::name, "!", "The zone it goes to."),
    schedule("air", "flow_m3_h", 0.0, 1e+08, "m3/h", "", "Volume per hour; or `air_change_per_h`."),
    number("air", "air_change_per_h", 0.0, 1000.0, "1/h", "", "Air changes of the volume of `to`."),
    choice("air", "density", "outdoor|standard", "outdoor",
           "At which density the volume is counted: of the outdoor air, or 1.204 kg/m3."),
    choice("air", "kind", "infiltration|ventilation", "infiltration", "As what its heat is booked."),
    plain("bridge", "zone", KeyType::name, "!", "The zone."),
    plain("bridge", "beyond", KeyType::name, "!", "\"outdoors\" or a boundary."),
    number("bridge", "conductance_w_k", 0.0, 1e+06, "W/K", "!", "Its conductance."),
    {"obstacle", "corner_m", KeyType::numbers, {-1e+06, 1e+06, "m"}, "!", "", "[x, y, z] of one corner: x east, y north, z up."},
    {"obstacle", "edge_u_m", KeyType::numbers, {-1e+06, 1e+06, "m"}, "!", "", "[x, y, z] of one edge."},
    {"obstacle", "edge_v_m", KeyType::numbers, {-1e+06, 1e+06, "m"}, "!", "", "[x, y, z] of the other edge."},
    plain("schedule", "points", KeyType::free, "",
          "`[[hour_of_day, value], ...]`: hours 0 to 24 ascending, each day anew; an hour written twice is a jump."),
    plain("schedule", "linear", KeyType::yes_no, "false",
          "With points: straight lines in between; else a value holds until the next."),
    plain("schedule", "dated", KeyType::free, "",
          "`[[\"2013-08-21 00:00\", value], ...]`: ascending, local standard time; a value holds until the next, the first one "
          "also before."),
    plain("schedule", "column", KeyType::text, "", "A column of the measured series."),
    number("schedule", "scale", -1e+09, 1e+09, "", "1", "With column: factor on its values."),
    plain("schedule", "during", KeyType::free, "",
          "With column: a schedule without column. Where it is 0 the value is 0 and the column may be blank."),
}};

}  // namespace

std::span<const FabricKind> fabric_kinds() noexcept {
  return kKinds;
}

std::span<const FabricKey> fabric_keys() noexcept {
  return kKeys;
}

}  // namespace tvilling::models
