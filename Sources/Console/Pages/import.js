// One import: its file, what became of its rows, which items it added, changed and withdrew, and what it could not take.

import { fill, make, show, write } from './dom.js';
import { instant, number } from './format.js';
import { changeItemRow, makeItemRow } from './itemrow.js';
import { fillRefusals, outcomeText } from './upload.js';
import { problem, text } from './words.js';
import * as api from './api.js';

const PAGE = 50;
const CHANGES = ['updated', 'added', 'withdrawn'];

export function openImportPage(id) {
  const heading = make('h1', { tabindex: '-1' });
  const back = make('a', { href: '/manifests', class: 'button', say: 'imports.back' });
  const outcome = make('p', { class: 'strong' });
  const source = make('p', { class: 'figure-note' });
  const hash = make('p', { class: 'figure-note code hash' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const refusals = make('ol', { class: 'refusals', role: 'list' });
  const refused = make('section', { class: 'panel', hidden: true }, make('h2', { say: 'imports.refused-rows' }), refusals);
  const lists = CHANGES.map((change) => makeChange(id, change));
  const element = make(
    'div',
    { class: 'import-page' },
    make('header', { class: 'panel' }, make('div', { class: 'panel-head' }, heading, back), outcome, source, hash, fault),
    refused,
    ...lists.map((list) => list.element),
  );
  let record = null;
  let error = null;

  async function load() {
    try {
      record = await api.get(`/api/manifests/${encodeURIComponent(id)}`);
      error = null;
    } catch (caught) {
      error = caught;
    }
    update();
    for (const list of lists) if (record?.[list.change] > 0) list.load();
  }

  function update() {
    write(heading, text('page.import', { number: id }));
    write(fault, error ? problem(error) : record?.error ? text('imports.refused', { count: number(record.refused) }) : '');
    if (!record) return;
    write(outcome, outcomeText(record));
    show(outcome, !record.error);
    const values = { file: record.file, at: instant(record.at_ms), by: record.by, encoding: record.encoding ?? '–' };
    write(source, text('imports.source', values));
    write(hash, text('imports.hash', { hash: record.hash }));
    show(refused, record.refusals.length > 0);
    fillRefusals(refusals, record.refusals);
    for (const list of lists) list.update();
  }

  load();
  return { element, heading, title: () => text('page.import', { number: id }), update, close() {} };
}

function makeChange(id, change) {
  const list = make('ul', { class: 'holds', role: 'list', sayLabel: `imports.${change}` });
  const more = make('button', { type: 'button', say: 'list.more', hidden: true, onclick: load });
  const fault = make('p', { class: 'problem', role: 'status' });
  const element = make('section', { class: 'panel', hidden: true }, make('h2', { say: `imports.${change}` }), list, fault, more);
  let found = [];
  let hasMore = false;
  let error = null;

  async function load() {
    try {
      const asked = new URLSearchParams({ change, limit: PAGE, after: found.at(-1)?.row ?? 0 });
      const { items } = await api.get(`/api/manifests/${encodeURIComponent(id)}/items?${asked}`);
      found = [...found, ...items];
      hasMore = items.length === PAGE;
      error = null;
    } catch (caught) {
      error = caught;
    }
    update();
  }

  function update() {
    show(element, found.length > 0 || Boolean(error));
    fill(list, found, (item) => String(item.row), makeItemRow, changeItemRow);
    show(more, hasMore);
    write(fault, error ? problem(error) : '');
  }

  return { element, change, load, update };
}
