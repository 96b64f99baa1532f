"""What was proven once of the beginning of a plan file, so that it is not proven again.

Most of the time that a long log takes goes into proving that its lines are canonical, right in
themselves, and in which order they count. What came of that is kept as a proof, which holds no
entry: only which of them count, by their numbers. What is shown is reckoned from the plan's own
lines at every look, and what is written by hand is read as it ever is.

A proof is of the very bytes that it names by their digest, the head included; what stands below
them is added as `log` adds its entries. Where anything is off, or what stands there is not as
simple, there is no proof, and the whole is read.
"""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from rectrack.errors import Severity
from rectrack.limits import LINES_WORTH_A_PROOF
from rectrack.log.corrections import EntryFinding, Resolution
from rectrack.log.entry import Entry
from rectrack.log.history import history_of
from rectrack.log.loader import column_of, read_lines, read_proven
from rectrack.log.sorts import is_progress, is_remark
from rectrack.records import Records, are_facts, read_head, read_records, with_log
from rectrack.storage.document import is_overlong

MOST_BELOW = 500
"""Where more lines than this stand below what is proven, all is proven anew."""
FORM = 1
"""Which form a proof has."""


class Proof(Struct, frozen=True, array_like=True):
    """What is known of the first `length` bytes of a file, whose digest it has.

    They hold so many `entries`, on canonical lines but for those `by_hand`. Lists of entries are
    their numbers, from 0: `twice` those that stand for an id that several have, `corrections`
    those in force, `effective` what counts, in reading order, and `progress` and `decisions` what
    of it is right in itself. The others say what was found wrong with which entry.
    """

    form: int
    program: str
    digest: bytes
    length: int
    entries: int
    by_hand: list[tuple[int, int]]
    twice: bytes
    corrections: bytes
    effective: bytes
    progress: dict[str, bytes]
    decisions: bytes
    findings: list[tuple[int, Severity, str]]
    errors: list[tuple[int, str]]
    conflicts: list[tuple[int, str]]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Proof)
SIZE_OF_DIGEST = sha256().digest_size


def read(raw: bytes, stored: bytes | None, program: str) -> tuple[Records, bytes | None]:
    """Return what a plan file says, and a proof to be stored in place of the one that was, or None.

    One of another `program`, by whatever name, is none: it may have been reckoned by other rules.
    Raises PlanError where the head cannot be read.
    """
    proof = None if stored is None else _opened(stored, raw, program)
    found = None if proof is None else _read_on(raw, proof)
    if found is None:
        records = read_records(raw)
        return records, _proof_of(records, program)
    return found


def _opened(stored: bytes, raw: bytes, program: str) -> Proof | None:
    """Return the proof of a file's beginning; None where it is damaged, or of anything else."""
    digest, content = stored[:SIZE_OF_DIGEST], memoryview(stored)[SIZE_OF_DIGEST:]
    if sha256(content).digest() != digest:
        return None
    try:
        proof = _decoder.decode(content)
    except msgspec.MsgspecError:
        return None
    is_meant = (proof.form, proof.program) == (FORM, program) and proof.length <= len(raw)
    return proof if is_meant and proof.digest == _digest(raw, proof.length) else None


def _digest(raw: bytes, length: int) -> bytes:
    return sha256(memoryview(raw)[:length]).digest()


def _read_on(raw: bytes, proof: Proof) -> tuple[Records, bytes | None] | None:
    """Return what a file says whose beginning is proven; None where the rest is not as simple."""
    document, plan = read_head(raw)
    log = read_proven(document, proof.length, proof.by_hand)
    if log is None or len(log.entries) != proof.entries or is_overlong(raw, proof.length):
        return None
    below = read_lines(document, proof.length, len(raw))
    if below is None or len(below) > MOST_BELOW:
        return None
    known = log.entries
    named = {entry.id: entry for entry in known if entry.id is not None}
    named |= {entry.id: entry for entry in _entries(proof.twice, known) if entry.id is not None}
    resolution = Resolution(
        _entries(proof.effective, known),
        named,
        {entry.corrects or "": entry for entry in _entries(proof.corrections, known)},
        [EntryFinding(known[at], severity, why) for at, severity, why in proof.findings],
    )
    right = history_of(plan, _entries(proof.decisions, known))
    right.progress.update({name: _entries(at, known) for name, at in proof.progress.items()})
    errors = {known[at]: why for at, why in proof.errors}
    conflicts = {known[at]: why for at, why in proof.conflicts}
    records = Records(document, plan, log, resolution, right, errors, conflicts)
    if not below:
        return records, None
    longer = replace(log, entries=list(known), runs=list(log.runs), indexes={})
    longer.add_lines(below, raw.count(b"\n", 0, proof.length) + 1, column_of(document))
    serves_still = are_facts(records, below)
    records = with_log(records, longer, below)
    return records, None if serves_still else _proof_of(records, proof.program)


def _proof_of(records: Records, program: str) -> bytes | None:
    """Return the proof of a whole file; None where it is short, or was not read by its lines."""
    log, resolution = records.log, records.resolution
    raw, entries = records.document.raw, log.entries
    if not log.by_lines or log.unread or not raw.endswith(b"\n"):
        return None
    if len(entries) < LINES_WORTH_A_PROOF:
        return None
    place = {entry: number for number, entry in enumerate(entries)}

    def numbers(of: Iterable[Entry]) -> bytes:
        return array("I", [place[entry] for entry in of]).tobytes()

    named, last = resolution.named, {each.id: each for each in entries if each.id is not None}
    right = [entry for entry in resolution.entries if entry not in records.errors]
    proof = Proof(
        FORM,
        program,
        _digest(raw, len(raw)),
        len(raw),
        len(entries),
        log.by_hand,
        numbers(named[name] for name, each in last.items() if named[name] is not each),
        numbers(resolution.corrected.values()),
        numbers(resolution.entries),
        {name: numbers(there) for name, there in records.right.progress.items()},
        numbers(entry for entry in right if not (is_progress(entry) or is_remark(entry))),
        [(place[each.entry], each.severity, each.message) for each in resolution.findings],
        [(place[entry], why) for entry, why in records.errors.items()],
        [(place[entry], why) for entry, why in records.conflicts.items()],
    )
    content = _encoder.encode(proof)
    return sha256(content).digest() + content


def _entries(numbers: bytes, of: Sequence[Entry]) -> list[Entry]:
    """Return the entries that have these numbers."""
    return [of[number] for number in array("I", numbers)]
