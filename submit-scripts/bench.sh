#!/usr/bin/env bash
# bench.sh compute [MODEL...] [--bf16] [--rounds N]  compares Meanfield with other engines.
# bench.sh memory [MODEL...] [--bf16] [--steps N]    looks whether many steps take more memory than one.
# bench.sh sync [WHAT...]                            how fast executors agree: average fixed
set -euo pipefail
source "$(dirname "$0")/build.sh"
app=$home/benchmarks/target/benchmarks/benchmarks.jar

if [ ! -e "$app" ] || [ -n "$(find "$home"/{pom.xml,datasets,model-zoo,worker,benchmarks} \
    \( -name pom.xml -o -path '*/src/main/*' \) -type f -newer "$app" -print -quit)" ]; then
  echo "Building the benchmarks (once; downloads libtorch, 110 MB)" >&2
  mvn -q -B -f "$home/pom.xml" -Pbenchmarks -pl benchmarks -am package -Dmaven.test.skip >&2
  touch "$app"
fi
exec java -Dmeanfield.home="$home" -cp "$app:$(dirname "$app")/lib/*" io.meanfield.benchmarks.Main "$@"
