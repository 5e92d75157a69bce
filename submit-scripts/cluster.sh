#!/usr/bin/env bash
# cluster.sh start [WORKERS [CORES [MEMORY]]] | stop | status
# A standalone Spark cluster of real processes on this machine, for trying things out.
set -euo pipefail
source "$(dirname "$0")/build.sh"
state=$home/submit-scripts/spark-runtime/target/cluster
host=127.0.0.1
port=${MEANFIELD_CLUSTER_PORT:-7077}
export SPARK_SCALA_VERSION=2.13 SPARK_NO_DAEMONIZE=1

launch() { # NAME CLASS ARGUMENTS...
  nohup "$SPARK_HOME/bin/spark-class" "${@:2}" >"$state/$1.log" 2>&1 </dev/null &
  echo $! >"$state/$1.pid"
}
alive() { kill -0 "$(cat "$1")" 2>/dev/null; }

case ${1:-} in
  start)
    mkdir -p "$state"
    launch master org.apache.spark.deploy.master.Master --host $host --port "$port" --webui-port 0
    for ((i = 1; i <= ${2:-2}; i++)); do
      launch "worker-$i" org.apache.spark.deploy.worker.Worker --host $host --webui-port 0 \
        --cores "${3:-1}" --memory "${4:-3g}" --work-dir "$state/work-$i" "spark://$host:$port"
    done
    echo "started; use it with --master spark://$host:$port"
    ;;
  stop)
    for pid in "$state"/*.pid; do
      [ ! -e "$pid" ] || { kill "$(cat "$pid")" 2>/dev/null || true; rm "$pid"; }
    done
    ;;
  status)
    for pid in "$state"/*.pid; do
      [ ! -e "$pid" ] || echo "$(basename "$pid" .pid): $(alive "$pid" && echo running || echo dead)"
    done
    ;;
  *) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
esac
