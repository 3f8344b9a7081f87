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

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

namespace detail {

template <std::size_t index, class F>
struct FieldAt {
    F field;
};

/// What std::tuple would be here, at a fifth of its compile time: every capability has dozens.
template <class Indexes, class... F>
struct FieldList;

template <std::size_t... I, class... F>
struct FieldList<std::index_sequence<I...>, F...> : FieldAt<I, F>... {
    using Indexes = std::index_sequence<I...>;
};

template <std::size_t index, class F>
constexpr const F& field_at(const FieldAt<index, F>& list) {
    return list.field;
}

}  // namespace detail

template <class... F>
constexpr detail::FieldList<std::index_sequence_for<F...>, F...> fields(F... each) {
    return {{each}...};
}

/// An enum is written as its name: specialise with `static constexpr std::array names{
/// std::pair{Enum::value, std::string_view("value")}, …}`.
template <class E>
struct EnumNames;

template <class T>
concept Described = requires { T::fields(); };

/// A record that stands in others many times writes no names: in CBOR it is the list of its values
/// in the order of fields(), and ends before those that have their default. Its fields keep their
/// places for ever; new ones come last. `static constexpr bool kAsList = true;`
///
/// What was written with names, by an earlier version of its kind, is read just as well.
template <class T>
concept Listed = Described<T> && requires { requires T::kAsList; };
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

namespace detail {

template <Described T>
using FieldIndexes = typename decltype(T::fields())::Indexes;

template <Described T>
inline constexpr auto all_fields = T::fields();

template <Described T, std::size_t index>
constexpr std::string_view name_of = field_at<index>(all_fields<T>).name;

template <Described T, std::size_t index>
constexpr auto member_of = field_at<index>(all_fields<T>).member;

template <Described T, std::size_t index>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*member_of<T, index>)>;

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

template <Form form, class T>
Json encode(const T& value);
template <Form form, class T>
Status decode_into(const Json& json, T& out);

namespace detail {

// A struct becomes two tables of its fields with their types erased, and not code of its own: that
// halves what the browser has to load.

struct Writer {
    std::string_view name;
    Json (*encode)(const void* owner) = nullptr;
};

struct Reader {
    std::string_view name;
    bool optional = false;
    Status (*decode)(const Json& json, void* owner) = nullptr;
};

template <Form form, Described T>
inline constexpr auto writers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<Writer, sizeof...(I)>{
        {{name_of<T, I>, [](const void* owner) {
              return base::encode<form>(static_cast<const T*>(owner)->*member_of<T, I>);
          }}...}};
}(FieldIndexes<T>{});

template <Form form, Described T>
inline constexpr auto readers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<Reader, sizeof...(I)>{
        {{name_of<T, I>, IsOptional<MemberType<T, I>>::value, [](const Json& json, void* owner) {
              return base::decode_into<form>(json, static_cast<T*>(owner)->*member_of<T, I>);
          }}...}};
}(FieldIndexes<T>{});

Json encode_record(std::span<const Writer> writers, const void* owner);
Status decode_record(const Json& json, std::span<const Reader> readers, void* owner);
/// `owner` has the defaults of what the list leaves out.
Status decode_list(const Json& list, std::span<const Reader> readers, void* owner);
/// The error of the list's item at `index`.
std::unexpected<Error> at_item(std::size_t index, Error error);

}  // namespace detail

/// Writes a value for the shell; absent optionals are null. CBOR is written by cbor_writer.hpp.
template <Form form, class T>
Json encode(const T& value) {
    static_assert(form == Form::text);
    if constexpr (std::same_as<T, Json>) {
        return value;
    } else if constexpr (std::same_as<T, bool> || detail::Whole<T> ||
                         std::same_as<T, std::string> || detail::TextMap<T>) {
        return Json(value);
    } else if constexpr (std::same_as<T, Id>) {
        return value.text();
    } else if constexpr (std::same_as<T, Hash> || std::same_as<T, Bytes>) {
        return to_hex(value);
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
        return detail::encode_record(detail::writers<form, T>, &value);
    }
}

namespace detail {

/// Prepends where in the message the fault is: "lines" + "[2].quantity".
Error at(std::string_view place, Error error);

std::unexpected<Error> malformed();

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
            if (!status) return detail::at_item(i, std::move(status.error()));
        }
    } else {
        static_assert(Described<T>, "describe the type with fields()");
        if constexpr (Listed<T> && form == Form::binary) {
            if (json.is_array()) return detail::decode_list(json, detail::readers<form, T>, &out);
        }
        return detail::decode_record(json, detail::readers<form, T>, &out);
    }
    return {};
}

template <Form form, class T>
Result<T> decode(const Json& json) {
    T out{};
    MOSTRADOR_CHECK((decode_into<form>(json, out)));
    return out;
}

/// What a type looks like to the shell (`Form::text`), as data: wasm/typescript prints it.
struct TypeInfo {
    enum class Kind { unknown, boolean, number, text, text_map, choice, optional, list, record };

    struct Field {
        std::string_view name;
        const TypeInfo* type = nullptr;
    };

    Kind kind = Kind::unknown;
    std::string_view name;                      ///< of a record with kType
    const TypeInfo* item = nullptr;             ///< of an optional or a list
    std::span<const std::string_view> choices;  ///< of an enum
    std::span<const Field> fields;              ///< of a record
};

template <class T>
constexpr TypeInfo describe();

template <class T>
inline constexpr TypeInfo type_info = describe<T>();

namespace detail {

template <NamedEnum E>
inline constexpr auto choice_names = [] {
    std::array<std::string_view, EnumNames<E>::names.size()> names;
    std::ranges::transform(EnumNames<E>::names, names.begin(),
                           [](const auto& each) { return each.second; });
    return names;
}();

template <Described T>
inline constexpr auto field_types = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<TypeInfo::Field, sizeof...(I)>{
        {{name_of<T, I>, &type_info<MemberType<T, I>>}...}};
}(FieldIndexes<T>{});

template <Described T>
constexpr std::string_view type_name() {
    if constexpr (requires { T::kType; }) return T::kType;
    return {};
}

}  // namespace detail

template <class T>
constexpr TypeInfo describe() {
    using enum TypeInfo::Kind;
    if constexpr (std::same_as<T, Json>)
        return {.kind = unknown};
    else if constexpr (std::same_as<T, bool>)
        return {.kind = boolean};
    else if constexpr (detail::Whole<T>)
        return {.kind = number};
    else if constexpr (detail::TextMap<T>)
        return {.kind = text_map};
    else if constexpr (NamedEnum<T>)
        return {.kind = choice, .choices = detail::choice_names<T>};
    else if constexpr (detail::IsOptional<T>::value)
        return {.kind = optional, .item = &type_info<typename T::value_type>};
    else if constexpr (detail::IsVector<T>::value)
        return {.kind = list, .item = &type_info<typename T::value_type>};
    else if constexpr (Described<T>)
        return {.kind = record, .name = detail::type_name<T>(), .fields = detail::field_types<T>};
    else
        return {.kind = text};
}

}  // namespace mostrador::base
