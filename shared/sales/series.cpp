#include "sales/series.hpp"

#include <array>
#include <vector>

#include "base/concat.hpp"
#include "sales/operations.hpp"

namespace mostrador::sales {
namespace {

using base::Status;

struct Document {
    std::string_view name;
    std::string_view letter;  ///< empty: the series is told from others by letters alone
    std::int64_t width = 8;
};

constexpr std::array kDocuments{Document{"receipt", "R"}, Document{"credit_note", "C"},
                                Document{"order", "", 1}, Document{"invoice", "F"}};
constexpr std::size_t kSeriesDigits = 3;

/// A, B, … Z, AA, AB, …: what is called out across a room is short.
std::string letters(std::int64_t number) {
    constexpr std::int64_t kLetters = 26;
    std::string text;
    for (; number > 0; number = (number - 1) / kLetters)
        text.insert(text.begin(), static_cast<char>('A' + (number - 1) % kLetters));
    return text;
}

std::string prefix_of(const Document& document, std::string_view mark, std::int64_t number) {
    if (document.letter.empty()) return base::concat(mark, letters(number));
    return base::concat(document.letter, mark, base::padded(number, kSeriesDigits), "-");
}

struct Place {
    base::Id device;
    base::Id register_id;
};

base::Result<std::vector<Place>> without_series(store::Database& database,
                                                std::string_view document) {
    std::vector<Place> places;
    MOSTRADOR_CHECK(database.each(
        "SELECT id, register FROM device d WHERE revoked_at IS NULL AND register IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM series s WHERE s.device = d.id "
        "AND s.register = d.register AND s.document = ?1) ORDER BY id",
        document, [&](const store::Row& row) { places.push_back({row.id(0), row.id(1)}); }));
    return places;
}

Status lease(log::Log& log, std::string_view mark, const Document& document, const Place& place) {
    auto& database = log.database();
    MOSTRADOR_TRY(known, database.one<std::int64_t>(
                             "SELECT count(*) FROM series WHERE document = ?1", document.name));
    MOSTRADOR_TRY(epoch, database.one<std::int64_t>(
                             "SELECT coalesce(max(epoch), 0) FROM series WHERE register = ?1 "
                             "AND document = ?2",
                             place.register_id, document.name));
    MOSTRADOR_CHECK(log.append(
        std::nullopt, SeriesLeased{.series = log.make_id(),
                                   .register_id = place.register_id,
                                   .device = place.device,
                                   .document = std::string(document.name),
                                   .prefix = prefix_of(document, mark, known.value_or(0) + 1),
                                   .width = document.width,
                                   .epoch = epoch.value_or(0) + 1}));
    return {};
}

}  // namespace

Status lease_series(log::Log& log, std::string_view mark) {
    for (const auto& document : kDocuments) {
        MOSTRADOR_TRY(places, without_series(log.database(), document.name));
        for (const auto& place : places)
            MOSTRADOR_CHECK(lease(log, mark, document, place));
    }
    return {};
}

}  // namespace mostrador::sales
