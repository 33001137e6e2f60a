// What was declared about a parcel, as the decision used it. Names, telephone numbers and addresses stay hidden until
// somebody asks for them, and that is written down.

import { make, show, write } from './dom.js';
import { instant, money, number, weight } from './format.js';
import { bind } from './keys.js';
import { problem, say } from './words.js';
import * as api from './api.js';

/** The rows of a declaration that are one value each, and how they are shown. */
const ROWS = [
  ['service', (declared) => declared.service],
  ['way', (declared) => `${declared.origin} → ${declared.destination}`],
  ['office', (declared) => declared.office],
  ['weight', (declared) => declared.weight_g && weight(declared.weight_g)],
  ['length', (declared) => declared.length_mm && `${number(declared.length_mm)} mm`],
  ['value', (declared) => declared.value_vnd !== undefined && money(declared.value_vnd)],
  ['cod', (declared) => declared.cod_vnd !== undefined && money(declared.cod_vnd)],
];

/** @param {string} id the hold */
export function makeDeclared(id) {
  const none = make('p', { class: 'quiet', say: 'declared.none' });
  const rows = ROWS.map(([name, read]) => {
    const value = make('dd');
    return { read, value, element: make('div', {}, make('dt', { say: `declared.${name}` }), value) };
  });
  const contents = make('ul', { class: 'contents', role: 'list' });
  const source = make('p', { class: 'figure-note' });
  const personal = makePersonal(id);
  const body = make(
    'div',
    {},
    make('h3', { say: 'declared.contents' }),
    contents,
    make('dl', { class: 'facts' }, ...rows.map((row) => row.element)),
    personal.element,
    source,
  );
  const element = make('section', { class: 'panel' }, make('h2', { say: 'declared.heading' }), none, body);
  return {
    element,
    update(declared) {
      show(none, !declared);
      show(body, Boolean(declared));
      personal.update();
      if (!declared) return;
      for (const { read, value } of rows) write(value, read(declared) || '–');
      contents.replaceChildren(...declared.contents.map(makeContent));
      say(source, 'declared.source', {
        import: number(declared.import),
        line: number(declared.line),
        version: number(declared.version),
        at: instant(declared.imported_ms),
      });
    },
    close: personal.close,
  };
}

function makeContent({ description, quantity, hsCode }) {
  const more = [quantity !== undefined && `× ${number(quantity)}`, hsCode && `HS ${hsCode}`].filter(Boolean).join(' · ');
  return make('li', {}, make('span', { class: 'strong' }, description), more && make('span', { class: 'figure-note' }, more));
}

const MASK = '•••••••••';
const PARTIES = ['sender', 'receiver'];

function makePersonal(id) {
  const places = PARTIES.map((party) => {
    const value = make('dd', { class: 'masked' }, MASK);
    return { party, value, element: make('div', {}, make('dt', { say: `declared.${party}` }), value) };
  });
  const label = make('span', { say: 'declared.show' });
  const button = make('button', { type: 'button', onclick: toggle }, label, make('kbd', {}, 'P'));
  const fault = make('p', { class: 'problem', role: 'status' });
  const isAllowed = api.may('see-personal');
  const facts = make('dl', { class: 'facts parties' }, ...places.map((place) => place.element));
  const way = isAllowed ? button : make('p', { class: 'quiet', say: 'declared.not-for-you' });
  const element = make('section', { class: 'personal', sayLabel: 'declared.personal' }, facts, way, fault);
  const unbind = isAllowed ? bind('p', toggle) : () => {};
  let isShown = false;
  let refused = null;

  async function toggle() {
    if (isShown) return hide();
    refused = null;
    try {
      const parties = await api.get(`/api/holds/${encodeURIComponent(id)}/personal`);
      for (const { party, value } of places) {
        const { name, phone, address } = parties[party];
        value.replaceChildren(...[name, phone, address].filter(Boolean).map((line) => make('span', {}, line)));
        value.classList.remove('masked');
      }
      isShown = true;
    } catch (error) {
      refused = error;
    }
    update();
  }

  function hide() {
    for (const { value } of places) {
      value.replaceChildren(MASK);
      value.classList.add('masked');
    }
    isShown = false;
    update();
  }

  function update() {
    say(label, isShown ? 'declared.hide' : 'declared.show');
    write(fault, refused ? problem(refused) : '');
  }

  return { element, update, close: unbind };
}
