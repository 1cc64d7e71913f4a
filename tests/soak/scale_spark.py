#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""samples/scale/spark_pipe.py on PySpark in local mode: flag-tone over partitions, some of them empty, writes what one run writes;
a row that cannot be read in the last partition fails the job.

    scale_spark.py [ROWS]       # of messages, default 20000; 77: PySpark or Java is absent"""
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
RECIPES = TOP / 'samples' / 'scale'
ENV = dict(os.environ, PATH='%s:%s' % (TOP / 'bin', os.environ['PATH']), PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP='127.0.0.1')


def by_line(d, name, data):
    with open(d / name, 'wb') as out:
        subprocess.run(['awk', '-f', RECIPES / 'csv-to-lines.awk'], input=data, stdout=out, env=dict(ENV, LC_ALL='C'), check=True)


def spark(d, name, partitions, *tool):
    done = subprocess.run([sys.executable, RECIPES / 'spark_pipe.py', d / name, d / (name + '.out'), *tool], cwd=d,
                          env=dict(ENV, PARTITIONS=str(partitions)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    parts = sorted((d / (name + '.out')).glob('part-*'))
    return done, b''.join(p.read_bytes() for p in parts), len(parts), (d / (name + '.out') / '_SUCCESS').exists()


def generate(d, rows):
    subprocess.run(['make', '-s', '-C', TOP, 'bin/.plain/bench/generate-messages'], check=True)
    data = subprocess.run([TOP / 'bin/.plain/bench/generate-messages', str(rows)], stdout=subprocess.PIPE, check=True).stdout.split(b'\n')
    for n in range(2, len(data) - 1, 3):  # cells with breaks, quotes and backslashes, and what only Unicode calls a break
        data[n] = data[n].replace(b',,none,', ',"open\n\\""\r\n\u2028\u0085",none,'.encode(), 1)
    return b'\n'.join(data)


def compare(d, name, data, partitions, bad):
    (d / (name + '.csv')).write_bytes(data)
    by_line(d, name, data)
    done, got, parts, succeeded = spark(d, name, partitions, 'flag-tone')
    log = done.stderr.decode('utf-8', 'replace')
    if bad:
        good = done.returncode != 0 and not succeeded and parts == 0 and 'error code 2' in log
    else:
        whole = subprocess.run(['flag-tone', '--records', 'out:line', d / (name + '.csv')], stdout=subprocess.PIPE, env=ENV, check=True).stdout
        good = done.returncode == 0 and succeeded and got == whole and parts > partitions
    print('%s: %s: status %d, %d parts, %d bytes, %s' % ('passed' if good else 'FAILED', name, done.returncode, parts, len(got),
                                                        '_SUCCESS' if succeeded else 'no _SUCCESS'))
    if not good:
        print(log[-3000:])
    return good


def main():
    if importlib.util.find_spec('pyspark') is None or shutil.which('java') is None:
        print("skipped: PySpark or Java is not installed (pip install 'pyspark<4'; apt install default-jre-headless)")
        return 77
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    with tempfile.TemporaryDirectory() as folder:
        d = pathlib.Path(folder)
        data = generate(d, rows)
        few = b'\n'.join(data.split(b'\n')[:2]) + b'\n'
        results = [compare(d, 'whole', data, 8, False), compare(d, 'few-rows', few, 6, False),
                   compare(d, 'bad-row', data + b'a row,that is too short\n', 4, True)]
    return 0 if all(results) else 1


sys.exit(main())
