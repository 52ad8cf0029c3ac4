// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/use_alias.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

struct CodeAlias {
  std::string_view code;
  Use use;
  bool approximate;
};

// BBR's code list for byg021BygningensAnvendelse, the codes that a municipality's buildings have. Codes that end in 0
// below 900 are being phased out but still occur.
constexpr std::array kCodes{
    CodeAlias{"160", Use::residential_care, false},  // døgninstitution
    CodeAlias{"220", Use::workshop_storage, true},   // phased out: industry
    CodeAlias{"223", Use::workshop_storage, false},  // værksted
    CodeAlias{"320", Use::office, true},             // phased out: office, trade, storage
    CodeAlias{"321", Use::office, false},            // kontor
    CodeAlias{"322", Use::office, true},             // detailhandel
    CodeAlias{"323", Use::workshop_storage, false},  // lager
    CodeAlias{"329", Use::office, true},             // other office, trade, storage
    CodeAlias{"410", Use::culture, true},            // phased out: culture
    CodeAlias{"411", Use::culture, false},           // biograf, teater, koncertsted
    CodeAlias{"412", Use::culture, false},           // museum
    CodeAlias{"413", Use::culture, false},           // bibliotek
    CodeAlias{"414", Use::culture, true},            // kirke
    CodeAlias{"415", Use::culture, false},           // forsamlingshus
    CodeAlias{"419", Use::culture, false},           // other culture
    CodeAlias{"420", Use::school, true},             // phased out: teaching and research
    CodeAlias{"421", Use::school, false},            // grundskole
    CodeAlias{"422", Use::school, true},             // universitet
    CodeAlias{"429", Use::school, false},            // other teaching
    CodeAlias{"430", Use::health, true},             // phased out: hospital, health
    CodeAlias{"431", Use::health, true},             // hospital
    CodeAlias{"432", Use::health, true},             // hospice, behandlingshjem
    CodeAlias{"433", Use::health, false},            // sundhedscenter
    CodeAlias{"439", Use::health, false},            // other health
    CodeAlias{"440", Use::daycare, true},            // phased out: daginstitution
    CodeAlias{"441", Use::daycare, false},           // daginstitution
    CodeAlias{"442", Use::residential_care, true},   // service rooms of a døgninstitution
    CodeAlias{"449", Use::club, true},               // other institution: after-school centres and youth clubs
    CodeAlias{"530", Use::sports_hall, true},        // phased out: sport
    CodeAlias{"531", Use::clubhouse, false},         // klubhus
    CodeAlias{"532", Use::swimming_hall, false},     // svømmehal
    CodeAlias{"533", Use::sports_hall, false},       // idrætshal
    CodeAlias{"534", Use::small_building, true},     // tribune
    CodeAlias{"535", Use::workshop_storage, true},   // stables
    CodeAlias{"539", Use::sports_hall, true},        // other sport
    CodeAlias{"590", Use::clubhouse, true},          // other leisure
    CodeAlias{"910", Use::small_building, false},    // garage
    CodeAlias{"920", Use::small_building, false},    // carport
    CodeAlias{"930", Use::small_building, false},    // udhus
    CodeAlias{"940", Use::small_building, true},     // drivhus
    CodeAlias{"950", Use::small_building, false},    // overdækning
};

struct WordAlias {
  std::string_view word;  ///< as a person writes it; compared folded
  Use use;
};

