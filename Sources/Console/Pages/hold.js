// One hold: why the parcel is held, what was declared, where it was, what was done, and what to do next.

import { makeControl } from './control.js';
import { makeDeclared } from './declared.js';
import { fill, make, show, write } from './dom.js';
import { makeHaltButton } from './halt.js';
import { instant, moment, span } from './format.js';
import { onHoldsChanged } from './holdnews.js';
import { numberText, reasonText } from './holdrow.js';
import { rememberVisit } from './holds.js';
import { stageMark, urgencyMark } from './marks.js';
import { makePictures } from './pictures.js';
import { refresher } from './refresh.js';
import { isOpen } from './steprules.js';
import { makeSteps } from './steps.js';
import { coded, problem, say, text } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

export function openHoldPage(id) {
  rememberVisit(id);
  let detail = null;
  let error = null;
  const heading = make('h1', { tabindex: '-1', class: 'code' }, id);
  const head = makeHead(heading);
  const fault = make('p', { class: 'problem', role: 'status' });
  const reasons = make('ul', { class: 'reasons', role: 'list' });
  const passages = make('ul', { class: 'passages', role: 'list' });
  const timeline = make('ol', { class: 'timeline' });
  const declared = makeDeclared((ground) => api.post(`/api/holds/${encodeURIComponent(id)}/personal`, ground), 'inspection');
  const pictures = makePictures(id, () => again.ask());
  const steps = api.may('inspect') ? makeSteps(id, () => again.ask()) : null;
  const control = makeControl(id);
  const haltButton = api.may('halt') ? makeHaltButton('halt.start-hold', () => ({ hold: id })) : null;
  const facts = make(
    'div',
    { class: 'hold-body', hidden: true },
    make(
      'div',
      { class: 'hold-facts' },
      make('section', { class: 'panel first' }, make('h2', { say: 'hold.reasons' }), reasons),
      pictures.element,
      declared.element,
      make('section', { class: 'panel' }, make('h2', { say: 'hold.passages' }), passages),
    ),
    make(
      'div',
      { class: 'hold-work' },
      steps ? steps.element : makeNoSteps(),
      control.element,
      haltButton,
      make('section', { class: 'panel' }, make('h2', { say: 'hold.timeline' }), timeline),
    ),
  );
  const element = make('div', { class: 'hold-page' }, head.element, fault, facts);

  const again = refresher(async () => {
    try {
      detail = await api.get(`/api/holds/${encodeURIComponent(id)}`);
      error = null;
    } catch (caught) {
      error = caught;
    }
    update();
  });

  function update() {
    write(fault, error ? problem(error) : '');
    show(facts, Boolean(detail));
    if (!detail) return;
    head.update(detail.hold);
    const numbered = detail.hold.reasons.map((reason, place) => ({ reason, place }));
    fill(reasons, numbered, ({ place }) => String(place), makeReason, changeReason);
    pictures.update(detail.pictures);
    declared.update(detail.declared, detail.isDeclaredLater, detail.measured);
    fill(passages, detail.passages, (passage) => passage.id, makePassage, changePassage);
    fill(timeline, [raised(detail.hold), ...detail.steps], (step) => String(step.sequence), makeEvent, changeEvent);
    takeHold();
  }

  /** A belt may be halted because of this hold, and be let run again. */
  function takeHold() {
    const isDoNotOpen = live.current()?.halts.some((halt) => halt.hold === id) ?? false;
    steps?.take({ ...detail.hold, isDoNotOpen });
    control.update(detail.hold);
    if (haltButton) show(haltButton, isOpen(detail.hold) && !isDoNotOpen);
  }

  const unwatch = live.watch(() => detail && takeHold());
  const unfollow = onHoldsChanged(() => again.ask());
  return {
    element,
    heading,
    hold: id,
    title: () => text('page.hold', { hold: id }),
    update,
    isWriting: () => steps?.isWriting() ?? false,
    offerNumber: (number) => steps?.offerNumber(number) ?? false,
    close() {
      unfollow();
      unwatch();
      again.stop();
      steps?.close();
      declared.close();
      pictures.close();
    },
  };
}

