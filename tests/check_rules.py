#!/usr/bin/env python3
"""Checks that the specs prove every rule: check_rules.py PROGRAM SPEC... prints TAP.

A section `## name` of a spec is about the rule of that name. Among its examples there are at
least three in which the rule makes an edit, and three in which it is in use and makes none."""
import bisect
import json
import re
import subprocess
import sys

from run_spec import parse
from tool import Tool

LEAST = 3
HEADING = re.compile(r'^## ([a-z-]+)$')


def sections(path):
    """The lines of the headings, and their names."""
    with open(path, encoding='utf-8') as file:
        found = [(number, HEADING.match(line.rstrip('\n'))) for number, line in enumerate(file, 1)]
    return [(number, match[1]) for number, match in found if match]


def examples_by_rule(paths):
    by_rule = {}
    for path in paths:
        heads = sections(path)
        for example in parse(path):
            at = bisect.bisect([number for number, _ in heads], int(example.name.split(':')[1])) - 1
            if at >= 0:
                by_rule.setdefault(heads[at][1], []).append(example)
    return by_rule


def is_in_use(rule, options):
    """Whether the list of rules in an example's options leaves the rule on."""
    words = options[options.index('--rules') + 1].split(',') if '--rules' in options else []
    on = rule['default'] and all(word[0] in '+-' for word in words[:1])
    for word in words:
        if word.lstrip('+-') in (rule['id'], rule['group'], 'all'):
            on = word[0] != '-'
    return on


def check_rule(tool, rule, examples):
    """What is missing, as lines."""
    touched = kept = 0
    for example in examples:
        record = tool.clean([example.source], example.options)[0]
        if isinstance(record, str):
            yield f'{example.name}: {record}'
        elif any(edit['rule'] == rule['id'] for edit in record['edits']):
            touched += 1
        elif is_in_use(rule, example.options):
            kept += 1
    if touched < LEAST:
        yield f'{touched} examples in which it edits'
    if kept < LEAST:
        yield f'{kept} examples in which it is in use and edits nothing'


def main(program, *paths):
    done = subprocess.run([program, '--list-rules', '--format', 'json'], capture_output=True,
                          check=True)
    rules = json.loads(done.stdout)
    by_rule = examples_by_rule(paths)
    tool = Tool(program)
    failed = False
    print(f'1..{len(rules)}')
    for number, rule in enumerate(rules, 1):
        problems = list(check_rule(tool, rule, by_rule.get(rule['id'], [])))
        failed = failed or bool(problems)
        print(f'{"not ok" if problems else "ok"} {number} - {rule["id"]}')
        for line in problems:
            print(f'#   {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
