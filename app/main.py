"""Builds the application."""

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from app import __version__
from app.check_ins.instruments import load_instruments
from app.database import Database
from app.errors import NotFound, Problem, Unprocessable
from app.http_guard import HttpGuard, refuse, security_headers
from app.installation import Installation
from app.learning.curriculum import load_curriculum
from app.programs.help_numbers import countries
from app.programs.templates import shipped
from app.rooms import ROUTERS
from app.settings import Settings
from app.web_files import WebFiles
from app.worker import Worker

_log = logging.getLogger(__name__)
PROBLEM = "application/problem+json"
_FIELD = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)


class Invalid(Unprocessable):
    """A field is missing or out of range. Names the field and the rule, never what was sent."""

    code = "invalid"
    detail = "Something in there does not fit. Nothing was saved."


class Fault(Problem):
    """Our mistake. Says nothing about it."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "fault"
    detail = "Something went wrong here. Nothing was saved; please try again."


def create_app(installation: Installation, *, worker: Worker | None = None) -> FastAPI:
    """The application on one installation, with the reminder worker in it if one is given. Raises
    `BrokenTemplates` when a programme template that comes with it has a fault, `BrokenInstrument`
    when a questionnaire does, `CurriculumFault` when a text of the curriculum does."""
    shipped()
    countries()
    load_instruments()
    load_curriculum()
    settings = installation.settings

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        if worker is not None:
            worker.start()
        yield
        if worker is not None:
            worker.stop()
        installation.database.dispose()

    app = FastAPI(
        title="Companion",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    _give_state(app, installation.database, settings, installation.push)
    for router in ROUTERS:
        app.include_router(router)
    _answer_problems(app)
    app.add_route("/healthz", _healthy, include_in_schema=False)
    app.mount("/api", _nothing_here)
    app.mount("/", WebFiles(settings.web))
    app.add_middleware(HttpGuard, origin=settings.origin)
    return app


def _give_state(app: FastAPI, database: Database, settings: Settings, push: Any) -> None:
    app.state.database = database
    app.state.settings = settings
    app.state.push = push


def _answer_problems(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_fault)


async def _healthy(request: Request) -> JSONResponse:
    del request
    return JSONResponse({"status": "ok"})


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    """The same words for an unknown path and a wrong method: which exist is nobody's business."""
    del scope, receive
    await refuse(NotFound(), send)


async def _on_problem(request: Request, error: Exception) -> JSONResponse:
    del request
    return _answer(error if isinstance(error, Problem) else Problem())


async def _on_invalid(request: Request, error: Exception) -> JSONResponse:
    del request
    found = error.errors() if isinstance(error, RequestValidationError) else []
    fields = [
        {"field": _field(item["loc"]), "code": item["type"], "detail": _rule(item)}
        for item in found[:20]
    ]
    return _answer(Invalid(errors=fields))


async def _on_http(request: Request, error: Exception) -> JSONResponse:
    del request
    if isinstance(error, HTTPException) and error.status_code == 400:
        return _answer(Invalid())
    return _answer(NotFound())


async def _on_fault(request: Request, error: Exception) -> JSONResponse:
    # The class alone: a message may carry what somebody wrote.
    _log.error("A request failed: %s", type(error).__name__)
    answer = _answer(Fault())
    # This answer is made outside the guard, which adds them to every other.
    answer.headers.update(security_headers(request.app.state.settings.origin))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer(problem: Problem) -> JSONResponse:
    return JSONResponse(
        problem.document(), int(problem.status), problem.headers, media_type=PROBLEM
    )


def _field(place: tuple[int | str, ...]) -> str:
    # The name of an unknown field is what was sent: repeated only where it could be one of ours.
    words = [str(part) for part in place if part not in {"body", "query", "path"}]
    return ".".join(word if _FIELD.fullmatch(word) else "?" for word in words)


def _rule(item: dict[str, Any]) -> str:
    # A rule's own words name limits, never values.
    words = str(item["msg"]).removeprefix("Value error, ")
    return "is not known here" if item["type"] == "extra_forbidden" else words
