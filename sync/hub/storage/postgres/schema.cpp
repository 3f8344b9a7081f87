#include "hub/storage/postgres/schema.hpp"

#include <algorithm>
#include <array>
#include <format>

namespace mostrador::hub::postgres {
namespace {

using base::Code;
using base::Status;

// Every table but `hub` starts its key with the tenant, and shows a row only to a transaction that
// named this tenant. The exceptions are capabilities: who knows the hash of a token or of a code
// sees its one row (that is how the hub learns whose it is), and the scope 'directory' sees the
// names of tenants, and nothing else of them.
constexpr std::string_view kFirst = R"sql(
CREATE SCHEMA mostrador;
SET LOCAL search_path = mostrador, pg_catalog, pg_temp;

CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.tenant', true), '')::uuid $$;
CREATE FUNCTION current_secret() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT decode(nullif(current_setting('app.secret', true), ''), 'hex') $$;
CREATE FUNCTION is_directory() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('app.scope', true), '') = 'directory' $$;

CREATE TABLE hub (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id uuid NOT NULL,
  created_at bigint NOT NULL,
  ready_at bigint NOT NULL DEFAULT 0,
  revision bigint NOT NULL DEFAULT 0
);

CREATE TABLE tenant (
  tenant_id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  created_at bigint NOT NULL
);

-- The row whose lock gives positions in commit order.
CREATE TABLE head (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  position bigint NOT NULL DEFAULT 0,
  marks bigint NOT NULL DEFAULT 0
);

CREATE TABLE operation (
  tenant_id uuid NOT NULL,
  position bigint NOT NULL CHECK (position > 0),
  device_id uuid NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  parked text,
  body bytea NOT NULL,
  PRIMARY KEY (tenant_id, position),
  UNIQUE (tenant_id, device_id, sequence)
);

-- What happened between operations and changes what they do: a new life of the data with its
-- hub identity, or another try at what was parked.
CREATE TABLE mark (
  tenant_id uuid NOT NULL REFERENCES tenant,
  number bigint NOT NULL CHECK (number > 0),
  position bigint NOT NULL,
  epoch uuid,
  hub uuid,
  made_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, number),
  CHECK ((epoch IS NULL) = (hub IS NULL))
);

CREATE TABLE device (
  tenant_id uuid NOT NULL REFERENCES tenant,
  device_id uuid NOT NULL,
  branch_id uuid,
  register_id uuid,
  name text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  enrolled_at bigint NOT NULL,
  revoked_at bigint,
  seen_at bigint NOT NULL DEFAULT 0,
  cursor bigint NOT NULL DEFAULT 0,
  core text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, device_id)
);

CREATE TABLE code (
  tenant_id uuid NOT NULL REFERENCES tenant,
  hash bytea NOT NULL UNIQUE,
  branch_id uuid,
  register_id uuid NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  attempt uuid,
  device_id uuid,
  PRIMARY KEY (tenant_id, hash)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenant', 'head', 'operation', 'mark', 'device', 'code'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own ON %I USING (tenant_id = (SELECT current_tenant())) '
                   'WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
  END LOOP;
END $$;
CREATE POLICY directory ON tenant FOR SELECT USING ((SELECT is_directory()));
CREATE POLICY secret ON device FOR SELECT USING (token_hash = (SELECT current_secret()));
CREATE POLICY secret ON code FOR SELECT USING (hash = (SELECT current_secret()));
)sql";

constexpr std::string_view kKeys = R"sql(
ALTER TABLE mostrador.device ADD COLUMN key bytea, ADD COLUMN unsent bigint,
  ADD COLUMN clock_offset bigint;
)sql";

// Operations are only ever added; nobody deletes anything.
constexpr std::string_view kGrants = R"sql(
GRANT USAGE ON SCHEMA mostrador TO {0};
GRANT SELECT ON ALL TABLES IN SCHEMA mostrador TO {0};
GRANT INSERT ON mostrador.tenant, mostrador.head, mostrador.operation, mostrador.mark,
  mostrador.device, mostrador.code TO {0};
