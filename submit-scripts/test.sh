#!/usr/bin/env bash
# All tests: the quick ones of each module, then those on real Spark processes.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
source "$home/submit-scripts/build.sh"
exec mvn -B -f "$home/pom.xml" verify -Dgroups='unit | cluster' "$@"
