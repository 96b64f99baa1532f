"""Every mistake in the head of a plan comes back as a sentence, at the place of the mistake.

The right text and the wrong one stand beside the finding. The plan is that of `tests.support`.
"""

from collections.abc import Sequence

import pytest

from tests.support import complaints, edited, plan_text

Table = Sequence[tuple[str, str, str]]


def columns(table: Table) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("right", "wrong", "finding"), table)


@columns(
    [
        ("rectrack: 1", "rectrack: 2", "1:11 rectrack: this program reads format 1 only, not 2"),
        (
            "rectrack: 1",
            "rectrack: one",
            "1:11 rectrack: this program reads format 1 only, not one",
        ),
        ("title: A plan for tests\n", "", "1:1 a plan needs `title`"),
        ("A plan for tests", "''", "2:8 title: is empty"),
        ("A plan for tests", "'  '", "2:8 title: is empty"),
        ("A plan for tests", "[a, b]", "2:8 title: must be a single value, not a list"),
        ("A plan for tests", "{a: b}", "2:8 title: must be a single value, not a mapping"),
        (
            "groups:",
            "lead: deputy\ngroups:",
            "9:1 a plan has no key 'lead'; it may have rectrack, title, period, timezone, calendar, people, groups, problems, measures, assessment, progress",
        ),
        ("groups:", "group:", "9:1 a plan has no key 'group'; did you mean groups?"),
        ("{name: Director}", "{}", "5:13 a person needs `name`"),
        ("{name: Director}", "{name: ''}", "5:20 name: is empty"),
        ("{title: A problem}", "{}", "12:12 a problem needs `title`"),
        ("    lead: deputy\n", "", "15:5 a measure needs `lead`"),
        ("    title: A measure\n", "", "15:5 a measure needs `title`"),
    ]
)
def test_what_is_missing_or_too_much_is_named(right: str, wrong: str, finding: str) -> None:
    assert complaints(edited(right, wrong)) == [finding]


@columns(
    [
        ("{start: 2026-01-01, end: 2026-12-31}", "2026", "3:9 a period must be a mapping of keys to values, not a single value"),
        ("{start: 2026-01-01, end: 2026-12-31}", "[2026-01-01, 2026-12-31]", "3:9 a period must be a mapping of keys to values, not a list"),
        ("groups:\n  team: [director, deputy]", "groups: [director, deputy]", "9:9 groups must be a mapping by id, not a list"),
        ("[director, deputy]", "{director: deputy}", "10:9 team: must be a list, not a mapping"),
        ("{title: A problem}", "A problem", "12:12 a problem must be a mapping of keys to values, not a single value"),
        ("[problem]", "{problem: x}", "16:14 answers: must be a list, not a mapping"),
        ("lead: deputy", "lead: [deputy]", "17:11 lead: must be a single value, not a list"),
        ("targets:\n      t:", "targets:\n      -", "19:7 targets must be a mapping by id, not a list"),
        ("{title: T, kind: total, goal: 10}", "[T, total, 10]", "19:10 a target must be a mapping of keys to values, not a list"),
        ("lead: deputy", "[lead]: deputy", "17:5 a key must be a single word, not a list or a mapping"),
        ("progress:", "progress: none yet", "20:11 progress must be a list of entries, not a single value"),
        ("progress:", "progress: {}", "20:11 progress must be a list of entries, not a mapping"),
    ]
)  # fmt: skip
def test_a_list_where_a_mapping_belongs_and_the_reverse_are_said(
    right: str, wrong: str, finding: str
) -> None:
    assert finding in complaints(edited(right, wrong))


@columns(
    [
        ("[director, deputy]", "[director, deputi]", "10:20 team: 'deputi' is not among the people; did you mean deputy?"),
        ("[director, deputy]", "[director, director]", "10:20 team: director appears twice in this list"),
        ("[director, deputy]", "[]", "10:9 team: the list is empty"),
        ("reports_to: head", "reports_to: heda", "8:36 reports_to: 'heda' is not among the people; did you mean head?"),
        ("reports_to: head", "reports_to: clerk", "8:24 reports_to: clerk ends up reporting to itself"),
        ("[problem]", "[problme]", "16:15 answers: 'problme' is not among the problems; did you mean problem?"),
        ("[problem]", "[deputy]", "16:15 answers: 'deputy' is not among the problems"),
        ("[problem]", "[]", "16:14 answers: the list is empty"),
        ("lead: deputy", "lead: depty", "17:11 lead: 'depty' is not among the people; did you mean deputy?"),
        ("lead: deputy", "lead: Deputy", "17:11 lead: 'Deputy' is not among the people; did you mean deputy?"),
        ("lead: deputy", "lead: team", "17:11 lead: 'team' is not among the people"),
        ("lead: deputy", "lead: mayor", "17:11 lead: 'mayor' is not among the people"),
    ]
)  # fmt: skip
def test_who_or_what_is_not_in_the_plan_is_named_with_the_nearest(
    right: str, wrong: str, finding: str
) -> None:
    assert complaints(edited(right, wrong)) == [finding]


