#pragma once

// A struct is described once, and from that description come its JSON for the shell, its CBOR
// for the log and the wire, and its TypeScript type. Nothing else in the tree spells a field name.
//
//   struct Login {
//     Id person;
//     std::string pin;
//     static constexpr std::string_view kType = "Login";   // optional: a named TypeScript type
//     static constexpr auto fields() {
//       return base::fields(base::field("person", &Login::person), base::field("pin",
//       &Login::pin));
//     }
//   };

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"

namespace mostrador::base {

using Json = nlohmann::json;

/// `text` is for the shell (ids as UUID text, bytes as hex); `binary` is for CBOR (byte strings).
enum class Form { text, binary };

template <class Owner, class T>
struct Field {
    std::string_view name;
    T Owner::* member;
};

template <class Owner, class T>
constexpr Field<Owner, T> field(std::string_view name, T Owner::* member) {
    return {name, member};
}

template <class... F>
constexpr std::tuple<F...> fields(F... each) {
    return {each...};
}

/// An enum is written as its name: specialise with `static constexpr std::array names{
/// std::pair{Enum::value, std::string_view("value")}, …}`.
template <class E>
struct EnumNames;

template <class T>
concept Described = requires { T::fields(); };
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires { EnumNames<T>::names; };

namespace detail {
template <class T>
struct IsOptional : std::false_type {};

template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsVector : std::false_type {};

template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

template <>
struct IsVector<Bytes> : std::false_type {};
template <class T>
concept TextMap = std::same_as<T, std::map<std::string, std::string>>;
template <class T>
concept Whole = std::integral<T> && !std::same_as<T, bool>;
}  // namespace detail

/// The name of an enum's value, as it is written everywhere.
template <NamedEnum E>
constexpr std::string_view enum_name(E value) {
    for (const auto& [each, name] : EnumNames<E>::names) {
        if (each == value) return name;
    }
    return {};
}

template <NamedEnum E>
constexpr std::optional<E> enum_value(std::string_view name) {
    for (const auto& [each, known] : EnumNames<E>::names) {
        if (known == name) return each;
    }
    return std::nullopt;
}

/// Writes a value. Absent optionals are null for the shell and left out of the log.
template <Form form, class T>
Json encode(const T& value) {
    if constexpr (std::same_as<T, Json>) {
        return value;
    } else if constexpr (std::same_as<T, bool> || detail::Whole<T> ||
                         std::same_as<T, std::string> || detail::TextMap<T>) {
        return Json(value);
    } else if constexpr (std::same_as<T, Id>) {
        if constexpr (form == Form::text) return value.text();
        return Json::binary({value.bytes.begin(), value.bytes.end()});
    } else if constexpr (std::same_as<T, Hash> || std::same_as<T, Bytes>) {
        if constexpr (form == Form::text) return to_hex(value);
        return Json::binary({value.begin(), value.end()});
    } else if constexpr (std::same_as<T, Decimal>) {
        return value.text();
    } else if constexpr (NamedEnum<T>) {
        return std::string(enum_name(value));
    } else if constexpr (detail::IsOptional<T>::value) {
        return value ? encode<form>(*value) : Json(nullptr);
    } else if constexpr (detail::IsVector<T>::value) {
        Json::array_t items;
        items.reserve(value.size());
        for (const auto& item : value)
            items.push_back(encode<form>(item));
        return items;
    } else {
        static_assert(Described<T>, "describe the type with fields()");
        Json::object_t object;
        const auto put = [&](const auto& each) {
            const auto& member = value.*(each.member);
            using Member = std::remove_cvref_t<decltype(member)>;
            if constexpr (form == Form::binary && detail::IsOptional<Member>::value) {
                if (!member) return;
            }
            object.emplace(std::string(each.name), encode<form>(member));
        };
        std::apply([&](const auto&... each) { (put(each), ...); }, T::fields());
        return object;
    }
}

namespace detail {

/// Prepends where in the message the fault is: "lines" + "[2].quantity".
inline Error at(std::string_view place, Error error) {
    auto& where = error.parameters["field"];
    const bool joined = where.empty() || where.front() == '[';
    where = std::string(place) + (joined ? "" : ".") + where;
    return error;
}

inline std::unexpected<Error> malformed() {
    return fail(Code::input_malformed, {{"field", ""}});
}

template <class Array>
Status decode_bytes(const Json& json, Array& out) {
    if (!json.is_binary()) return malformed();
    const auto& bytes = json.get_binary();
    if constexpr (requires { out.resize(1); }) {
        out.assign(bytes.begin(), bytes.end());
    } else {
        if (bytes.size() != out.size()) return malformed();
        std::copy(bytes.begin(), bytes.end(), out.begin());
    }
    return {};
}

template <Whole T>
Status decode_whole(const Json& json, T& out) {
    if (!json.is_number_integer()) return malformed();
    if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        if (!std::in_range<T>(value)) return malformed();
        out = static_cast<T>(value);
        return {};
    }
    const auto value = json.get<std::int64_t>();
    if (!std::in_range<T>(value)) return malformed();
    out = static_cast<T>(value);
    return {};
}

}  // namespace detail

