// The sign of a table: a huge word, a shape, a colour and a sound. GO only as long as the gate shows it and the gateway is
// heard; everything else is no GO.

import { draw, make, show, write } from './dom.js';
import { areBlocked, areSilent, play, setSilent } from './tones.js';
import { language, say, text } from './words.js';
import * as live from './live.js';

const LOOK_MS = 100;

/** What kind of sign a state is; without GO from the gate a clear only waits. */
const kinds = {
  deciding: 'wait',
  cleared: 'wait',
  over: 'done',
  held: 'stop',
  'do-not-open': 'stop',
  'already-held': 'stop',
  refused: 'stop',
  'bag-has-recall': 'stop',
  'no-number': 'ask',
  'not-held': 'ask',
  'no-bag': 'ask',
  'other-bag': 'ask',
  nobody: 'ask',
  caged: 'done',
  'already-caged': 'done',
  bagged: 'done',
  'already-bagged': 'done',
  'bag-opened': 'done',
  'bag-closed': 'done',
};

const shapes = {
  go: [['circle', { cx: 60, cy: 60, r: 54 }], ['path', { d: 'M32 62l20 22 38-46', class: 'stroke' }]],
  stop: [['path', { d: 'M40 6h40l34 34v40l-34 34H40L6 80V40z' }], ['path', { d: 'M30 60h60', class: 'stroke' }]],
  ask: [['path', { d: 'M60 8l54 98H6z' }], ['path', { d: 'M60 44v30M60 90v1', class: 'stroke' }]],
  done: [['path', { d: 'M10 10h100v100H10z' }], ['path', { d: 'M34 62l18 20 34-42', class: 'stroke' }]],
  wait: [['path', { d: 'M60 8l52 52-52 52L8 60z' }], ['path', { d: 'M40 60h1M60 60h1M80 60h1', class: 'stroke' }]],
};

export function makeCounterSign() {
  const shape = draw('svg', { viewBox: '0 0 120 120', class: 'sign-shape', 'aria-hidden': 'true', focusable: 'false' });
  const word = make('p', { class: 'sign-word' });
  const number = make('p', { class: 'sign-number code' });
  const note = make('p', { class: 'sign-note' });
  const hold = make('p', { class: 'sign-hold' });
  const reasons = make('ul', { class: 'sign-reasons' });
  const left = make('p', { class: 'sign-left' });
  const board = make('div', { class: 'sign-board', role: 'status' }, word, number, reasons, hold, note);
  const sound = make('button', { type: 'button', class: 'sign-sound', onclick: () => mute() });
  const element = make('section', { class: 'counter-sign', 'data-sign': 'wait', sayLabel: 'table.sign' }, shape, board, left, sound);
  let table = null;
  let cage = '';
  let drawn = null;
  let heard = null;
  let wasBlocked = false;

  function kind() {
    const state = table?.showing?.state;
    if (!state || live.stale()) return 'wait';
    return remaining() > 0 ? 'go' : kinds[state] ?? 'ask';
  }

  /** Milliseconds of GO that are left. */
  function remaining() {
    if (live.stale() || table?.showing?.state !== 'cleared') return 0;
    return (table.goUntil_ms ?? 0) - live.siteNow();
  }

  function look() {
    const now = kind();
    const showing = table?.showing;
    if (now !== drawn) {
      drawn = now;
      element.dataset.sign = now;
      shape.replaceChildren(...shapes[now].map(([tag, attributes]) => draw(tag, attributes)));
    }
    const state = live.stale() ? 'stale' : now === 'go' ? 'go' : !showing ? (table?.mode === 'bag' && !table.bag ? 'no-bag' : 'ready') : showing.state === 'cleared' ? 'deciding' : showing.state;
    write(word, text(`table-state.${state}`));
    write(number, live.stale() ? '' : showing?.number ?? '');
    write(note, text(`table-note.${state}`, { cage }));
    write(hold, showing?.hold && !live.stale() ? text('table.hold', { hold: showing.hold }) : '');
    const told = live.stale() ? [] : (showing?.reasons ?? []).map((reason) => reason[language()]);
    const lines = told.filter((line, place) => told.indexOf(line) === place);
    if ([...reasons.children].map((line) => line.textContent).join('\n') !== lines.join('\n')) {
      reasons.replaceChildren(...lines.map((line) => make('li', {}, line)));
    }
    show(reasons, lines.length > 0);
    show(left, now === 'go');
    if (now === 'go') write(left, text('table.seconds', { seconds: Math.ceil(remaining() / 1000) }));
    hear(now);
    if (wasBlocked !== areBlocked()) sayMute();
  }

  /** Each event of the table sounds once; what was there when the page was opened is old. */
  function hear(now) {
    if (!table || now === 'wait') return;
    const event = `${table.serial} ${now}`;
    const isNew = heard !== null && heard !== event && !heard.startsWith(`${table.serial} go`);
    heard = event;
    if (isNew) play(now);
  }

  /** Pressed while the browser keeps quiet it lets it sound; else it switches the sound on or off. */
  function mute() {
    if (areSilent() || !wasBlocked) setSilent(!areSilent());
    if (!areSilent()) play('done');
    sayMute();
  }

  function sayMute() {
    wasBlocked = areBlocked();
    say(sound, areSilent() ? 'table.sound-off' : wasBlocked ? 'table.sound-blocked' : 'table.sound-on');
    sound.setAttribute('aria-pressed', areSilent());
  }

  const timer = setInterval(look, LOOK_MS);
  sayMute();

  return {
    element,
    mute,
    forget() {
      heard = null;
    },
    /** @param {string} place where held parcels go */
    update(newest, place) {
      if (table?.id !== newest.id || heard === null) heard = `${newest.serial} old`;
      table = newest;
      cage = place;
      look();
    },
    close: () => clearInterval(timer),
  };
}
