"""A demo of its own for every process that runs browser tests: fresh data, ports of its own. Given PARCELGATE_URL, the site
that is there already is used."""

import os
import pathlib
import shutil
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PARCELGATE_PROGRAM", str(ROOT / ".build/release/parcelgate"))
START_S = 60

demo = None


def pytest_sessionstart(session):
    """Before a test is collected: `site_client` reads where the console is when it is imported."""
    global demo
    shares_work = getattr(session.config.option, "numprocesses", None) and not hasattr(session.config, "workerinput")
    if shares_work or session.config.option.collectonly or "PARCELGATE_URL" in os.environ:
        return
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    site = ROOT / f".build/browser-site-{number}"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    text = (ROOT / "packaging/example/site.yaml").read_text()
    for port, own in ((8480, 8490), (9100, 9110), (9200, 9210)):
        text = text.replace(f"127.0.0.1:{port}", f"127.0.0.1:{own + 10 * number}")
    # A camera whose pictures the tests take; it stands at no line.
    (site / "frames").mkdir()
    text = text.replace("\nlines:\n", "\n  - {id: camera-1, driver: image-folder, folder: frames}\n\nlines:\n", 1)
    os.environ["PARCELGATE_CAMERA"] = str(site / "frames")
    (site / "site.yaml").write_text(text)
    # The demo's town has many parcels that are held, and some that nobody can read, soon after this one (epoch, next parcel, next track).
    (site / "line-state.txt").write_text("0 100 1\n")
    log = site / "demo.log"
    with log.open("wb") as out:
        demo = subprocess.Popen([PROGRAM, "demo", "--directory", str(site)], stdout=out, stderr=out, cwd=ROOT)
    end = time.monotonic() + START_S
    while "The demo site runs" not in log.read_text():
        if demo.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the demo did not start: {log.read_text()}")
        time.sleep(0.1)
    os.environ["PARCELGATE_URL"] = f"http://127.0.0.1:{8490 + 10 * number}"


def pytest_sessionfinish():
    if demo is not None:
        demo.send_signal(signal.SIGTERM)
        demo.wait(30)
