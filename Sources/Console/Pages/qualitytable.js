// Rules with their figures: filtered by a text, in the order of a column, never more rows than a person reads.

import { fill, make, write } from './dom.js';
import { number, percent } from './format.js';
import { urgencyMark } from './marks.js';
import { makeTable } from './table.js';
import { language, text } from './words.js';

const MOST_ROWS = 300;
/** The columns, and by what their rows stand in order; a figure's highest comes first. */
const COLUMNS = [
  ['rule', (rule) => rule.id],
  ['life', null],
  ['speaks', (rule) => rule.speaks],
  ['alone', (rule) => rule.alone],
  ['fails', (rule) => rule.fails],
  ['inspected', (rule) => rule.found + rule.harmless],
  ['precision', (rule) => rule.precision ?? -1],
  ['recall', (rule) => rule.recall ?? -1],
  ['marks', null],
].map(([name, by]) => ({ name, key: `quality.column-${name}`, by }));

export function makeQualityTable() {
  const field = make('input', { type: 'search', id: 'quality-filter', maxlength: 64, autocomplete: 'off', spellcheck: 'false', oninput: () => refill() });
  const count = make('p', { class: 'quiet', role: 'status' });
  const table = makeTable('quality.rules', COLUMNS.map(({ key }) => key), makeSort);
  const element = make(
    'section',
    { class: 'panel quality-rules' },
    make('h2', { tabindex: '-1', say: 'quality.rules' }),
    make('div', { class: 'quality-filter' }, make('div', { class: 'field' }, make('label', { for: 'quality-filter', say: 'quality.filter' }), field)),
    count,
    make('div', { class: 'quality-table' }, table.element),
  );
  let judged = null;
  let order = { name: 'speaks', isRising: false };

  function makeSort(key) {
    const { name, by } = COLUMNS.find((column) => column.key === key);
    return by && make('button', { type: 'button', class: 'sort', 'data-column': name, onclick: () => sortBy(name) }, make('span', { say: key }), make('span', { class: 'sort-sign', 'aria-hidden': 'true' }));
  }

  /** A second press turns the order around. */
  function sortBy(name) {
    order = { name, isRising: order.name === name ? !order.isRising : name === 'rule' };
    refill();
  }

  function refill() {
    for (const button of table.element.querySelectorAll('.sort')) {
      const isOrder = order.name === button.dataset.column;
      if (isOrder) button.parentElement.setAttribute('aria-sort', order.isRising ? 'ascending' : 'descending');
      else button.parentElement.removeAttribute('aria-sort');
      write(button.lastElementChild, isOrder ? (order.isRising ? '▲' : '▼') : '');
    }
    if (!judged) return;
    const wanted = folded(field.value.trim());
    const { by } = COLUMNS.find(({ name }) => name === order.name);
    const turn = order.isRising ? 1 : -1;
    const fitting = judged.rules
      .filter((rule) => [rule.id, rule.name.vi, rule.name.en].some((words) => folded(words).includes(wanted)))
      .sort((first, second) => turn * compare(by(first), by(second)) || compare(first.id, second.id));
    const shown = fitting.slice(0, MOST_ROWS);
    write(count, text('quality.shown', { shown: number(shown.length), count: number(judged.rules.length) }));
    fill(table.body, shown, (rule) => rule.id, () => makeRow(table), (row, rule) => changeRow(row, rule, judged));
  }

  return {
    element,
    take(result) {
      judged = result;
      refill();
    },
  };
}

function compare(first, second) {
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Without case and Vietnamese marks. */
function folded(words) {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

function makeRow(table) {
  const row = table.row();
  row.firstElementChild.append(make('span', { class: 'strong' }), make('span', { class: 'code quiet' }));
  return row;
}

function changeRow(row, rule, judged) {
  const [name, life, speaks, alone, fails, inspected, precision, recall, marks] = row.children;
  row.dataset.rule = rule.id;
  write(name.firstElementChild, rule.name[language()]);
  write(name.lastElementChild, rule.id);
  write(life, text(`quality.life-${rule.life}`));
  write(speaks, number(rule.speaks));
  write(alone, number(rule.alone));
  write(fails, number(rule.fails));
  const count = rule.found + rule.harmless;
  write(inspected, count > 0 ? text('quality.inspected', { found: number(rule.found), inspected: number(count) }) : '–');
  const [share, low, high] = ['precision', 'precisionLow', 'precisionHigh'].map((key) => percent((rule[key] ?? 0) / 1000));
  write(precision, rule.precision === undefined ? '–' : text('quality.precision', { share, low, high }));
  write(recall, rule.recall === undefined ? '–' : percent(rule.recall / 1000));
  const told = ['never', 'always', 'impossible'].filter((mark) => judged[mark].includes(rule.id));
  const words = told.map((mark) => text(`quality.${mark}`)).join(', ');
  if (marks.textContent === words) return;
  const sign = told.includes('impossible') ? urgencyMark(3) : null;
  marks.replaceChildren(...(words ? [make('span', { class: 'quality-mark' }, sign, make('span', {}, words))] : []));
}
