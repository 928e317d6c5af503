// run_page.mjs TEXTCLEAN SEED [FOLDER] - what a reviewer does with the page of --format html, in a
// headless Chromium. Prints TAP; skipped where Chromium (Debian's package of that name) or
// playwright-core (npm install playwright-core, here or in NODE_PATH) is missing. With FOLDER it
// puts screenshots there.
import assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [tool, seed, shots] = process.argv.slice(2).map((name) => path.resolve(name));
const where = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
const inFolder = (name) => path.join(where, name);
const ENGLISH = 'measures, and thought about how a group of schools is run, and wrote it all down';
const HOSTILE = [
  `The "=cmd|' /C calc'!A0 <script>alert(1)</script> at 河西镇的磨坊已经关闭，请大家不要再来了。`,
  '<img src=x onerror=alert(1)> "><svg onload=alert(1)> <a href="javascript:alert(1)">it it</a> ' +
    '\x1b[31m',
  'Pay \u202e004\u202c now, \u0001 العربية and שלום </p></li></article></main>' +
    '<script>alert(2)</script>',
  '"\' autofocus onfocus=alert(3) x=\' the the <iframe srcdoc="<script>alert(4)</script>">' +
    '</iframe> \u2028',
  '<style>*{display:none}</style> <meta http-equiv=refresh content=0> ' +
    'and <base href=//evil.example/>', ''].join('\n\n');

function findChromium() {
  const { status, stdout } = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

async function findPlaywright() {
  for (const base of [import.meta.url, pathToFileURL(path.join(process.cwd(), 'x')).href]) {
    try {
      return await import(pathToFileURL(createRequire(base).resolve('playwright-core')).href);
    } catch {
      // not there
    }
  }
  return null;
}

const chromium = findChromium();
const playwright = chromium && await findPlaywright();
if (!playwright) {
  console.log('1..0 # SKIP chromium or playwright-core is missing');
  process.exit(0);
}
const browser = await (playwright.chromium || playwright.default.chromium).launch({
  executablePath: chromium,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// ---- The command, and a page with a person in front of it.

function run(...args) {
  return execFileSync(tool, args, { cwd: where, maxBuffer: 1 << 28 });
}

function status(...args) {
  return spawnSync(tool, args, { cwd: where }).status;
}

/* Makes the page of these arguments and opens it. `trouble`: all that should not happen. */
async function open(args, options = {}) {
  const file = inFolder(`page${fs.readdirSync(where).length}.html`);
  fs.writeFileSync(file, run('--format', 'html', ...args));
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const trouble = [];
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('blob:')) {
      trouble.push(`request: ${request.url()}`);
    }
  });
  await page.goto(pathToFileURL(file).href);
  const check = async () => {
    const violations = options.javaScriptEnabled === false ? []
      : await page.evaluate(() => window.violations);
    assert.deepEqual([...trouble, ...violations], []);
  };
  return { page, context, check };
}

async function exportTable(page, name) {
  await page.keyboard.press('x');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(download.suggestedFilename(), 'review.tsv');
  await download.saveAs(inFolder(name));
  await page.keyboard.press('Escape');
  return fs.readFileSync(inFolder(name), 'utf8');
}

const shown = (page) => page.locator('.card:visible').count();
const countOf = (page) => page.textContent('#count');

/* The one change between two texts: what stood there, and what stands there now. */
function changeOf(before, after) {
  let start = 0, behind = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && before[start] === after[start]) {
    start++;
  }
  while (behind < least - start && before.at(-1 - behind) === after.at(-1 - behind)) {
    behind++;
  }
  return [before.slice(start, before.length - behind), after.slice(start, after.length - behind)];
}

