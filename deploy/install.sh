#!/bin/sh
# Install a wheel beside the earlier versions, and make it the current one:
#   install.sh cramp_coach-VERSION-py3-none-any.whl [FOLDER]
# Each version has its own environment, FOLDER/VERSION, with the dependencies that are locked in its
# wheel; FOLDER/current is a link to one of them. Nothing is taken from a registry by our own name.
set -eu
wheel=$1
folder=${2:-/opt/cramp-coach}
version=$(basename "$wheel" | cut -d- -f2)
new=$folder/$version

if [ ! -e "$new/ready" ]; then
  # An installation that was interrupted begins again.
  rm -rf "$new"
  mkdir -p "$folder"
  python3 -m venv "$new"
  python3 - "$wheel" > "$new/production.lock" <<'PYTHON'
import sys, zipfile
sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("skill/data/requirements/production.lock"))
PYTHON
  pip="$new/bin/python -m pip --quiet --disable-pip-version-check"
  $pip install --require-hashes --only-binary=:all: -r "$new/production.lock"
  $pip install --no-index --no-deps "$wheel"
  # For the Python of this machine; it also checks the content.
  "$new/bin/cramp-coach" content compile
  touch "$new/ready"
fi

# The link is replaced in one step.
ln -sfn "$version" "$folder/.current"
mv -T "$folder/.current" "$folder/current"
echo "$folder/current is $version; now: systemctl restart cramp-coach"
