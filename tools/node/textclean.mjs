// textclean.mjs - the small surface of libtextclean for Node, through koffi.
//
//   import { Cleaner } from './textclean.mjs';
//   const cleaner = new Cleaner({ rules: '-fold-width' });
//   const { text, flags } = cleaner.clean('The  mill 磨坊 stands.');
//   for (const flag of flags) console.log(flag.kind, text.slice(...flag.span));
//
// A span is [start, end) in UTF-16 units, as String.slice takes them. A Cleaner has one document:
// it cleans one article at a time; a worker makes one of its own.
import { createRequire } from 'node:module';

const koffi = createRequire(import.meta.url)('koffi'); // so that NODE_PATH counts

const UTF16 = 2; // of textclean_unit
const TARGETS = { auto: 0, en: 1, zh: 2 };

koffi.struct('textclean_span', { start: 'uint32_t', end: 'uint32_t' });
koffi.struct('textclean_place', { span: 'textclean_span', source: 'textclean_span' });
koffi.struct('textclean_sentence', { at: 'textclean_place', lang: 'int' });
koffi.struct('textclean_edit', { at: 'textclean_place', rule: 'uint32_t' });
koffi.struct('textclean_flag', {
  at: 'textclean_place', kind: 'int', lang: 'int', script: 'int', score: 'float',
  reason: 'const char *',
});
koffi.struct('textclean_options', {
  struct_size: 'size_t', rules: 'const char *', alloc: 'void *', style: 'const char *',
  style_size: 'size_t',
});

const library = koffi.load(process.env.TEXTCLEAN_LIBRARY ?? 'libtextclean.so.0');
const call = (prototype) => library.func(prototype);
const C = {
  version: call('const char *textclean_version(void)'),
  strerror: call('const char *textclean_strerror(int status)'),
  kindName: call('const char *textclean_kind_name(int kind)'),
  langName: call('const char *textclean_lang_name(int lang)'),
  new: call('int textclean_new(const textclean_options *options, _Out_ void **tc)'),
  free: call('void textclean_free(void *tc)'),
  docNew: call('int textclean_doc_new(void *tc, _Out_ void **doc)'),
  docFree: call('void textclean_doc_free(void *doc)'),
  apply: call('int textclean_apply(void *doc, int target, const uint8_t *src, size_t size)'),
  target: call('int textclean_target(void *doc)'),
  text: call('void *textclean_text(void *doc, _Out_ size_t *size)'),
  sentences: call('void *textclean_sentences(void *doc, _Out_ size_t *count)'),
  flags: call('void *textclean_flags(void *doc, _Out_ size_t *count)'),
  edits: call('void *textclean_edits(void *doc, _Out_ size_t *count)'),
  convert: call('int textclean_convert(const uint8_t *text, size_t size, int unit, '
    + '_Inout_ uint32_t *offsets, size_t count)'),
};

function check(status) {
  if (status !== 0) throw new Error(`textclean: ${C.strerror(status)}`);
}

/** The UTF-16 place of every byte offset that the spans have. */
function convert(text, spans) {
  const offsets = [...new Set(spans.flatMap((span) => [span.start, span.end]))]
    .sort((a, b) => a - b);
  const places = Uint32Array.from(offsets);
  check(C.convert(text, text.length, UTF16, places, places.length));
  const map = new Map(offsets.map((offset, i) => [offset, places[i]]));
  return (span) => [map.get(span.start), map.get(span.end)];
}

export const version = () => C.version();

export class Cleaner {
  #tc = null;
  #doc = null;

  /** `rules` and `style` as of the command's --rules, and of the file that --style names. */
  constructor({ rules = null, style = null } = {}) {
    const made = [null];
    check(C.new({
      struct_size: koffi.sizeof('textclean_options'), rules, alloc: null, style,
      style_size: style === null ? 0 : Buffer.byteLength(style),
    }, made));
    this.#tc = made[0];
    check(C.docNew(this.#tc, made));
    this.#doc = made[0];
  }

  #records(name, type) {
    const count = [0];
    const rows = C[name](this.#doc, count);
    return Number(count[0]) === 0 ? [] : koffi.decode(rows, koffi.array(type, Number(count[0])));
  }

  /** `target` is 'en', 'zh' or 'auto': the language that the article should be in. */
  clean(article, target = 'auto') {
    if (!(target in TARGETS)) throw new RangeError(`target is en, zh or auto, not ${target}`);
    const source = Buffer.from(article);
    check(C.apply(this.#doc, TARGETS[target], source, source.length));
    const size = [0];
    const bytes = C.text(this.#doc, size);
    const text = Number(size[0]) === 0
      ? Buffer.alloc(0) : Buffer.from(koffi.decode(bytes, koffi.array('uint8_t', Number(size[0]))));
    const rows = {
      sentences: this.#records('sentences', 'textclean_sentence'),
      flags: this.#records('flags', 'textclean_flag'),
      edits: this.#records('edits', 'textclean_edit'),
    };
    const all = [...rows.sentences, ...rows.flags, ...rows.edits].map((row) => row.at);
    const inText = convert(text, all.map((at) => at.span));
    const inSource = convert(source, all.map((at) => at.source));
    const place = (row) => ({ span: inText(row.at.span), source: inSource(row.at.source) });
    return {
      target: C.langName(C.target(this.#doc)),
      text: text.toString(),
      sentences: rows.sentences.map((row) => ({ lang: C.langName(row.lang), ...place(row) })),
      flags: rows.flags.map((row) => ({
        kind: C.kindName(row.kind), lang: C.langName(row.lang), score: row.score,
        reason: row.reason, ...place(row),
      })),
      edits: rows.edits.map(place),
    };
  }

  /** Gives the memory back; the Cleaner is of no use then. */
  free() {
    C.docFree(this.#doc);
    C.free(this.#tc);
    this.#doc = this.#tc = null;
  }
}
