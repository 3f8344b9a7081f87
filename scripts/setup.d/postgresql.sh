# PostgreSQL's server, for a hub of many processes: only for ./run --postgres and the tests (sourced by them, not by
# scripts/setup). Debian's package would start a cluster of its own; ours live in folders (scripts/postgres).
install_postgresql() {
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && return
    as_root sh -c 'mkdir -p /etc/postgresql-common &&
        [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf'
    step "package lists" as_root apt-get update
    step "installing PostgreSQL" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends --no-upgrade -o Dpkg::Options::=--force-confold postgresql
}
