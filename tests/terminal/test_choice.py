"""What an answer to a question with choices means."""

import pytest

from rectrack.terminal.choice import Choice, Left, Question, Taken, understand

BULLETINS = Choice("bulletins", "Supervision bulletins issued")
STAFF = Choice("staff", "Staff for supervision")
STUDY = Choice("wednesday-study", "星期三学习")
NUMBERED = Choice("3", "A matter that is called 3")
ALL = (BULLETINS, STAFF, STUDY, NUMBERED)


def means(
    answer: str,
    *shown: Choice,
    left: tuple[Choice, ...] | None = None,
    choices: tuple[Choice, ...] = ALL,
    is_open: bool = False,
    takes_several: bool = False,
) -> Taken | Left:
    question = Question(text="", choices=choices, is_open=is_open, takes_several=takes_several)
    shown = shown or choices
    return understand(answer, question, shown, left or shown)


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("supervision", (BULLETINS, STAFF)),
        ("SUPER", (BULLETINS, STAFF)),
        ("supervision issued", (BULLETINS,)),
        ("issued bull", (BULLETINS,)),
        ("学习", (STUDY,)),
        ("ｓｔａｆｆ ｆｏｒ", (STAFF,)),
        ("9", ()),
        ("nothing like it", ()),
    ],
)
def test_part_of_an_id_or_title_narrows(answer: str, left: tuple[Choice, ...]) -> None:
    """Words may stand anywhere in both; large, small and wide letters are alike."""
    assert means(answer) == Left(left)


def test_narrowing_goes_on_from_what_is_left_and_starts_anew_where_that_fails() -> None:
    assert means("s", STAFF) == Left((STAFF,))
    assert means("bulletins issued", STAFF, STUDY) == Left((BULLETINS,))


def test_what_has_no_room_on_the_screen_is_searched_too() -> None:
    assert means("supervision", BULLETINS, left=ALL) == Left((BULLETINS, STAFF))
    assert means("supervision", STUDY, left=(STUDY, STAFF)) == Left((STAFF,))
    assert means("1", STUDY, left=(BULLETINS, STUDY)) == Taken((STUDY,))


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("bulletins", BULLETINS),
        ("Bulletins", BULLETINS),
        ("1", BULLETINS),
        ("２", STAFF),
        ("3", NUMBERED),
        ("4", NUMBERED),
    ],
)
def test_an_id_in_full_goes_before_a_number_and_both_take_a_choice(
    answer: str, taken: Choice
) -> None:
    assert means(answer) == Taken((taken,))


def test_a_number_is_that_of_what_is_shown() -> None:
    assert means("1", STUDY, STAFF) == Taken((STUDY,))
    assert means("0", STUDY, STAFF) == Left(())


def test_enter_takes_the_only_choice_and_offers_all_of_several() -> None:
    assert means("", STUDY) == Taken((STUDY,))
    assert means("", STAFF, STUDY) == Left(ALL)
    assert means("", choices=()) == Left(())


def test_words_that_only_differ_in_case_are_not_mixed_up() -> None:
    upper, lower = Choice("Draft"), Choice("draft")
    assert means("draft", choices=(upper, lower)) == Left((upper, lower))


@pytest.mark.parametrize("answer", ["1 3", "1,3", "bulletins, 3", "3、1", "1，3 1", "3 bulletins"])
def test_several_are_taken_each_once_where_several_may_be(answer: str) -> None:
    found = means(answer, takes_several=True)
    assert isinstance(found, Taken)
    assert set(found.choices) == {BULLETINS, NUMBERED}
    assert len(found.choices) == 2
    assert isinstance(means(answer), Left)


def test_of_several_none_is_taken_where_one_is_unknown() -> None:
    assert means("1 nobody", takes_several=True) == Left(())


def test_the_words_beside_choices_narrow_nothing_where_other_answers_may_be() -> None:
    """A new reference is not taken for part of a sentence about an old one."""
    case = Choice("2026-031", "opened on 31 Oct, next is 'checked'")
    assert means("31 Oct", choices=(case,), is_open=True) == Left(())
    assert means("031", choices=(case,), is_open=True) == Left((case,))
