#!/usr/bin/env bash
# Tells Spark which GPUs there are, as {"name":"gpu","addresses":["0","1"]}: the discovery script of
# spark.worker.resource.gpu (standalone) and spark.executor.resource.gpu (YARN, Kubernetes).
set -euo pipefail
gpus=$(nvidia-smi --query-gpu=index --format=csv,noheader) || {
  echo "find-gpus.sh: expected GPUs on $(hostname), but nvidia-smi fails or is missing${gpus:+: $gpus}" >&2
  exit 1
}
printf '{"name":"gpu","addresses":[%s]}\n' "$(sed 's/ //g; s/.*/"&"/' <<<"$gpus" | paste -sd,)"
