"""An action that does nothing, over HTTP: FastAPI takes it, Celery's processes run it, Redis is between them.

Serve with "uvicorn app:app", work with "celery -A app.tasks worker"; REDIS_URL names the Redis.
"""

import os

from celery import Celery
from celery.states import READY_STATES
from fastapi import FastAPI
from pydantic import BaseModel

tasks = Celery("app", broker=os.environ["REDIS_URL"], backend=os.environ["REDIS_URL"])
app = FastAPI()


class Execution(BaseModel):
    parameters: dict = {}


@tasks.task
def nothing():
    pass


ACTIONS = {"nothing": nothing}


# Plain functions: Celery's client blocks, and FastAPI runs such functions on threads
@app.post("/api/actions/{name}/execute")
def execute(name: str, execution: Execution):
    return {"execution_id": ACTIONS[name].apply_async(kwargs=execution.parameters).id, "status": "submitted"}


@app.get("/api/executions/{id}/status")
def status(id: str):
    state = tasks.AsyncResult(id).state
    return {"execution_id": id, "state": state, "ready": state in READY_STATES}
