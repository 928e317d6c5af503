"""Runs the program on many articles at once and gives its records."""
import json
import os
import subprocess
import tempfile
import unicodedata

FILES_A_PROCESS = 500  # operands of one command line
SECONDS = 60           # for one process; more only if it hangs
BROKEN = 30            # sources without a record, after which no more are looked for


def escape(text):
    """What cannot be seen, in the escapes of the spec files (see spec/README.md)."""
    out = []
    for char in text:
        code = ord(char)
        if 0xDC80 <= code <= 0xDCFF:
            out.append(f'\\x{{{code - 0xDC00:02X}}}')
        elif char in '\n\t\\':
            out.append({'\n': '\\n', '\t': '\\t', '\\': '\\\\'}[char])
        elif char == ' ' or char.isprintable() and unicodedata.category(char)[0] not in 'CM':
            out.append(char)
        else:
            out.append(f'\\u{{{code:02X}}}')
    return ''.join(out)


def decode(source):
    """Bytes as text; an ill-formed byte becomes a lone surrogate, which escape() shows."""
    return source.decode('utf-8', 'surrogateescape')


def is_well_formed(source):
    try:
        source.decode('utf-8')
    except UnicodeDecodeError:
        return False
    return True


class Tool:
    """clean() gives for every source its record (a dict), or what went wrong (a str)."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.broken = 0  # in the call at work

    def clean(self, sources, options=()):
        """Sources are bytes. Well-formed ones go through one process as JSON lines, the
        others, which JSON cannot carry, as files."""
        self.broken = 0
        results = [None] * len(sources)
        lines = [i for i, source in enumerate(sources) if is_well_formed(source)]
        files = [i for i, source in enumerate(sources) if not is_well_formed(source)]
        self._fill(results, lines, sources, options, self._run_lines)
        for start in range(0, len(files), FILES_A_PROCESS):
            chunk = files[start:start + FILES_A_PROCESS]
            self._fill(results, chunk, sources, options, self._run_files)
        return results

    def _fill(self, results, indices, sources, options, run):
        if not indices:
            return
        records, problem = run([sources[i] for i in indices], options)
        if problem is None:
            for i, record in zip(indices, records):
                results[i] = record
        elif len(indices) == 1 or self.broken >= BROKEN:
            self.broken += len(indices)
            for i in indices:
                results[i] = problem
        else:  # halve until the source that it stumbled over stands alone
            middle = len(indices) // 2
            self._fill(results, indices[:middle], sources, options, run)
            self._fill(results, indices[middle:], sources, options, run)

    def _run_lines(self, sources, options):
        lines = [json.dumps({'id': i, 'text': source.decode('utf-8')}, ensure_ascii=False)
                 for i, source in enumerate(sources)]
        data = '\n'.join(lines).encode('utf-8') + b'\n'
        return self._run(['--input', 'jsonl', *options], data, len(sources))

    def _run_files(self, sources, options):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for i, source in enumerate(sources):
                paths.append(os.path.join(folder, f'{i}.txt'))
                with open(paths[-1], 'wb') as file:
                    file.write(source)
            return self._run(['--input', 'text', *options, '--', *paths], b'', len(sources))

    def _run(self, arguments, data, count):
        """(records, None) or (None, what went wrong)."""
        command = [self.program, '--format', 'jsonl', '--offsets', 'bytes', *arguments]
        try:
            done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS,
                                  check=False)
        except subprocess.TimeoutExpired:
            return None, f'no answer in {SECONDS} s'
        message = done.stderr.decode('utf-8', 'replace').strip()
        if done.returncode != 0:
            return None, f'exit status {done.returncode}\n{message}'
        lines = done.stdout.split(b'\n')
        if lines.pop() != b'' or len(lines) != count:
            return None, f'{len(lines)} records for {count} articles\n{message}'
        try:
            records = [json.loads(line.decode('utf-8')) for line in lines]
        except ValueError as error:
            return None, f'a record is no JSON: {error}'
        for record in records:
            if 'error' in record or 'text' not in record:
                return None, f'a record without text: {json.dumps(record)[:400]}'
        return records, None
