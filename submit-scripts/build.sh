# Sourced by the other scripts: builds what is missing or older than its sources, and sets
# SPARK_HOME (yours, or a small one made of Maven artifacts), app and libraries.
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
app=$home/driver/target/meanfield/meanfield.jar
libraries=$home/driver/target/meanfield/lib

if [ ! -e "$app" ] || [ -n "$(find "$home"/{pom.xml,datasets,model-zoo,worker,driver} \
    \( -name pom.xml -o -path '*/src/main/*' \) -type f -newer "$app" -print -quit)" ]; then
  echo "Building Meanfield (once; downloads what Maven does not have yet)" >&2
  mvn -q -B -f "$home/pom.xml" package -Dmaven.test.skip >&2
  touch "$app"
fi
if [ -z "${SPARK_HOME:-}" ]; then
  SPARK_HOME=$home/submit-scripts/spark-runtime/target/spark
  if [ ! "$SPARK_HOME/bin/spark-submit" -nt "$home/pom.xml" ]; then
    echo "Fetching a Spark runtime with Maven (once; set SPARK_HOME to use your own)" >&2
    mvn -q -B -f "$home/submit-scripts/spark-runtime/pom.xml" package >&2
    touch "$SPARK_HOME/bin/spark-submit"
  fi
  export SPARK_HOME
fi
