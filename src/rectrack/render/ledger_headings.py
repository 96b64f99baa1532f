"""The columns of the ledger, under the names that they have always had in an office's."""

from typing import Literal

from msgspec import Struct

from rectrack.render.terms import CHINESE
from rectrack.targets.state import OUTSTANDING, SETTLED

Sort = Literal["text", "number", "share", "day", "state", "long"]


class Heading(Struct, frozen=True):
    """A column: its English and Chinese names, what stands below it, and how many letters wide."""

    english: str
    chinese: str
    sort: Sort = "text"
    width: int = 12

    def said(self, *, chinese: bool) -> str:
        """Return the heading in Chinese, or in both."""
        return self.chinese if chinese else f"{self.chinese} {self.english}"


TARGETS = (
    Heading("No.", "序号", "number", 5),
    Heading("Problem", "问题", "long", 20),
    Heading("Target", "整改目标", "long", 22),
    Heading("Measure", "整改措施", "long", 20),
    Heading("Lead", "牵头领导", "long", 10),
    Heading("Owner", "责任人", "long", 10),
    Heading("Support", "协办", "long", 10),
    Heading("Start", "起始", "day", 10),
    Heading("First due", "原定时限", "day", 10),
    Heading("Due", "现时限", "day", 10),
    Heading("Extensions", "延期次数", "number", 9),
    Heading("Kind", "类型", "text", 8),
    Heading("Done", "进展", "number", 7),
    Heading("Goal", "目标值", "number", 7),
    Heading("Expected", "序时进度", "number", 9),
    Heading("%", "完成率", "share", 6),
    Heading("State", "状态", "state", 9),
    Heading("Why", "说明", "long", 26),
    Heading("Next step", "下一步", "long", 22),
    Heading("Unit", "计量单位", "long", 8),
    Heading("Evidence", "佐证", "long", 20),
    Heading("Signed off by, on", "验收人·日期", "long", 13),
    Heading("Closing", "销号", "state", 9),
    Heading("Recheck", "回头看", "day", 10),
    Heading("Remarks", "备注", "long", 16),
    Heading("id", "目标编号", "long", 12),
)
CASES = (
    Heading("Case", "事项", "text", 16),
    Heading("Title", "名称", "long", 36),
    Heading("Target", "整改目标", "long", 28),
    Heading("Asked by", "交办人", "long", 18),
    Heading("Opened", "受理日期", "day", 11),
    Heading("State", "状态", "state", 10),
    Heading("Stage", "环节", "text", 14),
    Heading("Holder", "经办人", "text", 18),
    Heading("First due", "原定时限", "day", 11),
    Heading("Due", "现时限", "day", 11),
    Heading("Days left", "剩余天数", "number", 9),
    Heading("Ended", "办结日期", "day", 11),
    Heading("Evidence", "佐证", "long", 30),
    Heading("Target id", "目标编号", "text", 18),
)
ENTRIES = (
    Heading("date", "日期", "day", 11),
    Heading("target", "目标", "text", 18),
    Heading("measure", "措施", "text", 18),
    Heading("person", "受奖惩人", "text", 14),
    Heading("value", "数量", "number", 9),
    Heading("step", "步骤", "text", 14),
    Heading("case", "事项", "text", 14),
    Heading("event", "事件", "text", 11),
    Heading("title", "标题", "long", 24),
    Heading("due", "期限", "day", 11),
    Heading("asked by", "交办人", "text", 14),
    Heading("for", "人员", "text", 18),
    Heading("by", "经办人", "text", 18),
    Heading("note", "备注", "long", 36),
    Heading("evidence", "佐证", "long", 30),
    Heading("Counts", "是否有效", "text", 9),
    Heading("Why not", "原因", "long", 26),
    Heading("id", "编号", "text", 14),
    Heading("logged", "记录时间", "text", 26),
    Heading("batch", "批次", "text", 14),
)
DECISIONS = (
    Heading("Decided on", "决定日期", "day", 11),
    Heading("id", "编号", "text", 18),
    Heading("Title", "名称", "long", 30),
    Heading("Decision", "决定", "text", 12),
    Heading("What", "内容", "long", 36),
    Heading("Asked on", "申请日期", "day", 11),
    Heading("New day", "新时限", "day", 11),
    Heading("By whom and why", "批准人·理由", "long", 40),
    Heading("Entry", "记录", "text", 14),
)
TOTALS = (
    Heading("Measure", "整改措施", "long", 48),
    Heading("Targets", "目标数", "number", 10),
    *(Heading(state, CHINESE[state], "number", 10) for state in (*SETTLED, *OUTSTANDING)),
)
