"""Takes README's pictures anew from the demo, as a newcomer sees it: `make pictures`."""

import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.hiring.test_serve import Served, answers
from tests.services import CHROMIUM, FLAGS, free_port

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = {"width": 1180, "height": 760}


def take(page, name):
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


def take_all(page, base):
    """The start gate of Hollis Freeman, and the state map, as Jo Marlowe sees them."""
    page.goto(f"{base}/demo/")
    page.get_by_role("button", name="Jo Marlowe").click()
    page.goto(f"{base}/people/")
    page.get_by_role("link", name="Hollis Freeman").first.click()
    take(page, "start-gate")
    page.goto(f"{base}/workflow/")
    take(page, "state-map")


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Served(Path(folder) / "var", free_port(), GATEPOST_MODE="demo")
        try:
            served.wait_for(partial(answers, served), seconds=300)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
            take_all(browser.new_page(viewport=SIZE), f"http://127.0.0.1:{served.port}")
            browser.close()
        finally:
            served.stop()


if __name__ == "__main__":
    main()
