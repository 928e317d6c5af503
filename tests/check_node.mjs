// check_node.mjs LIBRARY - tests the example for Node. Prints TAP; skipped where koffi is missing
// (npm install in tools/node, or NODE_PATH).
import assert from 'node:assert';
import { createRequire } from 'node:module';
import process from 'node:process';

process.env.TEXTCLEAN_LIBRARY = process.argv[2];
const home = new URL('../tools/node/textclean.mjs', import.meta.url);
try {
  createRequire(home).resolve('koffi');
} catch {
  console.log('1..0 # SKIP koffi is missing');
  process.exit(0);
}
const { Cleaner, version } = await import(home);

const article = '😀 The high -quality school deepened its 举措,包括课程建设.  It  rained.';
const checks = {
  'it cleans and flags': () => {
    const cleaner = new Cleaner();
    const found = cleaner.clean(article, 'en');
    assert.match(version(), /^\d+\.\d+\.\d+$/);
    assert.ok(found.text.startsWith('😀 The high-quality school'));
    const [flag] = found.flags.filter((one) => one.kind === 'untranslated');
    assert.equal(found.text.slice(...flag.span), '举措，包括课程建设');
    assert.equal(article.slice(...flag.source), '举措,包括课程建设');
    assert.equal(found.text.slice(...found.sentences.at(-1).span), 'It rained.');
    assert.equal(found.target, 'en');
    assert.deepEqual(cleaner.clean(found.text, 'en').edits, []);
    assert.equal(cleaner.clean('').text, '');
    cleaner.free();
  },
  'rules and a style': () => {
    const cleaner = new Cleaner({ rules: '-hyphen-blank', style: 'term: It  rained\n' });
    const { text } = cleaner.clean(article, 'en');
    assert.ok(text.includes('high -quality') && text.includes('It  rained.'), text);
    cleaner.free();
  },
  'what is wrong throws': () => {
    assert.throws(() => new Cleaner({ rules: 'no-such-rule' }), /not valid/);
    const cleaner = new Cleaner();
    assert.throws(() => cleaner.clean('a', 'fr'), RangeError);
    cleaner.free();
  },
};

console.log(`1..${Object.keys(checks).length}`);
Object.entries(checks).forEach(([title, check], i) => {
  try {
    check();
    console.log(`ok ${i + 1} - ${title}`);
  } catch (error) {
    console.log(`not ok ${i + 1} - ${title}`);
    String(error.stack).split('\n').forEach((line) => console.log(`#   ${line}`));
    process.exitCode = 1;
  }
});
