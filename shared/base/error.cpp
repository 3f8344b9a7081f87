#include "base/error.hpp"

#include <array>

namespace mostrador::base {

namespace {

struct Entry {
    Code code;
    std::string_view name;
};

constexpr auto kEntries = std::to_array<Entry>({
#define MOSTRADOR_ERROR_CODE(number, enumerator, name) {Code::enumerator, name},
#include "base/error_codes.def"
#undef MOSTRADOR_ERROR_CODE
});

constexpr bool strictly_ascending() {
    for (std::size_t i = 1; i < kEntries.size(); ++i) {
        if (kEntries[i - 1].code >= kEntries[i].code) return false;
    }
    return true;
}

static_assert(strictly_ascending(), "error_codes.def: every number once, in ascending order");

}  // namespace

std::string_view code_name(Code code) {
    for (const Entry& entry : kEntries) {
        if (entry.code == code) return entry.name;
    }
    return "core.internal";
}

std::optional<Code> code_named(std::string_view name) {
    for (const Entry& entry : kEntries) {
        if (entry.name == name) return entry.code;
    }
    return std::nullopt;
}

std::unexpected<Error> fail(Code code, Parameters parameters, std::string detail) {
    return std::unexpected(Error{code, std::move(parameters), std::move(detail)});
}

}  // namespace mostrador::base
