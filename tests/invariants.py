"""What holds for every article, whatever is in it (see the head of textclean.h), checked from
the record alone. Offsets are bytes."""
from tool import decode, escape

# White_Space of Unicode: str.strip() alone would take U+001C to U+001F for white space too.
WHITE = ('\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009'
         '\u200a\u2028\u2029\u202f\u205f\u3000')
LISTS = 'paragraphs', 'runs', 'sentences', 'flags', 'edits'


class Article:
    def __init__(self, source, record):
        self.source = source
        self.record = record
        self.text = record['text'].encode('utf-8', 'surrogatepass')

    def piece(self, span):
        return decode(self.text[span[0]:span[1]])


def check_text(article):
    try:
        article.text.decode('utf-8')
    except UnicodeDecodeError as error:
        yield f'the text is ill-formed: {error}'


def check_spans(article):
    for name in LISTS:
        for i, item in enumerate(article.record[name]):
            for key, whole in (('span', article.text), ('source', article.source)):
                start, end = item[key]
                if not 0 <= start <= end <= len(whole):
                    yield f'{name}[{i}].{key} {item[key]} is no span of 0 to {len(whole)}'
                elif key == 'span' and any(is_inside(whole, at) for at in (start, end)):
                    yield f'{name}[{i}].span {item[key]} cuts a character'


def is_inside(text, at):
    return at < len(text) and text[at] & 0xC0 == 0x80


def check_edits(article):
    """Replays the edits; they are sorted, disjoint, and each changes something."""
    at = 0
    out = bytearray()
    for i, edit in enumerate(article.record['edits']):
        (start, end), (left, right) = edit['source'], edit['span']
        before, after = article.source[start:end], article.text[left:right]
        if start < at:
            yield f'edits[{i}] is not behind the one before it'
            return
        out += article.source[at:start]
        if len(out) != left:
            yield f'edits[{i}].span starts at {left}, the replay is at {len(out)}'
        out += after
        at = end
        if before == after:
            yield f'edits[{i}] changes nothing: {escape(decode(before))}'
        told = bytes.fromhex(edit['before_hex']) if 'before_hex' in edit else \
            edit['before'].encode('utf-8', 'surrogatepass')
        if told != before or edit['after'].encode('utf-8', 'surrogatepass') != after:
            yield f'edits[{i}] tells another text than its spans hold'
    out += article.source[at:]
    if out != article.text:
        yield (f'replaying the edits gives "{escape(decode(bytes(out)))}"'
               f' and not "{escape(decode(article.text))}"')


def check_runs(article):
    at = 0
    for i, run in enumerate(article.record['runs']):
        start, end = run['span']
        if start != at or end <= start:
            yield f'runs[{i}] is [{start}, {end}), but the one before ends at {at}'
        at = end
    if at != len(article.text):
        yield f'the runs end at {at}, the text at {len(article.text)}'


def check_trimmed(article, name):
    """Sorted, disjoint, neither empty nor with outer white space."""
    at = 0
    for i, item in enumerate(article.record[name]):
        start, end = item['span']
        piece = article.piece(item['span'])
        if start < at:
            yield f'{name}[{i}] starts before the end of the one before it'
        if not piece or piece[0] in WHITE or piece[-1] in WHITE:
            yield f'{name}[{i}] is empty or not trimmed: "{escape(piece)}"'
        at = end


def outside(article, name, span):
    """What of a span is neither in an item of the list nor white space."""
    rest = []
    at, end = span
    for item in article.record[name]:
        left, right = item['span']
        if right > at and left < end:
            rest.append(article.piece([at, max(at, left)]))
            at = max(at, right)
    rest.append(article.piece([at, max(at, end)]))
    return ''.join(char for part in rest for char in part if char not in WHITE)


def check_paragraphs(article):
    yield from check_trimmed(article, 'paragraphs')
    lost = outside(article, 'paragraphs', [0, len(article.text)])
    if lost:
        yield f'in no paragraph: "{escape(lost)}"'


def check_sentences(article):
    yield from check_trimmed(article, 'sentences')
    paragraphs = [paragraph['span'] for paragraph in article.record['paragraphs']]
    for i, sentence in enumerate(article.record['sentences']):
        start, end = sentence['span']
        if not any(left <= start and end <= right for left, right in paragraphs):
            piece = escape(article.piece((start, end)))
            yield f'sentences[{i}] lies in no one paragraph: "{piece}"'
    for i, span in enumerate(paragraphs):
        lost = outside(article, 'sentences', span)
        if lost:
            yield f'paragraphs[{i}] has characters in no sentence: "{escape(lost)}"'


def check_flags(article):
    for i, flag in enumerate(article.record['flags']):
        if not 0 <= flag['score'] <= 1:
            yield f'flags[{i}].score is {flag["score"]}'
        if flag['text'] != article.piece(flag['span']):
            yield f'flags[{i}].text is not what its span holds'
        if not flag['reason']:
            yield f'flags[{i}] has no reason'


def source_range(edits, at):
    """The first and the last place of the source that a place of the text may be mapped to."""
    shift = 0
    touching = []
    for edit in edits:
        if edit['span'][0] > at:
            break
        if edit['span'][1] >= at:
            touching.append(edit['source'])
        shift = edit['source'][1] - edit['span'][1]
    if touching:
        return min(span[0] for span in touching), max(span[1] for span in touching)
    return at + shift, at + shift


def check_map(article):
    """Exact on what no edit touched, and it never decreases. Two neighbours that meet inside an
    edit share its source: a start snaps to the start of the edit, an end to its end."""
    for name in LISTS:
        last = [0, 0]
        for i, item in enumerate(article.record[name]):
            for at, told in zip(item['span'], item['source']):
                first, end = source_range(article.record['edits'], at)
                if not first <= told <= end:
                    yield f'{name}[{i}]: {at} of the text is not {told} of the source'
            if name != 'flags' and (item['source'][0] < last[0] or item['source'][1] < last[1]):
                yield f'{name}[{i}].source goes back: {item["source"]} behind {last}'
            last = item['source']


CHECKS = (check_edits, check_runs, check_paragraphs, check_sentences, check_flags, check_map)


def check(source, record):
    """All that is wrong with one record."""
    article = Article(source, record)
    problems = [*check_text(article), *check_spans(article)]
    if not problems:  # the others count on it
        problems = [problem for one in CHECKS for problem in one(article)]
    return problems


def check_again(record, again):
    """Cleaning the text again, with the same options and target, gives no edit."""
    if isinstance(again, str):
        return [f'cleaning the text again: {again}']
    edits = [f'{edit["rule"]}: "{escape(edit.get("before", edit.get("before_hex")))}"'
             f' -> "{escape(edit["after"])}"' for edit in again['edits']]
    if edits:
        return [f'cleaning the text "{escape(record["text"])}" again gives edits: '
                + '; '.join(edits)]
    return []


def clean_and_check(tool, sources, options=()):
    """For each source its record (None if there is none) and what is wrong with it."""
    records = tool.clean(sources, options)
    problems = [[record] if isinstance(record, str) else check(source, record)
                for source, record in zip(sources, records)]
    by_target = {}
    for i, record in enumerate(records):
        if not isinstance(record, str):
            by_target.setdefault(record['target'], []).append(i)
    for target, indices in by_target.items():
        texts = [records[i]['text'].encode('utf-8', 'surrogatepass') for i in indices]
        again = tool.clean(texts, [*options, '--target', target])
        for i, second in zip(indices, again):
            problems[i] += check_again(records[i], second)
    return [(None if isinstance(record, str) else record, wrong)
            for record, wrong in zip(records, problems)]
