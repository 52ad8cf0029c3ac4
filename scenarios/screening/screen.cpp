// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/screening/screening_codes.hpp"
#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = screening_code;

void mark_regrouped(std::vector<ScreenedPlace>& places, bool leases, const ScreeningSettings& settings,
                    core::Findings& findings) {
  for (const Regrouping& one : settings.regroupings) {
    if (one.is_lease != leases) continue;
    const auto place = std::ranges::find(places, one.id, &ScreenedPlace::id);
    if (place != places.end()) {
      place->regrouped = true;
      continue;
    }
    std::vector<std::string_view> ids;
    ids.reserve(places.size());
    for (const ScreenedPlace& known : places) ids.emplace_back(known.id);
    const std::string near = core::nearest(one.id, ids);
    findings.add({std::string(code::kUnknownPlace.code), core::Severity::stops, one.pos,
                  fmt::format("there is no {} \"{}\" to regroup", leases ? "lease" : "property", one.id),
                  near.empty() ? "Give the id as the table has it." : fmt::format("Did you mean \"{}\"?", near)});
  }
}

void tell_alone(const Screening& screening, const std::vector<ScreenedPlace>& places, const ScreeningSettings& settings,
                core::Findings& findings) {
  for (const ScreenedPlace& place : places) {
    if (!place.regrouped || screening.groups[place.group].n > kFewestPeers) continue;
    const auto one = std::ranges::find_if(settings.regroupings, [&place](const Regrouping& r) { return r.id == place.id; });
    findings.add({std::string(code::kAloneInGroup.code), core::Severity::warns, one->pos,
                  fmt::format("\"{}\" is regrouped into \"{}\", which has {} places: nothing of it is compared", place.id,
                              screening.groups[place.group].name, screening.groups[place.group].n),
                  fmt::format("Name a group with more than {} of them.", kFewestPeers)});
  }
}

}  // namespace

std::size_t ScreenedPlace::count(Light light) const noexcept {
  return static_cast<std::size_t>(std::ranges::count(figures, light, &ScreenedFigure::light));
}

Screening screen(const ScreeningInput& input, const ScreeningSettings& settings, const core::RunContext& context,
                 core::Findings& findings) {
  if (input.years.size() != input.portfolio.buildings.size()) {
    throw core::Error(core::ErrorKind::wrong_usage,
                      fmt::format("{} years of {} buildings are screened", input.years.size(), input.portfolio.buildings.size()));
  }
  ScreenedPlaces places = screened_places(input, settings, findings);
  add_figures(input, places, findings);
  Screening screening;
  for (std::vector<ScreenedPlace>* all : {&places.properties, &places.leases}) {
    const bool leases = all == &places.leases;
    mark_regrouped(*all, leases, settings, findings);
    const PeerIndex peers(*all, leases, settings, screening.groups);
    judge(*all, peers, settings);
    tell_alone(screening, *all, settings, findings);
    add_potentials(*all, settings);
    add_certainty(*all, peers, settings, context);
  }
  screening.properties = std::move(places.properties);
  screening.leases = std::move(places.leases);
  screening.potentials = potential_sums(screening.properties);
  screening.truth = truth_of(input.portfolio, screening.properties);
  return screening;
}

std::vector<std::size_t> red_list(const std::vector<ScreenedPlace>& places) {
  struct Entry {
    double saving = 0.0;
    double bad = 0.0;
    std::size_t place = 0;
  };
  std::vector<Entry> entries;
  for (std::size_t p = 0; p < places.size(); ++p) {
    if (!places[p].is_red()) continue;
    Entry entry{-places[p].saving_dkk_year, 0.0, p};
    for (std::size_t f = 0; f < kScreenedCount; ++f) {
      const ScreenedFigure& figure = places[p].figures[f];
      if (figure.light == Light::red) entry.bad = std::min(entry.bad, -badness(static_cast<Screened>(f), figure.ratio));
    }
    entries.push_back(entry);
  }
  std::ranges::sort(entries, {}, [](const Entry& e) { return std::tuple(e.saving, e.bad, e.place); });
  std::vector<std::size_t> list;
  list.reserve(entries.size());
  for (const Entry& entry : entries) list.push_back(entry.place);
  return list;
}

double ScreeningTruth::precision() const noexcept {
  std::size_t all = 0;
  std::size_t right = 0;
  for (std::size_t k = 0; k < found.size(); ++k) {
    all += found[k];
    right += planted_found[k];
  }
  return all == 0 ? models::kMissing : static_cast<double>(right) / static_cast<double>(all);
}

double ScreeningTruth::recall() const noexcept {
  std::size_t right = 0;
  for (const std::size_t count : planted_found) right += count;
  return planted == 0 ? models::kMissing : static_cast<double>(right) / static_cast<double>(planted);
}

ScreeningTruth truth_of(const models::Portfolio& portfolio, std::span<const ScreenedPlace> properties) {
  std::set<std::string_view> planted;
  for (const models::Lease& lease : portfolio.leases) {
    if (lease.planted) planted.insert(lease.property_id);
  }
  ScreeningTruth truth;
  truth.planted = planted.size();
  for (std::size_t p = 0; p < properties.size(); ++p) {
    const ScreenedPlace& place = properties[p];
    const bool is_planted = planted.contains(place.id);
    if (place.potential == Potential::none) {
      if (is_planted) truth.missed.push_back(p);
      continue;
    }
    const std::size_t kind = static_cast<std::size_t>(place.potential);
    ++truth.found[kind];
    if (!is_planted) continue;
    ++truth.planted_found[kind];
    truth.planted_dkk_year[kind] += place.saving_dkk_year;
  }
  return truth;
}

}  // namespace tvilling::scenarios
