#!/usr/bin/env python3
"""An article says the same as HTML: check_markup.py PROGRAM ARTICLE... prints TAP.

Each ARTICLE, a text, is made a page in two ways: a <p> a line, and wrapped lines with references
and tags in them. As HTML it must have the sentences and flags that it has as text, and its text
must be cleaned to the same."""
import html
import re
import subprocess
import sys


def run(program, data, *arguments):
    done = subprocess.run([program, '-q', *arguments], input=data.encode(), capture_output=True,
                          check=True)
    return done.stdout.decode()


def plain(line):
    return f'<p>{html.escape(line)}</p>\n'


def wrapped(line):
    """Blanks become line ends, words get tags, quotes their references."""
    line = html.escape(line).replace('\u201c', '&ldquo;').replace('\u2019', '&#x2019;')
    line = re.sub(r'(?<=[a-z,]) (?=[a-z])', '\n    ', line)
    line = re.sub(r'\b(of|and|school)\b', r'<a href=" ,\1"><b>\1</b></a>', line)
    return f'<!-- a ,b --><div class=" ,">{line}</div>\n'


def paragraphs(text):
    return [' '.join(line.split()) for line in text.split('\n') if line.strip()]


def texts(page):
    """The paragraphs of a page made here."""
    return paragraphs(html.unescape(re.sub(r'<[^>]*>', '', re.sub(r'\s*\n\s+', ' ', page))))


def kinds(flags):
    return [line.split(' ', 1)[1] for line in flags.splitlines()]


def check(program, text, make):
    page = ''.join(make(line) for line in text.split('\n') if line.strip())
    for name in 'sentences', 'flags':
        take = kinds if name == 'flags' else str.splitlines
        if (take(run(program, text, '-f', name)) !=
                take(run(program, page, '-f', name, '--markup', 'html'))):
            return f'other {name}'
    cleaned = run(program, page, '--markup', 'html')
    if texts(cleaned) != paragraphs(run(program, text)):
        return 'another text'
    again = run(program, cleaned, '--markup', 'html')
    return '' if again == cleaned else 'cleaned twice it differs'


def main(program, *names):
    failed = 0
    print(f'1..{2 * len(names)}')
    for name in names:
        with open(name, encoding='utf-8') as file:
            text = file.read()
        for make in plain, wrapped:
            broken = check(program, text, make)
            failed |= bool(broken)
            words = f'{name}, {make.__name__}: {broken or "the same"}'
            print(f'{"not ok" if broken else "ok"} - {words}')
    return failed


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
