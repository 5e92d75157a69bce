#!/usr/bin/env bash
# bench.sh compute [MODEL...] [--bf16] [--rounds N]  compares Meanfield with other engines.
# bench.sh memory [MODEL...] [--bf16] [--steps N]    looks whether many steps take more memory than one.
# bench.sh sync [WHAT...] [--size SIZE]              how fast executors agree, on clusters of processes:
#   average  one average of 1, 25 and 125 million parameters, beside plain TCP over the loopback
#   fixed    the fixed cost of a round
#   scaling  samples/s of one executor and of two, one processor each
#   links    exact against rounds over slow links; as root on Linux
#   peers    Deeplearning4j on Spark and Spark's own perceptron on the same data
# bench.sh data [WHAT...]                            how fast data get into training:
#   read     shards into batches, in order and shuffled
#   resume   the time to the first batch of ten million examples
#   images   JPEG and PNG files beside their decoder alone
#   texts    a million short texts
#   tokens   tokenizing by pairs of bytes
#   same-bytes  ingest on one executor and on two
#   waiting  the share of steps that waits for data
# bench.sh gpu  is for gpu-check.sh.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
case ${1:-} in
  sync | gpu) source "$home/submit-scripts/build.sh" ;;
  data)
    source "$home/submit-scripts/build.sh"
    flags=("@$home/conf/jvm-options" -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider)
    jars=:$SPARK_HOME/jars/*
    ;;
esac
app=$home/benchmarks/target/benchmarks/benchmarks.jar

if [ ! -e "$app" ] || [ -n "$(find "$home"/{pom.xml,datasets,model-zoo,worker,benchmarks} \
    \( -name pom.xml -o -path '*/src/main/*' \) -type f -newer "$app" -print -quit)" ]; then
  echo "Building the benchmarks (once; downloads libtorch, 110 MB)" >&2
  mvn -q -B -f "$home/pom.xml" -Pbenchmarks -pl benchmarks -am package -Dmaven.test.skip >&2
  touch "$app"
fi
exec java \
  ${flags[@]+"${flags[@]}"} -Dmeanfield.home="$home" \
  -cp "$app:$(dirname "$app")/lib/*${jars:-}" io.meanfield.benchmarks.Main "$@"