/* Leaves the untranslated flags only, and types a translation of each. */
async function translate(page, flags) {
  await page.click('#filter summary');
  for (const box of await page.locator('#kinds input').all()) {
    if (await box.getAttribute('value') !== 'untranslated') {
      await box.uncheck();
    }
  }
  assert.equal(await shown(page), flags);
  await page.locator('#score').fill('0.9');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  for (let i = 0; i < flags; i++) {
    await page.keyboard.press('e');
    await page.keyboard.type(ENGLISH);
    await page.keyboard.press('Control+Enter'); // and on to the next
  }
}

async function roundTrip(name, flags, edits) {
  const { page, context, check } = await open([name]);
  assert.equal(await exportTable(page, 'none.tsv'), run('--format', 'tsv', name).toString(),
    'undecided, the table is that of --format tsv');
  await translate(page, flags);
  const table = await exportTable(page, 'review.tsv');
  assert.equal(table.split(ENGLISH).length - 1, flags);
  await check();
  await context.close();
  for (const raw of [[], ['--raw']]) {
    const base = raw.length ? fs.readFileSync(inFolder(name)) : run('-q', name);
    const out = run('apply', '-q', ...raw, name, 'review.tsv').toString();
    const done = `done${path.extname(name)}`;
    fs.writeFileSync(inFolder(done), out);
    assert.equal(status('--check', '-q', done), 0, '--check finds something');
    const before = base.toString().split('\n'), after = out.split('\n');
    assert.equal(before.length, after.length);
    const changes = before.map((line, i) => [line, after[i]]).filter(([a, b]) => a !== b);
    assert.equal(changes.length, edits, 'another line has changed');
    for (const [line, now] of changes) {
      const [old, fresh] = changeOf(line, now);
      assert.ok(/^(举措|\\u4e3e)/.test(old) && fresh.trim().startsWith(ENGLISH), old + fresh);
      assert.ok(fresh.length <= ENGLISH.length + 2, fresh);
    }
    assert.equal(run('apply', '-q', ...raw, done, 'review.tsv').toString(), out, 'a second run');
  }
}

// ---- Colours.

/* The least contrast of text and what is behind it, of each element that is shown. */
function contrasts(selectors) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const pixel = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = (rgb) => {
    const [r, g, b] = Array.from(rgb).slice(0, 3).map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return selectors.map((selector) => {
    const ratios = Array.from(document.querySelectorAll(selector)).map((element) => {
      const behind = [];
      for (let at = element; at; at = at.parentElement) {
        behind.unshift(getComputedStyle(at).backgroundColor);
      }
      const [a, b] = [light(pixel(behind)),
        light(pixel([...behind, getComputedStyle(element).color]))].sort((x, y) => x - y);
      return (b + 0.05) / (a + 0.05);
    });
    return [selector, ratios.length ? Math.min(...ratios) : 0];
  });
}

const TEXTS = ['.row > .text', '.byline > .text', '.related > .text', 'mark', '.ref', '.what span',
  '.kind', '.icon', '.number', '.why', '.more', 'h2 a', '.counts', '.bar button', 'summary',
  '.verdicts button', '#count', '.sign'];

// ---- Tests.

