"""What a person wrote stays text in Markdown."""

import pytest

from rectrack.render.markdown import escaped, rows_of
from rectrack.render.table import Table, words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("*bold* _so_ <b>", r"\*bold\* \_so\_ \<b\>"),
        ("snake_case_id", "snake_case_id"),
        ("__so__ a__b", r"\_\_so\_\_ a\_\_b"),
        ("ends with #", r"ends with \#"),
        ("[here](https://example.org)", r"\[here\](https://example.org)"),
        ("a\nb\u202e", r"a\\x0ab\\u202e"),
    ],
)
def test_signs_of_markdown_are_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_table_has_a_line_for_each_row() -> None:
    table = Table("", words("id", "state"), [("a", "met"), ("b", "")])
    assert rows_of(table) == ("| id | state |\n| --- | --- |\n| a | met |\n| b |  |\n")