constexpr std::array kWords{
    WordAlias{"kontor", Use::office},
    WordAlias{"kontorer", Use::office},
    WordAlias{"kontorbygning", Use::office},
    WordAlias{"administration", Use::office},
    WordAlias{"administrationsbygning", Use::office},
    WordAlias{"rådhus", Use::office},
    WordAlias{"offices", Use::office},
    WordAlias{"town hall", Use::office},
    WordAlias{"skole", Use::school},
    WordAlias{"folkeskole", Use::school},
    WordAlias{"grundskole", Use::school},
    WordAlias{"specialskole", Use::school},
    WordAlias{"skolebygning", Use::school},
    WordAlias{"undervisning", Use::school},
    WordAlias{"primary school", Use::school},
    WordAlias{"daginstitution", Use::daycare},
    WordAlias{"dagtilbud", Use::daycare},
    WordAlias{"børnehave", Use::daycare},
    WordAlias{"vuggestue", Use::daycare},
    WordAlias{"integreret institution", Use::daycare},
    WordAlias{"børnehus", Use::daycare},
    WordAlias{"kindergarten", Use::daycare},
    WordAlias{"nursery", Use::daycare},
    WordAlias{"day care", Use::daycare},
    WordAlias{"klub", Use::club},
    WordAlias{"fritidsklub", Use::club},
    WordAlias{"ungdomsklub", Use::club},
    WordAlias{"fritidshjem", Use::club},
    WordAlias{"fritidsinstitution", Use::club},
    WordAlias{"fritidscenter", Use::club},
    WordAlias{"ungdomsskole", Use::club},
    WordAlias{"youth club", Use::club},
    WordAlias{"after-school club", Use::club},
    WordAlias{"plejehjem", Use::nursing_home},
    WordAlias{"plejecenter", Use::nursing_home},
    WordAlias{"plejeboliger", Use::nursing_home},
    WordAlias{"plejebolig", Use::nursing_home},
    WordAlias{"ældrecenter", Use::nursing_home},
    WordAlias{"ældreboliger", Use::nursing_home},
    WordAlias{"alderdomshjem", Use::nursing_home},
    WordAlias{"care home", Use::nursing_home},
    WordAlias{"døgninstitution", Use::residential_care},
    WordAlias{"bosted", Use::residential_care},
    WordAlias{"botilbud", Use::residential_care},
    WordAlias{"opholdssted", Use::residential_care},
    WordAlias{"bo-/opholdssted", Use::residential_care},
    WordAlias{"herberg", Use::residential_care},
    WordAlias{"krisecenter", Use::residential_care},
    WordAlias{"shelter", Use::residential_care},
    WordAlias{"idrætshal", Use::sports_hall},
    WordAlias{"sportshal", Use::sports_hall},
    WordAlias{"idrætsanlæg", Use::sports_hall},
    WordAlias{"gymnastiksal", Use::sports_hall},
    WordAlias{"gymnasium hall", Use::sports_hall},
    WordAlias{"sports centre", Use::sports_hall},
    WordAlias{"svømmehal", Use::swimming_hall},
    WordAlias{"svømmebad", Use::swimming_hall},
    WordAlias{"badeanstalt", Use::swimming_hall},
    WordAlias{"swimming pool", Use::swimming_hall},
    WordAlias{"swimming baths", Use::swimming_hall},
    WordAlias{"kultur", Use::culture},
    WordAlias{"kulturhus", Use::culture},
    WordAlias{"bibliotek", Use::culture},
    WordAlias{"museum", Use::culture},
    WordAlias{"teater", Use::culture},
    WordAlias{"biograf", Use::culture},
    WordAlias{"koncertsted", Use::culture},
    WordAlias{"medborgerhus", Use::culture},
    WordAlias{"forsamlingshus", Use::culture},
    WordAlias{"library", Use::culture},
    WordAlias{"theatre", Use::culture},
    WordAlias{"theater", Use::culture},
    WordAlias{"klubhus", Use::clubhouse},
    WordAlias{"club house", Use::clubhouse},
    WordAlias{"bådeklub", Use::clubhouse},
    WordAlias{"spejderhytte", Use::clubhouse},
    WordAlias{"omklædningsbygning", Use::clubhouse},
    WordAlias{"sundhed", Use::health},
    WordAlias{"sundhedscenter", Use::health},
    WordAlias{"sundhedshus", Use::health},
    WordAlias{"klinik", Use::health},
    WordAlias{"tandklinik", Use::health},
    WordAlias{"lægehus", Use::health},
    WordAlias{"genoptræningscenter", Use::health},
    WordAlias{"clinic", Use::health},
    WordAlias{"health centre", Use::health},
    WordAlias{"health center", Use::health},
    WordAlias{"værksted", Use::workshop_storage},
    WordAlias{"lager", Use::workshop_storage},
    WordAlias{"depot", Use::workshop_storage},
    WordAlias{"materielgård", Use::workshop_storage},
    WordAlias{"værksted/lager", Use::workshop_storage},
    WordAlias{"workshop", Use::workshop_storage},
    WordAlias{"storage", Use::workshop_storage},
    WordAlias{"warehouse", Use::workshop_storage},
    WordAlias{"småbygning", Use::small_building},
    WordAlias{"skur", Use::small_building},
    WordAlias{"garage", Use::small_building},
    WordAlias{"carport", Use::small_building},
    WordAlias{"udhus", Use::small_building},
    WordAlias{"overdækning", Use::small_building},
    WordAlias{"toiletbygning", Use::small_building},
    WordAlias{"shed", Use::small_building},
    WordAlias{"outbuilding", Use::small_building},
};

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The digits a text begins with ("421 Grundskole", "421 - Grundskole", "421.0"); empty when letters touch them.
std::string_view leading_code(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  if (length == text.size()) return text;
  const std::string_view rest = text.substr(length);
  if (rest == ".0" || rest == ",0") return text.substr(0, length);
  return std::string_view(" -:,;/").find(rest.front()) == std::string_view::npos ? std::string_view{} : text.substr(0, length);
}

