#!/usr/bin/env bash
# Build the image `whistle` without a Docker engine (with one: `docker build -f deploy/Dockerfile .`).
# Needs buildah; where the base image cannot be pulled, also root, debootstrap and podman: then a
# Debian bookworm from this machine's package sources stands in for it, with the same Python 3.11.
set -euo pipefail
cd "$(dirname "$0")/.."

base=python:3.11-slim-bookworm
image=${IMAGE:-whistle}

need() {
    for program in "$@"; do
        command -v "$program" > /dev/null && continue
        echo "$program is missing: install it (Debian, Ubuntu: apt-get install $program)." >&2
        exit 2
    done
}

stand_in() {
    need debootstrap podman
    local mirror folder
    # shellcheck disable=SC2016 # apt fills it in
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 'Created-By: Packages' \
        | awk 'NR == 1')
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' RETURN
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates \
        bookworm "$folder" "$mirror"
    ln -s python3 "$folder/usr/bin/python"
    tar -C "$folder" --exclude=./var/cache/apt/archives --exclude=./var/lib/apt/lists -c . \
        | podman import - "localhost/$base"
}

need buildah
if ! buildah inspect --type image "$base" > /dev/null 2>&1 && ! buildah pull "$base"; then
    echo "The base image cannot be pulled; making one of Debian's packages …"
    stand_in
fi

# This machine's package index settings and certificates hold inside the build, too.
mounts=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
if [ -f /etc/pip.conf ]; then mounts+=(--volume /etc/pip.conf:/etc/pip.conf:ro); fi

buildah bud --isolation chroot --network host --format docker --pull-never "${mounts[@]}" \
    --build-arg "BASE=$base" --file deploy/Dockerfile --tag "$image" .
echo "Built $image."
