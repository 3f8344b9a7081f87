// Compiled once and shared by every target of ours: headers that nearly every file includes.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <format>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

// Ours that every capability includes; a change to them compiles everything again anyway.
#include "base/cbor_writer.hpp"
#include "command/command.hpp"
