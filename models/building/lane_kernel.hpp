// SPDX-License-Identifier: MPL-2.0
#pragma once

// One day of eight buildings, for the instruction set that the including source is compiled for (see core/thermal/lanes.hpp).
//   by building, over hours: people, light, appliances, sun      -> turned to hour by hour
//   by hour, over buildings: air flows, zone, thermostat, elements, balance
//   by building, over hours: energy, months, the city            <- turned back
// Every additive number is rounded to the 2^-20 grid once, so sums are exact in any order.

#include "core/thermal/lanes.hpp"
#include "models/building/lane_data.hpp"
#include "models/building/operation.hpp"
#include "models/building/ventilation_law.hpp"

namespace tvilling::models::TVILLING_ISA {

using core::TVILLING_ISA::fma;
using core::TVILLING_ISA::kNative;
using core::TVILLING_ISA::Lanes;
using core::TVILLING_ISA::lanes;
using core::TVILLING_ISA::larger;
using core::TVILLING_ISA::load;
using core::TVILLING_ISA::magnitude;
using core::TVILLING_ISA::smaller;
using core::TVILLING_ISA::store;
using core::TVILLING_ISA::where_greater;

static_assert(core::TVILLING_ISA::kLanes == kGroupLanes);

inline constexpr std::size_t kYearHours = 8760;
inline constexpr double kGrid = 0x1.8p+32;  // core::to_grid

TVILLING_INLINE double to_grid(double value) {
  return (value + kGrid) - kGrid;
}
TVILLING_INLINE Lanes to_grid(const Lanes& value) {
  return (value + lanes(kGrid)) - lanes(kGrid);
}
TVILLING_INLINE void add_to(double* sum, const Lanes& value) {
  store(sum, load(sum) + value);
}

/// Turns [8][24] into [24][8] or back, in squares of the registers' length.
template <std::size_t Rows, std::size_t Columns>
TVILLING_INLINE void turn(const double* from, double* to) {
  for (std::size_t r = 0; r < Rows; r += kNative) {
    for (std::size_t c = 0; c < Columns; c += kNative) {
      core::TVILLING_ISA::turn_square(from + r * Columns + c, Columns, to + c * Rows + r, Rows);
    }
  }
}

// --- by building, over hours ---------------------------------------------------------------------------------------------

/// What people, light and operation give to the zone, by building.
struct alignas(64) ZoneRows {
  double internal_w[kGroupLanes][kDayHours];
  double set_point_degc[kGroupLanes][kDayHours];
  double open[kGroupLanes][kDayHours];
};

TVILLING_INLINE void fill_loads(const LaneLoads& b, std::size_t first, std::size_t lane, ZoneRows& rows, LaneDay& day) {
  const double* const presence = b.presence + first;
  const double* const beside = b.presence_beside + first;
  const double* const open = b.open + first;
  const double* const warm = b.warm + first;
  const double* const light = b.light + first;
#pragma omp simd
  for (std::size_t h = 0; h < kDayHours; ++h) {
    const double here = b.presence_share * presence[h] + b.beside_share * beside[h];
    const double persons = b.people_when_full * here;
    const double fan_w = open[h] * b.fan_w;
    const double equipment_w =
        b.appliance_w * (b.appliance_base_fraction + (1.0 - b.appliance_base_fraction) * here) + b.lighting_w * light[h];
    rows.internal_w[lane][h] = persons * b.person_heat_w + b.heated_fraction * equipment_w + kSupplyFanHeat * fan_w;
    rows.set_point_degc[lane][h] = warm[h] > 0.5 ? b.day_degc : b.night_degc;
    rows.open[lane][h] = open[h];
    day.electricity_kwh[lane][h] = to_grid((equipment_w + fan_w + b.process_electricity_w) * 1e-3);
    day.hot_water_kwh[lane][h] = to_grid(b.hot_water_kwh_always + b.hot_water_kwh_per_presence * here + b.process_heat_kwh);
    day.water_m3[lane][h] = to_grid(b.water_m3_always + b.water_m3_per_presence * here);
    day.persons[lane][h] = to_grid(persons);
  }
}

/// Eight hours of sun, by building: on the walls (W/m2 taken up) and through the windows (W).
struct alignas(64) SunRows {
  double rows[5][kGroupLanes][8];
};

TVILLING_INLINE void fill_sun(const LaneLoads& b, std::size_t first, std::size_t lane, SunRows& sun) {
  for (std::size_t w = 0; w < 4; ++w) {
    const double* const falling = b.falling_w_m2[w] + first;
#pragma omp simd
    for (std::size_t h = 0; h < 8; ++h) sun.rows[w][lane][h] = b.absorptance[w] * falling[h];
  }
#pragma omp simd
  for (std::size_t h = 0; h < 8; ++h) {
    double solar_w = b.aperture_m2[0] * b.entering_w_m2[0][first + h];
    solar_w += b.aperture_m2[1] * b.entering_w_m2[1][first + h];
    solar_w += b.aperture_m2[2] * b.entering_w_m2[2][first + h];
    solar_w += b.aperture_m2[3] * b.entering_w_m2[3][first + h];
    sun.rows[4][lane][h] = solar_w;
  }
}

TVILLING_INLINE bool is_dark(const LaneWeather& weather, std::size_t first) {
  unsigned int lit = 0;
  for (std::size_t h = 0; h < 8; ++h) lit |= weather.sun_up[first + h];
  return lit == 0;
}

TVILLING_INLINE void fill_day(const LaneGroupData& group, const LaneWeather& weather, std::size_t first, LaneDay& day) {
  ZoneRows rows;
  for (std::size_t lane = 0; lane < kGroupLanes; ++lane) fill_loads(group.loads[lane], first, lane, rows, day);
  turn<kGroupLanes, kDayHours>(rows.internal_w[0], day.internal_w[0]);
  turn<kGroupLanes, kDayHours>(rows.set_point_degc[0], day.set_point_degc[0]);
  turn<kGroupLanes, kDayHours>(rows.open[0], day.open[0]);
  for (std::size_t from = 0; from < kDayHours; from += 8) {
    double* const to[5] = {day.wall_sun_w_m2[0][from], day.wall_sun_w_m2[1][from], day.wall_sun_w_m2[2][from],
                           day.wall_sun_w_m2[3][from], day.solar_w[from]};
    if (is_dark(weather, first + from)) {
      for (double* const row : to) {
        for (std::size_t h = 0; h < 8; ++h) store(row + h * kGroupLanes, lanes(0.0));
      }
      continue;
    }
    SunRows sun;
    for (std::size_t lane = 0; lane < kGroupLanes; ++lane) fill_sun(group.loads[lane], first + from, lane, sun);
    for (std::size_t row = 0; row < 5; ++row) turn<kGroupLanes, 8>(sun.rows[row][0], to[row]);
  }
}

// --- by hour, over buildings ---------------------------------------------------------------------------------------------

/// The zone at the end of an hour.
struct ZoneState {
  Lanes air;
  Lanes radiant;
  Lanes radiant_w;  ///< radiant heat given to the inner faces
};

/// Sums over the elements: what waits for the next hour, and what they give back in this one.
struct ElementSums {
  Lanes e;      ///< for the air's equation of the next hour
  Lanes r;      ///< for the radiant node's
  Lanes drive;  ///< taken in at the outer faces in the next hour, before what they give back
  Lanes back;   ///< given back at the outer faces in this hour
};

TVILLING_INLINE ElementSums no_sums() {
  return {lanes(0.0), lanes(0.0), lanes(0.0), lanes(0.0)};
}

template <std::size_t N>
struct Temperatures {
  Lanes node[N];
};

/// From outside to inside: old temperatures to z; returns that of the inner face. `k`: LaneElement or LaneFacades.
template <std::size_t N, typename Element>
TVILLING_INLINE Lanes forward(const Element& k, const Lanes& taken_in, const Temperatures<N>& t, Lanes* z) {
  Lanes value = fma(load(k.scaled[0]), t.node[0], taken_in);
  z[0] = value;
  if constexpr (N > 1) {
#pragma GCC unroll 8
    for (std::size_t i = 1; i < N; ++i) {
      value = fma(load(k.carry[i]), value, load(k.scaled[i]) * t.node[i]);
      z[i] = value;
    }
  }
  return value;
}

/// From inside to outside: z to the new temperatures.
template <std::size_t N, typename Element>
TVILLING_INLINE Temperatures<N> back(const Element& k, const Lanes* z, const ZoneState& zone) {
  Temperatures<N> t;
  Lanes value = fma(load(k.share_k_w), zone.radiant_w, z[N - 1]);
  value = fma(load(k.to_air), zone.air, value);
  value = fma(load(k.to_radiant), zone.radiant, value);
  t.node[N - 1] = value;
  if constexpr (N > 1) {
#pragma GCC unroll 8
    for (std::size_t i = N - 1; i-- > 0;) {
      value = fma(load(k.lower[i]), value, z[i]);
      t.node[i] = value;
    }
  }
  return t;
}

template <std::size_t N>
TVILLING_INLINE Temperatures<N> read_state(const PerLane (&from)[N]) {
  Temperatures<N> t;
  for (std::size_t i = 0; i < N; ++i) t.node[i] = load(from[i]);
  return t;
}
template <std::size_t N>
TVILLING_INLINE void write_state(PerLane (&to)[N], const Temperatures<N>& t) {
  for (std::size_t i = 0; i < N; ++i) store(to[i], t.node[i]);
}

/// What waits of all elements between two hours.
struct Waiting {
  Lanes walls[4][5];
  Lanes roof[1];
  Lanes floor[2];
  Lanes inner[2][5];
};

/// All elements on their way through a day.
struct Elements {
  LaneModel& m;
  const LaneWeather& weather;
  const LaneDay& day;
  std::size_t first;
  Lanes ground_w;
  Waiting z;