GRANT UPDATE (ready_at, revision) ON mostrador.hub TO {0};
GRANT UPDATE (position, marks) ON mostrador.head TO {0};
GRANT UPDATE (parked) ON mostrador.operation TO {0};
GRANT UPDATE (token_hash, revoked_at, seen_at, cursor, core, unsent, clock_offset) ON mostrador.device TO {0};
GRANT UPDATE (attempt, device_id) ON mostrador.code TO {0};
)sql";

constexpr std::array kMigrations{kFirst, kKeys};
constexpr auto kVersion = static_cast<std::int64_t>(kMigrations.size());

base::Result<std::int64_t> version(Connection& connection) {
    MOSTRADOR_TRY(
        there,
        connection.run(Batch().add("SELECT to_regclass('mostrador_schema.version') IS NOT NULL")));
    if (!there.front().truth(0, 0)) return 0;
    MOSTRADOR_TRY(rows, connection.run(Batch().add(
                            "SELECT coalesce(max(number), 0) FROM mostrador_schema.version")));
    return rows.front().integer(0, 0);
}

base::Error too_new(std::int64_t found) {
    return {Code::store_schema_too_new,
            {{"found", std::to_string(found)}, {"known", std::to_string(kVersion)}},
            {}};
}

/// As an identifier in SQL.
std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char letter : name)
        text.append(letter == '"' ? 2 : 1, letter);
    return text + '"';
}

Status migrate(Connection& owner, std::int64_t from) {
    for (auto number = from; number < kVersion; ++number) {
        const std::string script(kMigrations.at(static_cast<std::size_t>(number)));
        MOSTRADOR_CHECK(owner.run_script(
            std::format("BEGIN; {} INSERT INTO mostrador_schema.version (number) VALUES ({}); "
                        "COMMIT",
                        script, number + 1)));
    }
    return {};
}

}  // namespace

Status prepare(Connection& owner, const std::string& role, base::Clock& clock,
               base::Random& random) {
    MOSTRADOR_CHECK(
        owner.run_script("CREATE SCHEMA IF NOT EXISTS mostrador_schema; CREATE TABLE IF NOT EXISTS "
                         "mostrador_schema.version (number integer PRIMARY KEY)"));
    MOSTRADOR_TRY(found, version(owner));
    if (found > kVersion) return std::unexpected(too_new(found));
    auto status = migrate(owner, found);
    if (!status) owner.roll_back();
    MOSTRADOR_CHECK(std::move(status));
    MOSTRADOR_CHECK(owner.run(Batch().add(
        "INSERT INTO mostrador.hub (id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        Arguments::of(base::make_id(clock, random), clock.now_us()))));
    const auto name = quoted(role);
    return owner.run_script(std::vformat(kGrants, std::make_format_args(name)) +
                            "GRANT USAGE ON SCHEMA mostrador_schema TO " + name +
                            "; GRANT SELECT ON mostrador_schema.version TO " + name);
}

Status check(Connection& connection) {
    MOSTRADOR_TRY(found, version(connection));
    if (found > kVersion) return std::unexpected(too_new(found));
    if (found < kVersion) {
        return base::fail(Code::store_cannot_open, {},
                          "the tables are missing or old: run `mostrador-hub prepare`");
    }
    MOSTRADOR_TRY(rows,
                  connection.run(Batch().add("SELECT rolsuper OR rolbypassrls OR EXISTS ("
                                             "SELECT 1 FROM pg_class c WHERE c.relnamespace = "
                                             "'mostrador'::regnamespace AND c.relkind = 'r' AND "
                                             "pg_has_role(current_user, c.relowner, 'MEMBER')) "
                                             "FROM pg_roles WHERE rolname = current_user")));
    if (rows.front().count() == 1 && !rows.front().truth(0, 0)) return {};
    return base::fail(Code::store_cannot_open, {},
                      "this role could get around row-level security: a hub must not serve as it");
}

Batch of_tenant(const base::Id& tenant) {
    Batch batch;
    batch.add("SELECT set_config('app.tenant', $1, true)", Arguments::of(tenant.text()));
    return batch;
}

Batch begin_of_tenant(const base::Id& tenant) {
    Batch batch;
    batch.add("BEGIN").add("SELECT set_config('app.tenant', $1, true)",
                           Arguments::of(tenant.text()));
    return batch;
}

}  // namespace mostrador::hub::postgres
