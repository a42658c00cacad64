"""`python -m app`: the same as `companion`."""

from app.cli import main

main()
