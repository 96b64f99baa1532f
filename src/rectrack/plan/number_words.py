"""Numbers said in words, English or Chinese: recognised, so that none is taken for a note.

None is calculated: what "half a dozen" or "一万五" comes to is for its writer to say, in digits.
"""

import re
import unicodedata

_NUMBER = (
    "zero|nil|nought|naught|nothing|half|one|both|pair|couple|once|twice|thrice"
    "|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    "|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|fou?r|fif|six|seven|eigh|nine)ty"
    "|(?:dozen|hundred|thousand|million|billion)s?"
)
"""Patterns as text: they are compiled, which takes milliseconds, once a word is looked at."""
_BESIDE = "an?|and|of|minus|plus|point|per|cent|percent|times"
"""Words that may stand among those of a number, and say none by themselves."""
_DIGITS = "〇零一二三四五六七八九十百千万萬亿億两兩廿卅半俩仨壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_COUNTED = "[份个個件次篇期元块塊人名位天项項场場条條起户戶家]|公里|公斤|小时|小時|分钟|分鐘"
_CHINESE = (
    rf"(?:约|約|近|共|负|負)?[{_DIGITS}]+(?:点[{_DIGITS}]+)?(?:多|余)?(?:{_COUNTED})?"
    rf"|百分之[{_DIGITS}点]+|无|無|没有|沒有"
)


def says_number(text: str, unit: str = "") -> bool:
    """Whether a text says a number and nothing else, perhaps with the unit that it is counted in.

    An ordinal ("second", "第二") is none: it tells which, and not how many.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip().rstrip(".,;:!。")
    counted = unit.casefold()
    if re.fullmatch(_CHINESE, plain.removesuffix(counted)):
        return True
    units = {counted, f"{counted}s", counted.removesuffix("s"), *counted.split()}
    words = [word for word in re.split(r"[\s-]+", plain) if word not in units]
    return any(re.fullmatch(_NUMBER, word) for word in words) and all(
        re.fullmatch(_NUMBER, word) or re.fullmatch(_BESIDE, word) for word in words
    )