const tests = {
  'a text: open, filter, correct, export, apply, check': async () => {
    fs.copyFileSync(seed, inFolder('a.txt'));
    await roundTrip('a.txt', 1, 1);
  },

  'records: the same': async () => {
    const text = fs.readFileSync(seed, 'utf8');
    fs.writeFileSync(inFolder('d.jsonl'), [
      '{"id":1,"n":1.10,"text":"The mill stands.\\u002e"}',
      JSON.stringify({ id: 'x', text, z: [1, { a: null }] }), '',
      JSON.stringify({ id: 'y', text: `${text}The end.` })].join('\n'));
    await roundTrip('d.jsonl', 2, 2);
  },

  'keys and verdicts': async () => {
    const { page, context, check } = await open(['a.txt']);
    const key = (...names) => names.reduce(async (last, name) => {
      await last;
      await page.keyboard.press(name);
    }, Promise.resolve());
    const now = () => page.locator('.card.now .number').textContent();
    assert.equal(await now(), '1');
    await key('n');
    assert.equal(await now(), '1', 'the first step is to the first flag');
    await key('n', 'p');
    assert.equal(await now(), '1');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'a1f1', 'focus in the text');
    await key('p');
    assert.equal(await now(), '8', 'round the end');
    await key('n', 'a'); // 1: not an error, and on
    assert.equal(await now(), '2');
    await key('t', 'd', 'a', 'a', 'u');
    assert.equal(await countOf(page), '5 of 8');
    await key('p', 'u'); // what was decided is taken back
    assert.equal(await countOf(page), '4 of 8');
    await key('a', 'p', 'a'); // the same again takes it back
    await page.click('#a1f7n');
    await page.click('#a1f7n button[value=term]');
    await page.fill('#a1f7n textarea', '=1+1\t"x"\\n');
    await page.keyboard.press('Escape');
    const rows = (await exportTable(page, 'keys.tsv')).trim().split('\n').slice(1)
      .map((row) => row.split('\t'));
    const said = rows.map((row) => row[8] + row[9]);
    assert.deepEqual(said.slice(0, 3), ['not-an-error', 'term', 'delete']);
    assert.equal(said[6], "'=1+1\\t\"x\"\\\\n", 'a correction takes the place of a verdict');
    assert.equal(status('apply', '-q', '--accepted', 'ok', 'a.txt', 'keys.tsv'), 0);
    assert.match(fs.readFileSync(inFolder('ok'), 'utf8'), /^untranslated term [0-9a-f]{12} /m);
    await page.keyboard.press('?');
    await page.click('#keys');
    await page.click('#close-help');
    const before = await now();
    await key('n');
    assert.equal(await now(), before, 'single letters are no keys any more');
    await check();
    await context.close();
  },

  'what the editor sees': async () => {
    const { page, context, check } = await open(['a.txt']);
    assert.equal(await page.locator('del:visible').count(), 0);
    await page.keyboard.press('c');
    assert.ok(await page.locator('del:visible').count() > 10, 'edits on demand');
    await page.keyboard.press('l');
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.run'))
      .backgroundColor), 'rgba(0, 0, 0, 0)', 'languages on demand');
    await page.locator('main mark').nth(1).hover();
    assert.match(await page.textContent('#tip'), /^Flag 2: untranslated, Chinese, 0\.98: clause$/);
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await page.keyboard.press('e');
    await page.keyboard.type('<b>bold</b>');
    assert.equal(await page.textContent('ins.fresh'), '<b>bold</b>', 'the text as it will be');
    await page.keyboard.press('Escape');
    await page.click('#filter summary');
    await page.check('#undecided');
    assert.equal(await shown(page), 7);
    await check();
    await context.close();
  },

  'work is kept, of this page only': async () => {
    const { page, context, check } = await open(['a.txt']);
    const file = page.url();
    await page.keyboard.press('a');
    await page.keyboard.press('e');
    await page.keyboard.type('written');
    await page.reload();
    assert.equal(await countOf(page), '2 of 8');
    assert.match(await exportTable(page, 'kept.tsv'), /\twritten\t/);
    const changed = fs.readFileSync(seed, 'utf8').replace('work work', 'it it');
    fs.writeFileSync(inFolder('b.txt'), changed);
    fs.writeFileSync(inFolder('other.html'), run('--format', 'html', 'b.txt'));
    await page.goto(pathToFileURL(inFolder('other.html')).href).catch(() => {});
    assert.equal(await countOf(page), '0 of 8', 'another page');
    assert.notEqual(page.url(), file);
    await context.close();
    const refused = await open(['a.txt']);
    await refused.page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });
    });
    await refused.page.reload();
    await refused.page.keyboard.press('a');
    await refused.page.waitForSelector('#unkept:visible');
    assert.match(await exportTable(refused.page, 'unkept.tsv'), /\tnot-an-error\t/);
    await check().catch(() => {}); // the first page went to another file, which it told
    await refused.check();
    await refused.context.close();
  },

  'articles that mean harm': async () => {
    const name = '=cmd<b>"&\u202e.txt';
    fs.writeFileSync(inFolder(name), HOSTILE);
    for (const args of [['-r', 'none'], ['-r', 'default'], ['-t', 'zh', '-r', 'all']]) {
      const { page, context, check } = await open([...args, name]);
      for (const mark of await page.locator('main mark').all()) {
        await mark.hover({ force: true });
      }
      const cards = await page.locator('.card').count();
      for (let i = 0; i < cards; i++) {
        await page.keyboard.press('n');
        await page.keyboard.press('e');
        await page.keyboard.type('<img src=x onerror=alert(1)>');
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('c');
      await page.keyboard.press('l');
      await page.waitForTimeout(500);
      await page.reload();
      assert.equal(await page.locator('img, iframe, svg, base, object, embed').count(), 0);
      assert.equal(await page.locator('script, style').count(), 2);
      assert.equal(await countOf(page), `${cards} of ${cards}`);
      await check();
      // The policy would hold what came through: here something does.
      await page.evaluate(() => {
        const script = document.createElement('script');
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        document.body.append(script, style);
        try {
          script.textContent = 'window.harm = 1';
        } catch (error) {
          window.refused = error.name;
        }
        document.body.insertAdjacentElement('beforeend', document.createElement('img'))
          .setAttribute('src', 'x.png');
      });
      await page.waitForFunction(() => window.violations.length >= 3);
      assert.equal(await page.evaluate(() => [window.harm, window.refused].join()), ',TypeError');
      assert.ok(await page.isVisible('body'));
      await context.close();
    }
  },

  'without scripts': async () => {
    fs.writeFileSync(inFolder('two.jsonl'), [1, 2].map((id) => JSON.stringify({
      id, text: `Article ${id} has a title\n\nThe  the mill burned down.` })).join('\n'));
    const { page, context, check } = await open(['two.jsonl'], { javaScriptEnabled: false });
    assert.equal(await page.locator('.row.body .text').first().innerText(),
      'The the1 mill burned down.');
    assert.equal(await page.locator('.why:visible').count(), 2, 'reasons are there');
    assert.equal(await page.locator('button:visible').count(), 0, 'nothing that would not work');
    await page.click('[href="#edits"]');
    assert.equal(await page.locator('del:visible').count(), 2);
    await page.click('[href="#index"]');
    assert.equal(await page.locator('.row.body:visible').count(), 0);
    assert.equal(await page.locator('.row.title:visible').count(), 2);
    await page.click('text=two.jsonl:2');
    assert.equal(await page.locator('.row.body:visible').count(), 2);
    await check();
    await context.close();
  },

  'the order of the keyboard, and what is read aloud': async () => {
    const { page, context, check } = await open(['a.txt']);
    const order = [];
    for (let i = 0; i < 10; i++) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => {
        const at = document.activeElement;
        return at.getAttribute('aria-label') || at.textContent.trim();
      }));
    }
    assert.deepEqual(order, ['Skip to the articles', 'Previous flag', 'Next flag', 'Filter', 'View',
      'Export', 'Help', 'a.txt', 'Flag 1: fragment, 0.80', '1']);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')),
      'Correction of flag 1');
    const tree = await page.locator('body').ariaSnapshot();
    for (const wanted of [/- banner:/, /- main:/, /- contentinfo:/, /- heading "Review/,
      /- heading "a.txt" \[level=2\]/, /- heading "Deepen the group.*\[level=3\]/,
      /- article:/, /link "Flag 2: untranslated, Chinese, 0\.98"/, /- list:/, /- status/,
      /- progressbar "Flags decided"/, /- group "Verdict on flag 1":/, /- button "Not an error"/,
      /- textbox "Correction of flag 1"/]) {
      assert.match(tree, wanted);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    assert.equal(await page.textContent('#said'), 'Not an error. 1 of 8');
    await check();
    await context.close();
  },

  'contrast': async () => {
    fs.writeFileSync(inFolder('h.txt'), HOSTILE);
    for (const colorScheme of ['light', 'dark']) {
      const { page, context } = await open(['-r', 'none', 'a.txt', 'h.txt'], { colorScheme });
      for (const [selector, ratio] of await page.evaluate(contrasts, TEXTS)) {
        assert.ok(ratio >= 4.5, `${colorScheme}: ${selector} has ${ratio.toFixed(2)}`);
      }
      await context.close();
    }
  },

  'a narrow screen, and paper': async () => {
    for (const name of ['a.txt', 'h.txt']) {
      const { page, context } = await open(['-r', 'none', name],
        { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
      await page.keyboard.press('c');
      await page.tap('#next');
      const [wide, width] = await page.evaluate(() =>
        [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= width, `${name}: ${wide} of ${width}`);
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.bar:visible, .form:visible').count(), 0);
      assert.equal(await page.locator('.why:not(.advice):visible').count(),
        await page.locator('.card').count(), 'reasons are printed');
      await context.close();
    }
  },

  '10,000 flags': async () => {
    fs.writeFileSync(inFolder('many.txt'), Array.from({ length: 10000 },
      (_, i) => `The mill number ${i} stands at at the dam.\n\n`).join(''));
    const { page, context, check } = await open(['many.txt']);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' }); // not of other programs
    const seconds = async () => (await cdp.send('Performance.getMetrics')).metrics
      .find((one) => one.name === 'TaskDuration').value;
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('navigation')[0].domComplete / 1000);
    const times = {};
    for (const key of ['n', 'p', 'a', 'd', 'c', 'l']) {
      const before = await seconds();
      await page.keyboard.press(key);
      await page.evaluate(() => new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
      }));
      times[key] = Math.round(1000 * (await seconds() - before));
    }
    assert.equal(await countOf(page), '2 of 10000');
    const table = await exportTable(page, 'many.tsv');
    assert.equal(table.split('\n').length, 10002);
    console.log(`# loaded in ${loaded.toFixed(1)} s; ms of work a key: ${JSON.stringify(times)}`);
    assert.ok(loaded < 30 && Math.max(times.n, times.p, times.a, times.d) < 2000);
    await check();
    await context.close();
  },
};

