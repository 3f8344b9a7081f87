# A private apt configuration for Debian 13, used for downloads only: it has its own lists and no installed packages, so
# that the machine's apt never sees it. The mirror is the machine's own.
apt_folder=$cache/apt
trixie=$apt_folder/apt.conf

find_mirror() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
        awk -v release="$1" '$2 == release { print $1; exit }'
}

write_configuration() {
    mkdir -p "$apt_folder"/{lists,archives}/partial "$apt_folder/parts"
    cat >"$apt_folder/trixie.sources" <<END
Types: deb deb-src
URIs: $1
Suites: trixie
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
    cat >"$trixie" <<END
Dir::Etc::sourcelist "$apt_folder/trixie.sources";
Dir::Etc::sourceparts "$apt_folder/parts";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "$apt_folder/parts";
Dir::State::lists "$apt_folder/lists";
Dir::State::status "/dev/null";
Dir::Cache "$apt_folder";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
END
}

mirror=$(find_mirror "${VERSION_CODENAME:?}")
if [ -z "$mirror" ]; then
    step "package lists" as_root apt-get update
    mirror=$(find_mirror "$VERSION_CODENAME")
fi
[ -n "$mirror" ] || fail "apt knows no source for $VERSION_CODENAME"
write_configuration "$mirror"
step "trixie's package lists (private, 25 MB)" env APT_CONFIG="$trixie" apt-get update
