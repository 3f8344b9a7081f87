#pragma once

// Internal to the server: what a guest's phone asks (docs/guests.md).

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "hub/http/context.hpp"

namespace mostrador::hub {

/// A message holds at most so much.
constexpr std::size_t kMaxGuestBytes = 16 * 1024;

/// Whether a path is one of the messages of guests.
bool is_guest_call(std::string_view path);

/// Answers a message with JSON.
net::awaitable<base::Result<std::string>> answer_guest_call(Context& context, std::string_view path,
                                                            std::string_view address,
                                                            base::ByteView body);

/// The menu as one phone gets it.
struct GuestPage {
    std::shared_ptr<const base::Bytes> plain;
    std::shared_ptr<const base::Bytes> gzip;
    std::string etag;
    std::string policy;
};

/// The menu behind a table's code. Error: guests.no_table.
net::awaitable<base::Result<GuestPage>> guest_page(Context& context, std::string_view target,
                                                   std::string_view accept_language);

}  // namespace mostrador::hub
