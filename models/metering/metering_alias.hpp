// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "models/portfolio/column_alias.hpp"

/// Other names for the columns of the tables about meters and weather.
namespace tvilling::models::metering_alias {

inline constexpr std::array kMeters{
    ColumnAlias{"meter_id", "måler_id|målerid|målernummer|målernr|målepunkt|målepunkts_id|gsrn|meter|meter_number|id"},
    ColumnAlias{"building_id", "id_lokalId|bygning_id|bygnings_id|bygningsid|bygning|building"},
    ColumnAlias{"property_id", "ejendom_id|ejendoms_id|ejendom|ejendomsnummer|ejendomsnr|bfe|bfe_nummer|bfenr|property"},
    ColumnAlias{"address", "adresse|installationsadresse|måleradresse"},
    ColumnAlias{"carrier", "energiart|forsyningsart|forsyningstype|energitype|art|type|medie|energy|commodity"},
    ColumnAlias{"unit", "enhed|måleenhed|units"},
    ColumnAlias{"kind", "målertype|aflæsningstype|måde|visning|meter_kind"},
    ColumnAlias{"rollover", "tællerslut|tæller_maks|omløb|overløb|rollover_value"},
    ColumnAlias{"resets", "nulstillet|nulstilles|udskiftet|skiftet|reset"},
    ColumnAlias{"feeds_out", "leverer til nettet|eksport|solceller|export|net_meter"},
    ColumnAlias{"kwh_per_unit", "brændværdi|kwh_pr_enhed|kwh_pr_m3|kwh_per_m3|heating_value"},
};

inline constexpr std::array kMeterShares{
    ColumnAlias{"meter_id", "måler_id|målerid|målernummer|målernr|målepunkt|meter|meter_number"},
    ColumnAlias{"building_id", "id_lokalId|bygning_id|bygnings_id|bygningsid|bygning|building"},
    ColumnAlias{"share", "andel|fordeling|fordelingsnøgle|part|fraction"},
};

inline constexpr std::array kReadings{
    ColumnAlias{"meter_id", "måler_id|målerid|målernummer|målernr|målepunkt|målepunkts_id|gsrn|meter|meter_number"},
    ColumnAlias{"time", "tid|tidspunkt|dato|dato_tid|aflæsningsdato|aflæst|fra|fra_dato|date|datetime|timestamp"},
    ColumnAlias{"value", "værdi|forbrug|aflæsning|målerstand|stand|mængde|reading|consumption|usage|quantity"},
    ColumnAlias{"unit", "enhed|måleenhed|units"},
    ColumnAlias{"estimated", "estimeret|skønnet|anslået|beregnet|kvalitet|kvantum_status|status|quality"},
};

inline constexpr std::array kWeather{
    ColumnAlias{"time", "tid|tidspunkt|dato|dato_tid|observed|date|datetime|timestamp"},
    ColumnAlias{"dry_bulb_degc", "temp_dry|temp_mean_past1h|temperatur|udetemperatur|lufttemperatur|temperature|dry_bulb"},
    ColumnAlias{"relative_humidity", "humidity|humidity_past1h|luftfugtighed|relativ_luftfugtighed|rh"},
    ColumnAlias{"wind_speed_m_s", "wind_speed|wind_speed_past1h|vindhastighed|vind|wind"},
    ColumnAlias{"wind_direction_deg", "wind_dir|wind_dir_past1h|vindretning|wind_direction"},
    ColumnAlias{"pressure_hpa", "pressure|lufttryk|tryk"},
    ColumnAlias{"global_horizontal_w_m2", "radia_glob|radia_glob_past1h|globalstråling|solindfald|ghi|global_radiation"},
    ColumnAlias{"direct_normal_w_m2", "dni|direkte_stråling|direct_normal"},
    ColumnAlias{"diffuse_horizontal_w_m2", "dhi|diffus_stråling|diffuse_horizontal"},
};

inline constexpr std::array kDegreeDays{
    ColumnAlias{"year", "år"},
    ColumnAlias{"month", "måned"},
    ColumnAlias{"degree_days", "graddage|gd|graddøgn|hdd"},
    ColumnAlias{"normal", "normalår|normal_graddage|graddage_normal|normalgraddage|gd_normal|normal_degree_days"},
};

}  // namespace tvilling::models::metering_alias
