// The list of holds: search, and walk through it by keyboard. It follows the site without losing the person's place.

import { fill, make, show, write } from './dom.js';
import { number } from './format.js';
import { changeHoldRow, makeHoldRow } from './holdrow.js';
import { onHoldsChanged } from './holdnews.js';
import { bind } from './keys.js';
import { makeRecall } from './recall.js';
import { refresher } from './refresh.js';
import { problem, say, text } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

const PAGE = 50;
const WHICH = ['open', 'closed', 'all'];

/** The hold that was looked at last: the list opens where the person has left it. */
let visited = null;

export function rememberVisit(hold) {
  visited = hold;
}

export function openHoldsPage() {
  const query = new URLSearchParams(location.search);
  let which = WHICH.includes(query.get('which')) ? query.get('which') : 'open';
  let wanted = PAGE;
  let found = [];

  const plain = { class: 'code', autocomplete: 'off', spellcheck: 'false' };
  const search = make('input', { type: 'search', id: 'search', sayHint: 'holds.search-hint', ...plain });
  search.value = query.get('text') ?? '';
  const choices = WHICH.map((name) => makeChoice(name, name === which, () => choose(name)));
  const count = make('p', { class: 'quiet', role: 'status' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const list = make('ul', { class: 'holds wide', role: 'list', sayLabel: 'page.holds' });
  const more = make('button', { type: 'button', say: 'holds.more', hidden: true, onclick: () => load(wanted + PAGE) });
  const heading = make('h1', { tabindex: '-1', say: 'page.holds' });
  const key = make('kbd', {}, '/');
  const columns = ['id', 'number', 'reasons', 'state', 'who', 'since'].map((name) => make('span', { say: `holds.column-${name}` }));
  const element = make(
    'section',
    { class: 'panel holds-page' },
    make('div', { class: 'panel-head' }, heading, count),
    make(
      'form',
      { class: 'holds-search', role: 'search', onsubmit: (event) => submit(event) },
      make('div', { class: 'field' }, make('label', { for: 'search' }, make('span', { say: 'holds.search' }), ' ', key), search),
      make('fieldset', { class: 'choices' }, make('legend', { class: 'unseen', say: 'holds.which' }), ...choices),
    ),
    make('div', { class: 'holds-columns', 'aria-hidden': 'true' }, ...columns),
    list,
    fault,
    more,
    api.may('recall') ? makeRecall() : null,
  );

  search.addEventListener('input', () => load(PAGE));
  search.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      step(1);
    }
  });

  function submit(event) {
    event.preventDefault();
    // A scanned or fully typed number that finds one hold is meant to open it.
    if (found.length === 1) rows()[0]?.click();
    else step(1);
  }

  function choose(name) {
    which = name;
    load(PAGE);
  }

  function load(limit) {
    wanted = limit;
    const kept = new URLSearchParams();
    if (which !== 'open') kept.set('which', which);
    if (search.value.trim()) kept.set('text', search.value.trim());
    history.replaceState(null, '', kept.size > 0 ? `/holds?${kept}` : '/holds');
    again.ask();
  }

  const again = refresher(async () => {
    try {
      const holds = [];
      let open = 0;
      // The gateway gives at most 200 at once; what was unfolded stays unfolded.
      while (holds.length < wanted) {
        const asked = new URLSearchParams({ which, limit: Math.min(200, wanted - holds.length) });
        if (search.value.trim()) asked.set('text', search.value.trim());
        if (holds.length > 0) asked.set('before', holds.at(-1).sequence);
        const answer = await api.get(`/api/holds?${asked}`);
        holds.push(...answer.holds);
        open = answer.open;
        if (answer.holds.length === 0) break;
      }
      take(holds, open);
    } catch (error) {
      write(fault, problem(error));
    }
  });

  function take(holds, open) {
    const isFirst = found.length === 0;
    found = holds;
    write(fault, '');
    say(count, 'holds.count', { open: number(open) });
    show(more, holds.length >= wanted);
    refill();
    if (isFirst && visited && document.activeElement === heading) rows().find((row) => row.dataset.hold === visited)?.focus();
  }

  function refill() {
    fill(list, found, (hold) => hold.id, makeHoldRow, changeHoldRow);
    if (found.length === 0) write(fault, text(search.value.trim() ? 'holds.none-found' : 'holds.none'));
  }

  function rows() {
    return [...list.querySelectorAll('a')];
  }

  /** Moves the focus along the list; from outside it enters at its nearer end. */
  function step(by) {
    const all = rows();
    const place = all.indexOf(document.activeElement);
    const next = place < 0 ? (by > 0 ? 0 : all.length - 1) : place + by;
    all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
  }

  const ends = [
    bind('j', () => step(1)),
    bind('k', () => step(-1)),
    bind('ArrowDown', () => step(1)),
    bind('ArrowUp', () => step(-1)),
    bind('/', () => search.focus()),
    onHoldsChanged(() => again.ask()),
  ];
  const clock = setInterval(refill, 30_000);
  let halted = '';
  ends.push(
    live.watch((state) => {
      const now = state.halts.map((halt) => halt.hold).join(' ');
      if (now === halted) return;
      halted = now;
      if (found.length > 0) refill();
    }),
  );

  return {
    element,
    heading,
    title: () => text('page.holds'),
    update: refill,
    close() {
      clearInterval(clock);
      again.stop();
      for (const end of ends) end();
    },
  };
}

function makeChoice(name, isChosen, choose) {
  const input = make('input', { type: 'radio', name: 'which', id: `which-${name}`, value: name, onchange: choose });
  input.checked = isChosen;
  return make('div', { class: 'choice' }, input, make('label', { for: `which-${name}`, say: `holds.which-${name}` }));
}
