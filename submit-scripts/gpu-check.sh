#!/usr/bin/env bash
# gpu-check.sh [--small]                checks the first GPU of this machine: whether it computes what the CPU
#                                       computes, whether lenet, resnet-18 and gpt learn on it, and how fast.
# gpu-check.sh --backend cpu [--small]  rehearses that on the CPU.
# Needs no network once it is built by mvn -Pcuda,benchmarks package -Dmaven.test.skip and rehearsed.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)

require_gpu() {
  local said folder
  said=$("$home/submit-scripts/find-gpus.sh" 2>&1) || {
    echo "error: ${said##*$'\n'}; --backend cpu rehearses this check without a GPU" >&2
    exit 6
  }
  for folder in driver/target/meanfield benchmarks/target/benchmarks; do
    compgen -G "$home/$folder/lib/nd4j-cuda-*.jar" >/dev/null || {
      echo "error: expected ND4J for CUDA in $home/$folder/lib, found none: build with mvn -Pcuda,benchmarks package -Dmaven.test.skip" >&2
      exit 2
    }
  done
}

case " $* " in
  *" --backend cuda "* | *" --backend=cuda "*) require_gpu ;;
  *" --backend"* | *" --help "*) ;;
  *) require_gpu ;;
esac
exec "$home/submit-scripts/bench.sh" gpu "$@"
