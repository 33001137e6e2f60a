// Manifests: search in what was declared, take a file in, and look at what earlier imports did.

import { fill, make, show, write } from './dom.js';
import { instant, number } from './format.js';
import { changeItemRow, makeItemRow } from './itemrow.js';
import { bind } from './keys.js';
import { refresher } from './refresh.js';
import { makeUpload, outcomeText } from './upload.js';
import { problem, say, text } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

const PAGE = 50;
/** The index follows an import by so much at most before it is asked again. */
const BEHIND_MS = 2_000;

export function openManifestsPage(go) {
  const heading = make('h1', { tabindex: '-1', say: 'page.manifests' });
  const search = makeSearch(go);
  const upload = api.may('import-manifests') ? makeUpload(() => again.ask()) : null;
  const list = make('ul', { class: 'holds imports', role: 'list', sayLabel: 'imports.heading' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const more = make('button', { type: 'button', say: 'list.more', hidden: true, onclick: unfold });
  const history = make('section', { class: 'panel' }, make('h2', { tabindex: '-1', say: 'imports.heading' }), list, fault, more);
  const element = make('div', { class: 'manifests-page' }, make('section', { class: 'panel' }, heading, search.element), upload?.element, history);
  let wanted = PAGE;
  let found = [];
  let newest = null;
  let error = null;

  function unfold() {
    wanted += PAGE;
    again.ask();
  }

  const again = refresher(async () => {
    try {
      const imports = [];
      while (imports.length < wanted) {
        const asked = new URLSearchParams({ limit: Math.min(200, wanted - imports.length) });
        if (imports.length > 0) asked.set('before', imports.at(-1).number);
        const answer = await api.get(`/api/manifests?${asked}`);
        imports.push(...answer.imports);
        if (answer.imports.length === 0) break;
      }
      found = imports;
      error = null;
    } catch (caught) {
      error = caught;
    }
    update();
  });

  function update() {
    fill(list, found, (record) => String(record.number), makeImportRow, changeImportRow);
    write(fault, error ? problem(error) : found.length === 0 ? text('imports.none') : '');
    show(more, found.length >= wanted);
    search.update();
    upload?.update();
  }

  again.ask();
  const ends = [
    search.close,
    bind('/', search.focus),
    // Somebody else has imported.
    live.watch((state) => {
      if (!state || state.manifestNewest_ms === newest) return;
      newest = state.manifestNewest_ms;
      again.ask();
    }),
  ];
  return {
    element,
    heading,
    title: () => text('page.manifests'),
    update,
    close() {
      again.stop();
      for (const end of ends) end();
    },
  };
}

function makeImportRow(record) {
  const parts = ['hold-id', 'import-file', 'import-outcome', 'quiet'].map((style) => make('span', { class: style }));
  return make('li', {}, make('a', { class: 'hold-row import-row', href: `/manifests/${record.number}` }, ...parts));
}

function changeImportRow(item, record) {
  const row = item.firstElementChild;
  const [id, file, outcome, who] = row.children;
  write(id, text('imports.number', { number: number(record.number) }));
  write(file, record.file);
  write(outcome, record.error ? text('imports.refused', { count: number(record.refused) }) : outcomeText(record));
  write(who, `${instant(record.at_ms)} · ${record.by}`);
  row.classList.toggle('waiting', Boolean(record.error));
}

/** Declared items by a part of what is known of them. */
function makeSearch(go) {
  const input = make('input', { type: 'search', id: 'item-search', sayHint: 'items.search-hint', autocomplete: 'off', spellcheck: 'false' });
  input.value = new URLSearchParams(location.search).get('text') ?? '';
  const list = make('ul', { class: 'holds', role: 'list', sayLabel: 'items.heading' });
  const note = make('p', { class: 'quiet', role: 'status' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const more = make('button', { type: 'button', say: 'list.more', hidden: true, onclick: () => load(found.length + PAGE) });
  const label = make('label', { for: 'item-search' }, make('span', { say: 'items.search' }), ' ', make('kbd', {}, '/'));
  const element = make(
    'form',
    { role: 'search', onsubmit: submit },
    make('div', { class: 'field' }, label, input),
    note,
    list,
    fault,
    more,
  );
  let wanted = PAGE;
  let found = [];
  let answered = null;
  let error = null;
  let timer = 0;

  input.addEventListener('input', () => load(PAGE));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    list.querySelector('a')?.focus();
  });

  function submit(event) {
    event.preventDefault();
    if (found.length === 1) go(list.querySelector('a').getAttribute('href'));
    else list.querySelector('a')?.focus();
  }

  function load(limit) {
    wanted = limit;
    const words = input.value.trim();
    history.replaceState(null, '', words ? `/manifests?${new URLSearchParams({ text: words })}` : '/manifests');
    again.ask();
  }

  const again = refresher(async () => {
    clearTimeout(timer);
    const words = input.value.trim();
    try {
      const items = [];
      answered = null;
      while (words && items.length < wanted) {
        const asked = new URLSearchParams({ text: words, limit: Math.min(200, wanted - items.length) });
        if (items.length > 0) asked.set('before', items.at(-1).row);
        answered = await api.get(`/api/items?${asked}`);
        items.push(...answered.items);
        if (!answered.hasMore || answered.items.length === 0) break;
      }
      found = items;
      error = null;
      if (answered?.isBehind) timer = setTimeout(() => again.ask(), BEHIND_MS);
    } catch (caught) {
      found = [];
      error = caught;
    }
    update();
  });

  function update() {
    fill(list, found, (item) => String(item.row), makeItemRow, changeItemRow);
    show(list, found.length > 0);
    show(more, Boolean(answered?.hasMore));
    write(fault, error ? problem(error) : answered && found.length === 0 ? text('items.none-found') : '');
    if (answered?.isBehind) say(note, 'items.behind');
    else write(note, answered && found.length > 0 ? text(answered.hasMore ? 'items.count-more' : 'items.count', { count: number(found.length) }) : '');
    if (!answered?.isBehind) delete note.dataset.said;
  }

  if (input.value.trim()) again.ask();
  return {
    element,
    update,
    focus: () => input.focus(),
    close() {
      clearTimeout(timer);
      again.stop();
    },
  };
}