  /// Heat taken in by all walls in an hour [W/m2], without their sun.
  TVILLING_INLINE Lanes wall_drive(std::size_t h) const {
    const Lanes sky = load(m.walls.sky_w_m2k) * lanes(weather.sky_degc[first + h]);
    return fma(load(m.walls.outdoor_w_m2k), lanes(weather.outdoor_degc[first + h]), sky);
  }
  TVILLING_INLINE Lanes roof_drive(std::size_t h) const {
    const Lanes sun = load(m.roof_absorbing_m2) * lanes(weather.roof_w_m2[first + h]);
    const Lanes sky = fma(load(m.roof.sky_w_k), lanes(weather.sky_degc[first + h]), sun);
    return fma(load(m.roof.outdoor_w_k), lanes(weather.outdoor_degc[first + h]), sky);
  }

  /// What the walls hand to the zone and take in, per m2 times area; finished by `add_walls`.
  struct WallSums {
    Lanes face = lanes(0.0);
    Lanes drive = lanes(0.0);
  };
  TVILLING_INLINE void start_wall(std::size_t w, std::size_t h, const Lanes& common, const Temperatures<5>& t, WallSums& walls) {
    const Lanes q = common + load(day.wall_sun_w_m2[w][h]);
    const Lanes area = load(m.walls.area_m2[w]);
    walls.drive = fma(area, q, walls.drive);
    walls.face = fma(area, forward<5>(m.walls, load(m.walls.intake_m2k_w) * q, t, z.walls[w]), walls.face);
  }
  TVILLING_INLINE void add_walls(const WallSums& walls, ElementSums& sums) const {
    sums.e = fma(load(m.walls.to_e_w_m2k), walls.face, sums.e);
    sums.r = fma(load(m.walls.to_r_w_m2k), walls.face, sums.r);
    sums.drive = sums.drive + walls.drive;
  }

