"""A title and a day → the text of a plan to begin from, which explains itself."""

from datetime import date
from string import Template

from rectrack.log.entry import encode_text
from rectrack.targets.state import State


def starter(title: str, day: date) -> str:
    """Return a plan for the year of a day, in which nothing has been asked for before that day."""
    return _PLAN.substitute(
        title=encode_text(title), year=f"{day.year:04}", day=day, no_data=State.NO_DATA
    )


_PLAN = Template("""\
# A plan to begin from. What stands here are examples: put your own problems, people and numbers
# in their place.
#
#   rectrack check                        names every mistake and weak point, at its line
#   rectrack log reports --by clerk       writes down, at the end, that one more is done
#   rectrack log gifts none --by clerk    states that there were none
#   rectrack status                       shows where everything stands, and what to do next
#
# An editor that knows the YAML language server completes and checks the plan as you type, after
# `rectrack schema > rectification.schema.json`, if the plan begins with this line:
#
#   # yaml-language-server: $$schema=rectification.schema.json

rectrack: 1
title: $title
period: {start: $year-01-01, end: $year-12-31}   # the days that the plan covers

# Roles rather than names. Never remove a person: add `left: DAY`.
people:
  director: {name: Director}
  deputy: {name: Deputy director, reports_to: director}
  clerk: {name: Clerk, reports_to: deputy}
groups:
  team: [director, deputy]

# What the office was told. The word before each colon is an id: it stands for one thing in the
# whole plan, and is never used again. Titles may be reworded at any time.
problems:
  late-answers:
    title: Letters are answered late
    raised_by: [staff, citizens]
  gifts-taken:
    title: Nobody sees to it that gifts are refused

# What is done about it, each with the numbers that it must reach. The kind of a target says how
# it is reckoned; `start` and `due` are by default those of the period. A figure that is still to
# be agreed stays blank, as in `goal:`. Until it is set, the target shows `$no_data`, never green.
measures:
  answering:
    title: Answer every letter in time
    answers: [late-answers]
    lead: deputy
    targets:
      reports:
        title: Reports on letters answered
        kind: total           # amounts that add up to the goal
        goal: 12
        unit: reports
        owner: clerk          # by default the measure's lead
      reviews:
        title: Monthly review of open letters
        kind: cadence         # something in every week, month or quarter
        every: month
        start: $day     # its own first day
      sign-off-rules:
        title: Rules for signing letters off
        kind: steps           # done by name: rectrack log sign-off-rules --step drafted
        steps: [drafted, approved, in force]
  clean-hands:
    title: Refuse gifts, and know the rules
    answers: [gifts-taken]
    lead: director
    targets:
      gifts:
        title: Gifts accepted
        kind: limit           # at most so many, stated every month, none included
        goal: 0
        start: $day
      lessons:
        title: Lessons on the rules attended
        kind: each            # the goal is everybody's own: rectrack log lessons --for deputy
        goal: 2
        who: team

# Below this stands what was done. `rectrack log` adds it line by line, and changes nothing else.
progress:
""")
