#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A row-wise tool over the partitions of a file in Spark, by RDD.pipe: what one run over the file writes, or a failed job.

    LC_ALL=C awk -f csv-to-lines.awk messages.csv >messages.lines
    spark-submit spark_pipe.py messages.lines toned flag-tone --jobs 1 [OPTION ...]
    cat toned/part-*          # with one record a line; the next stage reads it so

IN and OUT are whatever Spark reads and writes (hdfs:, s3a:, a folder), OUT must not exist. The tools are installed on every
worker, in PATH. Spark cuts files at line breaks, hence --records line. Each partition's tool learns the columns from the first
line of IN. checkCode=True is what makes a tool that fails (status 1 too: rows were rejected) fail the job; without it Spark
takes half an output for the whole."""
import itertools
import os
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession

# The header comes in the environment, so that no file need be on the workers.
SHELL = 'f=$(mktemp) || exit 2; trap \'rm -f "$f"\' EXIT; printf "%s\\n" "$HEADER" >"$f"; ' \
        '"$@" --records line --header-from "$f" --no-header'


def main(path, out, tool):
    spark = SparkSession.builder.appName('regulars ' + tool[0]).getOrCreate()
    context = spark.sparkContext
    lines = context.textFile(path, int(os.environ.get('PARTITIONS', context.defaultMinPartitions)))
    header = lines.first()
    written = subprocess.run(tool + ['--records', 'line'], input=header.encode() + b'\n', stdout=subprocess.PIPE, check=True)
    rows = lines.mapPartitionsWithIndex(lambda i, part: itertools.islice(part, 1 if i == 0 else 0, None))
    # RDD.pipe gives the command no environment but this
    environment = {'PATH': os.environ['PATH'], 'HEADER': header}
    piped = rows.pipe(shlex.join(['sh', '-c', SHELL, 'sh'] + tool), environment, checkCode=True)
    context.parallelize([written.stdout.decode().rstrip('\n')], 1).union(piped).saveAsTextFile(out)
    spark.stop()


if __name__ == '__main__':
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
