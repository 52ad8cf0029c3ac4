// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "models/links/evidence.hpp"
#include "models/links/links.hpp"
#include "models/links/subjects.hpp"

namespace tvilling::models {

namespace {

using linking::Evidence;
using linking::Subject;
using linking::Subjects;
using linking::SubjectTable;

// How much each reason says: one minus the doubt that it leaves. Judged, then tried on the synthetic city with planted faults
// (tests/unit/models/links): a wrong suggestion costs more than one that is missing.
constexpr double kSameId = 0.95;
constexpr double kContainedId = 0.8;
constexpr double kOnlyNearId = 0.6;
constexpr double kOneOfFewNearIds = 0.4;
constexpr double kOneOfManyNearIds = 0.15;  // in a dense numbering every wrong id is near to ten others
constexpr double kSameAddress = 0.85;
constexpr double kNearAddress = 0.65;
constexpr double kPropertysAddress = 0.9;  // of those: another building may be meant
constexpr double kSameName = 0.8;
constexpr double kLeastOverlap = 0.6;  // of two names
constexpr double kStandsOnIt = 0.9;
constexpr double kPerhapsStandsOnIt = 0.75;  // its own property is only suggested
constexpr double kOnlyBuilding = 0.75;
constexpr double kOneOfItsBuildings = 0.5;
constexpr double kOneOfItsSheds = 0.15;
constexpr double kSameArea = 0.5;
constexpr double kSameUse = 0.1;
constexpr double kSameAdministration = 0.1;

// A shed has the name and address of what it stands beside; nobody rents or meters it alone but rarely.
constexpr double kTrustInSheds = 0.6;

// A row says an id that is not there and that is not like the candidate's: perhaps the right row is missing.
constexpr double kTrustAgainstId = 0.7;

constexpr double kWorthListing = 0.4;
constexpr double kGoodEnough = 0.7;
constexpr double kStandsClear = 0.6;  // the best leaves at most this part of the doubt of the second

/// One open link while its candidates are weighed.
struct Question {
  LinkKind kind;
  const Subject& from;
  const std::string& given_id;
  linking::IdKey given;
  double trust_against_id = 1.0;  ///< where ids do not agree
};

struct Weighed {
  const Subject* to;
  double doubt;
  std::string why;
};

/// Whether the id alone says something; `near_ids` is how many rows have an id as near as this one.
bool weigh_id(const Question& question, const Subject& to, std::size_t near_ids, Evidence& evidence) {
  constexpr std::size_t kFew = 3;
  if (linking::same_id(question.given, to.key)) {
    evidence.add(kSameId, fmt::format("\"{}\" is the same id but for case, spaces, dashes or zeros", question.given_id));
    return true;
  }
  bool speaks = false;
  if (near_ids > 0 && linking::nearly_same_id(question.given, to.key)) {
    const std::string words = fmt::format("\"{}\" is one sign from this id", question.given_id);
    speaks = near_ids <= kFew;
    if (speaks)
      evidence.add(near_ids == 1 ? kOnlyNearId : kOneOfFewNearIds, words);
    else
      evidence.support(kOneOfManyNearIds, words);
  }
  if (linking::contains_id(question.given, to.key)) {
    evidence.add(kContainedId, fmt::format("\"{}\" contains this id", question.given_id));
    return true;
  }
  if (linking::contains_id(question.from.key, to.key)) {
    evidence.add(kContainedId, fmt::format("{} contains this id", question.from.id));
    return true;
  }
  return speaks;
}

/// What the links that stand say.
void weigh_relations(const Question& question, const Subject& to, const Subjects& subjects, Evidence& evidence) {
  const Subject& from = question.from;
  if (tables_of(question.kind).to == PortfolioTable::properties) {
    const Subject* building = question.kind == LinkKind::building_property ? nullptr : subjects.buildings.find(from.building_id);
    if (building != nullptr && building->property_id == to.id) {
      const bool perhaps = building->suggested_property;
      evidence.add(perhaps ? kPerhapsStandsOnIt : kStandsOnIt,
                   fmt::format("its building {} stands on it{}", building->id, perhaps ? " (as suggested)" : ""));
    }
    const auto& named = from.named_properties;
    if (question.kind == LinkKind::building_property && std::find(named.begin(), named.end(), to.id) != named.end())
      evidence.add(kStandsOnIt, "a lease or meter of this building belongs to it");
  }
  if (tables_of(question.kind).to != PortfolioTable::buildings || from.property_id.empty()) return;
  if (to.property_id != from.property_id) return;
  const bool shed = to.use == to_string(Use::small_building);
  const auto mains = subjects.main_buildings.find(from.property_id);
  const bool only = !shed && mains != subjects.main_buildings.end() && mains->second == 1;
  if (only)
    evidence.add(kOnlyBuilding, fmt::format("the only building of property {} but small ones", from.property_id));
  else
    evidence.add(shed ? kOneOfItsSheds : kOneOfItsBuildings, fmt::format("on the same property {}", from.property_id));
}

double weigh_address(const std::vector<Address>& from, const std::vector<Address>& to) {
  double best = 0.0;
  for (const Address& a : from) {
    for (const Address& b : to) {
      const AddressMatch match = compare_addresses(a, b);
      if (match == AddressMatch::same) best = std::max(best, kSameAddress);
      if (match == AddressMatch::near_) best = std::max(best, kNearAddress);
    }
  }
  return best;
}

void weigh_addresses(const Subject& from, const Subject& to, Evidence& evidence) {
  const double own = weigh_address(from.own_addresses, to.own_addresses);
  const double of_property = kPropertysAddress * weigh_address(from.own_addresses, to.property_addresses);
  if (own > 0.0 && own >= of_property) {
    evidence.add(own, own >= kSameAddress ? "the same address" : "the same street and number or range");
  } else if (of_property > 0.0) {
    evidence.add(of_property, fmt::format("its property {} has this address", to.property_id));
  }
}

bool same_area(const Subject& from, const Subject& to) {
  constexpr double kRounding_m2 = 0.5;
  return std::any_of(from.areas_m2.begin(), from.areas_m2.end(), [&to](double area_m2) {
    return area_m2 > 0.0 && std::any_of(to.areas_m2.begin(), to.areas_m2.end(),
                                        [area_m2](double other_m2) { return std::abs(area_m2 - other_m2) <= kRounding_m2; });
  });
}

/// A row that belongs to another property by links that stand.
bool stands_elsewhere(const Question& question, const Subject& to) {
  return tables_of(question.kind).to == PortfolioTable::buildings && !question.from.property_id.empty() &&
         !to.property_id.empty() && !to.suggested_property && question.from.property_id != to.property_id;
}

class Suggester {
 public:
  Suggester(const Portfolio& portfolio, std::span<const Meter> meters, std::span<const MeterShare> shares,
            std::span<const SilentLink> silent)
      : portfolio_(portfolio), meters_(meters), subjects_(linking::make_subjects(portfolio, meters)) {
    for (const MeterShare& share : shares) {
      if (subjects_.buildings.has(share.building_id)) shared_.insert(share.meter_id);
    }
    for (const SilentLink& link : silent) silent_.emplace(link.kind, link.from_id);
    learn(PortfolioTable::properties);
    learn(PortfolioTable::buildings);
    learn(PortfolioTable::leases);
    note_foreign_ids();
  }

