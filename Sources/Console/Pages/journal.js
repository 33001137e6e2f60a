// The journal: search it, page by page, and look at one entry as it is stored.

import { fill, make, show, write } from './dom.js';
import { fromSiteTime, instant, toSiteTime } from './format.js';
import { holdPath } from './holdrow.js';
import { bind } from './keys.js';
import { makeTable } from './table.js';
import { coded, onLanguage, problem, say, text } from './words.js';
import * as api from './api.js';

const TEXTS = ['number', 'hold', 'device', 'account'];
const TIMES = ['from', 'until'];
const KINDS = [
  'site.started', 'site.ready', 'clock.changed', 'journal.verified', 'journal.accepted', 'load.refused',
  'passage.opened', 'passage.scanned', 'reading.received', 'parcel.measured', 'passage.decided', 'permit.answered', 'passage.ended',
  'stray.seen', 'line.balanced', 'table.turned', 'tag.printed', 'bag.opened', 'bag.filled', 'bag.refused',
  'bag.emptied', 'bag.closed', 'hold.raised', 'hold.joined', 'hold.stepped', 'hold.screened', 'picture.stored',
  'frame.failed', 'recall.ordered', 'line.halted', 'order.asked', 'order.confirmed', 'induction.changed',
  'sampling.seeded', 'alarm.raised', 'alarm.acknowledged', 'document.proposed', 'document.approved', 'document.activated',
  'document.replayed', 'document.reverted', 'bulletin.taken', 'bulletin.refused', 'manifest.imported',
  'account.changed', 'session.changed', 'personal.shown', 'erasure.proposed', 'erasure.approved', 'data.erased',
  'device.changed', 'device.checked', 'device.identified', 'device.counted', 'sorter.changed', 'anchor.sent',
];
const COLUMNS = ['at', 'kind', 'what', 'who', 'sequence'].map((name) => `journal.column-${name}`);

export function kindText(kind) {
  return coded('entry.', kind.replaceAll('.', '-'));
}

export function openJournalPage() {
  const wanted = new URLSearchParams(location.search);
  const heading = make('h1', { tabindex: '-1', say: 'page.journal' });
  const plain = { autocomplete: 'off', spellcheck: 'false' };
  const texts = TEXTS.map((name) => [name, make('input', { type: 'search', id: `journal-${name}`, class: 'code', maxlength: 64, ...plain })]);
  const times = TIMES.map((name) => [name, make('input', { type: 'datetime-local', id: `journal-${name}`, step: 1 })]);
  const kind = make('select', { id: 'journal-kind' });
  const fields = [...texts, ['kind', kind], ...times];
  const form = make(
    'form',
    { class: 'journal-search', role: 'search', onsubmit: submit },
    ...fields.map(([name, field]) => make('div', { class: 'field' }, make('label', { for: field.id, say: `journal.${name}` }), field)),
    make(
      'div',
      { class: 'buttons' },
      make('button', { type: 'submit', class: 'primary', say: 'journal.search' }),
      make('button', { type: 'button', say: 'journal.clear', onclick: clear }),
    ),
  );
  const table = makeTable('page.journal', COLUMNS);
  const fault = make('p', { class: 'problem', role: 'status' });
  const more = make('button', { type: 'button', say: 'journal.more', hidden: true, onclick: () => load(next) });
  const element = make('section', { class: 'panel journal-page' }, heading, form, table.element, fault, more);
  let found = [];
  let next = null;
  let error = null;
  let isAsked = false;
  let turn = 0;

  for (const [name, field] of texts) field.value = wanted.get(name) ?? '';
  for (const [name, field] of times) field.value = wanted.has(name) ? toSiteTime(Number(wanted.get(name))) : '';
  offerKinds();
  kind.value = wanted.get('kind') ?? '';

  function offerKinds() {
    const chosen = kind.value;
    const options = [['', text('journal.any-kind')], ...KINDS.map((name) => [name, kindText(name)])];
    kind.replaceChildren(...options.map(([name, words]) => make('option', { value: name }, words)));
    kind.value = chosen;
  }

  function submit(event) {
    event.preventDefault();
    search();
  }

  function clear() {
    for (const [, field] of fields) field.value = '';
    search();
    texts[0][1].focus();
  }

  function search() {
    const kept = new URLSearchParams();
    for (const [name, field] of [...texts, ['kind', kind]]) if (field.value.trim()) kept.set(name, field.value.trim());
    for (const [name, field] of times) if (field.value) kept.set(name, fromSiteTime(field.value));
    history.replaceState(null, '', kept.size > 0 ? `/journal?${kept}` : '/journal');
    found = [];
    load(null);
  }

  async function load(before) {
    const asked = new URLSearchParams();
    for (const [name, value] of new URLSearchParams(location.search)) asked.set(TIMES.includes(name) ? `${name}_ms` : name, value);
    if (before) asked.set('before', before);
    turn += 1;
    const mine = turn;
    try {
      const answer = await api.get(`/api/journal?${asked}`);
      if (mine !== turn) return;
      found = before ? [...found, ...answer.entries] : answer.entries;
      next = answer.next ?? null;
      error = null;
    } catch (caught) {
      if (mine !== turn) return;
      error = caught;
    }
    isAsked = true;
    refill();
  }

  function refill() {
    fill(table.body, found, (entry) => String(entry.sequence), (entry) => makeEntry(table, entry), changeEntry);
    show(table.element, found.length > 0);
    show(more, next !== null);
    write(fault, error ? problem(error) : isAsked && found.length === 0 ? text(next === null ? 'journal.none' : 'journal.none-yet') : '');
  }

  const ends = [bind('/', () => texts[0][1].focus()), onLanguage(offerKinds)];
  load(null);
  return {
    element,
    heading,
    title: () => text('page.journal'),
    update: refill,
    close() {
      turn += 1;
      for (const end of ends) end();
    },
  };
}

