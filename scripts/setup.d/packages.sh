# The packages of the machine's own release. Only missing ones are installed; nothing is upgraded.
. /etc/os-release
case "${ID:-}-${VERSION_ID:-}" in
debian-12) boost=libboost1.81-dev ;;
debian-13) boost=libboost1.83-dev ;;
*) fail "this is ${PRETTY_NAME:-an unknown system}; Debian 12 or 13 is needed" ;;
esac

packages=(
    clang-19 lld-19 llvm-19 libc++-19-dev libc++abi-19-dev libclang-rt-19-dev clang-format-19 clang-tidy-19
    cmake ninja-build ccache git make
    "$boost" libpq-dev libssl-dev zlib1g-dev libbrotli-dev libpng-dev libjpeg62-turbo-dev
    python3 python3-pip patchelf binutils xz-utils ca-certificates brotli
    chromium fonts-dejavu-core fonts-urw-base35 poppler-utils
    libnss3-tools # certutil, which tells Chromium on Linux whom to trust, for the tests over TLS
)

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
    say "  missing packages: ${missing[*]}"
    step "package lists" as_root apt-get update
    step "installing ${#missing[@]} packages" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends --no-upgrade "${missing[@]}"
fi
