"""An office that lives through its year with the shipped plan, one command after another."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.commands.process import rectrack


class Office:
    """The shipped plan in somebody's hands, and the day that it is."""

    def __init__(self, plan: Path) -> None:
        self.plan = plan
        self.today = "2026-01-01"

    def sets(self, target: str, **figures: object) -> None:
        """Set figures of a target in the plan, as the office does by hand before it begins."""
        text = self.plan.read_text(encoding="utf-8")
        block = re.search(rf"(?m)^      {target}:\n(?:        .*\n|\s*\n)+", text)
        assert block, f"the plan has no target {target}"
        lines = block[0]
        for key, value in figures.items():
            line = f"        {key}: {value}\n"
            lines, found = re.subn(rf"(?m)^        {key}:.*\n(?:          .*\n)*", line, lines)
            lines = lines if found else lines + line
        self.plan.write_text(text.replace(block[0], lines), encoding="utf-8")

    def on(self, day: str) -> None:
        """Step the clock."""
        assert day >= self.today, "a story goes forward"
        self.today = day

    def says(self, command: str, *args: str, by: str = "clerk", code: int = 0) -> str:
        """Run a command and return its answer, on stderr where it must not succeed."""
        words: list[str | Path] = [command, "-f", self.plan, *args]
        found = rectrack(*words, RECTRACK_TODAY=self.today, RECTRACK_BY=by)
        assert found.returncode == code, found.stdout + found.stderr
        return found.stderr if code else found.stdout

    def log(self, day: str, *args: str, by: str = "clerk") -> str:
        """Log something on the day that it happens."""
        self.on(day)
        return self.says("log", *args, by=by)

    def refuses(self, command: str, *args: str, by: str = "clerk") -> str:
        return self.says(command, *args, by=by, code=1)

    def json(self, command: str, *args: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.says(command, *args, "--format", "json"))
        return found

    def target(self, name: str) -> dict[str, Any]:
        """Return where a target stands today."""
        (found,) = self.json("status", name)["targets"]
        return dict(found)

    def state(self, name: str) -> str:
        return str(self.target(name)["state"])

    def imports(self, day: str, *rows: dict[str, Any], by: str = "clerk") -> str:
        """Log what was gathered in a file, all in one go."""
        self.on(day)
        sheet = self.plan.with_name("sheet.jsonl")
        sheet.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return self.says("log", "--from", str(sheet), by=by)

    def quarter(self, person: str, number: int) -> dict[str, Any]:
        """Return the score of somebody in a quarter and what it is made of."""
        (found,) = self.json("assess", person)["people"]
        return dict(found["quarters"][number - 1])

    def pace(self, person: str, target: str, number: int, *, own: bool = False) -> float:
        """Return how a target counts in a quarter of somebody's score, or their own part of it."""
        targets = self.quarter(person, number)["targets"]
        (found,) = (each for each in targets if (each["target"], each["own"]) == (target, own))
        return float(found["pace"])

    def trouble(self, *options: str) -> dict[str, str]:
        """Return what the summary names as failed, overdue or behind, with the state of each."""
        return {each["id"]: each["state"] for each in self.json("summary", *options)["trouble"]}

    def due(self, name: str, *options: str) -> list[str]:
        """Return what is late on a target, or to be done in the days that come."""
        found = self.json("due", *options)
        listed = (*found["overdue"], *found["due"])
        return [each["what"] for each in listed if each["subject"] == name]


def weekly(first: str, last: str) -> Iterator[str]:
    """Yield a day of each week, from the first to the last."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day.isoformat()
        day += timedelta(days=7)
