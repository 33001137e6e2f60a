// Tables: rows of facts with a head. On a telephone each row is a block, and each fact says what it is.

import { make, show } from './dom.js';
import { say } from './words.js';

/**
 * @param {string} label the key of what the table is called
 * @param {string[]} columns the keys of its columns' names
 * @param {(key: string) => Node | null} control makes what a column's head is pressed by; null where it is a name alone
 */
export function makeTable(label, columns, control = () => null) {
  const body = make('tbody');
  const heads = columns.map((key) => {
    const pressed = control(key);
    return pressed ? make('th', { scope: 'col' }, pressed) : make('th', { scope: 'col', say: key });
  });
  const head = make('thead', {}, make('tr', {}, ...heads));
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
