"""What offices call the columns of their ledgers, in Chinese and English."""

import re

SYNONYMS: dict[str, tuple[str, ...]] = {
    "number": ("序号", "no", "no.", "#"),
    "problem": (
        *("问题", "存在问题", "存在的问题", "主要问题", "具体问题", "反馈问题", "巡察反馈问题"),
        *(
            "问题清单",
            "问题表现",
            "问题描述",
            "整改问题",
            "problem",
            "problems",
            "issue",
            "finding",
        ),
    ),
    "measure": (
        *("整改措施", "措施", "具体措施", "整改举措", "主要措施", "工作措施", "具体整改措施"),
        *("measure", "measures", "action", "rectification measure", "corrective action"),
    ),
    "target": (
        *("整改目标", "目标", "目标任务", "整改任务", "整改要求", "工作目标"),
        *("target", "targets", "objective"),
    ),
    "lead": (
        *("牵头领导", "责任领导", "分管领导", "包抓领导", "牵头人", "牵头单位", "牵头部门", "lead"),
        *("led by", "leader", "lead unit"),
    ),
    "owner": (
        *("责任人", "直接责任人", "具体责任人", "责任科室", "责任股室", "责任部门", "责任单位"),
        *("承办单位", "承办人", "owner", "responsible", "person responsible"),
    ),
    "support": (
        *(
            "协办",
            "协办单位",
            "配合单位",
            "配合部门",
            "配合领导",
            "support",
            "supported by",
            "with",
        ),
    ),
    "start": (
        "起始",
        "起始时间",
        "起始日期",
        "开始时间",
        "开始日期",
        "启动时间",
        "start",
        "start date",
    ),
    "first due": ("原定时限", "原时限", "原定完成时限", "first due", "first deadline"),
    "due": (
        *(
            "现时限",
            "整改时限",
            "完成时限",
            "整改期限",
            "完成期限",
            "整改完成时限",
            "办结时限",
            "时限",
        ),
        *("期限", "完成时间", "整改完成时间", "due", "due date", "deadline"),
    ),
    "expected": ("序时进度", "expected"),
    "kind": ("类型", "指标类型", "目标类型", "kind"),
    "goal": ("目标值", "目标数", "指标值", "goal"),
    "unit": ("计量单位", "unit"),
    "source": ("来源", "问题来源", "依据", "source"),
    "id": ("id", "目标编号"),
    "problem id": ("问题编号", "problem id"),
    "measure id": ("措施编号", "measure id"),
    "lead id": ("lead id",),
    "owner id": ("owner id",),
    "support ids": ("support ids",),
    "terms": ("terms",),
}
"""Each column that a plan has a place for, by all its names, those that are surest first."""
KINDS_IN_CHINESE = {
    "累计": "total",
    "人均": "each",
    "频次": "cadence",
    "上限": "limit",
    "水平": "level",
    "增减": "change",
    "事项": "cases",
    "步骤": "steps",
}
"""What a ledger of our own in Chinese calls the kinds of target."""
NEEDED = ("problem", "measure")
"""Without which columns no plan can be made."""
_KEYS = {name: key for key, names in SYNONYMS.items() for name in names}


def plain(heading: str) -> str:
    """Return a heading by which others are compared, without what stands in brackets behind it."""
    said = " ".join(heading.casefold().split())
    said = re.sub(r"\s*[（(\[【].*?[）)\]】]\s*$", "", said).rstrip(":：*")
    return said if said.isascii() else said.replace(" ", "")


def key_of(heading: str) -> tuple[str, int] | None:
    """Return the key that a heading stands for, and how sure it is, 0 being the surest.

    It may say the same in two languages: "整改目标 Target".
    """
    chinese, _, english = heading.strip().partition(" ")
    tried = (heading, chinese, english) if not chinese.isascii() else (heading,)
    for each in map(plain, tried):
        if key := _KEYS.get(each):
            return key, SYNONYMS[key].index(each)
    return None


def columns_of(headings: dict[int, str]) -> dict[str, int]:
    """Return the column of each key; of several headings that mean one, the surest."""
    found: dict[str, tuple[int, int]] = {}
    for column, heading in headings.items():
        if (meant := key_of(heading)) is not None:
            key, rank = meant
            if key not in found or rank < found[key][0]:
                found[key] = rank, column
    return {key: column for key, (_, column) in found.items()}
