#include "hub/http/gzip.hpp"

#include <algorithm>
#include <array>
#include <zlib.h>

#include "protocol/codec.hpp"

namespace mostrador::hub {
namespace {

constexpr int kGzipWindow = 15 + 16;  // the largest window, with a gzip header

/// zlib's level. `usual` has most of the gain; `quick` is for what is large and awaited.
int level_of(Effort effort) {
    return effort == Effort::quick ? 1 : 5;
}

Bytef* input(base::ByteView bytes) {
    return const_cast<Bytef*>(bytes.data());  // zlib's next_in is not const, but only read
}

}  // namespace

base::Bytes gzip(base::ByteView bytes, Effort effort) {
    z_stream stream{};
    if (deflateInit2(&stream, level_of(effort), Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return {};
    }
    base::Bytes out(deflateBound(&stream, bytes.size()));
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

base::Result<base::Bytes> gunzip(base::ByteView bytes, std::size_t max_bytes) {
    z_stream stream{};
    if (inflateInit2(&stream, kGzipWindow) != Z_OK) return base::fail(base::Code::core_internal);
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    base::Bytes out;
    std::array<Bytef, 16 * 1024> chunk;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= max_bytes) {
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.insert(out.end(), chunk.data(), stream.next_out);
    }
    const bool rest = stream.avail_in > 0;
    inflateEnd(&stream);
    if (out.size() > max_bytes) {
        return base::fail(base::Code::sync_too_large, {{"limit", std::to_string(max_bytes)}});
    }
    if (state != Z_STREAM_END || rest) return protocol::malformed("Content-Encoding");
    return out;
}

}  // namespace mostrador::hub
