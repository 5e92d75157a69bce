#!/usr/bin/env bash
# submit.sh COMMAND ARGUMENTS...  runs one Meanfield command through one spark-submit.
# Options of spark-submit may stand anywhere among the arguments and are passed on to it; --gpu takes
# those of conf/spark-gpu.conf.
set -euo pipefail
source "$(dirname "$0")/build.sh"

command=$1
shift
spark=()
arguments=()
files=()
gpu=()
logging=
compiler=
while [ $# -gt 0 ]; do
  # A driver of a cluster only says what to do: code compiled fast serves it better than fast code.
  [[ "$1 ${2:-}" != "--master "[!l]* ]] || compiler=-XX:TieredStopAtLevel=1
  case $1 in
    --gpu)
      while read -r key value; do
        [[ -z $key || $key == \#* ]] || gpu+=(--conf "$key=$value")
      done <"$home/conf/spark-gpu.conf"
      files+=("$home/submit-scripts/find-gpus.sh")
      shift
      ;;
    --files)
      files+=("${2?"$1 needs a value"}")
      shift 2
      ;;
    --master | --deploy-mode | --conf | --name | --queue | --archives | --packages | \
      --driver-memory | --driver-cores | --executor-memory | --executor-cores | --num-executors | \
      --total-executor-cores | --principal | --keytab | --proxy-user)
      spark+=("$1" "${2?"$1 needs a value"}")
      shift 2
      ;;
    --verbose)
      logging="-Dmeanfield.failures=warn -Dmeanfield.trace=full"
      arguments+=("$1")
      shift
      ;;
    *)
      arguments+=("$1")
      shift
      ;;
  esac
done

exec "$SPARK_HOME/bin/spark-submit" \
  --class io.meanfield.driver.Main \
  --jars "$(printf '%s\n' "$libraries"/*.jar | paste -sd,)" \
  --properties-file "$home/conf/spark-defaults.conf" --load-spark-defaults \
  --driver-java-options "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties $logging $compiler" \
  ${files[@]+--files "$(IFS=,; echo "${files[*]}")"} \
  ${gpu[@]+"${gpu[@]}"} "${spark[@]}" "$app" "$command" "${arguments[@]}"
