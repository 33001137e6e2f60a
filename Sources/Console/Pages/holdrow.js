// One hold as a row of a list: the whole row is the link to it.

import { make, show, write } from './dom.js';
import { moment, span } from './format.js';
import { stageMark, urgencyMark } from './marks.js';
import { isOpen } from './steprules.js';
import { coded, language, text } from './words.js';
import * as live from './live.js';

export function holdPath(id) {
  return `/holds/${encodeURIComponent(id)}`;
}

/** A reason in the person's language, in the words that stood when the decision was made. */
export function reasonText(reason) {
  return reason[language()];
}

/** What a person must know of a parcel that has no number. */
export function numberText(hold) {
  return hold.number ?? text('hold.no-number');
}

export function makeHoldRow(hold) {
  return make(
    'li',
    {},
    make(
      'a',
      { class: 'hold-row', href: holdPath(hold.id), 'data-hold': hold.id },
      make('span', { class: 'hold-id code' }),
      make('span', { class: 'hold-number code' }),
      make('span', { class: 'hold-reasons' }),
      make('span', { class: 'hold-state' }),
      make('span', { class: 'hold-who' }),
      make('time', { class: 'hold-since' }),
    ),
  );
}

export function changeHoldRow(item, hold) {
  const now = live.siteNow();
  const [row] = item.children;
  const [id, number, reasons, state, who, since] = row.children;
  write(id, hold.id);
  write(number, numberText(hold));
  number.classList.toggle('absent', !hold.number);
  const [first, ...more] = hold.reasons;
  const further = more.length > 0 && text('hold.more-reasons', { count: more.length });
  write(reasons, [first ? reasonText(first) : '–', further].filter(Boolean).join(' '));
  changeState(state, hold);
  write(who, hold.inspector ?? '');
  show(who, Boolean(hold.inspector));
  since.dateTime = new Date(hold.raised_ms).toISOString();
  write(since, `${moment(hold.raised_ms, now)} · ${span(now - hold.raised_ms)}`);
  row.classList.toggle('waiting', isWaiting(hold));
}

/** In the lane or at the table, and nobody has it: that is where a person is needed. */
function isWaiting(hold) {
  return ['diverted', 'received'].includes(hold.state);
}

function changeState(place, hold) {
  const words = coded('state.', hold.state);
  const recall = hold.recall ? text('hold.recall') : '';
  const isDoNotOpen = live.current()?.halts.some((halt) => halt.hold === hold.id) ?? false;
  const shown = `${hold.state} ${words} ${recall} ${isDoNotOpen}`;
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  place.replaceChildren(stageMark(hold.state), make('span', {}, words));
  if (isDoNotOpen) place.append(make('span', { class: 'badge urgent' }, urgencyMark(1), text('hold.do-not-open')));
  // A recall that was answered needs nobody any more.
  if (hold.recall && isOpen(hold)) place.append(make('span', { class: 'badge urgent' }, urgencyMark(1), recall));
  else if (hold.recall) place.append(make('span', { class: 'badge' }, recall));
}
