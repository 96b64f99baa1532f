"""What a terminal would hide is spelt out, and what people write in any language is left as it is."""

import csv
import json
import sys
from collections.abc import Sequence
from io import StringIO
from unicodedata import category, name

import pytest

from rectrack.render.csv import to_csv
from rectrack.render.json import to_json
from rectrack.render.markdown import escaped
from rectrack.render.page import visible

VARIED, TEXT, JOINER = "\ufe0f", "\ufe0e", "\u200d"


@pytest.mark.parametrize(
    "text",
    [
        "会议次数（第二次）：“落实”",
        "Ti\u00ea\u0301ng Vie\u0323\u0302t co\u0301 da\u0302\u0301u",  # decomposed
        "दिल्ली में कार्यालय, क़ानून",
        "ที่ประชุมครั้งที่ ๒ น้ำ",
        "مُحَمَّدٌ، اجتماع الأُسبوع ١٢",
        "בְּרֵאשִׁ֖ית בָּרָ֣א",
        "བསྒྲུབས་ཟིན་པའི་ལས་ཀ",
        "မြွှေးကျွန်ုပ်",
        "ស្ត្រីកម្ពុជា",
        "தமிழ்நாடு, తెలుగు, ಕನ್ನಡ, മലയാളം, සිංහල, বাংলা",
        "\u1112\u1161\u11ab\u1100\u1173\u11af",  # 한글 in its parts, as some systems name files
        "か\u3099っこう",
        "Å\u0301, q\u0307\u0323, \u2260 =\u0338",
        "\u0600\u0661\u0662",  # a sign that stands below a number
        "👍 ok, 👍🏽, 🇨🇳, 🫨",
        f"❤{VARIED} and ☎{TEXT}, ©{VARIED}",
        f"1{VARIED}\u20e3 #{VARIED}\u20e3",
        f"👨{JOINER}👩{JOINER}👧{JOINER}👦",
        f"👩🏽{JOINER}💻 👩🏻{JOINER}🤝{JOINER}👨🏿",
        f"🏳{VARIED}{JOINER}🌈 ❤{VARIED}{JOINER}🔥 🏴{JOINER}☠{VARIED} 👁{VARIED}{JOINER}🗨{VARIED}",
        f"🤷{JOINER}♀{VARIED} 🙂{JOINER}↔{VARIED} 🐦{JOINER}⬛",
    ],
)  # fmt: skip
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert visible(text) == text
    assert to_csv(["x"], [[text]]) in {f"x\n{text}\n", f'x\n"{text}"\n'}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u034fb", "a\\u034fb"),
        ("a\xadb", "a\\u00adb"),
        ("a\u115f\u1160b", "a\\u115f\\u1160b"),
        ("a\u17b4\u17b5", "a\\u17b4\\u17b5"),
        ("a\u180b\u180e", "a\\u180b\\u180e"),
        ("a\u3164\uffa0\u2800", "a\\u3164\\uffa0\\u2800"),
        ("a\u200b\u200c\u2060\ufeff", "a\\u200b\\u200c\\u2060\\ufeff"),
        ("a\u202e\u2066\u061c", "a\\u202e\\u2066\\u061c"),
        ("a\ufff9b\ufffac\ufffb", "a\\ufff9b\\ufffac\\ufffb"),
        ("a\U0001d173\U0001d159\U000e0041", "a\\U0001d173\\U0001d159\\U000e0041"),
        ("葛\U000e0100", "葛\\U000e0100"),
        ("文\ufe00\ufe0f", "文\\ufe00\\ufe0f"),
        ("a\U00013430", "a\\U00013430"),
        ("a\u2065\ufff0\U000e0fff", "a\\u2065\\ufff0\\U000e0fff"),
        # Marks without a letter of their own.
        ("\u0301a", "\\u0301a"),
        ("a \u0301\u0302b", "a \\u0301\\u0302b"),
        ("a\n\u0301", "a\\x0a\\u0301"),
        ("a\u200b\u0301", "a\\u200b\\u0301"),
        ('"\u0301', '"\\u0301'),
        ("\u1161", "\\u1161"),
        # More marks than any language has.
        ("a" + "\u0301" * 6, "a" + "\u0301" * 6),
        ("a" + "\u0301" * 7 + "b", "a" + "\\u0301" * 7 + "b"),
        # What belongs to emoji, without any.
        (f"a{JOINER}b", "a\\u200db"),
        (f"👩{JOINER}", "👩\\u200d"),
        (f"{JOINER}👩", "\\u200d👩"),
        (f"👩{JOINER}a", "👩\\u200da"),
        (f"👩{JOINER}{JOINER}💻", "👩\\u200d\\u200d💻"),
        (f"a{VARIED}", "a\\ufe0f"),
        (f"1{VARIED}", "1\\ufe0f"),
        (f"→{VARIED}", "→\\ufe0f"),
        (f"❤{VARIED}{VARIED}", f"❤{VARIED}\\ufe0f"),
        ("😀\U000e0100\U000e0101", "😀\\U000e0100\\U000e0101"),
        ("🏴\U000e0067\U000e007f", "🏴\\U000e0067\\U000e007f"),
    ],
)
def test_what_hides_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert escaped(text) == shown.replace("\\", "\\\\")
    assert [*csv.reader(StringIO(to_csv(["x"], [[text]])))] == [["x"], [shown]]
    written = to_json({"x": text})
    assert json.loads(written) == {"x": text}
    assert all(visible(line) == line for line in written.splitlines())


IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""What Unicode wants nothing to be seen of, what is not assigned yet included."""


ALL = range(sys.maxunicode + 1)
WITH_SCRIPTS = (*ALL[:0x20000], *ALL[0xE0000:0xE1000], *ALL[0x20000::199])
"""Whole where there is anything but ideographs, what is private and what is not assigned."""
throughout = pytest.mark.parametrize(
    "numbers",
    [WITH_SCRIPTS, pytest.param(ALL, marks=pytest.mark.heavy)],
    ids=["where scripts and signs are", "all"],
)


@pytest.mark.parametrize(("first", "last"), IGNORABLE)
def test_nothing_is_invisible_that_unicode_wants_unseen(first: int, last: int) -> None:
    for character in map(chr, range(first, last + 1)):
        assert visible(character).isascii(), hex(ord(character))
        assert visible(f"a{character}").isascii(), hex(ord(character))


@throughout
def test_every_mark_needs_a_letter_and_every_other_sign_is_judged_alone(
    numbers: Sequence[int],
) -> None:
    """Whatever stands before it: what is shown at all is shown everywhere."""
    for character in map(chr, numbers):
        if category(character)[0] == "M":
            assert visible(character).isascii(), hex(ord(character))
        elif visible(character) == character:
            assert visible(f"a{character} {character}") == f"a{character} {character}"


SEEN = ("ARABIC", "SYRIAC ABBREVIATION", "KAITHI NUMBER")
"""Formatting characters that are signs of their own."""


def test_every_character_that_acts_is_spelt_out() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and (
            character == "\u061c" or not name(character, "").startswith(SEEN)
        ):
            assert visible(character).isascii(), hex(ord(character))
