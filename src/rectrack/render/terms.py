"""The fixed terms of the page and the ledger in Chinese: headings, states, kinds.

Sentences stay as they are: reasons and steps are made of figures and words of the plan, and a
sentence put together from translated parts is wrong sooner or later.
"""

from collections.abc import Callable
from typing import Literal

Language = Literal["en", "zh"]
Translate = Callable[[str], str]

CHINESE: dict[str, str] = {
    # States of a target
    "withdrawn": "已撤销",
    "no data": "无数据",
    "met": "已达标",
    "waived": "暂缓",
    "failed": "未达标",
    "overdue": "逾期",
    "behind": "滞后",
    "on track": "按序时进度",
    # States of a measure and of a problem
    "open": "未销号",
    "claimed": "已申请销号",
    "signed off": "已销号",
    "rechecked": "已回头看",
    "rejected": "已退回",
    "reopened": "重新整改",
    "concluded": "已办结",
    "closed": "已销号",
    # States of a case
    "closed incomplete": "未按环节办结",
    "dropped": "已撤回",
    # What decisions are asked for
    "recheck": "回头看",
    "ready": "可销号",
    "conclude": "可办结",
    "refused": "不算数",
    "changed": "有改动",
    # Kinds of target
    "total": "累计",
    "each": "人均",
    "cadence": "频次",
    "limit": "上限",
    "level": "水平",
    "change": "增减",
    "cases": "事项",
    "steps": "步骤",
    "no kind yet": "类型未定",
    # The parts of the page
    "Rectification report": "整改情况报告",
    "As of": "截至",
    "Contents": "目录",
    "At a glance": "总体情况",
    "targets": "项目标",
    "outstanding": "未完成",
    "Needs attention": "需要关注",
    "Problems": "问题清单",
    "Course of the plan": "整改进度",
    "Activity by week": "每周工作量",
    "Targets": "整改目标清单",
    "Each target": "目标详情",
    "Nothing needs attention.": "没有需要关注的事项。",
    # Columns
    "No.": "序号",
    "Problem": "问题",
    "Target": "整改目标",
    "Measure": "整改措施",
    "Measures": "整改措施",
    "Lead": "牵头领导",
    "Owner": "责任人",
    "Support": "协办",
    "Start": "起始",
    "First due": "原定时限",
    "Due": "现时限",
    "Extensions": "延期次数",
    "Kind": "类型",
    "Done": "进展",
    "Now": "进展",
    "Goal": "目标值",
    "Expected": "序时进度",
    "%": "完成率",
    "State": "状态",
    "Why": "说明",
    "Next step": "下一步",
    "Evidence": "佐证",
    "Signed off by, on": "验收人·日期",
    "Closing": "销号",
    "Recheck": "回头看",
    "Remarks": "备注",
    "Progress": "进度",
    "Figures": "数据",
    "Who": "责任人",
    "Week": "周",
    "Severity": "严重程度",
    "Signed off": "已销号措施",
    # The part of a target
    "Promise": "承诺",
    "Period": "期限",
    "Extended": "延期",
    "Waived": "暂缓",
    "Explained": "原因说明",
    "Remedy": "补救措施",
    "Source": "来源",
    "Answers": "对应问题",
    "Does not count": "不算数",
    "Still to do": "待办",
    "Each person's part": "个人完成情况",
    "Entries": "工作记录",
    "Day": "日期",
    "What": "内容",
    "By": "记录人",
    "Note": "备注",
    "Entry": "记录",
    "No entry yet.": "暂无记录。",
    "Back to the list": "返回清单",
    "actual": "实际",
    "expected": "应完成",
    "goal": "目标",
    "today": "当日",
    "due": "时限",
    "all": "全部",
    "due by then": "已到期",
    # Sheets and columns of the ledger
    "Cases": "事项台账",
    "Totals": "汇总",
    "Extensions and rejections": "延期与退回",
    "Case": "事项",
    "Title": "名称",
    "Asked by": "交办人",
    "Opened": "受理日期",
    "Stage": "环节",
    "Holder": "经办人",
    "Ended": "办结日期",
    "Days left": "剩余天数",
    "Value": "数量",
    "For": "人员",
    "Step": "步骤",
    "Event": "事件",
    "Counts": "是否有效",
    "Logged": "记录时间",
    "Decision": "决定",
    "From": "原时限",
    "To": "新时限",
    "Reason": "理由",
    "Unit": "单位",
    "Count": "数量",
    "yes": "是",
    "no": "否",
    # Reading and using the page
    "Filter": "筛选",
    "All states": "全部状态",
    "shown": "项已列出",
    "Print": "打印",
}
"""Each fixed term, by its English."""


def in_language(language: Language) -> Translate:
    """Return what says a fixed term in a language; what is no fixed term stays as it is."""
    if language == "en":
        return lambda term: term
    return lambda term: CHINESE.get(term, term)
