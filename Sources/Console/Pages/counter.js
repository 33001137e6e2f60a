// The page of a table without a belt: GO or STOP, for a person with a parcel in one hand and a scanner in the other.

import { makeCounterSide } from './counterside.js';
import { makeCounterSign } from './countersign.js';
import { makeHaltButton } from './halt.js';
import { fill, make, show, write } from './dom.js';
import { bind } from './keys.js';
import { language, problem, text } from './words.js';
import { listenForWedge } from './wedge.js';
import * as api from './api.js';
import * as live from './live.js';

const PLACE = 'parcelgate.counter';
const MODES = [
  ['screening', 's'],
  ['cage', 'c'],
  ['bag', 'b'],
];
const ASK_AGAIN_MS = 2_000;
/** A second press within this time is the same one: each makes a hold and a tag. */
const SAME_PRESS_MS = 2_000;

/** @param site as `/api/site` describes it */
export function openCounterPage(site) {
  const known = site.tables.map(({ id }) => id);
  let id = known.includes(localStorage.getItem(PLACE)) ? localStorage.getItem(PLACE) : known[0];
  let wanted = 'screening';
  let asked = 0;
  let error = null;
  let unreadAt = -Infinity;

  const heading = make('h1', { tabindex: '-1' });
  const tables = make('select', { id: 'counter-table', onchange: () => choose(tables.value) });
  const choice = make('div', { class: 'field' }, make('label', { for: 'counter-table', say: 'table.choose' }), tables);
  const modes = MODES.map(([mode, key]) =>
    make(
      'button',
      { type: 'button', 'data-mode': mode, onclick: () => turn(mode) },
      make('kbd', {}, key.toUpperCase()),
      make('span', { say: `table-mode.${mode}` }),
    ),
  );
  const kinds = make('div', { class: 'counter-modes', role: 'group', sayLabel: 'table.modes' }, ...modes);
  const fault = make('p', { class: 'problem', role: 'alert' });
  const taken = make('p', { class: 'problem', role: 'status' });
  const take = make('button', { type: 'button', say: 'table.take', onclick: () => turn(wanted) });
  const sign = makeCounterSign();
  const label = make('input', { id: 'counter-label', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '128' });
  const form = make(
    'form',
    { class: 'counter-entry', novalidate: true },
    make('div', { class: 'field' }, make('label', { for: 'counter-label', say: 'table.label' }), label),
    make('button', { type: 'submit', say: 'table.enter' }),
    make('button', { type: 'button', say: 'table.unread', onclick: unread }),
  );
  const side = makeCounterSide(ask);
  const danger = api.may('halt') ? makeHaltButton('halt.start', () => ({ table: id })) : null;
  const main = make('div', { class: 'counter-main' }, sign.element, form, danger);
  const element = make(
    'div',
    { class: 'counter-page' },
    make('div', { class: 'counter-head' }, heading, choice, kinds),
    make('div', { class: 'counter-notices' }, taken, take, fault),
    main,
    side.element,
  );

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const scanned = label.value.trim();
    label.value = '';
    if (scanned) ask('scans', { label: scanned });
  });

  async function ask(what, body = {}) {
    error = null;
    write(fault, '');
    try {
      await api.post(`/api/tables/${encodeURIComponent(id)}/${what}`, body);
    } catch (caught) {
      error = caught;
      write(fault, problem(caught));
    }
  }

  function unread() {
    if (performance.now() - unreadAt < SAME_PRESS_MS) return;
    unreadAt = performance.now();
    ask('unread');
  }

  function turn(mode) {
    wanted = mode;
    asked = performance.now();
    return ask('mode', { mode });
  }

  function choose(table) {
    if (table === id) return;
    ask('mode', { mode: 'left' });
    id = table;
    localStorage.setItem(PLACE, id);
    sign.forget();
    page.update();
  }

  function update(state) {
    const table = state?.tables.find((one) => one.id === id);
    if (!table) return;
    const isMine = table.clerk === api.account();
    if (isMine && table.mode !== 'left') wanted = table.mode;
    // A table that nobody has is taken by who stands before it, also after the gateway has started again.
    const isFree = !table.clerk && !live.stale() && document.visibilityState === 'visible';
    if (isFree && performance.now() - asked > ASK_AGAIN_MS) turn(wanted);
    show(taken, Boolean(table.clerk) && !isMine);
    show(take, Boolean(table.clerk) && !isMine);
    if (table.clerk) write(taken, text('table.taken', { account: table.clerk }));
    for (const button of modes) {
      button.setAttribute('aria-pressed', isMine && button.dataset.mode === table.mode);
    }
    sign.update(table, site.tables.find((one) => one.id === id).cage[language()]);
    side.update(table, state.now_ms);
  }

  const ends = [
    live.watch(update),
    listenForWedge((scanned) => ask('scans', { label: scanned })),
    ...MODES.map(([mode, key]) => bind(key, () => turn(mode))),
    bind('m', () => sign.mute()),
    bind('/', () => label.focus()),
  ];

  const page = {
    element,
    heading,
    focus: () => label.focus({ preventScroll: true }),
    title: () => text('page.table'),
    isWriting: () => true,
    update() {
      write(heading, site.tables.find((one) => one.id === id)?.name[language()] ?? text('table.none'));
      show(choice, known.length > 1);
      for (const part of [kinds, main, side.element]) show(part, known.length > 0);
      fill(tables, site.tables, (one) => one.id, (one) => make('option', { value: one.id }), (option, one) => write(option, one.name[language()]));
      tables.value = id;
      if (error) write(fault, problem(error));
      update(live.current());
    },
    close() {
      for (const end of ends) end();
      sign.close();
    },
  };
  page.update();
  return page;
}