  Links run() {
    const bool properties = !portfolio_.properties.empty();
    for (std::size_t i = 0; i < portfolio_.buildings.size() && properties; ++i) {
      look_at_building(portfolio_.buildings[i].building, subjects_.buildings.rows[i]);
    }
    for (const auto& [building, property] : adopted_) adopt_property(*building, *property, subjects_);
    for (std::size_t i = 0; i < portfolio_.leases.size(); ++i) {
      look_at_lease(portfolio_.leases[i], subjects_.leases.rows[i]);
    }
    for (std::size_t i = 0; i < portfolio_.units.size() && !portfolio_.leases.empty(); ++i) {
      look(LinkKind::unit_lease, subjects_.units.rows[i], portfolio_.units[i].lease_id);
    }
    for (std::size_t i = 0; i < meters_.size(); ++i) look_at_meter(meters_[i], subjects_.meters.rows[i]);
    std::sort(links_.open.begin(), links_.open.end(), [](const Link& a, const Link& b) {
      return std::tie(a.state, a.kind, a.from_id) < std::tie(b.state, b.kind, b.from_id);
    });
    return std::move(links_);
  }

 private:
  [[nodiscard]] const SubjectTable& targets(LinkKind kind) const { return subjects_.table(tables_of(kind).to); }
  [[nodiscard]] bool stands(LinkKind kind, const std::string& id) const { return !id.empty() && targets(kind).has(id); }

  void learn(PortfolioTable table) {
    for (const Subject& subject : subjects_.table(table).rows) words_[table].learn(subject.words);
  }

