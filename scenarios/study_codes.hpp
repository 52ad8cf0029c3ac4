// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about studies. TV-30xx: the study file; TV-31xx: the SQLite expressions in it. A code has one
/// meaning and keeps it for ever. docs/how-to/write-a-study.md lists the same.
namespace tvilling::scenarios::study_code {

using core::FindingCode;

inline constexpr FindingCode kNotToml{"TV-3001", "The file is not TOML."};
inline constexpr FindingCode kUnknownKey{"TV-3002", "A key is not known."};
inline constexpr FindingCode kMissingKey{"TV-3003", "A key or table that must be given is missing."};
inline constexpr FindingCode kWrongType{"TV-3004", "A value is of the wrong type."};
inline constexpr FindingCode kOutOfRange{"TV-3005", "A number is outside its range."};
inline constexpr FindingCode kNoSuchFile{"TV-3006", "The portfolio or the weather file does not exist."};
inline constexpr FindingCode kBadName{"TV-3007", "The name of a scenario or pathway has a sign it may not have, or too many."};
inline constexpr FindingCode kSameName{"TV-3008", "Two scenarios or two pathways have the same name."};
inline constexpr FindingCode kBaselineName{"TV-3009", "A scenario or pathway is called `baseline`, which exists already."};
inline constexpr FindingCode kExtendsUnknown{"TV-3010", "`extends` names a scenario that does not exist."};
inline constexpr FindingCode kExtendsLoop{"TV-3011", "Scenarios extend each other in a loop."};
inline constexpr FindingCode kExtendsGrid{"TV-3012", "`extends` names a grid."};
inline constexpr FindingCode kUnknownMeasure{"TV-3013", "The type of a measure is not known."};
inline constexpr FindingCode kEmptyGrid{"TV-3014", "A grid or a list in it is empty."};
inline constexpr FindingCode kTooManyScenarios{"TV-3015", "The study has too many scenarios, grid members counted."};
inline constexpr FindingCode kNoMeasure{"TV-3016", "A scenario has no measure (warns)."};
inline constexpr FindingCode kEmptyText{"TV-3017", "A text is empty."};
inline constexpr FindingCode kNulCharacter{"TV-3018", "A text holds a NUL character."};
inline constexpr FindingCode kUnknownFactorSet{"TV-3019", "The factor set is not known."};
inline constexpr FindingCode kSameGridValue{"TV-3020", "A value stands twice in a list of a grid."};
inline constexpr FindingCode kAlsoInGrid{"TV-3021", "A parameter stands in a measure and in its grid."};
inline constexpr FindingCode kNotAscending{"TV-3022", "Years do not come one after the other."};
inline constexpr FindingCode kNoSuchScenario{"TV-3023", "A pathway names a scenario that does not exist, or a grid."};
inline constexpr FindingCode kNoSuchBuilding{"TV-3024", "A measure names a building that the portfolio does not have."};
inline constexpr FindingCode kSameBuilding{"TV-3025", "A building stands twice in the list of a measure."};
inline constexpr FindingCode kCostOfNothing{"TV-3026", "A cost is given for a measure that has no unit to pay, or no life."};
inline constexpr FindingCode kStepUndoes{"TV-3027", "A step of a pathway gives up what the step before did (warns)."};
inline constexpr FindingCode kPathwayLeftOut{"TV-3028", "A pathway names a scenario that is not run and is left out (warns)."};
inline constexpr FindingCode kNoSuchPremises{"TV-3029",
                                             "A measure names a unit, lease or property that the portfolio does not have."};
inline constexpr FindingCode kNowhere{"TV-3030", "A measure names a unit without a lease, or a lease in no building."};
inline constexpr FindingCode kTwice{"TV-3031",
                                    "A unit moves twice in a scenario or to where it sits, or a lease is given up twice."};
inline constexpr FindingCode kOtherUse{"TV-3032", "A unit moves to premises of another use."};
inline constexpr FindingCode kStillSeated{"TV-3033", "Premises are given up in which units still sit."};
inline constexpr FindingCode kNotOwned{"TV-3034",
                                       "Premises are sold or given up whose tenure does not allow it or is not known."};
inline constexpr FindingCode kNoHeadCount{"TV-3035", "A unit moves whose number of employees is not known."};
inline constexpr FindingCode kLockedMoves{"TV-3036", "A scenario moves a unit that may not move (warns)."};
inline constexpr FindingCode kTooFewDesks{"TV-3037", "In a scenario premises have fewer desks than employees (warns)."};
inline constexpr FindingCode kPeopleDiffer{
    "TV-3038", "The employees of units and the people that a building is simulated with differ (warns)."};
inline constexpr FindingCode kUnknownMoney{
    "TV-3039", "The rent, notice (warns) or sale value (stops) of premises that are given up is not known."};
inline constexpr FindingCode kOneOfThese{"TV-3040", "Of keys of which one is enough more than one is given."};

inline constexpr FindingCode kRefusedExpression{"TV-3101", "SQLite refused an expression."};
inline constexpr FindingCode kNoExpression{"TV-3102", "An expression holds what cannot stand there."};
inline constexpr FindingCode kUnknownUse{"TV-3103", "A use in an expression is not known."};
inline constexpr FindingCode kNoMatch{"TV-3104", "No building matches (warns)."};

inline constexpr FindingCode kUnfinishedRun{"TV-3201", "A .partial file of an unfinished run is begun anew (warns)."};
inline constexpr FindingCode kIdleMeasure{"TV-3202", "A measure betters none of the buildings it matches (warns)."};
inline constexpr FindingCode kProtectedAddress{
    "TV-3203", "Buildings with a protected address are written without name and position (info)."};

inline constexpr FindingCode kCondensation{
    "TV-3204",
    "Water condenses on a wall, roof or window of swimming halls: in the baseline, or in a scenario for more hours (warns)."};
inline constexpr FindingCode kMould{
    "TV-3205", "In a scenario surfaces of a swimming hall are above 80 % humidity for more hours than in the baseline (info)."};
inline constexpr FindingCode kCrowding{
    "TV-3206", "In a scenario a swimming hall has more people than its water holds for more hours than in the baseline (warns)."};

/// Everything that reading a study and choosing its buildings may find.
inline constexpr std::array kAll{
    kNotToml,           kUnknownKey,     kMissingKey,     kWrongType,    kOutOfRange,       kNoSuchFile,     kBadName,
    kSameName,          kBaselineName,   kExtendsUnknown, kExtendsLoop,  kExtendsGrid,      kUnknownMeasure, kEmptyGrid,
    kTooManyScenarios,  kNoMeasure,      kEmptyText,      kNulCharacter, kUnknownFactorSet, kSameGridValue,  kAlsoInGrid,
    kNotAscending,      kNoSuchScenario, kNoSuchBuilding, kSameBuilding, kCostOfNothing,    kStepUndoes,     kPathwayLeftOut,
    kNoSuchPremises,    kNowhere,        kTwice,          kOtherUse,     kStillSeated,      kNotOwned,       kNoHeadCount,
    kLockedMoves,       kTooFewDesks,    kPeopleDiffer,   kUnknownMoney, kOneOfThese,

    kRefusedExpression, kNoExpression,   kUnknownUse,     kNoMatch,      kUnfinishedRun,    kIdleMeasure,    kProtectedAddress,
    kCondensation,      kMould,          kCrowding,
};

}  // namespace tvilling::scenarios::study_code
