"""The machine that the benchmarks run on, in words."""

import os
import platform
from pathlib import Path

GIBIBYTE = 1 << 30


def machine() -> dict[str, str]:
    """Return what is worth knowing of this machine, each under its name."""
    return {
        "system": f"{_distribution()}, {platform.system()} {platform.release()}",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{_memory() / GIBIBYTE:.0f} GiB",
        "load at the start": f"{os.getloadavg()[0]:.1f}",
    }


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform()


def _processor() -> str:
    """Return the model of the processor, which only Linux tells without being asked twice."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
