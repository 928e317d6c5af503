"""Cleans Chinese and English news text, splits it into sentences, and finds what was left
untranslated.

    >>> import textclean
    >>> article = textclean.clean('The high -quality school deepened its 举措,包括课程建设')
    >>> article.text
    'The high-quality school deepened its 举措，包括课程建设'
    >>> [(flag.kind, flag.lang, article[flag]) for flag in article.flags]
    [('untranslated', 'zh', '举措，包括课程建设')]
    >>> [(edit.rule, edit.before, edit.after) for edit in article.edits]
    [('hyphen-blank', ' ', ''), ('half-to-full', ',', '，')]

Every place is a pair of code points, half open, so that `text[start:end]` is what stands there:
`span` in the cleaned text, `source` in the text as it came in.

    >>> flag = article.flags[0]
    >>> article.text[flag.span.start:flag.span.end] == article[flag]
    True
    >>> article.source[slice(*flag.source)]
    '举措,包括课程建设'

A Cleaner keeps rules and a house style for many articles; any number of threads may use one, each
on a processor of its own, as the library runs without Python's lock.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> cleaner = textclean.Cleaner(rules='-hyphen-blank', style='term: teapot  Hexi\\n')
    >>> with ThreadPoolExecutor() as threads:
    ...     articles = list(threads.map(cleaner.clean, ['a high -speed  mill', 'teapot  Hexi']))
    >>> [article.text for article in articles]
    ['a high -speed mill', 'teapot  Hexi']

A dump of JSON lines is read line by line:

    >>> lines = ['{"id": 1, "text": "The  mill."}', '{"id": 2, "title": "No text"}']
    >>> for record, article in textclean.clean_jsonl(lines):
    ...     print(record['id'], article and article.text)
    1 The mill.
    2 None

The functions clean, clean_jsonl, rules, check_rules and check_style; the classes Cleaner, Article,
and for what is in one Span, Paragraph, Run, Sentence, Flag, Edit, Summary.
"""
from __future__ import annotations

import ctypes
import json
import threading
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple, Union

from ._library import (ARRAYS, C, CEdit, CODEPOINTS, COptions, CSpan, CStyleError, names_of)
from ._version import VERSION as __version__

__all__ = ['Article', 'Cleaner', 'Edit', 'Flag', 'Paragraph', 'Rule', 'Run', 'Sentence', 'Span',
           'Summary', 'TextcleanError', 'check_rules', 'check_style', 'clean', 'clean_jsonl',
           'library_version', 'rules']

_LANGS = names_of(C.lang_name)
_SCRIPTS = names_of(C.script_name)
_ROLES = names_of(C.role_name)
_KINDS = names_of(C.kind_name)
_USUAL_FIELDS = 'text', 'maintext', 'content', 'body'


class TextcleanError(Exception):
    """The library could not do what was asked: no memory, or an article above 256 MiB."""


