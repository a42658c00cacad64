"""The pictures that come with the service, by name: `web/public/pictures/<name>.svg`."""

PICTURES = frozenset(
    {"breath", "circles", "curve", "day", "four", "order", "side", "steps"},
)