  template <std::size_t N>
  TVILLING_INLINE void start(const LaneElement<N>& k, const Lanes& drive, const Temperatures<N>& t, Lanes* waiting,
                             ElementSums& sums) {
    const Lanes face = forward<N>(k, load(k.intake_k_w) * drive, t, waiting);
    sums.e = fma(load(k.to_e_w_k), face, sums.e);
    sums.r = fma(load(k.to_r_w_k), face, sums.r);
    sums.drive = sums.drive + drive;
  }
  /// Without anything beyond.
  TVILLING_INLINE void start_inner(std::size_t i, const Temperatures<5>& t, ElementSums& sums) {
    const Lanes face = forward<5>(m.inner[i], lanes(0.0), t, z.inner[i]);
    sums.e = fma(load(m.inner[i].to_e_w_k), face, sums.e);
    sums.r = fma(load(m.inner[i].to_r_w_k), face, sums.r);
  }
  template <std::size_t N>
  TVILLING_INLINE Temperatures<N> end(const LaneElement<N>& k, const Lanes* waiting, const ZoneState& zone,
                                      ElementSums& sums) const {
    const Temperatures<N> t = back<N>(k, waiting, zone);
    sums.back = fma(load(k.outward_w_k), t.node[0], sums.back);
    return t;
  }

