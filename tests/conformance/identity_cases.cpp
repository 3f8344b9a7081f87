#include <optional>
#include <string>
#include <vector>

#include "conformance/cases.hpp"
#include "customers/identity_document.hpp"

namespace mostrador::conformance {

namespace {

using customers::DocumentKind;
using nlohmann::json;

struct Expectation {
    const char* list;
    bool valid;
};

void check_number(DocumentKind kind, const std::string& name, const json& number, bool valid,
                  Report& report) {
    const std::string text = number.is_string() ? number.get<std::string>() : number.dump();
    std::vector<std::string> differences;
    if (customers::is_valid_document(kind, text) != valid) {
        differences.push_back(valid ? "expected valid, got invalid"
                                    : "expected invalid, got valid");
    }
    report.add(name + " \"" + text + "\"", differences);
}

}  // namespace

void check_identity_cases(std::string_view file, const json& content, Report& report) {
    if (!content.is_object()) {
        report.add(file, {"is not an object of validators"});
        return;
    }
    for (const auto& [name, numbers] : content.items()) {
        if (!numbers.is_object()) continue;  // a remark about the file
        const auto kind = customers::document_kind_named(name);
        if (!kind) {
            report.add(name, {"this program knows no such validator"});
            continue;
        }
        for (const auto& [list, valid] : {Expectation{"valid", true}, {"invalid", false}}) {
            for (const json& number : numbers.value(list, json::array())) {
                check_number(*kind, name, number, valid, report);
            }
        }
    }
}

}  // namespace mostrador::conformance
