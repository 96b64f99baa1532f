"""What a clerk is asked about the cases of a register."""

from collections.abc import Iterable

from rectrack.targets.case_register import Case
from rectrack.targets.progress import Progress
from rectrack.targets.questions import Choice, Question


def which_case(cases: Iterable[Case], stages: tuple[str, ...], progress: Progress) -> Question:
    """Offer open cases, the oldest first."""
    return Question(
        text="Which case? A number, its reference or a new one, or none.",
        choices=tuple(
            Choice(
                each.ref,
                f"opened on {progress.say(each.opened)}, with {each.owner},"
                f" next is {each.following(stages)!r}",
            )
            for each in sorted(cases, key=lambda each: each.opened)
        ),
        is_open=True,
    )


def what_happened(case: Case | None, stages: tuple[str, ...]) -> Question:
    """Offer what may happen to an open case, the next first; one that is not open can be opened."""
    text = "What happened to it?"
    if case is None:
        return Question(text=text, choices=(Choice("opened", "it is new"),))
    following = case.following(stages)
    others = (Choice(stage) for stage in stages if stage != following)
    handed = Choice("handed", "on to somebody else")
    return Question(text=text, choices=(Choice(following, "the next stage"), *others, handed))
