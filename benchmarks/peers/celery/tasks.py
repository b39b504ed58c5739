"""The task that does nothing, on the Redis that REDIS_URL names."""

import os

from celery import Celery

app = Celery("tasks", broker=os.environ["REDIS_URL"], backend=os.environ["REDIS_URL"])


@app.task
def nothing():
    pass
