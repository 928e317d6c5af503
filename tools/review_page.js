/* review_page.js - what the page of --format html does where scripts are on. Without them it can
 * be read.
 *
 *   cards of the page ─▶ flags ⇄ the browser's memory
 *                          └─▶ the table that `textclean apply` reads
 *
 * Each card has the row that --format tsv gives; a decision fills in two of its cells. All of an
 * article is untrusted: it is set as text, never as markup. ES2017, no library. */
(function () {
  'use strict';

  const byId = (id) => document.getElementById(id);
  const main = byId('articles');
  const columns = main.dataset.columns.split('\t');
  const [KIND, SCORE, TEXT, CORRECTION, VERDICT] =
    ['kind', 'score', 'text', 'correction', 'verdict'].map((name) => columns.indexOf(name));

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  // ---- Cells, as sheet_cell.h says.

  const UNSAFE = /[\\\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  const GUARDED = /^[=+\-@"'\uff1d\uff0b\uff0d\uff20]/;
  const NAMES = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

  function toCell(text) {
    const code = (c) => '\\u{' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') + '}';
    return (GUARDED.test(text) ? "'" : '') + text.replace(UNSAFE, (c) => NAMES[c] || code(c));
  }

  function fromCell(cell) {
    const text = cell[0] === "'" && GUARDED.test(cell.slice(1)) ? cell.slice(1) : cell;
    return text.replace(/\\(?:u\{([0-9A-F]+)\}|([tnr\\]))/g, (all, code, name) => (code ?
      String.fromCodePoint(parseInt(code, 16)) :
      { t: '\t', n: '\n', r: '\r' }[name] || name));
  }

  // ---- Flags.

  const flags = Array.from(main.querySelectorAll('.card'), (card, index) => ({
    card,
    index,
    article: null, // that it is in: its line of counts, and how many are decided
    ref: byId(card.id.slice(0, -1)),
    marks: [],
    cells: card.dataset.row.split('\t'),
    verdict: '', // or a word of the column
    text: '', // of the correction; it counts where there is no verdict
    state: '', // as shown: right, gone, fixed
    form: null, // made when it is first needed
    fresh: null, // the correction as the article shows it
    isHidden: false,
  }));
  const flagOf = new Map();
  for (const flag of flags) {
    flagOf.set(flag.card, flag).set(flag.ref, flag).set(flag.ref.id, flag);
  }
  for (const mark of main.querySelectorAll('mark')) {
    flagOf.get(mark.dataset.flag).marks.push(mark);
  }
  for (const element of main.querySelectorAll('article')) {
    const cards = element.querySelectorAll('.card');
    const article = { line: make('span', {}), decided: 0, count: cards.length };
    element.querySelector('.counts').append(article.line);
    for (const card of cards) {
      flagOf.get(card).article = article;
    }
  }

  /* The flag that an element of the page is about. */
  function flagAt(element) {
    const near = element.closest('mark, .ref, .card');
    return near && (flagOf.get(near) || flagOf.get(near.dataset.flag));
  }

  function correctionOf(flag) {
    const text = flag.text.trim();
    return flag.verdict || text === fromCell(flag.cells[TEXT]).trim() ? '' : text;
  }

  function stateOf(flag) {
    if (flag.verdict) {
      return flag.verdict === 'delete' ? 'gone' : 'right';
    }
    return correctionOf(flag) ? 'fixed' : '';
  }

  const VERDICTS = [
    ['not-an-error', 'Not an error', 'It is right here (a)'],
    ['term', 'Term', 'It is right in every article (t)'],
    ['delete', 'Delete', 'What is marked is to go (d)'],
  ];

  function wordsOf(flag) {
    const verdict = VERDICTS.find((row) => row[0] === flag.verdict);
    return verdict ? verdict[1] : correctionOf(flag);
  }

  // ---- The browser's memory. The key changes with all that was flagged, so work never meets
  // another page.

  const key = 'textclean-review-' + hashOf(flags.map((flag) => flag.card.dataset.row));
  const VIEW_KEY = 'textclean-review-view';
  let saving = 0, isUnkept = false;

  /* Twice FNV-1a, from two starts: 64 bits. */
  function hashOf(strings) {
    let a = 0x811c9dc5, b = 0x1b873593;
    for (const string of strings) {
      for (let i = 0; i <= string.length; i++) {
        const unit = i < string.length ? string.charCodeAt(i) : 0x10000;
        a = Math.imul(a ^ unit, 0x01000193);
        b = Math.imul(b ^ unit, 0x85ebca6b);
      }
    }
    return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }

  function recall(name) {
    try {
      return JSON.parse(localStorage.getItem(name)) || {};
    } catch (error) { // no storage for this page, or nothing that we wrote
      return {};
    }
  }

  function keep(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch (error) { // none, or full
      return false;
    }
  }

  function keepWork() {
    const work = {};
    clearTimeout(saving);
    saving = 0;
    for (const flag of flags) {
      if (flag.verdict || flag.text) {
        work[flag.index] = [flag.verdict, flag.text];
      }
    }
    isUnkept = !keep(key, work);
    byId('unkept').hidden = !isUnkept;
  }

  function keepSoon() {
    saving = saving || setTimeout(keepWork, 300);
  }

  // ---- What is decided.

  let decided = 0;

  function showCount() {
    byId('progress').max = Math.max(flags.length, 1);
    byId('progress').value = decided;
    byId('count').textContent = decided + ' of ' + flags.length;
    byId('exported').textContent = decided + ' of ' + flags.length + ' flags are decided.';
  }

  function say(words) {
    byId('said').textContent = words;
  }

  /* In the article the correction stands behind what it replaces. */
  function showFresh(flag) {
    const text = correctionOf(flag);
    if (text && !flag.fresh) {
      flag.fresh = make('ins', { className: 'fresh' });
      flag.ref.before(flag.fresh);
    }
    if (flag.fresh) {
      flag.fresh.textContent = text;
    }
  }

  function show(flag) {
    const state = stateOf(flag), change = (state ? 1 : 0) - (flag.state ? 1 : 0);
    const { article } = flag;
    decided += change;
    article.decided += change;
    article.line.textContent = article.decided ? ', ' + article.decided + ' decided' : '';
    flag.state = state;
    for (const element of [flag.card, flag.ref, ...flag.marks]) {
      element.dataset.state = state === 'fixed' && element.localName === 'mark' ? 'gone' : state;
      if (!state) {
        delete element.dataset.state;
      }
    }
    let line = flag.card.querySelector('.state');
    if (!line) {
      line = make('p', { className: 'state', dir: 'auto' });
      flag.card.querySelector('.what').after(line);
    }
    line.textContent = wordsOf(flag);
    showFresh(flag);
    if (flag.form) {
      for (const button of flag.form.querySelectorAll('button')) {
        button.setAttribute('aria-pressed', String(button.value === flag.verdict));
      }
    }
  }

  function decide(flag, verdict) {
    flag.verdict = verdict;
    show(flag);
    showCount();
    keepSoon();
    say((verdict ? wordsOf(flag) : 'Undecided') + '. ' + decided + ' of ' + flags.length);
  }

  // ---- The card at hand.

  let current = null;
  const root = document.documentElement;
  const begin = (does) => root.classList.toggle('begun', does); // somebody went to a flag

  function adviceOf(flag) {
    const row = byId('legend').querySelector('[data-kind="' + flag.cells[KIND] + '"] dd');
    return row ? row.textContent : '';
  }

  function makeForm(flag) {
    const number = flag.ref.textContent;
    const field = make('textarea', { rows: 1, placeholder: 'Correction', dir: 'auto' });
    const verdicts = make('div', { className: 'verdicts' });
    field.setAttribute('aria-label', 'Correction of flag ' + number);
    field.value = flag.text;
    verdicts.setAttribute('role', 'group');
    verdicts.setAttribute('aria-label', 'Verdict on flag ' + number);
    for (const [value, label, title] of VERDICTS) {
      verdicts.append(make('button', { type: 'button', value, title, textContent: label }));
    }
    flag.form = make('div', { className: 'form' }, field, verdicts);
    const advice = make('p', { className: 'why advice', textContent: adviceOf(flag) });
    flag.card.append(advice, flag.form);
  }

  function activate(flag) {
    if (flag === current) {
      return;
    }
    for (const [one, isNow] of [[current, false], [flag, true]]) {
      if (one) {
        [one.card, one.card.closest('.row'), ...one.marks].forEach((element) =>
          element.classList.toggle('now', isNow));
      }
    }
    current = flag;
    if (!flag.form) {
      makeForm(flag);
      show(flag);
    }
  }

  /* Shows a flag in its text, with the focus on its number, so that readers hear it. */
  function goTo(flag) {
    activate(flag);
    begin(true);
    (flag.marks[0] || flag.ref).scrollIntoView({ block: 'center' });
    flag.ref.focus({ preventScroll: true });
  }

  /* The next flag that is shown, round the end; `wanted` tells which ones count. */
  function step(by, wanted) {
    const count = flags.length;
    for (let i = root.classList.contains('begun') ? 1 : 0; i <= count; i++) {
      const flag = flags[(current.index + by * i + 2 * count) % count];
      if (!flag.isHidden && (!wanted || wanted(flag))) {
        goTo(flag);
        return true;
      }
    }
    return false;
  }

  function goOn() {
    if (!step(1, (flag) => !flag.state)) {
      goTo(current); // out of the field
      say(decided === flags.length ? 'All flags are decided.' : 'All flags shown are decided.');
    }
  }

  /* A verdict by a key: the same again takes it back. */
  function decideCurrent(verdict) {
    if (!current) {
      return;
    }
    const isNew = current.verdict !== verdict;
    decide(current, isNew ? verdict : '');
    if (isNew && verdict) {
      goOn();
    }
  }

  /* What was left in another language is written anew; the rest is mended where it stands. */
  function edit() {
    if (!current) {
      return;
    }
    const field = current.form.querySelector('textarea');
    const text = fromCell(current.cells[TEXT]);
    current.card.scrollIntoView({ block: 'nearest' });
    field.focus({ preventScroll: true });
    if (!field.value && current.cells[KIND] !== 'untranslated' && text.search(UNSAFE) < 0) {
      field.value = text;
    }
  }

  main.addEventListener('click', (event) => {
    const flag = flagAt(event.target);
    if (!flag || flag.isHidden || byId('show-index').checked) {
      begin(false); // on a phone the card gives way to the text
      return;
    }
    activate(flag);
    begin(true);
    if (event.target.matches('.verdicts button')) {
      decide(flag, flag.verdict === event.target.value ? '' : event.target.value);
    } else if (event.target.closest('.ref')) {
      event.preventDefault();
      edit();
    } else if (event.target.closest('.number')) {
      event.preventDefault();
      goTo(flag);
    } else if (event.target.closest('mark')) {
      flag.card.scrollIntoView({ block: 'nearest' });
    }
  });

  main.addEventListener('focusin', (event) => {
    const flag = flagAt(event.target);
    if (flag && event.target !== main) {
      activate(flag);
    }
  });

  main.addEventListener('input', (event) => {
    const flag = flagAt(event.target);
    flag.text = event.target.value;
    flag.verdict = '';
    show(flag);
    showCount();
    keepSoon();
  });

  // ---- What a mark is, while the pointer is on it.

  main.addEventListener('mouseover', (event) => {
    const tip = byId('tip'), mark = event.target.closest('mark, .ref');
    const flag = mark && flagAt(mark);
    tip.hidden = !flag || flag.isHidden;
    if (!tip.hidden) {
      const place = mark.getClientRects()[0] || mark.getBoundingClientRect();
      tip.textContent = flag.ref.getAttribute('aria-label') + ': ' +
        flag.card.querySelector('.why').textContent;
      tip.style.left = Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8)) + 'px';
      tip.style.top = place.top > 48 ? place.top - tip.offsetHeight - 6 + 'px' :
        place.bottom + 6 + 'px';
    }
  });
  addEventListener('scroll', () => { byId('tip').hidden = true; }, { passive: true });

  // ---- Filter.

  function filter() {
    const off = new Set(Array.from(byId('kinds').querySelectorAll('input:not(:checked)'),
      (box) => box.value));
    const least = Number(byId('score').value), isOpenOnly = byId('undecided').checked;
    byId('least').textContent = least.toFixed(2);
    for (const flag of flags) {
      const isHidden = off.has(flag.cells[KIND]) || Number(flag.cells[SCORE]) < least ||
        (isOpenOnly && Boolean(flag.state));
      if (isHidden !== flag.isHidden) {
        flag.isHidden = isHidden;
        for (const element of [flag.card, flag.ref, ...flag.marks]) {
          element.classList.toggle('filtered', isHidden);
        }
      }
    }
    say(flags.filter((flag) => !flag.isHidden).length + ' flags are shown');
  }

  function makeKinds() {
    const counts = new Map();
    for (const flag of flags) {
      counts.set(flag.cells[KIND], (counts.get(flag.cells[KIND]) || 0) + 1);
    }
    for (const row of byId('legend').children) {
      const kind = row.dataset.kind;
      row.hidden = !counts.has(kind);
      if (!row.hidden) {
        byId('kinds').append(make('label', {},
          make('input', { type: 'checkbox', value: kind, checked: true }),
          row.querySelector('dt').cloneNode(true),
          make('span', { className: 'number', textContent: String(counts.get(kind)) })));
      }
    }
  }

  byId('filter').addEventListener('input', filter);

  // ---- Export.

  function table() {
    const lines = [columns.join('\t')];
    for (const flag of flags) {
      const cells = flag.cells.slice();
      cells[CORRECTION] = toCell(correctionOf(flag));
      cells[VERDICT] = flag.verdict;
      lines.push(cells.join('\t'));
    }
    return lines.join('\n') + '\n';
  }

  byId('download').addEventListener('click', () => {
    const type = 'text/tab-separated-values;charset=utf-8';
    const href = URL.createObjectURL(new Blob([table()], { type }));
    make('a', { href, download: 'review.tsv' }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    isUnkept = false;
    say('The table was handed to the browser.');
  });

  /* Where a page may not write to the clipboard by itself, a selection can be copied. */
  function copyBySelection(text) {
    const field = make('textarea', { value: text });
    byId('export').append(field);
    field.select();
    const isDone = document.execCommand('copy');
    field.remove();
    return isDone ? Promise.resolve() : Promise.reject(new Error('refused'));
  }

  byId('copy').addEventListener('click', () => {
    const text = table();
    const done = navigator.clipboard ?
      navigator.clipboard.writeText(text).catch(() => copyBySelection(text)) :
      copyBySelection(text);
    done.then(() => { isUnkept = false; say('The table is copied.'); },
      () => say('The browser does not let this page copy; download it.'));
  });

  // ---- Keys.

  const toggle = (id) => () => byId(id).click();
  const KEYS = {
    n: () => step(1),
    p: () => step(-1),
    e: edit,
    a: () => decideCurrent('not-an-error'),
    t: () => decideCurrent('term'),
    d: () => decideCurrent('delete'),
    u: () => current && decide(current, ''),
    c: toggle('show-edits'),
    l: toggle('show-runs'),
    i: toggle('show-index'),
    x: () => {
      byId('export').open = true;
      byId('download').focus();
    },
    '?': () => byId('help').showModal(),
  };

  function keyInField(event) {
    if (event.key === 'Escape') {
      goTo(current);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      goOn();
    }
  }

  document.addEventListener('keydown', (event) => {
    const open = document.querySelector('.menu[open]');
    if (event.target.localName === 'textarea') {
      keyInField(event);
    } else if (event.key === 'Escape' && open) {
      open.open = false;
      open.querySelector('summary').focus();
    } else if (KEYS[event.key] && byId('keys').checked && !byId('help').open &&
        !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  byId('next').addEventListener('click', KEYS.n);
  byId('previous').addEventListener('click', KEYS.p);
  byId('open-help').addEventListener('click', KEYS['?']);
  byId('close-help').addEventListener('click', () => byId('help').close());

  /* A menu closes when something else is wanted. */
  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('.menu[open]')) {
      menu.open = menu.contains(event.target);
    }
  });

  // ---- The index: who picks an article there wants to read it.

  main.addEventListener('click', (event) => {
    const article = event.target.closest('article');
    if (article && byId('show-index').checked) {
      event.preventDefault();
      byId('show-index').click();
      article.scrollIntoView();
      article.querySelector('h2 a').focus({ preventScroll: true });
    }
  });

  // ---- Begin: what was switched on, and what was decided, the last time.

  const switches = document.querySelectorAll('#view input, #keys');
  const view = recall(VIEW_KEY);
  for (const box of switches) {
    if (box.id in view && box.id !== 'show-index') {
      box.checked = view[box.id];
    }
  }
  function applySwitches() {
    const all = {};
    for (const box of switches) {
      all[box.id] = box.checked;
      root.classList.toggle(box.id, box.checked);
    }
    return all;
  }
  document.addEventListener('change', (event) => {
    if (Array.from(switches).includes(event.target)) {
      keep(VIEW_KEY, applySwitches());
    }
  });

  const work = recall(key);
  for (const flag of flags) {
    if (Array.isArray(work[flag.index])) {
      [flag.verdict, flag.text] = work[flag.index].map(String);
      show(flag);
    }
  }
  if (flags.length > 0) {
    const [first, ...more] = main.querySelectorAll('h2');
    document.title = 'Review: ' + first.textContent + (more.length ? ' + ' + more.length : '');
  }
  root.classList.add('js');
  applySwitches();
  makeKinds();
  showCount();
  if (flags.length > 0) {
    activate(flags.find((flag) => !flag.state) || flags[0]);
  }
  addEventListener('pagehide', () => saving && keepWork());
  addEventListener('beforeunload', (event) => {
    if (saving) {
      keepWork();
    }
    if (isUnkept) {
      event.preventDefault();
    }
  });
}());