@columns(
    [
        ("  clerk:", "  deputy:", "8:3 'deputy' appears twice, first on line 6: keep one (a merge of two edits can leave both)"),
        ("    lead: deputy", "    lead: deputy\n    lead: head", "18:5 'lead' appears twice, first on line 17: keep one (a merge of two edits can leave both)"),
        ("groups:", "title: Another\ngroups:", "9:1 'title' appears twice, first on line 2: keep one (a merge of two edits can leave both)"),
        ("  team:", "  clerk:", "10:3 the id clerk is already used on line 8: each id must be unique in the whole plan"),
        ("      t:", "      team:", "19:7 the id team is already used on line 10: each id must be unique in the whole plan"),
        ("      t:", "      measure:", "19:7 the id measure is already used on line 14: each id must be unique in the whole plan"),
        ("  clerk:", "  Chief Clerk:", "8:3 'Chief Clerk' cannot be an id: use letters, digits and hyphens, for example chief-clerk"),
        ("  clerk:", "  chief_clerk:", "8:3 'chief_clerk' cannot be an id: use letters, digits and hyphens, for example chief-clerk"),
        ("  clerk:", "  文书:", "8:3 '文书' cannot be an id: use letters, digits and hyphens"),
    ]
)  # fmt: skip
def test_an_id_stands_for_one_thing_and_is_easy_to_type(
    right: str, wrong: str, finding: str
) -> None:
    assert complaints(edited(right, wrong)) == [finding]


@columns(
    [
        ("2026-12-31", "2026-02-30", "3:34 end: 2026-02-30 does not exist: February 2026 has 28 days"),
        ("2026-12-31", "2026-13-01", "3:34 end: 2026-13-01 is not a date: there is no month 13"),
        ("2026-12-31", "2026-12", "3:34 end: 2026-12 is a month, not a date: write 2026-12-01 or the day you mean"),
        ("2026-12-31", "31.12.2026", "3:34 end: '31.12.2026' is not a date: write it as 2026-03-04"),
        ("2026-12-31", "2025-12-31", "3:29 the period ends on 2025-12-31, before it starts on 2026-01-01"),
        ("{name: Director}", "{name: Director, left: soon}", "5:36 left: 'soon' is not a date: write it as 2026-03-04"),
        ("lead: deputy", "lead: deputy\n    recheck_after: 0", "18:20 recheck_after: 0 must be above zero"),
        ("lead: deputy", "lead: deputy\n    recheck_after: 1.5", "18:20 recheck_after: 1.5 must be a whole number"),
        ("lead: deputy", "lead: deputy\n    recheck_after: 1000000", "18:20 recheck_after: 1000000 is more than 100000, which looks like a mistake"),
        ("groups:", "timezone: Shanghai\ngroups:", "9:11 timezone: 'Shanghai' is not a time zone known here: write one like Asia/Shanghai"),
        ("groups:", "assessment: {regular: 60, central: 50}\ngroups:", "9:13 assessment: regular and central must add up to 100 %"),
        ("groups:", "assessment: {regular: 160, central: 40}\ngroups:", "9:23 regular: 160 is not between 0 and 100 %"),
    ]
)  # fmt: skip
def test_days_and_figures_of_the_plan_are_judged(right: str, wrong: str, finding: str) -> None:
    assert finding in complaints(edited(right, wrong))


@columns(
    [
        ("progress:", "progress:\n  - {}\ntitle: x", "22:1 this key comes after progress, which must be last: move it above"),
        ("progress:", "progress:\n  - {}\nprogress:\n  - {}", "22:1 progress appears twice: put all entries under the first"),
        ("progress:", "progress:\n  a: 1", "21:3 progress must be a list of entries, not a mapping"),
    ]
)  # fmt: skip
def test_entries_stand_in_one_list_at_the_end(right: str, wrong: str, finding: str) -> None:
    assert complaints(edited(right, wrong)) == [finding]


