// Prints the TypeScript types of the till's commands (core/commands.d.ts of the build), from the
// same C++ structs that read the requests and write the answers.

#include <cstdio>
#include <map>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "store/database.hpp"
#include "store/file_system/file_system.hpp"
#include "store/file_system/memory_file.hpp"
#include "till/till.hpp"

namespace {

using mostrador::base::TypeInfo;

constexpr const char* kHead =
    "// Made by the build from the till's commands (wasm/typescript). Money is integer minor "
    "units,\n"
    "// quantities and rates are decimal text, times are UTC microseconds, ids are UUID text.\n\n";

class Printer {
public:
    /// What may be left out of a request is `field?: T | null`; an answer always has the field.
    enum class Use { request, answer };

    std::string type(const TypeInfo& info, Use use, int depth) {
        using enum TypeInfo::Kind;
        switch (info.kind) {
            case unknown:
                return "unknown";
            case boolean:
                return "boolean";
            case number:
                return "number";
            case text:
                return "string";
            case text_map:
                return "Record<string, string>";
            case choice:
                return choice_of(info);
            case optional:
                return type(*info.item, use, depth) + " | null";
            case list:
                return "Array<" + type(*info.item, use, depth) + ">";
            case record:
                return info.name.empty() ? record_of(info, use, depth) : named(info, use);
        }
        return "unknown";
    }

    /// `export type Name = …;` for each name that was met, in alphabetical order.
    std::string definitions() const {
        std::string text;
        for (const auto& [name, body] : definitions_) {
            text += "export type " + name + " = " + body + ";\n\n";
        }
        return text;
    }

private:
    static std::string choice_of(const TypeInfo& info) {
        std::string text;
        for (const auto name : info.choices) {
            text += (text.empty() ? "'" : " | '") + std::string(name) + "'";
        }
        return text;
    }

    std::string named(const TypeInfo& info, Use use) {
        std::string name(info.name);
        if (definitions_.emplace(name, "").second) definitions_[name] = record_of(info, use, 0);
        return name;
    }

    std::string record_of(const TypeInfo& info, Use use, int depth) {
        if (info.fields.empty()) return "Record<string, never>";
        const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
        std::string text = "{\n";
        for (const auto& field : info.fields) {
            const bool may_miss =
                use == Use::request && field.type->kind == TypeInfo::Kind::optional;
            text += indent + "  " + std::string(field.name) + (may_miss ? "?: " : ": ") +
                    type(*field.type, use, depth + 1) + ";\n";
        }
        return text + indent + "}";
    }

    std::map<std::string, std::string> definitions_;
};

std::string declarations(const mostrador::till::Till& till) {
    Printer printer;
    std::string commands;
    for (const auto& [name, command] : till.commands()) {
        commands +=
            "  '" + name + "': {\n" +
            "    request: " + printer.type(*command.request_type, Printer::Use::request, 2) +
            ";\n" +
            "    response: " + printer.type(*command.response_type, Printer::Use::answer, 2) +
            ";\n" + "  };\n";
    }
    return kHead + printer.definitions() + "export interface Commands {\n" + commands + "}\n";
}

}  // namespace

int main() {
    using namespace mostrador;
    base::SystemClock clock;
    base::SystemRandom random;
    store::MemoryFileSet files;
    const auto file_system =
        store::register_file_system("memory", files.files(), {.make_default = true});
    auto database = store::Database::open("types");
    if (!file_system || !database) return 1;
    const till::Till till(*database, clock, random);
    return std::fputs(declarations(till).c_str(), stdout) < 0 ? 1 : 0;
}
