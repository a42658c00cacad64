"""Serves the built front end: the shell for every page of the application, files as they are.

Hashed files are kept for ever, everything else is asked for again each time. Where the build left
a compressed twin beside a file, that is sent to whoever takes it.
"""

import mimetypes
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_TWINS = (("br", ".br"), ("gzip", ".gz"))
_TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}


class WebFiles:
    """The front end in one folder."""

    def __init__(self, folder: Path) -> None:
        self.files = {f"/{file.relative_to(folder)}": file for file in _files_in(folder)}
        self.shell = self.files.get("/index.html")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._response(scope)
        await response(scope, receive, send)

    def _response(self, scope: Scope) -> Response:
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("Not allowed here.", 405, {"Allow": "GET, HEAD"})
        file = self.files.get(scope["path"])
        if file is None and _is_page(scope["path"]):
            file = self.shell
        if file is None:
            return PlainTextResponse("There is nothing here.", 404)
        return self._file(file, Headers(scope=scope).get("Accept-Encoding", ""))

    def _file(self, file: Path, accepted: str) -> FileResponse:
        headers = {
            "Cache-Control": FOR_EVER if file.parent.name == "assets" else ASK_AGAIN,
            "Vary": "Accept-Encoding",
        }
        sent = file
        codings = {coding.partition(";")[0].strip() for coding in accepted.split(",")}
        for coding, ending in _TWINS:
            twin = file.with_name(file.name + ending)
            if coding in codings and twin.is_file():
                headers["Content-Encoding"] = coding
                sent = twin
                break
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        return FileResponse(sent, media_type=kind or "application/octet-stream", headers=headers)


def _files_in(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []


def _is_page(path: str) -> bool:
    """Whether a path is a page of the application and not a file that is missing."""
    return "." not in path.rpartition("/")[2] and not path.startswith(("/api/", "/assets/"))
