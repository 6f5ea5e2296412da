#!/bin/sh
# What every CI system here runs. All settings are variables of the environment, so no text of a job, a branch or a pull
# request is ever read as shell code.
#
#   FORMFLOW_BASE_URL, ...   the variables of docs/configuration.md
#   SUITE_TARGET             a target of formflow.config.json, instead of FORMFLOW_BASE_URL
#   SUITE_CONFIG             another file of targets
#   SUITE_FUZZ               so many random bodies
#   SUITE_OUTPUT             a file that gets "exit-code=..." and "verdict=..." as lines (default: GITHUB_OUTPUT)
set -u
suite=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
program=$suite/dist/tests/bin.mjs
if [ ! -f "$program" ]; then
  echo "the suite is not built: run $suite/ci/install.sh first" >&2
  exit 2
fi

set -- run
if [ -n "${SUITE_TARGET:-}" ]; then set -- "$@" "--target=$SUITE_TARGET"; fi
if [ -n "${SUITE_CONFIG:-}" ]; then set -- "$@" "--config=$SUITE_CONFIG"; fi
if [ -n "${SUITE_FUZZ:-}" ]; then set -- "$@" "--fuzz=$SUITE_FUZZ"; fi

code=0
node "$program" "$@" || code=$?

output=${SUITE_OUTPUT:-${GITHUB_OUTPUT:-}}
if [ -n "$output" ]; then
  report=${FORMFLOW_REPORTS_DIR:-reports/out}/report.json
  verdict=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).verdict' "$report" 2>/dev/null) || verdict=none
  printf 'exit-code=%s\nverdict=%s\n' "$code" "$verdict" >>"$output"
fi
exit "$code"
