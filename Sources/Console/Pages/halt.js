// Do not open, do not move: the card that says what to do and whom to call, above every page, and the way back to work that
// two persons go together.

import { confirmed, withGround } from './confirm.js';
import { fill, make, show, write } from './dom.js';
import { instant } from './format.js';
import { holdPath } from './holdrow.js';
import { urgencyMark } from './marks.js';
import { coded, language, problem, text } from './words.js';
import * as api from './api.js';

/** So many parcels that have left stay in their places in the list of those to choose from. */
const LEFT_LIMIT = 12;
const STEPS = ['halt.do-1', 'halt.do-2', 'halt.do-3', 'halt.do-4'];

/** @param site as `/api/site` describes it: it names whom to call */
export function makeHaltBanner(site) {
  const list = make('ul', { role: 'list', class: 'halt-list' });
  const contacts = make('ul', { class: 'halt-contacts', role: 'list' });
  const nobody = make('p', { say: 'halt.no-contacts' });
  const banner = make(
    'section',
    { class: 'halt', sayLabel: 'halt.heading', 'aria-live': 'assertive', hidden: true },
    make('h2', { tabindex: '-1', say: 'halt.heading' }),
    list,
    make('ol', { class: 'halt-steps' }, ...STEPS.map((key) => make('li', { say: key }))),
    make('h3', { say: 'halt.contacts' }),
    contacts,
    nobody,
  );
  return {
    element: banner,
    update(state) {
      const halts = state?.halts ?? [];
      show(banner, halts.length > 0);
      if (halts.length === 0) return;
      fill(contacts, site.dangerContacts, (contact) => contact.phone, makeContact, changeContact);
      show(nobody, site.dangerContacts.length === 0);
      const orders = new Map(state.orders.filter((order) => order.halt).map((order) => [order.halt, order]));
      fill(list, halts, (halt) => String(halt.sequence), makeHalt, (item, halt) => changeHalt(item, halt, orders.get(halt.sequence), site));
    },
  };
}

function makeContact(contact) {
  return make('li', {}, make('span', {}), ' ', make('a', { class: 'code', href: `tel:${contact.phone.replace(/[^0-9+]/g, '')}` }, contact.phone));
}

function changeContact(item, contact) {
  write(item.firstElementChild, contact.name[language()]);
}

function makeHalt(halt) {
  const parts = [
    make('p', { class: 'halt-what' }, urgencyMark(1), ' ', make('span')),
    make('p', { class: 'halt-which' }),
    make('p', { class: 'halt-lane', hidden: true, say: 'halt.in-lane' }),
  ];
  const where = make('p', { class: 'halt-where' }, make('span'), ' ');
  if (api.may('see-holds')) where.append(make('a', { href: holdPath(halt.hold) }));
  parts.push(where);
  if (api.may('order-lines')) parts.push(makeReturn(halt));
  return make('li', {}, ...parts);
}

/** The parcel, and where it was last seen. */
function which(halt) {
  const number = halt.number ?? text('hold.no-number');
  if (halt.isInLane || halt.front_mm === undefined) {
    return halt.state ? text('halt.which-state', { number, state: coded('state.', halt.state) }) : number;
  }
  return text('halt.start-parcel', { number, position: decimetres(halt.front_mm) });
}

/** Rounded: a belt that runs on must not make a text that changes all the time. */
function decimetres(front_mm) {
  return Math.round(front_mm / 100) * 100;
}

function changeHalt(item, halt, order, site) {
  const table = site.tables.find((one) => one.id === halt.lines[0]);
  const what = table ? text('halt.what-table', { table: table.name[language()] }) : text('halt.what', { lines: halt.lines.join(', ') });
  write(item.querySelector('.halt-what span'), what);
  write(item.querySelector('.halt-which'), which(halt));
  show(item.querySelector('.halt-lane'), halt.isInLane);
  const at = instant(halt.at_ms);
  write(item.querySelector('.halt-where span'), halt.by ? text('halt.by', { account: halt.by, at }) : text('halt.by-rule', { at }));
  const link = item.querySelector('.halt-where a');
  if (link) write(link, text('halt.hold', { hold: halt.hold }));
  item.querySelector('.halt-return')?.update(order);
}