async function takeShots() {
  fs.mkdirSync(shots, { recursive: true });
  const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true };
  for (const [name, args] of [['seed', ['a.txt']], ['hostile', ['-r', 'none', 'h.txt']]]) {
    for (const [look, options, keys] of [
      ['desktop', {}, ['n', 'n']], ['dark', { colorScheme: 'dark' }, ['n', 'n', 'c', 'l']],
      ['phone', phone, ['n', 'n']], ['print', {}, []]]) {
      const { page, context } = await open(args, options);
      for (const key of keys) {
        await page.keyboard.press(key);
      }
      const file = path.join(shots, `${name}-${look}`);
      await (look === 'print' ? page.pdf({ path: `${file}.pdf`, format: 'A4' })
        : page.screenshot({ path: `${file}.png` }));
      await context.close();
    }
  }
}

console.log(`1..${Object.keys(tests).length}`);
for (const [i, [title, test]] of Object.entries(tests).entries()) {
  try {
    await test();
    console.log(`ok ${i + 1} - ${title}`);
  } catch (error) {
    console.log(`not ok ${i + 1} - ${title}`);
    String(error.stack).split('\n').forEach((line) => console.log(`#   ${line}`));
    process.exitCode = 1;
  }
}
if (shots) {
  await takeShots();
}
await browser.close();
fs.rmSync(where, { recursive: true });