/// Reads a value strictly; what is unknown is ignored, what is missing and not optional is
/// `input.malformed{field}` with the path to it.
template <Form form, class T>
Status decode_into(const Json& json, T& out) {
    if constexpr (std::same_as<T, Json>) {
        out = json;
    } else if constexpr (std::same_as<T, bool>) {
        if (!json.is_boolean()) return detail::malformed();
        out = json.get<bool>();
    } else if constexpr (detail::Whole<T>) {
        return detail::decode_whole(json, out);
    } else if constexpr (std::same_as<T, std::string>) {
        if (!json.is_string()) return detail::malformed();
        out = json.get_ref<const std::string&>();
    } else if constexpr (detail::TextMap<T>) {
        if (!json.is_object()) return detail::malformed();
        for (const auto& [key, item] : json.items()) {
            if (!item.is_string()) return detail::malformed();
            out[key] = item.template get<std::string>();
        }
    } else if constexpr (std::same_as<T, Id>) {
        if constexpr (form == Form::binary) return detail::decode_bytes(json, out.bytes);
        if (!json.is_string()) return detail::malformed();
        const auto id = Id::parse(json.get_ref<const std::string&>());
        if (!id) return detail::malformed();
        out = *id;
    } else if constexpr (std::same_as<T, Hash> || std::same_as<T, Bytes>) {
        static_assert(form == Form::binary, "bytes come in as CBOR only");
        return detail::decode_bytes(json, out);
    } else if constexpr (std::same_as<T, Decimal>) {
        if (!json.is_string()) return detail::malformed();
        const auto value = Decimal::parse(json.get_ref<const std::string&>());
        if (!value) return detail::malformed();
        out = *value;
    } else if constexpr (NamedEnum<T>) {
        if (!json.is_string()) return detail::malformed();
        const auto value = enum_value<T>(json.get_ref<const std::string&>());
        if (!value) return detail::malformed();
        out = *value;
    } else if constexpr (detail::IsOptional<T>::value) {
        if (json.is_null()) {
            out.reset();
            return {};
        }
        return decode_into<form>(json, out.emplace());
    } else if constexpr (detail::IsVector<T>::value) {
        if (!json.is_array()) return detail::malformed();
        out.resize(json.size());
        for (std::size_t i = 0; i < json.size(); ++i) {
            auto status = decode_into<form>(json[i], out[i]);
            if (!status) {
                return std::unexpected(
                    detail::at("[" + std::to_string(i) + "]", std::move(status.error())));
            }
        }
    } else {
        static_assert(Described<T>, "describe the type with fields()");
        if (!json.is_object()) return detail::malformed();
        Status result;
        const auto take = [&](const auto& each) {
            if (!result) return;
            auto& member = out.*(each.member);
            using Member = std::remove_cvref_t<decltype(member)>;
            const auto found = json.find(each.name);
            if (found == json.end()) {
                if constexpr (!detail::IsOptional<Member>::value) {
                    result = std::unexpected(detail::at(each.name, detail::malformed().error()));
                }
                return;
            }
            auto status = decode_into<form>(*found, member);
            if (!status) result = std::unexpected(detail::at(each.name, std::move(status.error())));
        };
        std::apply([&](const auto&... each) { (take(each), ...); }, T::fields());
        return result;
    }
    return {};
}

template <Form form, class T>
Result<T> decode(const Json& json) {
    T out{};
    MOSTRADOR_CHECK((decode_into<form>(json, out)));
    return out;
}

/// Collects the named TypeScript types that a type needs; the text of each is its definition.
using TypeDefinitions = std::map<std::string, std::string, std::less<>>;

/// The TypeScript type of `T` as the shell sees it (`Form::text`).
template <class T>
std::string typescript(TypeDefinitions& definitions) {
    if constexpr (std::same_as<T, Json>) {
        return "unknown";
    } else if constexpr (std::same_as<T, bool>) {
        return "boolean";
    } else if constexpr (detail::Whole<T>) {
        return "number";
    } else if constexpr (std::same_as<T, std::string> || std::same_as<T, Id> ||
                         std::same_as<T, Hash> || std::same_as<T, Bytes> ||
                         std::same_as<T, Decimal>) {
        return "string";
    } else if constexpr (detail::TextMap<T>) {
        return "Record<string, string>";
    } else if constexpr (NamedEnum<T>) {
        std::string text;
        for (const auto& [value, name] : EnumNames<T>::names) {
            text += (text.empty() ? "'" : " | '") + std::string(name) + "'";
        }
        return text;
    } else if constexpr (detail::IsOptional<T>::value) {
        return typescript<typename T::value_type>(definitions) + " | null";
    } else if constexpr (detail::IsVector<T>::value) {
        return "Array<" + typescript<typename T::value_type>(definitions) + ">";
    } else {
        static_assert(Described<T>, "describe the type with fields()");
        constexpr bool named = requires { T::kType; };
        if constexpr (named) {
            if (definitions.contains(T::kType)) return std::string(T::kType);
            definitions.emplace(T::kType, "");
        }
        std::string text = "{";
        const auto put = [&](const auto& each) {
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*(each.member))>;
            constexpr bool optional = detail::IsOptional<Member>::value;
            text += " " + std::string(each.name) + (optional ? "?: " : ": ") +
                    typescript<Member>(definitions) + ";";
        };
        std::apply([&](const auto&... each) { (put(each), ...); }, T::fields());
        text += " }";
        if constexpr (named) {
            definitions.find(T::kType)->second = text;
            return std::string(T::kType);
        }
        return text;
    }
}

}  // namespace mostrador::base
