// Tables: rows of facts with a head. On a telephone each row is a block, and each fact says what it is.

import { make, show } from './dom.js';
import { say } from './words.js';

/**
 * @param {string} label the key of what the table is called
 * @param {string[]} columns the keys of its columns' names
 */
export function makeTable(label, columns) {
  const body = make('tbody');
  const head = make('thead', {}, make('tr', {}, ...columns.map((key) => make('th', { scope: 'col', say: key }))));
  const element = make('table', { class: 'table', sayLabel: label }, head, body);
  return {
    element,
    body,
    /** A row of empty cells; the first one names it. */
    row() {
      const cells = columns.map((key, place) => {
        const cell = place === 0 ? make('th', { scope: 'row' }) : make('td', {});
        say(cell, key, {}, 'data-label');
        return cell;
      });
      return make('tr', {}, ...cells);
    },
    showHead(isShown) {
      show(head, isShown);
    },
  };
}
