// What was declared about a parcel, as the decision used it. Names, telephone numbers and addresses stay hidden until
// somebody asks for them, and that is written down.

import { make, show, write } from './dom.js';
import { instant, money, number, weight } from './format.js';
import { makePersonal } from './personal.js';
import { say } from './words.js';

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

/** What scales and dimensioners found, beside what is declared. */
const MEASURED = [
  ['weighed', (measured, declared) => measured.weight_g && weight(measured.weight_g) + difference(measured.weight_g, declared.weight_g)],
  ['measured', (measured) => sides(measured)],
];

function difference(found, said) {
  if (said === undefined || found === said) return '';
  return ` (${found > said ? '+' : '−'}${weight(Math.abs(found - said))})`;
}

function sides(measured) {
  const found = [measured.length_mm, measured.width_mm, measured.height_mm];
  return found.some(Boolean) && `${found.map((side) => (side ? number(side) : '–')).join(' × ')} mm`;
}

/**
 * @param {(ground) => Promise<{ sender, receiver }>} reveal asks for the personal data with a ground; the hold's or the item's
 * @param {string} usual the ground that is offered first
 */
export function makeDeclared(reveal, usual = '') {
  const none = make('p', { class: 'quiet', say: 'declared.none' });
  const row = ([name, read]) => {
    const value = make('dd');
    return { read, value, element: make('div', {}, make('dt', { say: `declared.${name}` }), value) };
  };
  const rows = ROWS.map(row);
  const found = MEASURED.map(row);
  const contents = make('ul', { class: 'contents', role: 'list' });
  const source = make('p', { class: 'figure-note' });
  const personal = makePersonal(reveal, usual);
  const body = make(
    'div',
    {},
    make('h3', { say: 'declared.contents' }),
    contents,
    make('dl', { class: 'facts' }, ...[...found, ...rows].map((row) => row.element)),
    personal.element,
    source,
  );
  const later = make('p', { class: 'quiet', say: 'declared.later' });
  const element = make('section', { class: 'panel' }, make('h2', { say: 'declared.heading' }), none, later, body);
  return {
    element,
    /**
     * @param {boolean} isLater the decision did not know of it
     * @param {object} measured what was measured, where anything was
     */
    update(declared, isLater = false, measured = {}) {
      show(none, !declared);
      show(later, isLater);
      show(body, Boolean(declared));
      personal.update();
      if (!declared) return;
      for (const { read, value } of rows) write(value, read(declared) || '–');
      for (const { read, value, element: line } of found) {
        const text = read(measured, declared);
        show(line, Boolean(text));
        write(value, text || '');
      }
      contents.replaceChildren(...declared.contents.map(makeContent));
      say(source, 'declared.source', {
        import: number(declared.import),
        line: number(declared.line),
        version: number(declared.version),
        at: instant(declared.imported_ms),
      });
    },
    mask: personal.mask,
    close: personal.close,
  };
}

function makeContent({ description, quantity, hsCode }) {
  const more = [quantity !== undefined && `× ${number(quantity)}`, hsCode && `HS ${hsCode}`].filter(Boolean).join(' · ');
  return make('li', {}, make('span', { class: 'strong' }, description), more && make('span', { class: 'figure-note' }, more));
}