  /// The first hour of a day, from the temperatures kept.
  TVILLING_INLINE ElementSums start_day() {
    ElementSums sums = no_sums();
    WallSums walls;
    const Lanes common = wall_drive(0);
    for (std::size_t w = 0; w < 4; ++w) start_wall(w, 0, common, read_state(m.walls.temperature_degc[w]), walls);
    add_walls(walls, sums);
    start(m.roof, roof_drive(0), read_state(m.roof.temperature_degc), z.roof, sums);
    start(m.floor, ground_w, read_state(m.floor.temperature_degc), z.floor, sums);
    for (std::size_t i = 0; i < 2; ++i) start_inner(i, read_state(m.inner[i].temperature_degc), sums);
    return sums;
  }

  /// Ends an hour and starts hour `h`.
  TVILLING_INLINE ElementSums next_hour(std::size_t h, const ZoneState& zone) {
    ElementSums sums = no_sums();
    WallSums walls;
    Lanes outer = lanes(0.0);
    const Lanes common = wall_drive(h);
#pragma GCC unroll 4
    for (std::size_t w = 0; w < 4; ++w) {
      const Temperatures<5> t = back<5>(m.walls, z.walls[w], zone);
      outer = fma(load(m.walls.area_m2[w]), t.node[0], outer);
      start_wall(w, h, common, t, walls);
    }
    sums.back = load(m.walls.outward_w_m2k) * outer;
#pragma GCC unroll 2
    for (std::size_t i = 0; i < 2; ++i) start_inner(i, back<5>(m.inner[i], z.inner[i], zone), sums);
    start(m.roof, roof_drive(h), end(m.roof, z.roof, zone, sums), z.roof, sums);
    start(m.floor, ground_w, end(m.floor, z.floor, zone, sums), z.floor, sums);
    add_walls(walls, sums);
    return sums;
  }

