#!/bin/sh
# Installs the packages of the suite and builds it, before run.sh. The suite may stand anywhere.
set -eu
cd "$(dirname "$0")/.."
npm ci --ignore-scripts --no-audit --no-fund
npm run build