/** One person asks with a ground, another one confirms. */
function makeReturn(halt) {
  const id = `halt-ground-${halt.sequence}`;
  const ground = make('input', { type: 'text', id, maxlength: '1000', autocomplete: 'off' });
  const asked = make('p', {});
  const fault = make('p', { class: 'problem', role: 'status' });
  const ask = make('button', { type: 'submit', say: 'halt.return' });
  const label = make('span', { say: 'halt.confirm' });
  const confirm = make('button', { type: 'button', class: 'halt-confirm' }, label);
  const own = make('p', { say: 'halt.not-you' });
  const form = make('form', { onsubmit: (event) => submit(event) }, make('label', { for: id, say: 'halt.ground' }), ground, ask);
  const element = make('div', { class: 'halt-return' }, form, asked, own, confirm, fault);
  let order = null;
  const tell = async (path, body) => {
    try {
      await api.post(path, body);
      write(fault, '');
      ground.value = '';
    } catch (error) {
      write(fault, problem(error));
    }
  };
  const submit = (event) => {
    event.preventDefault();
    tell('/api/orders', { order: 'return-to-work', line: halt.lines[0], halt: halt.sequence, ground: ground.value.trim() });
  };
  confirm.addEventListener('click', confirmed(confirm, label, 'halt.confirm', () => order && tell(`/api/orders/${order.sequence}/confirmation`)));
  element.update = (waiting) => {
    order = waiting ?? null;
    const isOwn = order?.by === api.account();
    show(asked, Boolean(order));
    if (order) write(asked, withGround(text('halt.asked', { account: order.by, at: instant(order.at_ms) }), order));
    show(own, Boolean(order) && isOwn);
    show(confirm, Boolean(order) && !isOwn);
    show(form, !order || isOwn);
  };
  element.update(undefined);
  return element;
}

/**
 * The button that makes a held parcel, or what lies on a table, one of this class.
 * @param {string} key the key of its text
 * @param {() => object} target what it points at
 */
export function makeHaltButton(key, target) {
  const label = make('span', { say: key });
  const fault = make('p', { class: 'problem', role: 'status' });
  const button = make('button', { type: 'button', class: 'danger' }, label);
  button.addEventListener('click', confirmed(button, label, key, () => halt(target(), fault)));
  return make('div', { class: 'halt-start' }, button, fault);
}

/** For the page of the lines: a person points at a parcel on the belt. */
export function makeSuspectList() {
  const list = make('ul', { class: 'suspects', role: 'list' });
  const none = make('p', { class: 'quiet', say: 'halt.none' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const element = make(
    'details',
    { class: 'halt-start' },
    make('summary', { say: 'halt.start' }),
    make('p', { say: 'halt.start-note' }),
    list,
    none,
    fault,
  );
  const makeSuspect = (passage) => {
    const label = make('span', {});
    const order = make('span', { say: 'halt.start-hold' });
    const button = make('button', { type: 'button', class: 'danger' }, label, ' ', order);
    button.addEventListener('click', confirmed(button, order, 'halt.start-hold', () => halt({ passage: passage.id }, fault)));
    return make('li', {}, button);
  };
  /** What the list shows, in the order in which it came: no row moves under a finger because another parcel has left. */
  let shown = [];
  return {
    element,
    update(passages) {
      if (!element.open) {
        shown = [];
        return;
      }
      const there = new Map(passages.filter((passage) => passage.state !== 'missing').map((passage) => [passage.id, passage]));
      const known = new Set(shown.map((passage) => passage.id));
      const rows = shown.map((passage) => there.get(passage.id) ?? { ...passage, hasLeft: true });
      rows.push(...[...there.values()].filter((passage) => !known.has(passage.id)));
      const left = rows.filter((passage) => passage.hasLeft);
      const dropped = new Set(left.slice(0, Math.max(0, left.length - LEFT_LIMIT)));
      shown = rows.filter((passage) => !dropped.has(passage));
      fill(list, shown, (passage) => passage.id, makeSuspect, (item, passage) => {
        const values = { number: passage.number ?? text('hold.no-number'), position: decimetres(passage.front_mm) };
        write(item.querySelector('span'), text(passage.hasLeft ? 'halt.start-left' : 'halt.start-parcel', values));
        item.firstElementChild.disabled = Boolean(passage.hasLeft);
      });
      show(none, shown.length === 0);
    },
  };
}

async function halt(target, fault) {
  try {
    await api.post('/api/halts', target);
    write(fault, '');
  } catch (error) {
    write(fault, problem(error));
  }
}
