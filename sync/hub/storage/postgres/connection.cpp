#include "hub/storage/postgres/connection.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <format>
#include <libpq-fe.h>
#include <set>

namespace mostrador::hub::postgres {
namespace {

using base::Code;
using base::Status;

// Types as PostgreSQL numbers them (catalogue pg_type); they never change.
constexpr Oid kBytea = 17, kInt8 = 20, kText = 25, kUuid = 2950;

Oid array_of(Oid type) {
    switch (type) {
        case kBytea:
            return 1001;
        case kInt8:
            return 1016;
        case kUuid:
            return 2951;
        default:
            return 1009;  // of text
    }
}

template <class Integer>
void append_number(base::Bytes& bytes, Integer number) {
    for (int shift = sizeof(Integer) * 8 - 8; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

template <class Integer>
Integer read_number(base::ByteView bytes) {
    if (bytes.size() != sizeof(Integer)) return 0;
    std::make_unsigned_t<Integer> number = 0;
    for (const auto byte : bytes)
        number = static_cast<std::make_unsigned_t<Integer>>((std::uint64_t{number} << 8) | byte);
    return static_cast<Integer>(number);
}

/// What a SQLSTATE means for a device: whether to try again, and when.
Code code_of(std::string_view state) {
    if (state.starts_with("53")) return Code::store_full;  // out of disk, memory, connections
    if (state.starts_with("40")) return Code::store_busy;  // serialisation, deadlock
    if (state.starts_with("55")) return Code::store_busy;  // lock not available
    if (state == "57014") return Code::store_busy;         // cancelled by a time limit
    if (state.starts_with("23")) return Code::store_constraint;
    if (state == "25006") return Code::store_read_only;         // a standby
    if (state.starts_with("42501")) return Code::store_misuse;  // not allowed to this role
    return Code::store_io;
}

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};

using Result = std::unique_ptr<PGresult, ClearResult>;

}  // namespace

// ---- arguments
// -----------------------------------------------------------------------------------

Arguments& Arguments::add(std::uint32_t type, base::Bytes bytes) {
    types_.push_back(type);
    values_.emplace_back(std::move(bytes));
    return *this;
}

Arguments& Arguments::add(std::int64_t value) {
    base::Bytes bytes;
    append_number(bytes, value);
    return add(kInt8, std::move(bytes));
}

Arguments& Arguments::add(const base::Id& value) {
    return add(kUuid, base::Bytes(value.bytes.begin(), value.bytes.end()));
}

Arguments& Arguments::add(base::ByteView value) {
    return add(kBytea, base::Bytes(value.begin(), value.end()));
}

Arguments& Arguments::add(std::string_view value) {
    const auto bytes = base::as_bytes(value);
    return add(kText, base::Bytes(bytes.begin(), bytes.end()));
}

Arguments& Arguments::add_array(std::uint32_t type,
                                const std::vector<std::optional<base::Bytes>>& values) {
    constexpr std::int32_t kDimensions = 1, kMayHoldNull = 1, kLowerBound = 1, kNull = -1;
    base::Bytes bytes;
    append_number(bytes, values.empty() ? 0 : kDimensions);
    append_number(bytes, kMayHoldNull);
    append_number(bytes, type);
    if (!values.empty()) {
        append_number(bytes, static_cast<std::int32_t>(values.size()));
        append_number(bytes, kLowerBound);
    }
    for (const auto& value : values) {
        append_number(bytes, value ? static_cast<std::int32_t>(value->size()) : kNull);
        if (value) bytes.insert(bytes.end(), value->begin(), value->end());
    }
    return add(array_of(type), std::move(bytes));
}

// ---- rows
// ----------------------------------------------------------------------------------------

void Rows::Clear::operator()(pg_result* result) const {
    PQclear(result);
}

int Rows::count() const {
    return PQntuples(result_.get());
}

bool Rows::is_null(int row, int column) const {
    return PQgetisnull(result_.get(), row, column) != 0;
}

base::ByteView Rows::view(int row, int column) const {
    return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(result_.get(), row, column)),
            static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::integer(int row, int column) const {
    const auto bytes = view(row, column);
    if (bytes.size() == sizeof(std::int32_t)) return read_number<std::int32_t>(bytes);
    return read_number<std::int64_t>(bytes);
}

bool Rows::truth(int row, int column) const {
    const auto bytes = view(row, column);
    return bytes.size() == 1 && bytes.front() != 0;
}

base::Id Rows::id(int row, int column) const {
    return base::Id::from_bytes(view(row, column)).value_or(base::Id::nil());
}

base::Bytes Rows::bytes(int row, int column) const {
    const auto bytes = view(row, column);
    return {bytes.begin(), bytes.end()};
}

std::string Rows::text(int row, int column) const {
    return std::string(base::as_text(view(row, column)));
}

std::optional<base::Id> Rows::optional_id(int row, int column) const {
    if (is_null(row, column)) return std::nullopt;
    return id(row, column);
}

std::optional<std::string> Rows::optional_text(int row, int column) const {
    if (is_null(row, column)) return std::nullopt;
    return text(row, column);
}

std::int64_t Rows::changes() const {
    const std::string_view text = PQcmdTuples(result_.get());
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// ---- connection
// ----------------------------------------------------------------------------------

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& conninfo) {
    std::unique_ptr<Connection> opened(new Connection(PQconnectdb(conninfo.c_str())));
    auto* connection = opened->connection_;
    if (PQstatus(connection) != CONNECTION_OK) {
        return base::fail(Code::store_cannot_open, {}, PQerrorMessage(connection));
    }
    // Notices are for a person at a terminal, not for our log.
    PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
    MOSTRADOR_CHECK(opened->run_script(
        // A row of another tenant must not be seen even through an unqualified name of another
        // schema; nobody may hold a tenant's lock for ever.
        "SET search_path = mostrador, pg_catalog, pg_temp; SET lock_timeout = '10s'; "
        "SET idle_in_transaction_session_timeout = '60s'; SET client_encoding = 'UTF8'"));
    if (PQenterPipelineMode(connection) != 1) return std::unexpected(opened->lost());
    return opened;
}

Connection::~Connection() {
    PQfinish(connection_);
}

bool Connection::is_broken() const {
    return PQstatus(connection_) != CONNECTION_OK;
}

bool Connection::in_transaction() const {
    return PQtransactionStatus(connection_) != PQTRANS_IDLE;
}

int Connection::socket() const {
    return PQsocket(connection_);
}

base::Error Connection::lost() const {
    return {Code::store_io, {}, PQerrorMessage(connection_)};
}

base::Error Connection::problem(const pg_result* result) const {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (state == nullptr) return lost();
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return {code_of(state), {}, std::format("{} {}", state, message == nullptr ? "" : message)};
}

Status Connection::run_script(const std::string& sql) {
    const bool pipelined = PQpipelineStatus(connection_) == PQ_PIPELINE_ON;
    if (pipelined && PQexitPipelineMode(connection_) != 1) return std::unexpected(lost());
    const Result result(PQexec(connection_, sql.c_str()));
    const auto status = PQresultStatus(result.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    Status done;
    if (!good) done = std::unexpected(problem(result.get()));
    if (pipelined && PQenterPipelineMode(connection_) != 1) return std::unexpected(lost());
    return done;
}

base::Result<std::vector<Rows>> Connection::run(const Batch& batch) {
    MOSTRADOR_CHECK(send(batch));
    auto rows = receive(batch);
    if (!rows) roll_back();
    return rows;
}

/// Statements are prepared at their first use, in the same round trip.
Status Connection::prepare(const Batch& batch) {
    for (const auto& [sql, arguments] : batch.statements_) {
        if (prepared_.contains(sql)) continue;
        const auto name = std::format("s{}", prepared_.size());
        const auto count = static_cast<int>(arguments.types_.size());
        if (PQsendPrepare(connection_, name.c_str(), sql.c_str(), count, arguments.types_.data()) !=
            1) {
            return std::unexpected(lost());
        }
        prepared_.emplace(sql, name);
    }
    return {};
}

Status Connection::send(const Batch& batch) {
    // A statement that fails to prepare would be remembered as prepared: prepare on its own.
    const auto before = prepared_.size();
    MOSTRADOR_CHECK(prepare(batch));
    if (prepared_.size() > before) {
        if (PQpipelineSync(connection_) != 1) return std::unexpected(lost());
        Batch preparations;
        preparations.statements_.resize(prepared_.size() - before);
        if (auto done = receive(preparations); !done) {
            prepared_.clear();
            roll_back();
            std::ignore = run_script("DEALLOCATE ALL");
            return std::unexpected(std::move(done.error()));
        }
    }
    for (const auto& [sql, arguments] : batch.statements_) {
        std::vector<const char*> values;
        std::vector<int> lengths, formats;
        for (const auto& value : arguments.values_) {
            // An empty value is not a missing one.
            const char* data = value && value->empty()
                                   ? ""
                                   : reinterpret_cast<const char*>(value ? value->data() : nullptr);
            values.push_back(data);
            lengths.push_back(value ? static_cast<int>(value->size()) : 0);
            formats.push_back(1);
        }
        const auto& name = prepared_.find(sql)->second;
        if (PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(values.size()),
                                values.data(), lengths.data(), formats.data(), 1) != 1) {
            return std::unexpected(lost());
        }
    }
    if (PQpipelineSync(connection_) != 1) return std::unexpected(lost());
    return {};
}

/// One result for each statement, each followed by a null, and at last that of the sync.
base::Result<std::vector<Rows>> Connection::receive(const Batch& batch) {
    std::vector<Rows> rows;
    rows.reserve(batch.statements_.size());
    std::optional<base::Error> error;
    for (;;) {
        Result result(PQgetResult(connection_));
        if (!result) {
            if (is_broken()) return std::unexpected(error ? *error : lost());
            continue;
        }
        switch (PQresultStatus(result.get())) {
            case PGRES_COMMAND_OK:
            case PGRES_TUPLES_OK:
                rows.emplace_back(result.release());
                break;
            case PGRES_PIPELINE_SYNC:
                if (error) return std::unexpected(*std::move(error));
                return rows;
            case PGRES_PIPELINE_ABORTED:
                break;
            default:
                if (!error) error = problem(result.get());
                if (is_broken()) return std::unexpected(*std::move(error));
        }
    }
}

void Connection::roll_back() {
    if (!is_broken() && in_transaction()) std::ignore = run_script("ROLLBACK");
}

std::vector<std::string> Connection::notifications() {
    std::vector<std::string> payloads;
    if (PQconsumeInput(connection_) != 1) return payloads;
    while (auto* notify = PQnotifies(connection_)) {
        payloads.emplace_back(notify->extra);
        PQfreemem(notify);
    }
    return payloads;
}

}  // namespace mostrador::hub::postgres
