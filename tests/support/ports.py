"""A port for a server that another process opens in a moment."""

import random
import socket

# Below those that the system hands out by itself: between the look and the opening it gives
# nobody's connection this one.
_LOW, _HIGH = 20_000, 32_000


def free_port() -> int:
    while True:
        port = random.randrange(_LOW, _HIGH)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
