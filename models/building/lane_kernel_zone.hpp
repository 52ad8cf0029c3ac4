// SPDX-License-Identifier: MPL-2.0
#pragma once

// By hour, over buildings: air flows, zone, thermostat, and the balance of the day.

#include "models/building/lane_kernel_elements.hpp"
#include "models/building/ventilation_law.hpp"

namespace tvilling::models::TVILLING_ISA {

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
  add_to(m.sums.overheating, where_greater(hour.operative_degc, lanes(kOverheating_degc + kOnTheLimit_k), use, lanes(0.0)));
  add_to(m.sums.unmet,
         where_greater(load(day.set_point_degc[h]) - lanes(kUnmet_k + kOnTheLimit_k), hour.operative_degc, use, lanes(0.0)));
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

}  // namespace tvilling::models::TVILLING_ISA
