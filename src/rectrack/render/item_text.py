"""How a step, a case or their like stands, in words."""

from datetime import date

from rectrack.targets.items import Item
from rectrack.wording import day, from_today, late_by, together


def how_it_stands(item: Item, today: date) -> str:
    """Return "opened 9 Sep 2026, 52 days ago; at 'split'; due 8 Nov 2026, in 8 days".

    Before it stands what a case is about, and who asked.
    """
    about = [item.title] if item.title else []
    about += [f"asked by {item.asked_by}"] if item.asked_by else []
    said = [f"opened {day(item.began)}"] if item.began else []
    if item.done is not None:
        late = (item.done - (item.due or item.done)).days
        how = item.end or ("closed" if item.began else "done")
        said.append(f"{how} {day(item.done)}{late_by(late)}")
    else:
        said = [f"{each}, {from_today(item.began, today)}" for each in said if item.began]
        lacks = f", lacks {together(map(repr, item.lacks))}" if item.lacks else ""
        said += [f"at {item.stage!r}{lacks}"] if item.stage else []
        said += [f"due {day(item.due)}, {from_today(item.due, today)}"] if item.due else []
    if item.first_due and item.due and item.first_due != item.due:
        said.append(f"first due {day(item.first_due)}")
    return "; ".join(about + said)