  /// A column in which most ids are unknown is numbered by another register: there, an id that is not like the candidate's says
  /// nothing against it.
  void note_foreign_ids() {
    const auto note = [this](LinkKind kind, const auto& rows, const auto& given_id) {
      std::size_t given = 0;
      std::size_t known = 0;
      for (const auto& row : rows) {
        given += given_id(row).empty() ? 0U : 1U;
        known += stands(kind, given_id(row)) ? 1U : 0U;
      }
      trust_[static_cast<std::size_t>(kind)] = 2 * known >= given ? kTrustAgainstId : 1.0;
    };
    note(LinkKind::building_property, portfolio_.buildings,
         [](const BuildingRecord& r) -> const std::string& { return r.building.property_id; });
    note(LinkKind::lease_property, portfolio_.leases, [](const Lease& l) -> const std::string& { return l.property_id; });
    note(LinkKind::lease_building, portfolio_.leases, [](const Lease& l) -> const std::string& { return l.building_id; });
    note(LinkKind::unit_lease, portfolio_.units, [](const Unit& u) -> const std::string& { return u.lease_id; });
    note(LinkKind::meter_building, meters_, [](const Meter& m) -> const std::string& { return m.building_id; });
    note(LinkKind::meter_property, meters_, [](const Meter& m) -> const std::string& { return m.property_id; });
  }

  /// Counts a link that stands or is to stay open; true when there is nothing to ask.
  bool is_settled(LinkKind kind, const std::string& from_id, const std::string& given_id) {
    const std::size_t at = static_cast<std::size_t>(kind);
    if (stands(kind, given_id)) return ++links_.given[at], true;
    if (silent_.contains({kind, from_id})) return ++links_.silent[at], true;
    return false;
  }

  /// A row that may belong to a protected property is protected wherever else it is named.
  void look(LinkKind kind, Subject& from, const std::string& given_id) {
    if (is_settled(kind, from.id, given_id)) return;
    links_.open.push_back(resolve(kind, from, given_id));
    from.protected_address = links_.open.back().touches_protected;
  }

  /// Where a property is suggested, the building counts among those of it from here on.
  void look_at_building(const Building& building, Subject& from) {
    const std::size_t before = links_.open.size();
    look(LinkKind::building_property, from, building.property_id);
    if (links_.open.size() == before || links_.open.back().state != LinkState::suggested) return;
    adopted_.emplace_back(&from, subjects_.properties.find(links_.open.back().candidates.front().id));
  }

  void look_at_lease(const Lease& lease, Subject& from) {
    const Subject* building = subjects_.buildings.find(lease.building_id);
    from.protected_address = from.protected_address || (building != nullptr && building->protected_address);
    if (!portfolio_.properties.empty()) look(LinkKind::lease_property, from, lease.property_id);
    look(LinkKind::lease_building, from, lease.building_id);
  }

  /// A meter needs a building, a property or a share; each id that it gives must be there.
  void look_at_meter(const Meter& meter, Subject& from) {
    const bool properties = !portfolio_.properties.empty();
    if (!meter.building_id.empty()) look(LinkKind::meter_building, from, meter.building_id);
    if (!meter.property_id.empty() && properties) look(LinkKind::meter_property, from, meter.property_id);
    if (!meter.building_id.empty() || !meter.property_id.empty()) return;
    if (shared_.contains(meter.meter_id)) {
      ++links_.given[static_cast<std::size_t>(LinkKind::meter_building)];
      return;
    }
    if (is_settled(LinkKind::meter_building, meter.meter_id, {})) return;
    Link link = resolve(LinkKind::meter_building, from, meter.building_id);
    if (link.state != LinkState::suggested && properties && !silent_.contains({LinkKind::meter_property, meter.meter_id})) {
      Link other = resolve(LinkKind::meter_property, from, meter.property_id);
      const bool says_more = link.candidates.empty() && !other.candidates.empty();
      if (other.state == LinkState::suggested || says_more) link = std::move(other);
    }
    links_.open.push_back(std::move(link));
  }

