#!/usr/bin/env bash
exec "$(dirname "$0")/submit.sh" fetch "$@"
