#!/usr/bin/env python3
"""Every edit on text that was clean, and what it is: harm.py TEXTCLEAN FILE.jsonl...

    --check JUDGED.tsv   prints what is new (+) or gone (-) against the file; exit 1 if any is
    --judged JUDGED.tsv  keeps its verdicts and the lines of its head; what is new gets `?`
    --show               adds the context of each edit, for judging; never to be stored

A record's clean text is its `clean`, else its `text`. Records that hold defects on purpose (the
set `flags`) are left out. Lines are: set, record, start, end (code points in that text), rule,
verdict. No text of the sources is written without --show."""
import argparse
import json
import subprocess
import sys

LEFT_OUT = {'flags'}
AROUND = 25  # code points of context with --show


def read_records(paths):
    for path in paths:
        with open(path, encoding='utf-8') as file:
            for line in file:
                record = json.loads(line)
                if record['set'] not in LEFT_OUT:
                    yield record


def clean(tool, records):
    """The tool's record for each, in order."""
    lines = [json.dumps({'id': r['id'], 'target': r['target'], 'text': r.get('clean', r['text'])},
                        ensure_ascii=False) for r in records]
    command = [tool, '--input', 'jsonl', '--format', 'jsonl', '--target-field', 'target']
    done = subprocess.run(command, input='\n'.join(lines).encode() + b'\n', check=True,
                          stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.decode().split('\n') if line]


def list_edits(tool, paths):
    """{(set, record, start, end, rule): context}"""
    records = list(read_records(paths))
    edits = {}
    for record, cleaned in zip(records, clean(tool, records), strict=True):
        text = record.get('clean', record['text'])
        for edit in cleaned['edits']:
            start, end = edit['source']
            key = (record['set'], record['id'], str(start), str(end), edit['rule'])
            edits[key] = (f'{text[max(0, start - AROUND):start]}[{text[start:end]}|'
                          f'{edit["after"]}]{text[end:end + AROUND]}')
    return edits


def read_judged(path):
    """The lines of the head, and {key: verdict}."""
    head, verdicts = [], {}
    with open(path, encoding='utf-8') as file:
        for line in file.read().splitlines():
            if line.startswith('#'):
                head.append(line)
            elif line:
                *key, verdict = line.split('\t')
                verdicts[tuple(key)] = verdict
    return head, verdicts


def check(edits, verdicts, show):
    changed = [('+', key) for key in edits if key not in verdicts]
    changed += [('-', key) for key in verdicts if key not in edits]
    for sign, key in changed:
        context = f'\t{json.dumps(edits[key], ensure_ascii=False)}' if show and key in edits else ''
        print(f'{sign}\t' + '\t'.join(key) + context)
    harmful = sum(verdict == 'harm' for verdict in verdicts.values())
    print(f'{len(edits)} edits, {len(changed)} new or gone, {harmful} judged harmful',
          file=sys.stderr)
    return 1 if changed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('textclean')
    parser.add_argument('files', nargs='+')
    parser.add_argument('--check')
    parser.add_argument('--judged')
    parser.add_argument('--show', action='store_true')
    args = parser.parse_args()
    edits = list_edits(args.textclean, args.files)
    if args.check:
        return check(edits, read_judged(args.check)[1], args.show)
    head, verdicts = read_judged(args.judged) if args.judged else ([], {})
    for line in head:
        print(line)
    for key, context in edits.items():
        columns = [*key, verdicts.get(key, '?')]
        print('\t'.join(columns + [json.dumps(context, ensure_ascii=False)] * args.show))
    return 0


if __name__ == '__main__':
    sys.exit(main())
