// One declared item: what counts now, and every state before it: which import said it, and what it changed.

import { makeDeclared } from './declared.js';
import { fill, make, show, write } from './dom.js';
import { instant } from './format.js';
import { fieldText } from './itemrow.js';
import { problem, text } from './words.js';
import * as api from './api.js';

export function openItemPage(id) {
  let item = null;
  let error = null;
  const heading = make('h1', { tabindex: '-1', class: 'code' }, id);
  const back = make('a', { href: '/manifests', class: 'button', say: 'imports.back' });
  const withdrawn = make('p', { class: 'strong', hidden: true, say: 'items.withdrawn' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const holds = make('a', { href: `/holds?${new URLSearchParams({ which: 'all', text: id })}`, class: 'button', say: 'items.holds' });
  const decisions = api.may('search-journal')
    ? make('a', { href: `/journal?${new URLSearchParams({ number: id, kind: 'passage.decided' })}`, class: 'button', say: 'explanation.item-journal' })
    : null;
  const declared = makeDeclared(reveal);
  const versions = make('ol', { class: 'timeline' });
  const body = make(
    'div',
    { class: 'hold-body', hidden: true },
    make('div', { class: 'hold-facts' }, declared.element),
    make('div', { class: 'hold-work' }, make('section', { class: 'panel' }, make('h2', { say: 'items.versions' }), versions)),
  );
  const head = make('header', { class: 'panel' }, make('div', { class: 'panel-head' }, heading, make('div', { class: 'buttons' }, holds, decisions, back)), withdrawn, fault);
  const element = make('div', { class: 'hold-page item-page' }, head, body);

  async function load() {
    try {
      item = await api.get(`/api/items/${encodeURIComponent(id)}`);
      error = null;
    } catch (caught) {
      error = caught;
    }
    update();
  }

  async function reveal(ground) {
    const answer = await api.post(`/api/items/${encodeURIComponent(id)}/personal`, ground);
    return answer.versions.find(({ version }) => version === standing().version);
  }

  /** The newest state that declares something. */
  function standing() {
    return item.versions.find((version) => version.declared) ?? item.versions[0];
  }

  function update() {
    write(fault, error ? problem(error) : '');
    show(body, Boolean(item));
    if (!item) return;
    show(withdrawn, item.versions[0].change === 'withdrawn');
    declared.update(standing().declared);
    declared.mask(standing());
    fill(versions, item.versions, (version) => String(version.version), makeVersion, changeVersion);
  }

  load();
  return { element, heading, title: () => id, update, close: () => declared.close() };
}

function makeVersion(version) {
  const link = make('a', { class: 'more', href: `/manifests/${version.import}` });
  return make('li', {}, make('time', { class: 'code' }), make('div', {}, make('p', { class: 'strong' }), make('p', {}), link));
}

function changeVersion(row, version) {
  const [when, body] = row.children;
  const [what, fields, link] = body.children;
  when.dateTime = new Date(version.at_ms).toISOString();
  write(when, instant(version.at_ms));
  write(what, text(`items.version-${version.change}`, { version: version.version }));
  write(fields, version.fields.map(fieldText).join(', '));
  show(fields, version.fields.length > 0);
  write(link, text('items.import-line', { import: version.import, line: version.line }));
}
