// SPDX-License-Identifier: MPL-2.0
#pragma once

// By hour, over buildings: walls, roof, floor and inner masses (core::StarElement, eight buildings side by side).

#include "models/building/lane_kernel_common.hpp"

namespace tvilling::models::TVILLING_ISA {

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
  for (std::size_t i = 1; i < N; ++i) {
    value = fma(load(k.carry[i]), value, load(k.scaled[i]) * t.node[i]);
    z[i] = value;
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
  for (std::size_t i = N - 1; i-- > 0;) {
    value = fma(load(k.lower[i]), value, z[i]);
    t.node[i] = value;
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

}  // namespace tvilling::models::TVILLING_ISA