function makeEntry(table, entry) {
  const row = table.row();
  const [at, , what, , sequence] = row.children;
  at.append(make('time', { datetime: new Date(entry.at_ms).toISOString() }));
  what.append(...facts(entry));
  sequence.append(make('a', { href: `/journal/${entry.sequence}`, class: 'code row-link' }, String(entry.sequence)));
  return row;
}

function facts({ number, hold, passage, device, line }) {
  const shown = [
    number && make('span', { class: 'code strong' }, number),
    hold && (api.may('see-holds') ? make('a', { href: holdPath(hold), class: 'code' }, hold) : make('span', { class: 'code' }, hold)),
    device && make('span', { class: 'code' }, device),
    passage && makePassage(passage),
    line && make('span', { class: 'code quiet' }, line),
  ];
  return shown.filter(Boolean).flatMap((part, place) => (place === 0 ? [part] : [' · ', part]));
}

/** Leads to why the passage was decided as it was. */
function makePassage(passage) {
  if (!api.may('see-holds')) return make('span', { class: 'code quiet' }, passage);
  const link = make('a', { href: `/explain/${encodeURIComponent(passage)}`, class: 'code quiet row-link' }, passage);
  say(link, 'explanation.link-passage', { passage }, 'aria-label');
  return link;
}

function changeEntry(row, entry) {
  const [at, kind, , who] = row.children;
  write(at.firstElementChild, instant(entry.at_ms));
  write(kind, kindText(entry.kind));
  write(who, entry.account ?? '');
}

/** One entry: what it says, its hash, and what has become of its personal part. */
export function openEntryPage(sequence) {
  const heading = make('h1', { tabindex: '-1' });
  const back = make('a', { href: '/journal', class: 'button', say: 'entry.back' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const values = ['at', 'sequence', 'epoch', 'hash', 'personal'].map((name) => [name, make('dd', { class: 'code' })]);
  const rows = values.map(([name, value]) => make('div', {}, make('dt', { say: `entry-fact.${name}` }), value));
  const content = make('pre', { class: 'entry-content code', tabindex: '0', role: 'region', sayLabel: 'entry-fact.content' });
  const body = make('div', { hidden: true }, make('dl', { class: 'facts entry-facts' }, ...rows), make('h2', { say: 'entry-fact.content' }), content);
  const why = make('a', { class: 'button', hidden: true, say: 'explanation.link' });
  const element = make('section', { class: 'panel entry-page' }, make('div', { class: 'panel-head' }, heading, make('div', { class: 'buttons' }, why, back)), fault, body);
  let told = null;
  let error = null;

  async function load() {
    try {
      told = await api.get(`/api/journal/${encodeURIComponent(sequence)}`);
    } catch (caught) {
      error = caught;
    }
    update();
  }

  function update() {
    say(heading, 'page.entry', { sequence });
    write(fault, error ? problem(error) : '');
    show(body, Boolean(told));
    if (!told) return;
    const { entry, decided } = told;
    show(why, Boolean(decided) && api.may('see-holds'));
    if (decided) why.href = `/explain/${encodeURIComponent(decided)}`;
    const shown = {
      at: instant(entry.at.utc / 1e6),
      sequence: `${entry.sequence} · ${kindText(entry.kind)}`,
      epoch: String(entry.epoch),
      hash: told.hash,
      personal: text(`sealing.${told.sealed}`),
    };
    for (const [name, value] of values) write(value, shown[name] ?? '–');
    write(content, JSON.stringify(entry.body, null, 2));
  }

  load();
  return { element, heading, title: () => text('page.entry', { sequence }), update, close() {} };
}
