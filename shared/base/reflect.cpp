#include "base/reflect.hpp"

namespace mostrador::base::detail {

Json encode_record(std::span<const Writer> writers, const void* owner) {
    Json::object_t object;
    for (const auto& writer : writers) {
        object.emplace(writer.name, writer.encode(owner));
    }
    return object;
}

Status decode_record(const Json& json, std::span<const Reader> readers, void* owner) {
    if (!json.is_object()) return malformed();
    for (const auto& reader : readers) {
        const auto found = json.find(reader.name);
        if (found == json.end()) {
            if (reader.optional) continue;
            return std::unexpected(at(reader.name, malformed().error()));
        }
        auto status = reader.decode(*found, owner);
        if (!status) return std::unexpected(at(reader.name, std::move(status.error())));
    }
    return {};
}

Status decode_list(const Json& list, std::span<const Reader> readers, void* owner) {
    const auto count = std::min(list.size(), readers.size());
    for (std::size_t i = 0; i < count; ++i) {
        auto status = readers[i].decode(list[i], owner);
        if (!status) return std::unexpected(at(readers[i].name, std::move(status.error())));
    }
    return {};
}

Error at(std::string_view place, Error error) {
    auto& where = error.parameters["field"];
    const bool joined = where.empty() || where.front() == '[';
    where = std::string(place) + (joined ? "" : ".") + where;
    return error;
}

std::unexpected<Error> at_item(std::size_t index, Error error) {
    return std::unexpected(at("[" + std::to_string(index) + "]", std::move(error)));
}

std::unexpected<Error> malformed() {
    return fail(Code::input_malformed, {{"field", ""}});
}

}  // namespace mostrador::base::detail
