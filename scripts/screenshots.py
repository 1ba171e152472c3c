"""Take pictures of a page: desktop, a place, dark, phone, print. Needs Debian's chromium.

    python scripts/screenshots.py PAGE.html FOLDER [--place ID]

Without ``--place`` the most mentioned place is opened. The network of the browser is cut.
"""

from __future__ import annotations

import argparse
import base64
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

DESKTOP = {"width": 1360, "height": 850, "deviceScaleFactor": 1, "mobile": False}
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def browser() -> WebDriver:
    """A headless Chromium without a network."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for switch in SWITCHES:
        options.add_argument(switch)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def take(driver: WebDriver, page: Path, folder: Path, place: str | None) -> None:
    """Write the pictures of a page into a folder."""

    def open_page(size: dict[str, Any], scheme: str = "light") -> None:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        media = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
        driver.get("about:blank")
        driver.get(page.as_uri())
        ready = "return document.documentElement.dataset.ready === 'true'"
        WebDriverWait(driver, 30).until(lambda _: driver.execute_script(ready))

    def open_place() -> None:
        if place is None:
            driver.execute_script("document.querySelector('.gm-row').click()")
        else:
            driver.execute_script(
                "location.hash = new URLSearchParams({place: arguments[0]})", place
            )
        WebDriverWait(driver, 30).until(
            lambda _: driver.execute_script("return document.querySelector('blockquote') !== null")
        )
        # Leaflet pans to the place; the picture waits for it.
        driver.execute_async_script("setTimeout(arguments[0], 600)")

    def save(name: str) -> None:
        driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 100))")
        driver.save_screenshot(str(folder / f"{name}.png"))

    folder.mkdir(parents=True, exist_ok=True)
    open_page(DESKTOP)
    save("desktop")
    open_place()
    save("place")
    open_page(DESKTOP, "dark")
    open_place()
    save("dark")
    open_page(PHONE)
    save("phone")
    open_page(DESKTOP)
    paper = {"printBackground": True, "paperWidth": 8.27, "paperHeight": 11.69}
    pdf = driver.execute_cdp_cmd("Page.printToPDF", paper)
    (folder / "print.pdf").write_bytes(base64.b64decode(pdf["data"]))


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("page", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--place", help="The id of the place to open, such as geonames:706448.")
    arguments = parser.parse_args()
    driver = browser()
    try:
        take(driver, arguments.page.resolve(), arguments.folder, arguments.place)
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
