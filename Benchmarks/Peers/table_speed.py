"""The task of table-speed with DuckDB from PyPI, one thread: user CPU and peak memory.

    python table_speed.py FILE
"""
import resource
import sys

import duckdb

connection = duckdb.connect()
connection.execute("set threads=1")
before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
groups = connection.execute(
    f"select source, target, date_min, date_max, count(*) from read_csv('{sys.argv[1]}') group by all"
).fetchall()
usage = resource.getrusage(resource.RUSAGE_SELF)
print(f"pairs and days,{len(groups)},{usage.ru_utime - before},{usage.ru_maxrss // 1024} MB")
