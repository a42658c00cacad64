"""What SQLAlchemy worked out once, handed from each test's engine to the next one's."""

from sqlalchemy import Engine


class Compiled:
    """Keeps the dialect and the compiled statements of the first engine of each kind.

    Compiled statements are found again by their dialect, and each engine makes one of its own; a
    server's life is one engine, so it compiles a statement once where two thousand tests would
    each do it again.
    """

    def __init__(self) -> None:
        self._first: dict[str, Engine] = {}

    def share(self, engine: Engine) -> None:
        """Lets a new engine use what the first of its kind has compiled, and add to it."""
        first = self._first.setdefault(engine.dialect.name, engine)
        if first is engine:
            engine.connect().close()  # a dialect learns about its server from the first connection
            return
        engine.dialect = first.dialect
        engine.update_execution_options(compiled_cache=first._compiled_cache)
