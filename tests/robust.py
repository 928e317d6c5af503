#!/usr/bin/env python3
"""Write gold records again as other sites would print them.

usage: robust.py DIRECTORY DATA.jsonl…

Each record with `sentences`, `untranslated` or `runs` (spans in code points) is transformed in
every way that suits its `target`, its gold with it, and written to DIRECTORY/WAY.jsonl; in the
ways that deal with sentences only those with `sentences`. The ways are the functions below that
carry the mark @way. Score each file as the sets themselves are scored.

Where a way breaks lines, it writes U+2028: a scorer that leaves out the boundaries at line feeds
then counts these, so that a wrapped line taken for a paragraph shows, and a lost break, too.
"""
import json
import re
import sys
from pathlib import Path

BREAK = "\u2028"
STOPPED = re.compile(r"[.?!。？！…][\"'”’）)」』]*$")
GOLD = "sentences", "untranslated", "runs"
WAYS = []


def way(*langs, gold=GOLD):
    """Marks a function (text, spans) -> (text, spans) as a way for these languages, and for
    records with this gold."""
    def mark(function):
        WAYS.append((function.__name__.replace("_", "-"), langs, gold, function))
        return function
    return mark


def edited(text, sentences, edits):
    """Replaces the spans of `edits`, [(start, end, new)], sorted; the sentences move along."""
    out, moved, done = [], [], 0
    for start, end, new in edits:
        out += [text[done:start], new]
        moved.append((end, len(new) - (end - start)))
        done = end
    points = sorted({p for s in sentences for p in s[:2]})
    place, shift, k = {}, 0, 0
    for p in points:
        while k < len(moved) and moved[k][0] <= p:
            shift += moved[k][1]
            k += 1
        inside = k < len(edits) and edits[k][0] < p
        place[p] = (edits[k][0] if inside else p) + shift
    return "".join(out) + text[done:], [[place[s[0]], place[s[1]]] for s in sentences]


def each_character(text, change):
    return "".join(new if len(new := change(c)) == 1 else c for c in text)


def substituted(text, sentences, pattern, new):
    found = [(m.start(), m.end(), m.expand(new)) for m in re.finditer(pattern, text)]
    return edited(text, sentences, found)


# ---------------------------------------------------------------- letters and marks

@way("en")
def lower(text, sentences):
    return each_character(text, str.lower), sentences


@way("en")
def upper(text, sentences):
    return each_character(text, str.upper), sentences


@way("en")
def no_blank(text, sentences):
    return substituted(text, sentences, r"(?<=[a-z][.?!]) (?=[A-Z])", "")


@way("en")
def straight_quotes(text, sentences):
    return text.translate(str.maketrans("“”‘’", "\"\"''")), sentences


@way("en")
def curly_quotes(text, sentences):
    text = re.sub(r"(?:(?<=[\s(\[—-])|^)\"", "“", text).replace('"', "”")
    return re.sub(r"(?:(?<=[\s(\[“])|^)'(?=\w)", "‘", text).replace("'", "’"), sentences


@way("zh")
def half_width(text, sentences):
    return text.translate(str.maketrans("，。；：？！（）", ",.;:?!()")), sentences


@way("zh")
def half_width_blank(text, sentences):
    text = text.translate(str.maketrans("，。；：？！", ",.;:?!"))
    return substituted(text, sentences, r"(?<=[,.;:?!])(?=[\u4e00-\u9fff])", " ")


@way("zh")
def blank_after(text, sentences):
    return substituted(text, sentences, r"(?<=[，。；：？！])(?=[^\s，。；：？！”’）」』])", " ")


# ---------------------------------------------------------------- lines

def joints(sentences):
    return [(a[1], b[0]) for a, b in zip(sentences, sentences[1:])]


def may_break(text, i):
    """Whether a line of Chinese may begin at i."""
    before, here = text[i - 1:i], text[i]
    if "\u3400" <= before <= "\u9fff" and re.match(r"\w", here):
        return True
    return (ord(here) > 0x2e7f and here not in "，。；：？！、）」』》" and before
            and before not in "“‘（「『《 \n")