  /// Ends the last hour of a day: the temperatures are kept.
  TVILLING_INLINE ElementSums end_day(const ZoneState& zone) {
    ElementSums sums = no_sums();
    Lanes outer = lanes(0.0);
    for (std::size_t w = 0; w < 4; ++w) {
      const Temperatures<5> t = back<5>(m.walls, z.walls[w], zone);
      outer = fma(load(m.walls.area_m2[w]), t.node[0], outer);
      write_state(m.walls.temperature_degc[w], t);
    }
    sums.back = load(m.walls.outward_w_m2k) * outer;
    write_state(m.roof.temperature_degc, end(m.roof, z.roof, zone, sums));
    write_state(m.floor.temperature_degc, end(m.floor, z.floor, zone, sums));
    for (std::size_t i = 0; i < 2; ++i) write_state(m.inner[i].temperature_degc, back<5>(m.inner[i], z.inner[i], zone));
    store(m.air_degc, zone.air);
    return sums;
  }
};

/// Flows and heat of the zone in one hour.
struct ZoneHour {
  Lanes ventilation_w_k;
  Lanes infiltration_w_k;
  Lanes heating_w;
  Lanes operative_degc;
};

/// Solves the zone: free, then with the heating that the thermostat asks for (ISO 52016-1, 6.5.5.2).
TVILLING_INLINE ZoneHour solve_zone(const LaneModel& m, const LaneDay& day, std::size_t h, double outdoor_degc, double sky_degc,
                                    const ElementSums& sums, ZoneState& zone) {
  const Lanes outdoor = lanes(outdoor_degc);
  const Lanes sky = lanes(sky_degc);
  const Lanes open = load(day.open[h]);
  ZoneHour hour;
  hour.ventilation_w_k = open * ventilation_w_k(m, zone.air, outdoor_degc);
  hour.infiltration_w_k = fma(open, load(m.infiltration_open_w_k), load(m.infiltration_closed_w_k));
  const Lanes flow = hour.ventilation_w_k + hour.infiltration_w_k;
  // What does not wait for the elements comes first; what does is kept short. With D the air's pivot, what the thermostat sees is
  // alone + seen_of_air (e + heating_e P) / D + heating_r P, so P = ((set - alone) D - seen_of_air e) / (per_air + fixed D).
  const Lanes pivot = load(m.pivot_w_k) + flow;
  const Lanes slope = fma(load(m.slope_fixed_k_w), pivot, load(m.slope_per_air));
  const Lanes both = lanes(1.0) / (pivot * slope);  // one division for two
  const Lanes inverse = both * slope;
  const Lanes per_slope = both * pivot;

  const Lanes solar = load(day.solar_w[h]);
  const Lanes internal = load(day.internal_w[h]);
  const Lanes radiant_w = fma(load(m.solar_radiant), solar, load(m.internal_radiant) * internal);
  Lanes given_e = fma(load(m.glass_e_outdoor_w_k), outdoor, load(m.glass_e_sky_w_k) * sky);
  given_e = fma(load(m.solar_air), solar, fma(load(m.internal_air), internal, given_e));
  given_e = fma(load(m.radiant_e), radiant_w, given_e);
  given_e = fma(load(m.bridge_w_k) + flow, outdoor, fma(load(m.air_capacity_w_k), zone.air, given_e));
  const Lanes given_r =
      fma(load(m.radiant_r), radiant_w, fma(load(m.glass_r_outdoor_w_k), outdoor, load(m.glass_r_sky_w_k) * sky));

  const Lanes e = sums.e + given_e;
  const Lanes radiant_alone = load(m.inverse_radiant_k_w) * (sums.r + given_r);
  const Lanes wanted = load(day.set_point_degc[h]) - load(m.control_radiant) * radiant_alone;
  const Lanes asked = (wanted * pivot - load(m.seen_of_air) * e) * per_slope;
  hour.heating_w = smaller(load(m.heating_capacity_w), larger(asked, lanes(0.0)));

  zone.air = fma(load(m.heating_e) * inverse, hour.heating_w, e * inverse);
  zone.radiant = fma(load(m.kappa), zone.air, fma(load(m.heating_r_degc), hour.heating_w, radiant_alone));
  zone.radiant_w = fma(load(m.heating_radiant), hour.heating_w, radiant_w);
  hour.operative_degc = fma(load(m.control_radiant), zone.radiant, load(m.control_air) * zone.air);
  return hour;
}

/// What the balance of a day is made of: sums over its hours. Flows are linear in most of it, so they are made once a day.
struct DaySums {
  Lanes drive_wh = lanes(0.0);
  Lanes back_wh = lanes(0.0);
  Lanes air_k_h = lanes(0.0);
  Lanes radiant_k_h = lanes(0.0);
  Lanes radiant_wh = lanes(0.0);
  Lanes ventilation_wh = lanes(0.0);
  Lanes infiltration_wh = lanes(0.0);
  Lanes solar_wh = lanes(0.0);
  Lanes internal_wh = lanes(0.0);
  Lanes heating_wh = lanes(0.0);
  double outdoor_k_h = 0.0;
  double sky_k_h = 0.0;
};

TVILLING_INLINE void book_hour(LaneModel& m, LaneDay& day, std::size_t h, double outdoor_degc, double sky_degc,
                               const ZoneHour& hour, const ZoneState& zone, const Lanes& drive, const Lanes& back,
                               DaySums& sums) {
  const Lanes colder = lanes(outdoor_degc) - zone.air;
  sums.drive_wh = sums.drive_wh + drive;
  sums.back_wh = sums.back_wh + back;
  sums.air_k_h = sums.air_k_h + zone.air;
  sums.radiant_k_h = sums.radiant_k_h + zone.radiant;
  sums.radiant_wh = sums.radiant_wh + zone.radiant_w;
  sums.ventilation_wh = fma(hour.ventilation_w_k, colder, sums.ventilation_wh);
  sums.infiltration_wh = fma(hour.infiltration_w_k, colder, sums.infiltration_wh);
  sums.solar_wh = sums.solar_wh + load(day.solar_w[h]);
  sums.internal_wh = sums.internal_wh + load(day.internal_w[h]);
  sums.heating_wh = sums.heating_wh + hour.heating_w;
  sums.outdoor_k_h += outdoor_degc;
  sums.sky_k_h += sky_degc;
  const Lanes use = load(day.open[h]) * load(m.heated);
  add_to(m.sums.overheating, where_greater(hour.operative_degc, lanes(kOverheating_degc), use, lanes(0.0)));
  add_to(m.sums.unmet, where_greater(load(day.set_point_degc[h]) - lanes(kUnmet_k), hour.operative_degc, use, lanes(0.0)));
  store(day.heating_kwh_by_hour[h], to_grid(hour.heating_w * lanes(1e-3)));
  store(day.operative_by_hour[h], hour.operative_degc);
}

/// Heat held by all nodes against 0 degC [Wh].
TVILLING_INLINE Lanes heat_content_wh(const LaneModel& m) {
  Lanes sum = load(m.air_capacity_w_k) * load(m.air_degc);
  for (std::size_t w = 0; w < 4; ++w) {
    Lanes wall = lanes(0.0);
    for (std::size_t i = 0; i < 5; ++i) wall = fma(load(m.walls.capacity_w_m2k[i]), load(m.walls.temperature_degc[w][i]), wall);
    sum = fma(load(m.walls.area_m2[w]), wall, sum);
  }
  const auto add = [&sum](const auto& k, std::size_t nodes) {
    for (std::size_t i = 0; i < nodes; ++i) sum = fma(load(k.capacity_w_k[i]), load(k.temperature_degc[i]), sum);
  };
  add(m.roof, 1);
  add(m.floor, 2);
  for (const auto& inner : m.inner) add(inner, 5);
  return sum;
}

/// Books the balance of a day on the grid. What is stored follows from the flows, and is proved against the temperatures: the
/// first law holds to 1e-9 of the heat that flowed.
TVILLING_INLINE void book_day(LaneModel& m, const Lanes& before_wh, const DaySums& sums) {
  const Lanes outdoor = lanes(sums.outdoor_k_h);
  Lanes glass = fma(load(m.glass_flow_outdoor_w_k), outdoor, load(m.glass_flow_sky_w_k) * lanes(sums.sky_k_h));
  glass = fma(load(m.glass_flow_air_w_k), sums.air_k_h, glass);
  glass = fma(load(m.glass_flow_radiant_w_k), sums.radiant_k_h, glass);
  glass = fma(load(m.glass_flow_share), sums.radiant_wh, glass);
  const Lanes bridges = load(m.bridge_w_k) * (outdoor - sums.air_k_h);
  const Lanes transmission = ((sums.drive_wh - sums.back_wh) + glass) + bridges;
  const Lanes lost = (transmission + sums.ventilation_wh) + sums.infiltration_wh;
  const Lanes gained = (sums.solar_wh + sums.internal_wh) + sums.heating_wh;
  const Lanes storage = lost + gained;

  const Lanes wrong_wh = magnitude((heat_content_wh(m) - before_wh) - storage);
  const Lanes hundreds = larger(lanes(1.0), magnitude(load(m.air_degc)) * lanes(0.01));
  const Lanes allowed_wh = fma(lanes(1e-9), magnitude(lost) + gained, load(m.rounding_wh) * hundreds);
  // What is not a number is not below what is allowed either.
  add_to(m.broken, where_greater(allowed_wh, wrong_wh, lanes(0.0), lanes(1.0)));
  add_to(m.sound_days, where_greater(load(m.broken), lanes(0.0), lanes(0.0), lanes(1.0)));

  add_to(m.sums.transmission, to_grid(transmission * lanes(-1e-3)));
  add_to(m.sums.ventilation, to_grid(sums.ventilation_wh * lanes(-1e-3)));
  add_to(m.sums.infiltration, to_grid(sums.infiltration_wh * lanes(-1e-3)));
  add_to(m.sums.solar, to_grid(sums.solar_wh * lanes(1e-3)));
  add_to(m.sums.internal, to_grid(sums.internal_wh * lanes(1e-3)));
  add_to(m.sums.storage, to_grid(storage * lanes(1e-3)));
}

template <bool Booked>
TVILLING_INLINE void step_day(LaneModel& m, const LaneWeather& weather, std::size_t first, std::size_t month, LaneDay& day) {
  Elements elements{m, weather, day, first, load(m.ground_w[month]), {}};
  ZoneState zone{load(m.air_degc), lanes(0.0), lanes(0.0)};
  DaySums sums;
  const Lanes before_wh = heat_content_wh(m);
  ElementSums now = elements.start_day();
  for (std::size_t h = 0; h < kDayHours; ++h) {
    const double outdoor = weather.outdoor_degc[first + h];
    const double sky = weather.sky_degc[first + h];
    const ZoneHour hour = solve_zone(m, day, h, outdoor, sky, now, zone);
    const Lanes drive_w = now.drive;
    now = h + 1 < kDayHours ? elements.next_hour(h + 1, zone) : elements.end_day(zone);
    if constexpr (Booked) book_hour(m, day, h, outdoor, sky, hour, zone, drive_w, now.back, sums);
  }
  if constexpr (Booked) book_day(m, before_wh, sums);
}

// --- by building, over hours ---------------------------------------------------------------------------------------------

/// Adds a day of one building to its partial sums, hour modulo 8 by hour modulo 8. All are exact: any order gives the same bits.
TVILLING_INLINE void sum_day(const LaneLoads& b, std::size_t lane, LaneDay& day, LanePartial& partial) {
  constexpr std::size_t kWide = 8;
  double* const heat = day.heat_kwh[lane];
  const double* const demand = day.heat_demand_kwh[lane];
  const double* const hot_water = day.hot_water_kwh[lane];
  for (std::size_t from = 0; from < kDayHours; from += kWide) {
#pragma omp simd
    for (std::size_t i = 0; i < kWide; ++i) {
      const std::size_t h = from + i;
      const double plant = to_grid(b.distribution_loss_fraction * demand[h] + b.circulation_kwh);
      const double total = demand[h] + hot_water[h] + plant;
      heat[h] = total;
      partial.heat_demand[i] += demand[h];
      partial.hot_water[i] += hot_water[h];
      partial.heat[i] += total;
      partial.electricity[i] += day.electricity_kwh[lane][h];
      partial.water[i] += day.water_m3[lane][h];
      partial.persons[i] += day.persons[lane][h];
      partial.plant_loss[i] += plant;
      partial.peak[i] = total > partial.peak[i] ? total : partial.peak[i];
    }
  }
}

TVILLING_INLINE double sum_of(double (&partial)[8]) {
  const double sum =
      ((partial[0] + partial[1]) + (partial[2] + partial[3])) + ((partial[4] + partial[5]) + (partial[6] + partial[7]));
  for (double& value : partial) value = 0.0;
  return sum;
}

/// Ends a month of one building.
TVILLING_INLINE void sum_month(LanePartial& partial, std::size_t lane, std::size_t month, LaneSums& year) {
  year.month[0][month][lane] = sum_of(partial.heat_demand);
  year.month[1][month][lane] = sum_of(partial.hot_water);
  year.month[2][month][lane] = sum_of(partial.heat);
  year.month[3][month][lane] = sum_of(partial.electricity);
  year.month[4][month][lane] = sum_of(partial.water);
  year.occupancy[lane] += sum_of(partial.persons);
  year.plant_loss[lane] += sum_of(partial.plant_loss);
  for (const double peak : partial.peak) year.peak_heat[lane] = peak > year.peak_heat[lane] ? peak : year.peak_heat[lane];
}

using LaneRows = double (*)[kDayHours];

TVILLING_INLINE void hand_on_hours(const LaneGroupData& group, std::size_t first, LaneDay& day) {
  const LaneRows rows[kCityHourlyCount] = {day.heat_demand_kwh, day.hot_water_kwh, day.heat_kwh,
                                           day.electricity_kwh, day.water_m3,      day.persons};
  for (std::size_t v = 0; v < kCityHourlyCount && group.all_count > 0; ++v) {
    double sum[kDayHours];
#pragma omp simd
    for (std::size_t h = 0; h < kDayHours; ++h) {
      sum[h] = ((rows[v][0][h] + rows[v][1][h]) + (rows[v][2][h] + rows[v][3][h])) +
               ((rows[v][4][h] + rows[v][5][h]) + (rows[v][6][h] + rows[v][7][h]));
    }
    for (std::size_t t = 0; t < group.all_count; ++t) {
      double* const to = group.all_targets[t].sums + first / kDayHours * kCityDay + v * kDayHours;
#pragma omp simd
      for (std::size_t h = 0; h < kDayHours; ++h) to[h] += group.all_targets[t].sign * sum[h];
    }
  }
  for (std::size_t lane = 0; lane < group.used; ++lane) {
    for (std::size_t t = 0; t < group.lane_counts[lane]; ++t) {
      const CityTarget target = group.lane_targets[lane][t];
      for (std::size_t v = 0; v < kCityHourlyCount; ++v) {
        double* const to = target.sums + first / kDayHours * kCityDay + v * kDayHours;
#pragma omp simd
        for (std::size_t h = 0; h < kDayHours; ++h) to[h] += target.sign * rows[v][lane][h];
      }
    }
    if (group.hourly[lane] == nullptr) continue;
    for (std::size_t v = 0; v < kHourlyCount; ++v) {
      const double* const from = v < kCityHourlyCount ? rows[v][lane] : day.operative_degc[lane];
      double* const to = group.hourly[lane] + v * kYearHours + first;
#pragma omp simd
      for (std::size_t h = 0; h < kDayHours; ++h) to[h] = from[h];
    }
  }
}

/// Of a building whose balance failed nothing more is handed on.
TVILLING_INLINE void drop_hours(std::size_t lane, LaneDay& day) {
  const LaneRows rows[kCityHourlyCount] = {day.heat_demand_kwh, day.hot_water_kwh, day.heat_kwh,
                                           day.electricity_kwh, day.water_m3,      day.persons};
  for (const LaneRows row : rows) {
    for (std::size_t h = 0; h < kDayHours; ++h) row[lane][h] = 0.0;
  }
}

TVILLING_INLINE void finish_day(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day) {
  turn<kDayHours, kGroupLanes>(day.heating_kwh_by_hour[0], day.heat_demand_kwh[0]);
  for (std::size_t lane = 0; lane < kGroupLanes; ++lane) {  // empty ones too: they are in the sum of all lanes, with zeros
    sum_day(group.loads[lane], lane, day, group.partial[lane]);
    if (date.month_ends) sum_month(group.partial[lane], lane, date.month, group.model.sums);
    if (group.model.broken[lane] > 0.0) drop_hours(lane, day);
  }
  if (group.keeps_hours) turn<kDayHours, kGroupLanes>(day.operative_by_hour[0], day.operative_degc[0]);
  for (std::size_t lane = 0; lane < group.used && group.keeps_hours; ++lane) {
    if (group.model.heated[lane] != 0.0) continue;
    for (std::size_t h = 0; h < kDayHours; ++h) day.operative_degc[lane][h] = weather.outdoor_degc[date.first_hour + h];
  }
  hand_on_hours(group, date.first_hour, day);
}

/// A group without heated zones has nothing to step.
TVILLING_INLINE void rest_day(LaneModel& m, LaneDay& day) {
  for (std::size_t h = 0; h < kDayHours; ++h) {
    store(day.heating_kwh_by_hour[h], lanes(0.0));
    store(day.operative_by_hour[h], lanes(0.0));
  }
  add_to(m.sound_days, lanes(1.0));
}

inline void run_day(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day) {
  if (group.heated > 0 || date.booked) fill_day(group, weather, date.first_hour, day);
  if (!date.booked) {
    if (group.heated > 0) step_day<false>(group.model, weather, date.first_hour, date.month, day);
    return;
  }
  if (group.heated > 0) {
    step_day<true>(group.model, weather, date.first_hour, date.month, day);
  } else {
    rest_day(group.model, day);
  }
  finish_day(group, weather, date, day);
}

}  // namespace tvilling::models::TVILLING_ISA