class Span(NamedTuple):
    """A place: code points from `start` up to `end`."""
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `role` is 'title', 'byline', 'body', 'end' or 'related'."""
    span: Span
    source: Span
    role: str


@dataclass(frozen=True)
class Run:
    """A stretch of one main language."""
    span: Span
    source: Span
    lang: str
    script: str


@dataclass(frozen=True)
class Sentence:
    """A sentence; `lang` is that of its main run."""
    span: Span
    source: Span
    lang: str


@dataclass(frozen=True)
class Flag:
    """Something that a person should look at; `score`, 0 to 1, tells how sure that is."""
    span: Span
    source: Span
    kind: str
    lang: str
    script: str
    score: float
    reason: str


@dataclass(frozen=True)
class Edit:
    """A change: `before`, at `source`, became `after`, at `span`, by `rule`."""
    span: Span
    source: Span
    rule: str
    before: str
    after: str


@dataclass(frozen=True)
class Summary:
    """Letters of the cleaned text, and how many of them are flagged as untranslated."""
    letters: int
    untranslated_letters: int

    @property
    def untranslated_share(self) -> float:
        return self.untranslated_letters / self.letters if self.letters else 0.0


@dataclass(frozen=True)
class Rule:
    """A rule of cleaning, with an example, and one of what it spares."""
    name: str
    group: str
    langs: str
    doc: str
    before: str
    after: str
    spares: str
    keep: str
    on: bool


def library_version() -> str:
    """The version of the library, which the module found."""
    return C.version().decode()


@lru_cache(maxsize=None)
def rules() -> Tuple[Rule, ...]:
    """All rules, in the order in which they are tried.

    >>> [rule.name for rule in textclean.rules() if rule.group == 'news'][:1]
    ['hyphen-blank']
    """
    count = ctypes.c_size_t()
    rows = C.rules(count)
    return tuple(Rule(*(getattr(rows[i], name).decode('utf-8', 'surrogateescape')
                        for name, _ in rows[i]._fields_[:-1]), bool(rows[i].on))
                 for i in range(count.value))


def check_rules(rules: str) -> None:
    """Raises ValueError if a list of rules has a name that does not exist.

    >>> textclean.check_rules('-fold-width, +space-han-latin')
    >>> textclean.check_rules('-fold-witdh')
    Traceback (most recent call last):
    ...
    ValueError: there is no rule '-fold-witdh'
    """
    bad = CSpan()
    data = _no_zero('rules', rules).encode()
    if C.rules_check(data, bad) != 0:
        raise ValueError(f'there is no rule {data[bad.start:bad.end].decode()!r}')


def check_style(style: Union[str, bytes]) -> None:
    """Raises ValueError if the style of a house has something wrong.

    >>> textclean.check_style('term: Hexi Mill\\nabbreviation: Hx.\\n')
    >>> textclean.check_style('term: Hexi Mill\\ntrem: Hexi\\n')
    Traceback (most recent call last):
    ...
    ValueError: style, line 2, byte 1: there is no such keyword; there are rules, term, ...
    """
    error = CStyleError()
    data = style.encode() if isinstance(style, str) else style
    if C.style_check(data, len(data), error) != 0:
        raise ValueError(f'style, line {error.line}, byte {error.byte}: {error.reason.decode()}')


def _no_zero(name: str, text: str) -> str:
    if '\0' in text:
        raise ValueError(f'{name} has a NUL character')
    return text


def _check(status: int) -> None:
    if status != 0:
        raise TextcleanError(C.strerror(status).decode())


class _Map:
    """From one text to the other, over the edits: textclean_to_source() in code points."""

    def __init__(self, near: List[Span], far: List[Span]) -> None:
        self._near, self._far = near, far
        self._starts = [span.start for span in near]
        self._ends = [span.end for span in near]

    def _behind(self, count: int, position: int) -> int:
        if count == 0:
            return position
        return self._far[count - 1].end + position - self._near[count - 1].end

    def span(self, start: int, end: int) -> Span:
        n = bisect_right(self._ends, start)
        inside = n < len(self._near) and self._starts[n] < start
        first = self._far[n].start if inside else self._behind(n, start)
        n = bisect_left(self._starts, end)
        inside = n > 0 and self._ends[n - 1] > end
        last = self._far[n - 1].end if inside else self._behind(n, end)
        return Span(first, max(first, last))


class Article:
    """A cleaned article and what was found in it. What is asked for first is made ready then,
    so that an article of which only the text is wanted costs no more than that.

    >>> article = textclean.clean('Author:Mengye News\\n\\nThe  mill.')
    >>> article.text
    'Author: Mengye News\\n\\nThe mill.'
    >>> [(article[one], one.role) for one in article.paragraphs]
    [('Author: Mengye News', 'byline'), ('The mill.', 'body')]
    >>> [article[sentence] for sentence in article.sentences]
    ['Author: Mengye News', 'The mill.']
    >>> article.target
    'en'
    """

    def __init__(self, source: Union[str, bytes], data: bytes, doc: int) -> None:
        size, count = ctypes.c_size_t(), ctypes.c_size_t()
        text = C.text(doc, size)
        self._source_given = source
        self._source_bytes = data
        self._text_bytes = ctypes.string_at(text, size.value)
        self._raw: Dict[str, Any] = {}
        for name, record in ARRAYS.items():
            rows = getattr(C, name)(doc, count)
            copy = ctypes.string_at(rows, count.value * ctypes.sizeof(record))
            self._raw[name] = (record * count.value).from_buffer_copy(copy)
        self._lang = C.target(doc)
        letters = C.summarize(doc)
        #: letters of the text, and how many of them are untranslated
        self.summary: Summary = Summary(letters.letters, letters.untranslated_letters)

    @property
    def target(self) -> str:
        """The language that the article was taken to be in: 'en' or 'zh'."""
        return _LANGS[self._lang]

    @cached_property
    def text(self) -> str:
        """The cleaned text."""
        return self._text_bytes.decode()

    @cached_property
    def source(self) -> str:
        """The text as it came in; of bytes, each ill-formed part is one U+FFFD."""
        given = self._source_given
        return given if isinstance(given, str) else given.decode('utf-8', 'replace')

    @cached_property
    def _places(self) -> Tuple[Dict[int, int], Dict[int, int]]:
        """The code points of all byte offsets, in the text and in the source."""
        spans, sources = set(), set()
        for rows in self._raw.values():
            for row in rows:
                at = row.at
                spans.update((at.span.start, at.span.end))
                sources.update((at.source.start, at.source.end))
        return _convert(self._text_bytes, spans), _convert(self._source_bytes, sources)

    def _place(self, row: Any) -> Tuple[Span, Span]:
        text, source = self._places
        at = row.at
        return (Span(text[at.span.start], text[at.span.end]),
                Span(source[at.source.start], source[at.source.end]))

    @cached_property
    def paragraphs(self) -> List[Paragraph]:
        return [Paragraph(*self._place(row), _ROLES[row.role]) for row in self._raw['paragraphs']]

    @cached_property
    def runs(self) -> List[Run]:
        return [Run(*self._place(row), _LANGS[row.lang], _SCRIPTS[row.script])
                for row in self._raw['runs']]

    @cached_property
    def sentences(self) -> List[Sentence]:
        return [Sentence(*self._place(row), _LANGS[row.lang]) for row in self._raw['sentences']]

    @cached_property
    def flags(self) -> List[Flag]:
        return [Flag(*self._place(row), _KINDS[row.kind], _LANGS[row.lang], _SCRIPTS[row.script],
                     round(row.score, 4), row.reason.decode()) for row in self._raw['flags']]

    @cached_property
    def edits(self) -> List[Edit]:
        names = [rule.name for rule in rules()]
        edits = []
        for row in self._raw['edits']:
            span, source = self._place(row)
            edits.append(Edit(span, source, names[row.rule], self.source[slice(*source)],
                              self.text[slice(*span)]))
        return edits

    def __getitem__(self, item: Union[Paragraph, Run, Sentence, Flag, Edit]) -> str:
        """The cleaned text of something that was found in it."""
        return self.text[item.span.start:item.span.end]

    @cached_property
    def _maps(self) -> Tuple[_Map, _Map]:
        places = [self._place(row) for row in self._raw['edits']]
        spans, sources = [span for span, _ in places], [source for _, source in places]
        return _Map(spans, sources), _Map(sources, spans)

    def to_source(self, start: int, end: int) -> Span:
        """Where text[start:end] stood in the source. A start inside an edit goes to the start
        of the edit, an end to its end.

        >>> article = textclean.clean('A high -quality mill.')
        >>> article.text[2:14]
        'high-quality'
        >>> article.to_source(2, 14)
        Span(start=2, end=15)
        """
        start, end = _cut(start, end, len(self.text))
        return self._maps[0].span(start, end)

    def from_source(self, start: int, end: int) -> Span:
        """Where source[start:end] stands in the text.

        >>> textclean.clean('A high -quality mill.').from_source(16, 20)
        Span(start=15, end=19)
        """
        start, end = _cut(start, end, len(self.source))
        return self._maps[1].span(start, end)

    def __repr__(self) -> str:
        return (f'<textclean.Article: {self.target}, {len(self.text)} characters, '
                f'{len(self._raw["edits"])} edits, {len(self._raw["flags"])} flags>')


def _cut(start: int, end: int, size: int) -> Tuple[int, int]:
    if start < 0 or end < start:
        raise ValueError('a span begins at 0 or later, and ends behind its start')
    return min(start, size), min(end, size)


def _convert(text: bytes, offsets: set) -> Dict[int, int]:
    """Byte offsets to code points."""
    sorted_offsets = sorted(offsets)
    row = (ctypes.c_uint32 * len(sorted_offsets))(*sorted_offsets)
    _check(C.convert(text, len(text), CODEPOINTS, row, len(row)))
    return dict(zip(sorted_offsets, row))


class _Owner:
    """Owns a cleaner of the library and frees it behind its last document: when Python ends, or
    collects a cycle, it may delete the owner first."""

    def __init__(self, options: COptions) -> None:
        self.documents: set = set()
        self.is_left = False
        handle = ctypes.c_void_p()
        _check(C.new(options, handle))
        self.handle = handle

    def free_if_last(self) -> None:
        if self.is_left and not self.documents:
            handle = self.__dict__.pop('handle', None)  # one thread gets it
            if handle is not None:
                C.free(handle)

    def __del__(self) -> None:
        self.is_left = True
        self.free_if_last()


class _Document:
    """The document of one thread."""

    def __init__(self, owner: _Owner) -> None:
        self.owner = owner
        self.handle = ctypes.c_void_p()
        _check(C.doc_new(owner.handle, self.handle))
        owner.documents.add(id(self))

    def __del__(self) -> None:
        if self.handle:
            C.doc_free(self.handle)
            self.owner.documents.discard(id(self))
            self.owner.free_if_last()


class Cleaner:
    """Rules and a house style, for many articles and any number of threads.

    `rules` is a list as of the option --rules: '-fold-width,+space-han-latin'. `style` is the
    text of a house style, as that of the file that --style names. Both are checked.

    >>> textclean.Cleaner(rules='none').clean('The  mill.').text
    'The  mill.'
    """

    def __init__(self, rules: Optional[str] = None,
                 style: Union[str, bytes, None] = None) -> None:
        self._local = threading.local()
        options = COptions(struct_size=ctypes.sizeof(COptions))
        if rules is not None:
            check_rules(rules)
            options.rules = rules.encode()
        if style is not None:
            check_style(style)
            data = style.encode() if isinstance(style, str) else style
            options.style, options.style_size = data, len(data)
        self._owner = _Owner(options)

    @property
    def rules_hash(self) -> str:
        """Changes with the version, the rules and the words of the style."""
        return f'{C.rules_hash(self._owner.handle):016x}'

    def clean(self, text: Union[str, bytes], target: Optional[str] = None) -> Article:
        """Cleans one article; `target`, 'en' or 'zh', is the language that it should be in,
        without one that which it is mostly in. Bytes need not be well-formed UTF-8; a str with
        lone surrogates is no text, and raises UnicodeEncodeError.

        >>> textclean.Cleaner().clean(b'The \\xff mill').text
        'The \\ufffd mill'
        """
        if target not in (None, 'en', 'zh'):
            raise ValueError(f"target is 'en', 'zh' or None, not {target!r}")
        data = text.encode() if isinstance(text, str) else bytes(text)
        document = getattr(self._local, 'document', None)
        if document is None:
            document = self._local.document = _Document(self._owner)
        _check(C.apply(document.handle, _LANGS.index(target) if target else 0, data, len(data)))
        return Article(text if isinstance(text, str) else data, data, document.handle)

    def clean_jsonl(self, lines: Iterable[Union[str, bytes]], field: Optional[str] = None,
                    target: Optional[str] = None
                    ) -> Iterator[Tuple[Dict[str, Any], Optional[Article]]]:
        """Yields each record of JSON lines with its article, or with None if it has no text in
        `field`; without a `field` the text is the first of text, maintext, content, body. Lines
        may come from a file, opened as text or as bytes. A line that is no JSON object raises
        ValueError with its number; blank lines are passed over."""
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ValueError(f'line {number}: {error}') from None
            if not isinstance(record, dict):
                raise ValueError(f'line {number}: this is no JSON object')
            text = _text_of(record, field)
            yield record, None if text is None else self.clean(text, target)


def _text_of(record: Dict[str, Any], field: Optional[str]) -> Union[str, bytes, None]:
    for key in [field] if field is not None else _USUAL_FIELDS:
        if isinstance(record.get(key), str):
            text: str = record[key]
            # JSON can name half a pair of surrogates, which is no text
            return text if text.isascii() else text.encode('utf-8', 'replace').decode()
    return None


@lru_cache(maxsize=8)
def _cleaner(rules: Optional[str], style: Union[str, bytes, None]) -> Cleaner:
    return Cleaner(rules, style)


def clean(text: Union[str, bytes], target: Optional[str] = None, rules: Optional[str] = None,
          style: Union[str, bytes, None] = None) -> Article:
    """Cleans one article: Cleaner(rules, style).clean(text, target). The last cleaners are kept.

    >>> textclean.clean('在GDP中', rules='+space-han-latin').text
    '在 GDP 中'
    """
    return _cleaner(rules, style).clean(text, target)


def clean_jsonl(lines: Iterable[Union[str, bytes]], field: Optional[str] = None,
                target: Optional[str] = None, rules: Optional[str] = None,
                style: Union[str, bytes, None] = None
                ) -> Iterator[Tuple[Dict[str, Any], Optional[Article]]]:
    """Cleaner(rules, style).clean_jsonl(lines, field, target)."""
    return _cleaner(rules, style).clean_jsonl(lines, field, target)
