#!/usr/bin/env bash
# All tests: the quick ones of each module, then those on real Spark processes.
set -euo pipefail
source "$(dirname "$0")/build.sh"
exec mvn -B -f "$home/pom.xml" verify "$@"
