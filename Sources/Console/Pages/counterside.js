// What stands beside a table's sign: the bag, the cage, the day, the last parcels.

import { fill, make, show, write } from './dom.js';
import { moment, number } from './format.js';
import { coded, text, trouble } from './words.js';

const COUNTS = ['scanned', 'cleared', 'held', 'caged', 'bagged', 'refused'];

/** @param {(what: string, body?: object) => void} ask sends an order to the table */
export function makeCounterSide(ask) {
  const bagState = make('p', {});
  const bagLabel = make('input', { id: 'bag-label', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '40' });
  const open = make('button', { type: 'submit', say: 'table.bag-open' });
  const close = make('button', { type: 'button', say: 'table.bag-close', onclick: () => ask('bags/closing') });
  const form = make('form', { novalidate: true }, make('div', { class: 'field' }, make('label', { for: 'bag-label', say: 'table.bag-label' }), bagLabel), open);
  const recalls = make('ul', { class: 'counter-recalls' });
  const bag = section('table.bag', bagState, form, close, recalls);

  const uncaged = make('ul', { class: 'counter-uncaged' });
  const caged = make('p', { class: 'quiet', say: 'table.all-caged' });
  const printer = make('p', { class: 'problem', role: 'status' });
  const cage = section('table.cage', uncaged, caged, printer);

  const figures = COUNTS.map((name) => {
    const count = make('dd', { class: 'strong' });
    return { name, count, element: make('div', {}, make('dt', { say: `table-count.${name}` }), count) };
  });
  const day = section('table.day', make('dl', { class: 'counter-counts' }, ...figures.map((figure) => figure.element)));

  const rows = make('ol', { class: 'counter-rows' });
  const last = section('table.last', rows);
  const missing = make('p', { class: 'problem', role: 'status' });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const label = bagLabel.value.trim();
    bagLabel.value = '';
    ask('bags', label ? { label } : {});
  });

  function section(heading, ...parts) {
    return make('section', { class: 'panel' }, make('h2', { tabindex: '-1', say: heading }), ...parts);
  }

  return {
    element: make('div', { class: 'counter-side' }, missing, bag, cage, day, last),
    update(table, now) {
      write(missing, table.missing.length ? text('table.not-ready', { what: table.missing.map((code) => coded('readiness.', code)).join('; ') }) : '');
      const at = table.bag;
      write(bagState, at ? text('table.bag-state', { bag: at.label ?? at.id, parcels: number(at.parcels), refused: number(at.refused) }) : text('table.bag-none'));
      show(form, !at);
      show(close, Boolean(at));
      fill(
        recalls,
        table.recalls,
        (recall) => recall.hold,
        () => make('li', { class: 'problem' }),
        (item, recall) => write(item, text('table.recall', recall)),
      );
      fill(uncaged, table.uncaged, (hold) => hold, (hold) => makeHeld(hold, ask), (item) => show(item.lastElementChild, table.hasPrinter));
      show(caged, table.uncaged.length === 0);
      write(printer, table.printerTrouble ? trouble(table.printerTrouble) : '');
      for (const { name, count } of figures) write(count, number(table.counts[name] ?? 0));
      fill(
        rows,
        table.rows.map((row, place) => ({ ...row, key: `${row.at_ms} ${row.number} ${row.state} ${table.rows.length - place}` })),
        (row) => row.key,
        () => make('li', {}, make('span', { class: 'quiet' }), make('span', { class: 'code' }), make('span', { class: 'strong' })),
        (item, row) => {
          write(item.children[0], moment(row.at_ms, now));
          write(item.children[1], row.number ?? row.hold ?? '');
          write(item.children[2], text(`table-row.${row.state}`));
        },
      );
    },
  };
}

function makeHeld(hold, ask) {
  const again = make('button', { type: 'button', say: 'table.print', onclick: () => ask('tags', { hold }) });
  return make('li', {}, make('span', { class: 'code' }, hold), again);
}
