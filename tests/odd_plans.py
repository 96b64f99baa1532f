"""Plans in the many ways in which people write them, for what must hold of every file."""

from hypothesis import strategies as st

from tests.conftest import ROOT

PLANS = ROOT / "tests" / "plans"
HEADS = tuple(
    (PLANS / f"{name}.yaml").read_text("utf-8").partition(key)[0]
    for name, key in (("every-kind", "progress:"), ("by-hand", "'progress':"))
)
LINE = '{"id":"o1","date":"2026-03-04","target":"t","value":1,"by":"clerk"}'
HAND = "- date: 2026-03-04   # by hand\n    target: t\n    value: 1\n    by: clerk\n"
PROGRESS = (
    "",
    "progress:",
    "progress:\n",
    "progress: # what was done\n\n# nothing yet\n",
    *("progress: []\n", "progress: [ ] # none\n", "progress: null\n", "progress: ~"),
    f"progress: [{LINE}]\n",
    f"progress:\n  [{LINE}]\n",
    f"progress:\n  - {LINE}\n",
    f"progress:\n  - {LINE}",
    f"progress:\n- {LINE}\n\n\n# the end\n\n",
    f"progress:\n      - {LINE}   # checked\n",
    f"progress:\n  - {LINE}\n...\n",
    f"'progress' :\n  - {LINE}\n",
    f"progress:\n  {HAND}",
    f"progress:\n  {HAND}# the end",
    *(f"progress:\n  {HAND}    note: {style}\n      two\n      # lines\n" for style in ("|", ">-")),
    f"progress:\n  {HAND}    note: |+\n      two\n\n\n",
    f"progress:\n  {HAND}    note: |\n      no line break",
    f"progress:\n  {HAND}    note: 'over\n\n      lines'\n",
    f'progress:\n  {HAND}    note: "over \\\n      lines"\n  - {LINE}\n',
    f"progress:\n  - &a {LINE}\n  - *a\n",
    f"progress:\n  - {LINE}\n  - note: 'never closed\n",
    f"progress:\n  - {LINE}\n<<<<<<< ours\n  - {LINE}\n=======\n>>>>>>> theirs\n",
    f"progress:\n  -\n    {LINE}\n  - null\n  - just text\n",
    f"progress:\n  # first\n  - {LINE}\n  # last\n",
)
"""The end of a plan: its log in every style, also none, and in some that cannot be added to."""

plans = st.builds(
    lambda head, log, end, mark: (mark + (head + log).replace("\n", end)).encode(),
    st.sampled_from(HEADS),
    st.sampled_from(PROGRESS),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
