#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mostrador::base {

/// The stable identity of an error. The list, with its names, is error_codes.def.
enum class Code : std::uint16_t {
#define MOSTRADOR_ERROR_CODE(number, enumerator, name) enumerator = number,
#include "base/error_codes.def"
#undef MOSTRADOR_ERROR_CODE
};

/// The name a code is stored and sent under, e.g. "cash.session_not_open".
std::string_view code_name(Code code);

/// The code of a name, or nothing when this version does not know it.
std::optional<Code> code_named(std::string_view name);

using Parameters = std::map<std::string, std::string>;

/// What went wrong. People read a message that the shell makes from code and parameters;
/// `detail` is for logs and may name tables and files.
struct Error {
    Code code{};
    Parameters parameters;
    std::string detail;

    bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

using Status = Result<void>;

/// Example: `return fail(Code::catalog_product_not_found, {{"barcode", barcode}});`
[[nodiscard]] std::unexpected<Error> fail(Code code, Parameters parameters = {},
                                          std::string detail = {});

}  // namespace mostrador::base

// The two macros below are the only ones: C++23 has no other way to return early with an error.

/// Declares `variable` with the value of a Result, or returns its error from this function.
/// Example: `MOSTRADOR_TRY(id, Id::parse(text));`
#define MOSTRADOR_TRY(variable, ...)                                      \
    auto variable##_result = (__VA_ARGS__);                               \
    if (!variable##_result) [[unlikely]]                                  \
        return ::std::unexpected(::std::move(variable##_result).error()); \
    auto variable = *::std::move(variable##_result)

/// Returns the error of a Status (or of a Result whose value does not matter) from this function.
#define MOSTRADOR_CHECK(...)                                               \
    do {                                                                   \
        if (auto check_result = (__VA_ARGS__); !check_result) [[unlikely]] \
            return ::std::unexpected(::std::move(check_result).error());   \
    } while (false)
