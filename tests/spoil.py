#!/usr/bin/env python3
"""Spoils articles at random, and counts those that cleaning brings to no rest:
spoil.py PROGRAM COUNT DATA.jsonl...

Each of COUNT articles is a piece of one text of the data and a piece of another, with up to 30
characters put in, left out, or replaced, mostly by marks. Always the same ones. An article that
does not settle stays as it came (flag `unsettled`): there should be next to none. Prints some."""
import json
import random
import subprocess
import sys

PIECE = 400  # characters
SPOILT = 30  # places, at most
SHOWN = 5
MARKS = list(' ,.!?:;"\'()[]-，。！？：；“”‘’（）《》、…—\u3000\n')
MARKS += ['  ', '\n\n', '. ', 'GDP', 'Mr. ', 'http://a.example/', '的', 'and the ', '１', '．']


def texts_of(files):
    texts = []
    for name in files:
        with open(name, encoding='utf-8') as lines:
            texts += [json.loads(line)['text'] for line in lines]
    return [text for text in texts if text]


def piece_of(text, chance):
    start = chance.randrange(len(text))
    return text[start:start + PIECE]


def spoil(text, chance):
    characters = list(text)
    for _ in range(chance.randint(1, SPOILT)):
        at, mark, way = chance.randrange(len(characters) + 1), chance.choice(MARKS), chance.random()
        if way < 0.5:
            characters[at:at] = [mark]
        else:
            characters[at:at + 1] = [mark] if way < 0.75 else []
    return ''.join(characters)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, count, chance = sys.argv[1], int(sys.argv[2]), random.Random(20261127)
    texts = texts_of(sys.argv[3:])
    pairs = [[piece_of(chance.choice(texts), chance) for _ in range(2)] for _ in range(count)]
    articles = [spoil(first + second, chance) for first, second in pairs]
    lines = '\n'.join(json.dumps({'text': article}, ensure_ascii=False) for article in articles)
    command = [program, '-q', '--input', 'jsonl', '--format', 'jsonl', '-']
    cleaned = subprocess.run(command, check=True, input=lines.encode(),
                             stdout=subprocess.PIPE).stdout.splitlines()
    restless = [article for article, record in zip(articles, cleaned, strict=True)
                if any(flag['kind'] == 'unsettled' for flag in json.loads(record)['flags'])]
    for article in restless[:SHOWN]:
        print(json.dumps(article, ensure_ascii=False))
    print(f'{len(restless)} of {count} articles did not settle')


if __name__ == '__main__':
    main()
