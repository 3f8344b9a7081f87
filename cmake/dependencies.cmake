# Every library that is compiled from source, for both targets: version, archive and hash, in this one place.
#
#   dependency(NAME <name> VERSION <version> FROM <client> <package> ARCHIVE <file> SHA256 <hash>)
#
# FROM says which package client brings the archive:
#   npm <name@version>       npm pack (no script of the package is run)
#   pip <name==version>      pip download of the source distribution
#   debian-source <name>     apt-get source --download-only, from trixie
#   debian-package <name>    apt-get download, from trixie
#
# scripts/setup runs this file through cmake/fetch.cmake, which downloads what is missing and checks the hashes;
# cmake/third_party.cmake reads it at configure time, never touches the network, and checks the hashes again.

# The amalgamation of SQLite 3.54.1, generated with UPDATE/DELETE LIMIT. (Avoid 3.52.0: it was withdrawn.)
dependency(NAME sqlite VERSION 3.54.1
    FROM npm better-sqlite3@13.2.0
    ARCHIVE better-sqlite3-13.2.0.tgz
    SHA256 40487589df3496f2ee0079d22b73c63fccebe7db0e8ee9a2c42421861e321e0b)

dependency(NAME nlohmann_json VERSION 3.11.3
    FROM debian-package nlohmann-json3-dev=3.11.3-2.1
    ARCHIVE nlohmann-json3-dev_3.11.3-2.1_all.deb
    SHA256 741a6a32f61a14eaf9560ba1814b27da8e78fa3b9bed9e8867ab46316ddf3793)

dependency(NAME qrencode VERSION 4.1.1
    FROM debian-source qrencode
    ARCHIVE qrencode_4.1.1.orig.tar.bz2
    SHA256 e455d9732f8041cf5b9c388e345a641fd15707860f928e94507b1961256a6923)

# CVE-2025-69277 is in crypto_core_ed25519_is_valid_point, which third_party.cmake leaves out of the build.
dependency(NAME sodium VERSION 1.0.18
    FROM debian-source libsodium
    ARCHIVE libsodium_1.0.18.orig.tar.gz
    SHA256 d59323c6b712a1519a5daf710b68f5e7fde57040845ffec53850911f10a5d4f4)

dependency(NAME zxing VERSION 3.1.1
    FROM pip zxing-cpp==3.1.1
    ARCHIVE zxing_cpp-3.1.1.tar.gz
    SHA256 1051a521b21a9fe206702ad4186aeb195154e3e1badcd99576d030723f36382b)

dependency(NAME catch2 VERSION 3.7.1
    FROM debian-source catch2
    ARCHIVE catch2_3.7.1.orig.tar.gz
    SHA256 c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c)
