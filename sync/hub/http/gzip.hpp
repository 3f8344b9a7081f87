#pragma once

#include <cstddef>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace mostrador::hub {

enum class Effort { usual, quick };

base::Bytes gzip(base::ByteView bytes, Effort effort = Effort::usual);

/// Errors: sync.malformed, sync.too_large{limit} as soon as more than `max_bytes` come out.
base::Result<base::Bytes> gunzip(base::ByteView bytes, std::size_t max_bytes);

}  // namespace mostrador::hub
