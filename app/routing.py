"""A route is one unit of work: opened, admitted, run and committed in one thread.

A handler says who may come in by the type of one parameter (`viewer: Client`) and takes the open
unit of work as `db: Db`. Looking up the sign-in happens inside the same unit, so a request holds
one connection once; the documented `yield` dependency holds it across threads and deadlocks under
load (fastapi#3205). The commit comes before the first byte of the answer.

A handler without a permission cannot be registered: the application does not start.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Protocol, get_args, get_origin, runtime_checkable

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from sqlmodel import Session

from app.database import Database


@runtime_checkable
class Permission(Protocol):
    """Decides who may come in, and what the handler gets to know about them."""

    def admit(self, db: Session, request: Request) -> Any:
        """The viewer, or a `Problem` for somebody who may not come in."""


class _OpenUnit:
    """Marks the parameter that takes the open unit of work."""


Db = Annotated[Session, _OpenUnit()]


class Everyone:
    """No sign-in needed. Routes with this are on a list that a test holds."""

    def admit(self, db: Session, request: Request) -> None:
        """Lets anybody in."""


class OwnUnits:
    """For the few handlers that must compute between two units of work of their own (a hash takes
    60 ms and must not hold the database)."""


Anyone = Annotated[None, Everyone()]
Units = Annotated[Database, OwnUnits()]


_REQUEST = "house_request"


class HouseRoute(APIRoute):
    """An `APIRoute` whose handler is run as one unit of work by its permission."""

    permission: Permission

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        handler, self.permission = _as_unit_of_work(endpoint)
        super().__init__(path, handler, **options)


def house_router(prefix: str, tag: str) -> APIRouter:
    """A router of one domain under `/api`."""
    return APIRouter(prefix=f"/api{prefix}", tags=[tag], route_class=HouseRoute)


def _as_unit_of_work(endpoint: Callable[..., Any]) -> tuple[Callable[..., Any], Permission]:
    if hasattr(endpoint, "house_permission"):  # FastAPI registers a router's route a second time
        return endpoint, endpoint.house_permission
    signature = inspect.signature(endpoint, eval_str=True)
    viewer_name, permission = _the_permission(endpoint, signature)
    db_name = _named(signature, _OpenUnit)
    units_name = _named(signature, OwnUnits)

    request_name = _request_in(signature)

    def in_one_unit(**arguments: Any) -> Any:
        request = arguments[request_name] if request_name else arguments.pop(_REQUEST)
        database: Database = request.app.state.database

        def admitted(db: Session) -> Any:
            arguments[viewer_name] = permission.admit(db, request)
            if db_name:
                arguments[db_name] = db
            return None if units_name else endpoint(**arguments)

        answer = database.run(admitted)
        return endpoint(**arguments, **{units_name: database}) if units_name else answer

    kept = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in signature.parameters.items()
        if name not in {viewer_name, db_name, units_name}
    ]
    if request_name is None:  # FastAPI gives a handler its request once
        kept.append(inspect.Parameter(_REQUEST, inspect.Parameter.KEYWORD_ONLY, annotation=Request))
    shown: Any = in_one_unit
    shown.__name__ = endpoint.__name__
    shown.__doc__ = endpoint.__doc__
    shown.__module__ = endpoint.__module__
    shown.__signature__ = signature.replace(parameters=kept)
    shown.house_permission = permission
    return shown, permission


def _the_permission(
    endpoint: Callable[..., Any], signature: inspect.Signature
) -> tuple[str, Permission]:
    found = [
        (name, mark)
        for name, parameter in signature.parameters.items()
        for mark in _marks(parameter)
        if isinstance(mark, Permission)
    ]
    if len(found) != 1:
        raise TypeError(f"{endpoint.__qualname__} must say once who may come in")
    return found[0]


def _request_in(signature: inspect.Signature) -> str | None:
    for name, parameter in signature.parameters.items():
        if parameter.annotation is Request:
            return name
    return None


def _named(signature: inspect.Signature, kind: type) -> str | None:
    for name, parameter in signature.parameters.items():
        if any(isinstance(mark, kind) for mark in _marks(parameter)):
            return name
    return None


def _marks(parameter: inspect.Parameter) -> tuple[Any, ...]:
    annotation = parameter.annotation
    return get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