MANY = """\
rectrack: 1
titel: A plan
period: {start: 2026-01-01, end: 2026-02-30}
people:
  The Boss: {name: Boss}
  clerk: {nmae: Clerk}
groups:
  team: [clerk, celrk]
problems:
  slow: {title: Slow, raised: staff}
measures:
  faster:
    title: Faster
    answers: [slwo]
    lead: clrek
    targets:
      reports: {title: R, kind: totl, goal: 1}
      visits: {title: V, kind: total, goal: 'nan', owner: nobody}
      slow: {title: S, kind: total, goal: 5}
assessment: {regular: 60, central: 4o}
progress:
"""


def test_all_mistakes_of_a_head_are_reported_at_once_in_the_order_of_their_places() -> None:
    assert complaints(MANY) == [
        "2:1 a plan has no key 'titel'; did you mean title?",
        "3:34 end: 2026-02-30 does not exist: February 2026 has 28 days",
        "5:3 'The Boss' cannot be an id: use letters, digits and hyphens, for example the-boss",
        "6:11 a person has no key 'nmae'; did you mean name?",
        "8:17 team: 'celrk' is not among the people; did you mean clerk?",
        "10:23 a problem has no key 'raised'; did you mean raised_by?",
        "14:15 answers: 'slwo' is not among the problems; did you mean slow?",
        "15:11 lead: 'clrek' is not among the people; did you mean clerk?",
        "17:33 kind: there is no kind 'totl'; did you mean total?",
        "18:45 goal: 'nan' is not a number",
        "18:59 owner: 'nobody' is not among the people",
        "19:7 the id slow is already used on line 10: each id must be unique in the whole plan",
        "20:36 central: '4o' is not a plain number: write the whole amount in digits alone",
    ]


@columns(
    [
        ("[problem]", "[prob, lem]", "16:21 answers: 'lem' is not among the problems; did you mean problem?"),
        ("[director, deputy]", "[mayor, deputi]", "10:17 team: 'deputi' is not among the people; did you mean deputy?"),
        ("goal: 10}", "gaol: 10, start: 2026-05-01, due: 2026-04-01}", "the target ends on 2026-04-01, before it starts on 2026-05-01"),
        ("goal: 10}", "goal: 10, untis: x, shares: {head: 4, clerk: 5}}", "shares: they add up to 9, not to the goal 10"),
        ("goal: 10}", "goal: 10, shares: {hea: 4, clerk: six}}", "shares: 'hea' is not among the people; did you mean head?"),
        ("kind: total, goal: 10}", "kind: steps, steps: {a: 2026-06-31, b: 2026-02-30}}", "steps: 2026-02-30 does not exist: February 2026 has 28 days"),
        ("problems:", "progress: []\nproblems:", "progress, which must be last"),
    ]
)  # fmt: skip
def test_no_mistake_hides_another(right: str, wrong: str, finding: str) -> None:
    assert any(finding in each for each in complaints(edited(right, wrong)))


def test_a_mistake_is_reported_once() -> None:
    wrong = edited("groups:", "assessment: {regular: 70, central: 3o}\ngroups:")
    assert complaints(wrong) == [
        "9:36 central: '3o' is not a plain number: write the whole amount in digits alone"
    ]


def test_a_circle_of_people_who_report_to_one_another_is_told_once() -> None:
    assert complaints(edited("{name: Director}", "{name: Director, reports_to: clerk}")) == [
        "5:30 reports_to: director ends up reporting to itself",
    ]


def test_what_refers_to_a_mistake_is_not_one_more() -> None:
    """A bad id is told where it stands, and not wherever it is used."""
    text = (
        plan_text()
        .replace("director:", "di_rector:")
        .replace(" director", " di_rector")
        .replace("[director", "[di_rector")
    )
    assert complaints(text) == [
        "5:3 'di_rector' cannot be an id: use letters, digits and hyphens, for example di-rector"
    ]
    assert complaints(
        edited("problems:\n  problem: {title: A problem}", "problems: [problem]")
    ) == ["11:11 problems must be a mapping by id, not a list"]
