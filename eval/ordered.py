"""BUMP: in how many pairs the faulty summary is judged worse than the true one, by the kind of error.

Use: score/audit.py pairs PAIRS.jsonl --save SAVED.jsonl, then ordered.py PAIRS.jsonl SAVED.jsonl

A summary is as bad as its faults that are not of citing, and half as bad as that for each sentence that is borne out in part or not.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

CITING = {"uncited", "dangling_citation", "wrong_citation"}
WORSE = {"contradicted": 1.0, "unsupported": 1.0, "partly_supported": 0.5}


def badness(audit: dict[str, Any]) -> float:
    faults = sum(fault["kind"] not in CITING for sentence in audit["sentences"] for fault in sentence["faults"])
    return faults + sum(0.5 * WORSE.get(sentence["verdict"], 0.0) for sentence in audit["sentences"])


def main() -> None:
    pairs = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    saved = [json.loads(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    audits = [row["audit"] for row in saved]
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for at, pair in enumerate(pairs):
        true, faulty = badness(audits[2 * at]), badness(audits[2 * at + 1])
        told = "right" if faulty > true else "wrong" if faulty < true else "even"
        for kind in (pair.get("corrected_error_type") or pair["error_type"], "all"):
            by_kind[kind][told] += 1
    for kind, counts in sorted(by_kind.items(), key=lambda row: row[0] == "all"):
        print(f"{kind:32} right {counts['right']:4}, even {counts['even']:4}, wrong {counts['wrong']:4} of {sum(counts.values())}")


if __name__ == "__main__":
    main()
