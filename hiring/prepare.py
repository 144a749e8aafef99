"""Prepare this machine: the Python environment, the front-end packages and, for the tests, a browser and Redis.

Runs before anything is installed, so it uses the standard library alone: `python3 -I hiring/prepare.py [tools] [tests]`.
What has not changed since the last time is left alone.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from ctypes.util import find_library
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
LOCKS = {False: BASE_DIR / "requirements.lock", True: BASE_DIR / "requirements-dev.lock"}
LOG = BASE_DIR / "var" / "logs" / "prepare.log"
PRINTING = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

# What went wrong, by the words tools use for it, and what to do about it.
NO_ROOM = r"no space left on device|ENOSPC|disk quota exceeded"
NO_COMPILER = (
    r"\b(gcc|cc|clang|rustc|cargo)\b.{0,40}(not found|no such file|failed)|unable to find.{0,20}compiler"
    r"|no such file or directory: '[^']*\b(gcc|cc|clang|rustc|cargo)'"
    r"|command '[^']*(gcc|cc|clang)[^']*' failed|linker .{0,5}cc.{0,5} not found|C compiler cannot|Python\.h"
)
NO_NETWORK = (
    r"name resolution|could ?n.t resolve|dns error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
    r"|network is unreachable|connection refused|failed to (fetch|connect)|error sending request|max retries"
    r"|connection broken|no matching distribution found for uv|tunnel|network connectivity is disabled"
)
NO_VENV = r"ensurepip is not available|No module named '?(venv|ensurepip)"
NOT_THE_SAME = r"hash mismatch|EINTEGRITY"
NOT_OURS = r"permission denied|EACCES"
WAYS_OUT = {
    NO_ROOM: "The disk is full: free about 2 GB where this folder is kept, then run it again.",
    NO_COMPILER: "A package has no ready-made build for this machine and there is no compiler to build it: "
    "install one (on Debian or Ubuntu: apt-get install build-essential python3-dev), then run it again.",
    NO_NETWORK: "Packages cannot be fetched: check the network connection (or the proxy settings), then run it again.",
    NO_VENV: "Python is here without its venv module: install it (on Debian or Ubuntu: "
    "apt-get install python3-venv), then run it again.",
    NOT_THE_SAME: "A package is not the one the lock file names, so nothing was installed: "
    "someone may have changed it on the way.",
    NOT_OURS: "This folder may not be written to: make it yours, or run as its owner.",
}


def main(arguments):
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what tells people so)
        sys.exit("Gatepost needs Python 3.11 or later: install it, or name it, as in make run PYTHON=python3.12.")
    try:
        install_python_packages(with_tools=bool(arguments))
        install_front_end()
        if "tests" in arguments:
            install_browser()
            install_printing()
            install_redis()
    except OSError as error:
        sys.exit(way_out(str(error)))


def install_python_packages(*, with_tools):
    """Make .venv hold exactly what a lock names: what it takes to run, and with the tools also to test and to lint.

    The second holds all of the first in the same versions, so where it is installed nothing is taken away.
    """
    lock, stamp = LOCKS[with_tools], VENV / "installed"
    state = fingerprint([lock], sys.version)
    if is_done(stamp, state) or is_done(stamp, fingerprint([LOCKS[True]], sys.version)):
        return
    say("Installing Python packages into .venv")
    if not (VENV / "bin" / "pip").exists():
        make_environment()
    uv = shutil.which("uv") or find_uv()
    run(uv, "pip", "sync", "--quiet", "--require-hashes", lock, VIRTUAL_ENV=VENV)
    stamp.write_text(state)


def make_environment():
    """A fresh .venv; one that was begun and not finished is thrown away."""
    try:
        venv.create(VENV, with_pip=True, symlinks=True, clear=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(way_out((error.output or b"").decode(errors="replace") or str(error)))


def find_uv():
    run(VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    return VENV / "bin" / "uv"


def install_front_end():
    """Fetch the style and script packages, and build what the pages use."""
    packages = [BASE_DIR / "package.json", BASE_DIR / "package-lock.json"]
    if not is_done(BASE_DIR / "node_modules" / ".installed", state := fingerprint(packages)):
        say("Installing front-end packages")
        npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        (BASE_DIR / "node_modules" / ".installed").write_text(state)
    sources = sorted(path for path in (BASE_DIR / "hiring" / "look").rglob("*") if path.is_file())
    if not is_done(BASE_DIR / "build" / ".built", state := fingerprint(packages + sources)):
        say("Building style sheets and scripts")
        npm("run", "build", "--silent")
        (BASE_DIR / "build" / ".built").write_text(state)


def npm(*arguments):
    """npm as this machine has it, else the one that came as a Python package."""
    own = VENV / "bin"
    path = os.environ["PATH"] if has_node() else f"{own}{os.pathsep}{os.environ['PATH']}"
    run(shutil.which("npm", path=path) or "npm", *arguments, PATH=path)


def has_node():
    """Whether this machine has npm and a Node recent enough for our packages."""
    if not (shutil.which("npm") and shutil.which("node")):
        return False
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)  # noqa: S607
    version = re.match(r"v(\d+)", answer.stdout)
    return bool(version and int(version[1]) >= 18)


def install_browser():
    """Chromium, for the journeys."""
    if not (os.environ.get("CHROMIUM") or any(shutil.which(name) for name in BROWSERS)):
        install_from_apt("chromium", "Chromium", "or name one, as in CHROMIUM=/path/to/chromium")


def install_printing():
    """What WeasyPrint needs of the system to lay out text, for the tests of documents to print."""
    if not all(find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")):
        install_from_apt(PRINTING, "the libraries that print documents", "so that Pango is there")


def install_redis():
    """A Redis server, for the tests that kill a worker."""
    if not shutil.which("redis-server"):
        install_from_apt("redis-server", "a Redis server", "so that redis-server is on the PATH")


def install_from_apt(package, name, otherwise):
    """Install a Debian package where we may; else say what to install."""
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    may = apt and (not sudo or (shutil.which("sudo") and ran("sudo", "-n", "true")))
    if not may:
        sys.exit(f"The tests need {name}: install it ({package}), {otherwise}, then run it again.")
    say(f"Installing {name} with apt")
    run(*sudo, apt, "update", "-q")
    run(*sudo, apt, "install", "-yq", "--no-install-recommends", *package.split(), DEBIAN_FRONTEND="noninteractive")


def run(*command, **environment):
    """Run a tool, keep what it says in the log, and stop with one sentence when it fails."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=BASE_DIR,
        env=os.environ | {key: str(value) for key, value in environment.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(map(str, command))}\n{done.stdout}\n")
    if done.returncode:
        sys.exit(way_out(done.stdout))


def ran(*command):
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def way_out(said):
    """One sentence for a person, from what a tool said."""
    for words, sentence in WAYS_OUT.items():
        if re.search(words, said, re.IGNORECASE):
            return sentence
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "nothing was said why")
    return f"The set-up stopped: {last} (all of it is in {LOG.relative_to(BASE_DIR)})."


def fingerprint(paths, *more):
    """A short name for the present contents of these files."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in paths:
        digest.update(str(path.relative_to(BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(stamp, state):
    return stamp.exists() and stamp.read_text() == state


def say(line):
    print(line, flush=True)  # noqa: T201 (there is nothing yet to log with)


if __name__ == "__main__":
    main(sys.argv[1:])
