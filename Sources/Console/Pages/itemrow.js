// One declared item as a row of a list: the whole row is the link to it. Personal data come masked from the gateway.

import { make, show, write } from './dom.js';
import { moment } from './format.js';
import { coded, text } from './words.js';
import * as live from './live.js';

export function itemPath(number) {
  return `/items/${encodeURIComponent(number)}`;
}

export function makeItemRow(item) {
  const parts = ['hold-id code', 'item-sender', 'item-receiver', 'item-note quiet'].map((style) => make('span', { class: style }));
  return make('li', {}, make('a', { class: 'hold-row item-row', href: itemPath(item.number), 'data-item': item.number }, ...parts));
}

export function changeItemRow(row, item) {
  const [number, sender, receiver, note] = row.firstElementChild.children;
  write(number, item.number);
  write(sender, partyText('items.from', item.sender));
  write(receiver, partyText('items.to', item.receiver));
  show(sender, Boolean(item.sender));
  show(receiver, Boolean(item.receiver));
  write(note, item.fields ? fieldsText(item) : text('items.source', { import: item.import, at: moment(item.at_ms, live.siteNow()) }));
}

function partyText(key, party) {
  return party ? text(key, { name: [party.name, party.phone].filter(Boolean).join(' · ') || '–' }) : '';
}

/** A manifest's column in the person's language. */
export function fieldText(field) {
  return coded('field.', field.replaceAll('_', '-'));
}

/** In which fields an import changed an item, or the line where it stands. */
function fieldsText(item) {
  const line = text('imports.at-line', { line: item.line });
  return item.fields.length > 0 ? `${line} · ${item.fields.map(fieldText).join(', ')}` : line;
}
