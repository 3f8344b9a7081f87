#pragma once

// Internal to the server: the live socket.

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <string>

#include "hub/http/context.hpp"
#include "hub/http/wire.hpp"

namespace mostrador::hub {

/// Serves one WebSocket from its upgrade request to its end.
net::awaitable<void> serve_live(Context& context, Wire stream,
                                boost::beast::http::request<boost::beast::http::empty_body> upgrade,
                                std::string request_id);

}  // namespace mostrador::hub