def wrapped(text, sentences, group):
    """Breaks lines at 72 columns of English, or 40 characters of Chinese, and puts a blank line
    behind every `group` sentences."""
    edits, column, last, i = [], 0, None, 0
    most = 72 if re.search(r"[a-z]{3}", text[:200]) else 40
    breaks = joints(sentences)[group - 1::group] if group else []
    ends = {a: b for a, b in breaks if STOPPED.search(text[max(0, a - 4):a])}
    while i < len(text):
        if i in ends:
            edits.append((i, ends[i], "\n\n"))
            i, column, last = ends.pop(i), 0, None
            continue
        if text[i] == "\n":
            i, column, last = i + 1, 0, None
            continue
        if text[i] == " ":
            last = (i, i + 1)
        elif may_break(text, i):
            last = (i, i)
        column += 1
        if column > most and last and (not edits or edits[-1][1] <= last[0]):
            edits.append((*last, BREAK))
            column, last = i + 1 - last[1], None
        i += 1
    return edited(text, sentences, edits)


@way("en", "zh", gold=GOLD[:1])
def wrap(text, sentences):
    return wrapped(text, sentences, 0)


@way("en", "zh", gold=GOLD[:1])
def wrap_paragraphs(text, sentences):
    return wrapped(text, sentences, 4)


@way("en", "zh", gold=GOLD[:1])
def one_paragraph(text, sentences):
    latin = " " if re.search(r"[a-z]{3}", text[:200]) else ""
    edits = [(a, b, latin) for a, b in joints(sentences)
             if "\n" in text[a:b] and STOPPED.search(text[max(0, a - 4):a])]
    return edited(text, sentences, edits)


@way("en", "zh", gold=GOLD[:1])
def sentence_a_line(text, sentences):
    return edited(text, sentences, [(a, b, BREAK) for a, b in joints(sentences)])


# ---------------------------------------------------------------- sentences

@way("en", "zh", gold=GOLD[:1])
def long_sentences(text, sentences, most=8):
    """Joins up to eight sentences by commas where one ends in a plain stop."""
    edits, kept, row = [], [list(sentences[0])], 1
    for (start, end), (a, b) in zip(sentences[1:], joints(sentences)):
        plain = re.search(r"[a-z]{3}\.$|[\u4e00-\u9fff]。$", text[max(0, a - 5):a])
        if not plain or "\n" in text[a:b] or row == most or text[start] in "\"'“‘（(":
            kept.append([start, end])
            row = 1
            continue
        first = text[start:start + 2]
        small = first[0].isupper() and (first[1:].islower() or first[1:] == " ") and first != "I "
        comma = "," if text[a - 1] == "." else "，"
        letter = first[0].lower() if small else ""
        edits.append((a - 1, start + small, comma + text[a:b] + letter))
        kept[-1][1] = end
        row += 1
    return edited(text, kept, edits)


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: robust.py DIRECTORY DATA.jsonl…")
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    lines = [line for name in sys.argv[2:] for line in Path(name).read_text("utf-8").split("\n")]
    records = list(map(json.loads, filter(None, lines)))
    for name, langs, kinds, function in WAYS:
        with (out / (name + ".jsonl")).open("w", encoding="utf-8") as file:
            for r in records:
                gold = next((kind for kind in kinds if kind in r), None)
                if r["target"] not in langs or r.get("mixed") or gold is None:
                    continue
                text, spans = function(r["text"], r[gold])
                if gold != "sentences":  # some ways join these; the others have a language
                    spans = [new[:2] + old[2:] for new, old in zip(spans, r[gold])]
                new = {"id": f"{r['id']}:{name}", "set": f"{r['set']}:{name}",
                       "target": r["target"], "text": text, gold: spans}
                print(json.dumps(new, ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
