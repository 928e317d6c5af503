#!/usr/bin/env python3
"""Print how far the scores of `untranslated` flags can be trusted.

usage: reliability.py TEXTCLEAN DATA.jsonl…

The records need gold: `untranslated`, spans [start, end, lang] in code points. Flags and gold are
matched as spans are scored: without their outer marks, neighbours with only marks and blanks
between them joined, right if they overlap by half of their union. A flag is as right as the
joined span that it lies in. A row tells of the flags of one range of scores how many there are,
how many were right, and what their mean score promised; below, the same by score.
"""
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

BINS = [0, .5, .6, .7, .8, .85, .9, .95, 1.001]


def answers(textclean, records):
    keys = ("id", "target", "text")
    given = "".join(json.dumps({k: r[k] for k in keys}, ensure_ascii=False) + "\n" for r in records)
    command = [textclean, "--input", "jsonl", "--format", "jsonl", "--target-field", "target"]
    done = subprocess.run(command, input=given.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def joined(text, found):
    """[(start, end, items)] without outer marks, and joined if only marks are between."""
    out = []
    for start, end, item in sorted(found, key=lambda f: f[:2]):
        letters = [i for i in range(start, end) if text[i].isalpha()]
        if not letters:
            continue
        start, end = letters[0], letters[-1] + 1
        near = out and (start <= out[-1][1] or not re.search(r"[\w\n]", text[out[-1][1]:start]))
        if near:
            out[-1][1] = max(out[-1][1], end)
            out[-1][2].append(item)
        else:
            out.append([start, end, [item]])
    return out


def overlap(a, b):
    union = max(a[1], b[1]) - min(a[0], b[0])
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / union


def judged(record, answer):
    """[(score, right, what)] of one record's flags."""
    text = record["text"]
    flags = [(*f["source"], f) for f in answer["flags"] if f["kind"] == "untranslated"]
    left = joined(text, [(s, e, None) for s, e, _ in record["untranslated"]])
    out = []
    for span in joined(text, flags):
        best = max(left, key=lambda gold: overlap(span, gold), default=None)
        right = best is not None and overlap(span, best) >= .5
        if right:
            left.remove(best)
        out += [(f["score"], right, f"{f['reason']} {f['lang']}") for f in span[2]]
    return out


def row(name, found):
    right, mean = sum(f[1] for f in found), sum(f[0] for f in found) / len(found)
    print(f"{name:22}{len(found):7}{right:7}{100 * right / len(found):8.1f}{100 * mean:8.1f}")


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: reliability.py TEXTCLEAN DATA.jsonl…")
    lines = [line for name in sys.argv[2:] for line in Path(name).read_text("utf-8").split("\n")]
    records = [r for r in map(json.loads, filter(None, lines)) if "untranslated" in r]
    given = zip(records, answers(sys.argv[1], records))
    found = [flag for record, answer in given for flag in judged(record, answer)]
    print(f"{'score':22}{'flags':>7}{'right':>7}{'right %':>8}{'said %':>8}")
    groups = defaultdict(list)
    for flag in found:
        groups[f"= {flag[0]:.2f}  {flag[2]}"].append(flag)
    for low, high in zip(BINS, BINS[1:]):
        inside = [f for f in found if low <= f[0] < high]
        if inside:
            row(f"{low:.2f} to {min(high, 1):.2f}", inside)
    print()
    for name in sorted(groups, reverse=True):
        row(name, groups[name])
    brier = sum((score - right) ** 2 for score, right, _ in found) / max(1, len(found))
    print(f"\nmean square of score less outcome: {brier:.4f}")


if __name__ == "__main__":
    main()
