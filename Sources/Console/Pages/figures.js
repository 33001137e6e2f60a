// Numbers with what they mean and where their limit is.

import { make, write } from './dom.js';
import { number } from './format.js';
import { urgencyMark, wellMark } from './marks.js';
import { say } from './words.js';

/**
 * One number: its name, its value, and a note on what it means now.
 * @param {string} key the name's key in the catalogue
 */
export function makeFigure(key, ...more) {
  const sign = make('span', { class: 'figure-sign' });
  const value = make('span', { class: 'figure-value' });
  const note = make('span', { class: 'figure-note' });
  const element = make('div', { class: 'figure' }, make('h3', { say: key }), make('p', {}, sign, value, ...more), note);
  return {
    element,
    /** @param {0|1|2} urgency 0 when all is well */
    update(shown, explained = '', urgency = 0) {
      write(value, shown);
      write(note, explained);
      if (element.dataset.urgency === String(urgency)) return;
      element.dataset.urgency = urgency;
      sign.replaceChildren(...(urgency > 0 ? [urgencyMark(urgency)] : []));
    },
  };
}

const inflow = ['inducted', 'strays'];
const outflow = ['passed', 'inspected', 'recirculated', 'removed', 'underWay', 'unexplained'];

/** The parcel balance as the sum that it is: what came in is what went out, or something is unexplained. */
export function makeBalance() {
  const terms = [...inflow, ...outflow].map((name) => {
    const value = make('dd');
    return { name, value, element: make('div', { 'data-term': name }, make('dt', { say: `balance.${name}` }), value) };
  });
  const note = make('p', { class: 'figure-note' });
  const element = make(
    'div',
    { class: 'balance' },
    make('h3', { say: 'balance.heading' }),
    make('dl', {}, ...terms.map((term) => term.element)),
    note,
  );
  return {
    element,
    update(balance) {
      element.hidden = !balance;
      if (!balance) return;
      for (const { name, value, element: term } of terms) {
        write(value, number(balance[name]));
        if (name === 'unexplained') term.dataset.urgency = balance.unexplained === 0 ? 0 : 1;
      }
      if (balance.unexplained === 0) say(note, 'balance.well');
      else say(note, 'balance.wrong', { missing: number(balance.missing), escaped: number(balance.escaped) });
      element.dataset.urgency = balance.unexplained === 0 ? 0 : 1;
    },
  };
}

/** One row of a list of things that are well or not. */
export function makeHealthRow() {
  return make(
    'li',
    { class: 'health' },
    make('span', { class: 'health-sign' }),
    make('span', { class: 'health-name code' }),
    make('span', { class: 'health-state' }),
    make('span', { class: 'health-note' }),
  );
}

export function changeHealthRow(row, { name, state, note, isWell }) {
  const [sign, nameNode, stateNode, noteNode] = row.children;
  if (row.dataset.well !== String(isWell)) {
    row.dataset.well = isWell;
    sign.replaceChildren(wellMark(isWell));
  }
  write(nameNode, name);
  write(stateNode, state);
  write(noteNode, note);
}
