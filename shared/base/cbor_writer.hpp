#pragma once

// Writes described values (reflect.hpp) as CBOR, straight into bytes: a sale is written without
// building a tree of its fields first. `decode<Form::binary>` reads it back.
//
//   const Bytes bytes = cbor_of(Login{person, pin});

#include <algorithm>

#include "base/reflect.hpp"

namespace mostrador::base {

/// Writes a value behind what is there already, in the one canonical form: the shortest heads, the
/// keys of a record in ascending order, absent optional fields left out.
template <class T>
void cbor_write(Bytes& out, const T& value);

template <class T>
Bytes cbor_of(const T& value) {
    Bytes out;
    cbor_write(out, value);
    return out;
}

namespace detail {

/// RFC 8949, section 3.1.
enum class CborMajor : std::uint8_t { unsigned_integer, negative_integer, bytes, text, array, map };

void cbor_head(Bytes& out, CborMajor major, std::uint64_t argument);
void cbor_integer(Bytes& out, std::int64_t value);
void cbor_boolean(Bytes& out, bool value);
void cbor_null(Bytes& out);
void cbor_text(Bytes& out, std::string_view text);
void cbor_bytes(Bytes& out, ByteView bytes);
void cbor_text_map(Bytes& out, const std::map<std::string, std::string>& map);

/// A field with its type erased, as Writer is for JSON. `present` is null for what is never absent.
struct CborField {
    std::string_view name;
    bool (*present)(const void* owner) = nullptr;
    void (*write)(Bytes& out, const void* owner) = nullptr;
};

void cbor_record(Bytes& out, std::span<const CborField> fields, const void* owner);

/// Whether a value is what a record has before anything is read into it.
template <class T>
bool is_default(const T& value) {
    if constexpr (IsOptional<T>::value)
        return !value.has_value();
    else if constexpr (IsVector<T>::value)
        return value.empty();
    else
        return value == T{};
}

/// The same of a list (Listed), in the order of fields(). `present` says whether it has another
/// value than the default.
template <Described T, std::size_t index>
constexpr CborField cbor_item() {
    return {.name = {},
            .present =
                [](const void* owner) {
                    return !is_default(static_cast<const T*>(owner)->*member_of<T, index>);
                },
            .write =
                [](Bytes& out, const void* owner) {
                    cbor_write(out, static_cast<const T*>(owner)->*member_of<T, index>);
                }};
}

template <Listed T>
inline constexpr auto cbor_items = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<CborField, sizeof...(I)>{{cbor_item<T, I>()...}};
}(FieldIndexes<T>{});

void cbor_list(Bytes& out, std::span<const CborField> items, const void* owner);

template <Described T, std::size_t index>
constexpr CborField cbor_field() {
    CborField field{.name = name_of<T, index>, .write = [](Bytes& out, const void* owner) {
                        cbor_write(out, static_cast<const T*>(owner)->*member_of<T, index>);
                    }};
    if constexpr (IsOptional<MemberType<T, index>>::value) {
        field.present = [](const void* owner) {
            return (static_cast<const T*>(owner)->*member_of<T, index>).has_value();
        };
    }
    return field;
}

template <Described T>
inline constexpr auto cbor_fields = []<std::size_t... I>(std::index_sequence<I...>) {
    std::array<CborField, sizeof...(I)> fields{{cbor_field<T, I>()...}};
    std::ranges::sort(fields, {}, &CborField::name);
    return fields;
}(FieldIndexes<T>{});

}  // namespace detail

template <class T>
void cbor_write(Bytes& out, const T& value) {
    if constexpr (std::same_as<T, Json>) {
        Json::to_cbor(value, out);
    } else if constexpr (std::same_as<T, bool>) {
        detail::cbor_boolean(out, value);
    } else if constexpr (detail::Whole<T>) {
        if constexpr (std::unsigned_integral<T>) {
            detail::cbor_head(out, detail::CborMajor::unsigned_integer, value);
        } else {
            detail::cbor_integer(out, value);
        }
    } else if constexpr (std::same_as<T, std::string>) {
        detail::cbor_text(out, value);
    } else if constexpr (detail::TextMap<T>) {
        detail::cbor_text_map(out, value);
    } else if constexpr (std::same_as<T, Id>) {
        detail::cbor_bytes(out, value.bytes);
    } else if constexpr (std::same_as<T, Hash> || std::same_as<T, Bytes>) {
        detail::cbor_bytes(out, value);
    } else if constexpr (std::same_as<T, Decimal>) {
        detail::cbor_text(out, value.text());
    } else if constexpr (NamedEnum<T>) {
        detail::cbor_text(out, enum_name(value));
    } else if constexpr (detail::IsOptional<T>::value) {
        if (value) return cbor_write(out, *value);
        detail::cbor_null(out);
    } else if constexpr (detail::IsVector<T>::value) {
        detail::cbor_head(out, detail::CborMajor::array, value.size());
        for (const auto& item : value)
            cbor_write(out, item);
    } else if constexpr (Listed<T>) {
        detail::cbor_list(out, detail::cbor_items<T>, &value);
    } else {
        static_assert(Described<T>, "describe the type with fields()");
        detail::cbor_record(out, detail::cbor_fields<T>, &value);
    }
}

}  // namespace mostrador::base