std::optional<UseMatch> match_word(std::string_view text) {
  std::string word = fold(text);
  constexpr std::string_view kPrefix = "bygningtil";  // BBR's own texts: "Bygning til kontor"
  if (word.starts_with(kPrefix)) word.erase(0, kPrefix.size());
  if (word.empty()) return std::nullopt;
  for (std::size_t i = 0; i < kUseNames.size(); ++i) {
    if (fold(kUseNames[i]) == word) return UseMatch{static_cast<Use>(i), false};
  }
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&word](const WordAlias& a) { return fold(a.word) == word; });
  if (found == kWords.end()) return std::nullopt;
  return UseMatch{found->use, false};
}

}  // namespace

std::optional<UseMatch> match_use(std::string_view text) {
  text = core::trimmed(text);
  const std::string_view code = leading_code(text);
  if (code.empty()) return match_word(text);
  // "160 Plejecenter": the word is narrower than the code.
  const std::string_view words = text.substr(code.size());
  const std::optional<UseMatch> word = words == ".0" || words == ",0" ? std::nullopt : match_word(words);
  const auto found = std::find_if(kCodes.begin(), kCodes.end(), [code](const CodeAlias& a) { return a.code == code; });
  if (found == kCodes.end()) return std::nullopt;
  if (found->code == "160" && word && word->use == Use::nursing_home) return word;
  return UseMatch{found->use, found->approximate};
}

std::optional<Use> parse_use(std::string_view text) {
  const std::optional<UseMatch> match = match_use(text);
  return match ? std::optional<Use>(match->use) : std::nullopt;
}

bool is_missing_use(std::string_view text) {
  text = core::trimmed(text);
  const std::string_view code = leading_code(text);
  if (!code.empty()) return code == "999" || code.find_first_not_of('0') == std::string_view::npos;
  constexpr std::array<std::string_view, 7> kMissingWords{"", "na", "null", "ukendt", "unknown", "mangler", "manglerdata"};
  return std::find(kMissingWords.begin(), kMissingWords.end(), fold(text)) != kMissingWords.end();
}

std::string suggest_use(std::string_view text) {
  text = core::trimmed(text);
  std::string uses = "Known uses: ";
  for (std::size_t i = 0; i < kUseNames.size(); ++i) uses += (i == 0 ? "" : ", ") + std::string(kUseNames[i]);
  std::vector<std::string_view> candidates;
  const bool code = !leading_code(text).empty();
  if (code) {
    text = leading_code(text);
    for (const CodeAlias& alias : kCodes) candidates.push_back(alias.code);
  } else {
    candidates.assign(kUseNames.begin(), kUseNames.end());
    for (const WordAlias& alias : kWords) candidates.push_back(alias.word);
  }
  const std::string found = core::nearest(core::shown(text), candidates);
  if (found.empty()) return uses + ".";
  const std::optional<Use> use = parse_use(found);
  std::string hint = "Did you mean \"" + found + "\"";
  if (use && to_string(*use) != found) hint += " (" + std::string(to_string(*use)) + ")";
  return hint + "? " + uses + ".";
}

}  // namespace tvilling::models
