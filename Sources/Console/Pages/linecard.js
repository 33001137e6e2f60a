// One line: its belt, the parcels on it that need a person, and its numbers.

import { Belt } from './belt.js';
import { confirmed } from './confirm.js';
import { fill, make, show, write } from './dom.js';
import { makeSuspectList } from './halt.js';
import { makeInduction } from './induction.js';
import { makeBalance, makeFigure } from './figures.js';
import { number, speed } from './format.js';
import { holdPath, reasonText } from './holdrow.js';
import { parcelMark, urgencyMark } from './marks.js';
import { makeTrend, sample } from './trend.js';
import { coded, language, problem, say, text } from './words.js';
import * as api from './api.js';

/** What is missing for a clear because the law itself is in question; anything else that is missing is a matter of patience. */
const GRAVE = new Set(['escape', 'journal', 'halt']);

/** @param layout the line as `/api/site` describes it */
export function makeLineCard(layout, openHold) {
  const belt = new Belt(layout, openHold);
  const name = make('h2', {});
  const running = make('p', { class: 'line-state' });
  const onBelt = makeOnBelt();
  const missing = makeMissing();
  const induction = makeInduction(layout.id);
  const suspects = api.may('halt') ? makeSuspectList() : null;
  const laneTrend = makeTrend(`lane ${layout.id}`);
  const clears = makeFigure('figure.clears');
  const lane = makeFigure('figure.lane', laneTrend.element);
  const balance = makeBalance();
  const element = make(
    'section',
    { class: 'panel line-card', 'data-line': layout.id },
    make('div', { class: 'line-head' }, name, running),
    belt.element,
    onBelt.element,
    missing.element,
    induction.element,
    make('div', { class: 'figures' }, clears.element, lane.element, balance.element),
    suspects?.element,
  );
  const card = {
    element,
    close: () => belt.close(),
    /** @param {(hold: string) => object?} known what is known of a hold, where somebody may know it */
    update(line, state, known) {
      belt.take(line, state.now_ms);
      changeRunning(running, line);
      onBelt.update(line.passages, known);
      missing.update(line.passages);
      induction.update(line, state.orders);
      suspects?.update(line.passages);
      const urgency = line.missing.some((code) => GRAVE.has(code)) ? 1 : 2;
      const why = line.missing.map((code) => coded('readiness.', code)).join('; ');
      if (line.missing.length === 0) clears.update(text('figure.clears-yes'), text('figure.clears-why'));
      else clears.update(text('figure.clears-no'), why, urgency);
      if (line.laneFree !== undefined) sample(`lane ${layout.id}`, line.laneFree, state.now_ms);
      laneTrend.update(state.now_ms);
      const note = line.laneFull ? 'figure.lane-full' : line.laneFree === undefined ? 'figure.lane-unknown' : 'figure.lane-well';
      lane.update(line.laneFree === undefined ? '–' : number(line.laneFree), text(note), line.laneFull ? 2 : 0);
      balance.update(line.balance);
    },
    speak() {
      write(name, layout.name[language()]);
      belt.update();
    },
  };
  card.speak();
  return card;
}

/** Whether the belt runs, and if not, why; with a sign only when a person may be needed. */
function changeRunning(place, line) {
  const [words, isWell] = running(line);
  const shown = `${isWell} ${words}`;
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  place.replaceChildren(...(isWell ? [] : [urgencyMark(2)]), words);
}

function running(line) {
  if (!line.isConnected) return [text('line.unconnected'), false];
  if (line.stopped) return [text('line.stopped', { why: coded('stopped.', line.stopped) }), false];
  if (!line.isMoving) return [text('line.standing'), false];
  return [text('line.running', { speed: speed(line.speed_mm_s) }), true];
}

/** The held parcels that are on the belt now, each with its reason and the way to its hold. */
function makeOnBelt() {
  const list = make('ul', { class: 'on-belt', role: 'list', sayLabel: 'line.held-heading' });
  const none = make('p', { class: 'quiet', say: 'line.held-none' });
  const element = make('section', { class: 'strip' }, make('h3', { tabindex: '-1', say: 'line.held-heading' }), list, none);
  return {
    element,
    update(passages, known) {
      const held = passages.filter((passage) => passage.state === 'held');
      fill(list, held, (passage) => passage.id, makeHeld, (item, passage) => changeHeld(item, passage, known));
      show(none, held.length === 0);
      show(list, held.length > 0);
    },
  };
}

function makeHeld(passage) {
  const isLink = passage.hold && api.may('see-holds');
  const words = [make('span', { class: 'code strong' }), make('span', { class: 'code' }), make('span', {})];
  const row = make(isLink ? 'a' : 'span', { class: 'held-parcel', href: isLink && holdPath(passage.hold) }, parcelMark('held'), ...words);
  return make('li', {}, row);
}

function changeHeld(item, passage, known) {
  const [, id, numberNode, reason] = item.firstElementChild.children;
  const hold = passage.hold && known(passage.hold);
  write(id, passage.hold ?? '');
  write(numberNode, passage.number ?? text('hold.no-number'));
  write(reason, hold?.reasons[0] ? reasonText(hold.reasons[0]) : '');
}

/** Parcels past every exit that were seen at none: each stays open until a person has closed it. */
function makeMissing() {
  const list = make('ul', { class: 'missing', role: 'list' });
  const heading = make('h3', { tabindex: '-1', say: 'line.missing-heading' });
  const element = make('section', { class: 'strip attention', hidden: true }, heading, list);
  return {
    element,
    update(passages) {
      const missing = passages.filter((passage) => passage.state === 'missing');
      fill(list, missing, (passage) => passage.id, makeMissingRow, changeMissingRow);
      show(element, missing.length > 0);
    },
  };
}

function makeMissingRow(passage) {
  const fault = make('p', { class: 'problem', role: 'status' });
  const what = make('p', {});
  const row = make('li', { class: 'missing-parcel' }, parcelMark('missing'), make('div', {}, what, fault));
  if (!api.may('close-missing')) return row;
  const label = make('span', { say: 'line.close' });
  const button = make('button', { type: 'button' }, label);
  button.addEventListener('click', confirmed(button, label, 'line.close', () => close(passage.id, fault)));
  row.append(button);
  return row;
}

function changeMissingRow(row, passage) {
  const what = row.querySelector('p');
  const values = { number: passage.number ?? text('hold.no-number'), passage: passage.id, track: passage.track };
  say(what, 'line.missing-parcel', values);
}

async function close(passage, fault) {
  try {
    await api.post(`/api/passages/${encodeURIComponent(passage)}/closing`);
    write(fault, '');
  } catch (error) {
    write(fault, problem(error));
  }
}
