"""Asks for nothing to be done, again and again.

Reads lines "<callers> <executions>" from standard input and answers each with one line, "<executions/s> <p50 in us> <p99 in us>".
A caller waits for the end of one execution before it asks for the next.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter_ns

from celery.exceptions import TimeoutError
from tasks import nothing


def wait(result):
    # With many threads the client sometimes misses the message that tells of an end, and would wait for ever
    while True:
        try:
            return result.get(timeout=1)
        except TimeoutError:
            if result.state == "SUCCESS":
                return None


def call(executions):
    times = []
    for _ in range(executions):
        start = perf_counter_ns()
        wait(nothing.apply_async())
        times.append(perf_counter_ns() - start)
    return times


pools = {}
for line in sys.stdin:
    callers, executions = map(int, line.split())
    # Kept: each thread keeps its connections
    pool = pools.setdefault(callers, ThreadPoolExecutor(callers))
    start = perf_counter_ns()
    times = sorted(sum(pool.map(call, [executions // callers] * callers), []))
    seconds = (perf_counter_ns() - start) / 1e9
    print(len(times) / seconds, times[len(times) // 2] / 1e3, times[len(times) * 99 // 100] / 1e3, flush=True)