function makeNoSteps() {
  const why = make('p', { class: 'quiet', say: 'steps.not-for-you' });
  return make('section', { class: 'panel' }, make('h2', { say: 'steps.heading' }), why);
}

/** The number, and where the hold stands. */
function makeHead(heading) {
  const number = make('p', { class: 'hold-item code' });
  const state = make('p', { class: 'hold-state' });
  const recall = make('p', { class: 'badge urgent', hidden: true }, urgencyMark(1), make('span', { say: 'hold.recall-long' }));
  const facts = make('p', { class: 'figure-note' });
  const title = make('div', { class: 'hold-title' }, make('p', { class: 'eyebrow', say: 'hold.heading' }), heading);
  const back = make('a', { href: '/holds', class: 'button', say: 'hold.back' });
  const standing = make('div', { class: 'hold-standing' }, state, recall);
  const element = make('header', { class: 'panel hold-head' }, title, make('div', {}, number, facts), standing, back);
  return {
    element,
    update(hold) {
      const now = live.siteNow();
      write(number, numberText(hold));
      number.classList.toggle('absent', !hold.number);
      state.replaceChildren(stageMark(hold.state), make('span', { class: 'strong' }, coded('state.', hold.state)));
      if (hold.inspector) state.append(make('span', {}, text('hold.with', { account: hold.inspector })));
      if (hold.awaitsScreening) state.append(make('span', {}, text('hold.awaits-screening')));
      show(recall, hold.recall && isOpen(hold));
      const values = { line: hold.line, at: moment(hold.raised_ms, now), age: span(now - hold.raised_ms) };
      say(facts, 'hold.since', values);
    },
  };
}

function makeReason() {
  return make('li', {}, make('p', { class: 'reason' }), make('p', { class: 'figure-note' }));
}

function changeReason(item, { reason }) {
  const [words, rule] = item.children;
  write(words, reasonText(reason));
  write(rule, reason.rule ? text('hold.rule', { rule: reason.rule }) : '');
  show(rule, Boolean(reason.rule));
}

function makePassage(passage) {
  const why = make('a', { class: 'more', href: `/explain/${encodeURIComponent(passage.id)}`, hidden: true, say: 'explanation.link' });
  return make('li', {}, make('p', {}), make('p', { class: 'figure-note' }), why);
}

function changePassage(item, passage) {
  const [what, when, why] = item.children;
  show(why, Boolean(passage.verdict));
  const verdict = passage.verdict && text('passage.verdict', { verdict: coded('verdict.', passage.verdict) });
  const how = passage.how ? coded('how.', passage.how) : text('how.under-way');
  const exit = passage.exit !== undefined && text('passage.exit', { exit: passage.exit });
  write(what, [verdict, how, exit].filter(Boolean).join(' · '));
  const until = passage.ended_ms ? ` – ${instant(passage.ended_ms)}` : '';
  const at = instant(passage.opened_ms) + until;
  write(when, text('passage.facts', { line: passage.line, passage: passage.id, track: passage.track, at }));
}

/** The beginning of a hold's life is no step of its own. */
function raised(hold) {
  return { sequence: hold.sequence, step: 'raised', at_ms: hold.raised_ms };
}

function makeEvent() {
  const body = ['strong', 'figure-note', 'note'].map((style) => make('p', { class: style }));
  const why = make('a', { class: 'more', hidden: true, say: 'explanation.link' });
  return make('li', {}, make('time', { class: 'code' }), make('div', {}, ...body, why));
}

function changeEvent(item, step) {
  const [when, body] = item.children;
  const [what, who, note, why] = body.children;
  when.dateTime = new Date(step.at_ms).toISOString();
  write(when, instant(step.at_ms));
  const facts = [coded('step.', step.step), step.finding && coded('finding.', step.finding), step.number];
  write(what, facts.filter(Boolean).join(': '));
  write(who, step.by ?? text('hold.by-machine'));
  write(note, step.note ?? (step.hasNote ? text('hold.note-hidden') : ''));
  show(note, Boolean(step.hasNote));
  show(why, Boolean(step.asked));
  if (step.asked) why.href = `/explain/${encodeURIComponent(step.asked)}`;
}