  [[nodiscard]] Weighed weigh(const Question& question, const Subject& to, std::size_t near_ids) const {
    Evidence evidence;
    const bool id_speaks = weigh_id(question, to, near_ids, evidence);
    const bool same = linking::same_id(question.given, to.key);
    if (stands_elsewhere(question, to) && !same) return {&to, 1.0, {}};
    weigh_relations(question, to, subjects_, evidence);
    weigh_addresses(question.from, to, evidence);
    // A lease is called as its property: among the buildings that are known to be there this says nothing.
    const bool name_says = question.kind != LinkKind::lease_building || to.property_id.empty();
    const double same_name = question.kind == LinkKind::lease_building ? kOneOfItsBuildings : kSameName;
    const double overlap = name_says ? words_.at(tables_of(question.kind).to).overlap(question.from.words, to.words) : 0.0;
    if (overlap >= kLeastOverlap) evidence.add(same_name * overlap, overlap >= 1.0 ? "the same name" : "much of the same name");
    if (same_area(question.from, to)) evidence.add(kSameArea, "the same area");
    if (!to.use.empty() && question.from.use == to.use) evidence.support(kSameUse, "the same use");
    if (!to.administration.empty() && question.from.administration == to.administration)
      evidence.support(kSameAdministration, "the same administration");
    double trust = question.given_id.empty() ? 1.0 : question.trust_against_id;
    if (to.use == to_string(Use::small_building) && question.from.use != to.use) trust *= kTrustInSheds;
    return {&to, evidence.doubt(id_speaks ? 1.0 : trust), evidence.words()};
  }

  /// How many ids are one sign from the one that is given; none when one is the same: then no slip of the hand is looked for.
  [[nodiscard]] static std::size_t count_near_ids(const Question& question, const std::vector<Subject>& rows) {
    std::size_t near_ids = 0;
    for (const Subject& to : rows) {
      if (linking::same_id(question.given, to.key)) return 0;
      near_ids += linking::nearly_same_id(question.given, to.key) ? 1U : 0U;
    }
    return near_ids;
  }

  [[nodiscard]] Link resolve(LinkKind kind, const Subject& from, const std::string& given_id) const {
    const Question question{kind, from, given_id, linking::id_key(given_id), trust_[static_cast<std::size_t>(kind)]};
    const std::vector<Subject>& rows = targets(kind).rows;
    const std::size_t near_ids = count_near_ids(question, rows);
    std::vector<Weighed> weighed;
    for (const Subject& to : rows) {
      Weighed one = weigh(question, to, near_ids);
      if (1.0 - one.doubt >= kWorthListing) weighed.push_back(std::move(one));
    }
    std::sort(weighed.begin(), weighed.end(),
              [](const Weighed& a, const Weighed& b) { return std::tie(a.doubt, a.to->id) < std::tie(b.doubt, b.to->id); });
    return answer(question, weighed);
  }

  [[nodiscard]] static Link answer(const Question& question, const std::vector<Weighed>& weighed) {
    // The name of one row may give away that of the protected one that it is alike.
    const bool hidden = question.from.protected_address ||
                        std::any_of(weighed.begin(), weighed.end(), [](const Weighed& one) { return one.to->protected_address; });
    const auto shown_name = [hidden](const std::string& name) {
      return hidden && !name.empty() ? std::string(kProtectedName) : name;
    };
    Link link{question.kind,
              question.from.id,
              shown_name(question.from.name),
              question.given_id,
              question.from.administration,
              LinkState::unmatched,
              {},
              0,
              hidden};
    for (std::size_t i = 0; i < std::min(weighed.size(), kLinkCandidates); ++i) {
      const Weighed& one = weighed[i];
      link.candidates.push_back({one.to->id, shown_name(one.to->name), 1.0 - one.doubt, one.why});
    }
    link.more = weighed.size() - link.candidates.size();
    if (weighed.empty()) return link;
    const double best = weighed.front().doubt;
    const bool clear = weighed.size() == 1 || best <= kStandsClear * weighed[1].doubt;
    link.state = clear && 1.0 - best >= kGoodEnough ? LinkState::suggested : LinkState::ambiguous;
    if (link.administration.empty()) link.administration = weighed.front().to->administration;
    return link;
  }

  const Portfolio& portfolio_;
  std::span<const Meter> meters_;
  Subjects subjects_;
  std::set<std::string> shared_;
  std::set<std::pair<LinkKind, std::string>> silent_;
  std::map<PortfolioTable, linking::NameWords> words_;
  std::array<double, kLinkKinds> trust_{};
  std::vector<std::pair<Subject*, const Subject*>> adopted_;  ///< buildings with the property that is suggested
  Links links_;
};

}  // namespace

std::size_t Links::count(LinkKind kind, LinkState state) const noexcept {
  if (state == LinkState::given) return given[static_cast<std::size_t>(kind)];
  return static_cast<std::size_t>(
      std::count_if(open.begin(), open.end(), [kind, state](const Link& l) { return l.kind == kind && l.state == state; }));
}

Links suggest_links(const Portfolio& portfolio, std::span<const Meter> meters, std::span<const MeterShare> shares,
                    std::span<const SilentLink> silent) {
  return Suggester(portfolio, meters, shares, silent).run();
}

}  // namespace tvilling::models
