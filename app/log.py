"""Logs: one line, for operators, with nothing of anybody's record in it.

Only this project's own sentences and the servers' start and stop come through. Everything that
quotes a request, a statement or a value (access logs, SQL echo, tracebacks) stays out.
"""

import logging
import sys

_QUIET = ("apscheduler", "alembic", "sqlalchemy", "asyncio", "aiohttp", "uvicorn.access")


class _OneLine(logging.Formatter):
    """Time, level and sentence; a traceback becomes the name of its exception."""

    def format(self, record: logging.LogRecord) -> str:
        words = record.getMessage().replace("\r", " ").replace("\n", " ")
        if record.exc_info and record.exc_info[0]:
            words = f"{words.partition(' Traceback')[0]} ({record.exc_info[0].__name__})"
        return f"{self.formatTime(record)} {record.levelname.lower()} {words}"


def log_plainly() -> None:
    """Sends the log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
