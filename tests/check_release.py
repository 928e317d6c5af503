#!/usr/bin/env python3
"""Sentences and runs of this build against those of the last release: check_release.py PROGRAM
lists what differs; with --update it writes tests/release.tsv, which belongs to a release.

The articles are the examples of the specs. A row of release.tsv is the SHA-256 of an article (the
first 12 digits), then its sentences and its runs as language:end-start... in bytes of the cleaned
text. An example that came since has no row and is not compared. A difference is no failure: it is
to be looked at, and told in NEWS.md if users will see it. Exit 1 if there are any."""
import glob
import hashlib
import os
import sys

from run_spec import parse
from tool import Tool, decode, escape

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, 'release.tsv')


def sources():
    found = {}
    for path in sorted(glob.glob(os.path.join(HERE, 'spec', '*.txt'))):
        for example in parse(path):
            key = hashlib.sha256(example.source).hexdigest()[:12]
            found[key] = example.source
    return found


def spans(items):
    return ' '.join('{}:{}-{}'.format(item['lang'], *item['span']) for item in items)


def rows(program, articles):
    records = Tool(program).clean(list(articles.values()))
    for key, record in zip(articles, records):
        if isinstance(record, str):
            sys.exit(f'{escape(decode(articles[key]))}: {record}')
        yield key, (spans(record['sentences']), spans(record['runs']))


def read_table():
    with open(TABLE, encoding='utf-8') as file:
        cells = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]
    return {key: (sentences, runs) for key, sentences, runs in cells}


def main(program, update):
    articles = sources()
    now = dict(rows(program, articles))
    if update:
        with open(TABLE, 'w', encoding='utf-8') as file:
            file.write('# made by check_release.py --update\n')
            file.writelines('\t'.join((key, *row)) + '\n' for key, row in sorted(now.items()))
        return 0
    then = read_table()
    differing = [key for key in articles if key in then and then[key] != now[key]]
    for key in differing:
        print(escape(decode(articles[key])))
        for name, before, after in zip(('sentences', 'runs'), then[key], now[key]):
            if before != after:
                print(f'  {name} before: {before}\n  {name} now:    {after}')
    print(f'{len(differing)} of {len(set(then) & set(now))} articles differ from the last release')
    return 1 if differing else 0


if __name__ == '__main__':
    arguments = [word for word in sys.argv[1:] if word != '--update']
    if len(arguments) != 1:
        sys.exit(__doc__)
    sys.exit(main(arguments[0], '--update' in sys.argv))
