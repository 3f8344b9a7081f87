#pragma once

#include "documents/receipt_paper.hpp"

namespace mostrador::tests {

constexpr std::string_view kSampleLink =
    "https://hub.example/r/deadbeef/01980000-0000-7000-8000-000000000001";

/// A receipt of a Spanish café, paid in cash, with two tax rates.
documents::Paper sample_receipt();
/// Thirty lines with names longer than any paper is wide.
documents::Paper sample_long_receipt();

}  // namespace mostrador::tests
