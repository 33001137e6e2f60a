// The panel with the keys and this browser's settings. It stands beside the page and blocks nothing.

import { fill, make, show, write } from './dom.js';
import { areOn, bind, turn } from './keys.js';
import { isOpen as mayOpen, places } from './pages.js';
import { setTable, table } from './scan.js';
import { text } from './words.js';
import * as live from './live.js';

const KEYS = [
  ['A', 'help.acknowledge'],
  ['R', 'help.roll-back'],
  ['L', 'help.language'],
  ['?', 'help.help'],
  ['/', 'help.search'],
  ['J', 'help.next'],
  ['K', 'help.previous'],
  ['Enter', 'help.open'],
  ['Esc', 'help.escape'],
];

export function makeHelp() {
  const close = make('button', { type: 'button', say: 'help.close', onclick: () => toggle() });
  const row = (key, what) => make('div', {}, make('dt', {}, make('kbd', {}, key)), make('dd', { say: what }));
  const pages = places.map((page) => ({ page, element: row(page.key.toUpperCase(), `page.${page.name}`) }));
  const keys = [...pages.map(({ element }) => element), ...KEYS.map(([key, what]) => row(key, what))];
  const isOn = make('input', { type: 'checkbox', id: 'keys-on', onchange: () => turn(isOn.checked) });
  isOn.checked = areOn();
  const tables = make('select', { id: 'table', onchange: () => setTable(tables.value) });
  const element = make(
    'aside',
    { class: 'help', id: 'help', sayLabel: 'help.heading', hidden: true },
    make('div', { class: 'panel-head' }, make('h2', { say: 'help.heading' }), close),
    make('dl', { class: 'keys' }, ...keys),
    make('p', { class: 'quiet', say: 'help.steps' }),
    make('h3', { say: 'help.settings' }),
    make('div', { class: 'choice' }, isOn, make('label', { for: 'keys-on', say: 'help.keys-on' })),
    make('div', { class: 'field' }, make('label', { for: 'table', say: 'help.table' }), tables),
  );
  let opener = null;
  let unbind = () => {};

  function toggle() {
    const isOpening = element.hidden;
    show(element, isOpening);
    unbind();
    if (isOpening) {
      for (const { page, element: key } of pages) show(key, mayOpen(page));
      opener = document.activeElement;
      offerTables();
      unbind = bind('Escape', toggle);
      close.focus();
    } else {
      opener?.focus();
    }
  }

  function offerTables() {
    const devices = new Set(['', table(), ...(live.current()?.devices ?? []).map((device) => device.id)]);
    const makeOption = (device) => make('option', { value: device });
    fill(tables, [...devices], (device) => device, makeOption, (option, device) => write(option, device || text('help.any-table')));
    tables.value = table();
  }

  return { element, toggle };
}
