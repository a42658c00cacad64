"""A network on which answers come late and unevenly: what a screen or a test takes for granted
shows itself. `pytest tests/browser --late 0.8`"""

import asyncio
import random

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def late(app: ASGIApp, seconds: float) -> ASGIApp:
    """The application, with up to so many seconds before each request and before its answer; most
    of them come sooner, so that they also overtake each other."""

    async def wait() -> None:
        await asyncio.sleep(random.random() ** 2 * seconds)

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                await wait()
            await send(message)

        is_request = scope["type"] == "http"
        if is_request:
            await wait()
        await app(scope, receive, answer if is_request else send)

    return served
