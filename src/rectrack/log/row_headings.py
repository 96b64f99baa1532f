"""What the columns of a file of rows may be called: by the keys of entries, or in Chinese."""

import re
from collections.abc import Collection

CHINESE = {
    "id": ("编号", "记录编号"),
    "date": ("日期", "发生日期", "完成日期"),
    "target": ("目标", "指标", "整改目标", "目标编号"),
    "measure": ("措施", "整改措施", "措施编号"),
    "person": ("受奖惩人",),
    "case": ("案件", "案号", "事项"),
    "event": ("事件", "环节"),
    "title": ("标题", "事由"),
    "due": ("期限", "时限", "办理期限"),
    "asked_by": ("交办人", "来信人", "交办单位"),
    "value": ("数量", "数值", "完成数"),
    "step": ("步骤",),
    "passed": ("通过",),
    "to": ("延期至",),
    "asked": ("申请日期",),
    "until": ("有效期至",),
    "cause": ("失责原因", "逾期原因"),
    "remedy": ("补救措施",),
    "by": ("经办人", "记录人", "填报人"),
    "for": ("人员", "责任人", "完成人"),
    "note": ("备注", "说明"),
    "evidence": ("佐证", "佐证材料", "证据"),
    "voids": ("作废",),
    "replaces": ("替换",),
    "logged": ("记录时间",),
    "batch": ("批次",),
}
"""The Chinese headings of each column."""
PASSED_OVER = frozenset({"no", "no.", "#", "序号", "是否有效", "counts", "原因", "why not"})
"""Headings of what numbers the rows, and of what a ledger of our own tells of each entry."""
_KEYS = {heading: key for key, headings in CHINESE.items() for heading in headings}


def plain(heading: str) -> str:
    """Return a heading by which others are compared: in small letters, broken nowhere."""
    said = " ".join(heading.casefold().split())
    return said if said.isascii() else said.replace(" ", "")


def key_of(heading: str, keys: Collection[str]) -> str:
    """Return the key that a heading stands for, or the heading itself where it is none.

    It may say the same in two languages: "日期 date".
    """
    chinese, _, english = heading.strip().partition(" ")
    tried = (heading, chinese, english) if not chinese.isascii() else (heading,)
    for each in map(plain, tried):
        meant = _KEYS.get(re.sub(r"[（(].*[)）]$", "", each), each.replace(" ", "_"))
        if meant in keys or each in PASSED_OVER:
            return meant if meant in keys else each
    return plain(heading)
