"""Sign-in names the system gives: a neutral word and a number.

Because nobody chooses one, no answer of the application can tell whether a name is taken.
"""

import re
import secrets

_WORDS = (
    "amber", "apple", "arrow", "autumn", "basil", "beach", "birch", "bridge", "brook", "cedar",
    "cello", "cherry", "cloud", "clover", "coast", "copper", "coral", "cotton", "daisy", "dune",
    "echo", "ember", "fern", "field", "finch", "forest", "garden", "ginger", "glade", "granite",
    "harbor", "hazel", "heron", "hill", "honey", "island", "ivory", "jasmine", "juniper", "kite",
    "lagoon", "lantern", "laurel", "lemon", "lilac", "linden", "lotus", "maple", "marble", "meadow",
    "mint", "mosaic", "moss", "oak", "ocean", "olive", "opal", "orchard", "otter", "palm",
    "paper", "pebble", "pine", "planet", "plum", "pond", "poplar", "prairie", "quartz", "rain",
    "reed", "ridge", "river", "robin", "rosemary", "saffron", "sage", "sail", "sand", "shell",
    "silver", "sparrow", "spruce", "stone", "summer", "swan", "thyme", "tulip", "valley", "velvet",
    "violet", "walnut", "water", "wave", "willow", "winter", "wren", "yarrow", "zephyr", "zinnia",
)  # fmt: skip


def new_sign_in_name() -> str:
    """Such as `willow-48213`; nine million of them, unique by the database's word."""
    return f"{secrets.choice(_WORDS)}-{secrets.randbelow(90_000) + 10_000}"


def tidy(typed: str) -> str:
    """A sign-in name as somebody's thumb may have typed it: capitals, spaces, a long dash."""
    folded = re.sub(r"[\s_\u2010-\u2015]+", "-", typed.strip().casefold())
    return re.sub(r"[^a-z0-9-]", "", folded)[:40]
