// How a line takes parcels in, why it is slowed or stopped, and the order by which two persons let it run for a while.

import { withGround } from './confirm.js';
import { make, show, write } from './dom.js';
import { instant } from './format.js';
import { urgencyMark } from './marks.js';
import { coded, problem, text } from './words.js';
import * as api from './api.js';

/** @param line the line's id */
export function makeInduction(line) {
  const why = make('span', {});
  const mark = urgencyMark(2);
  const state = make('p', { class: 'induction-state' }, why);
  const until = make('p', {});
  const order = api.may('order-lines') ? makeOrder(line) : null;
  const element = make('section', { class: 'strip attention induction', hidden: true }, state, until, order?.element);
  return {
    element,
    update(described, orders) {
      const isRunning = described.induction === 'run';
      show(element, !isRunning);
      // What is well carries no mark, seen or not.
      if (isRunning) return mark.remove();
      if (!mark.parentElement) state.prepend(mark);
      write(why, text(`induction.${described.induction}`, { why: coded('induction-why.', described.inductionWhy) }));
      show(until, described.runsOnUntil_ms !== undefined);
      if (described.runsOnUntil_ms !== undefined) write(until, text('order.running', { at: instant(described.runsOnUntil_ms) }));
      const waiting = orders.find((order) => order.order === 'run-with-full-lane' && order.line === line);
      order?.update(waiting, described.inductionWhy === 'lane-full');
    },
  };
}

function makeOrder(line) {
  const minutes = make('input', { type: 'number', id: `order-minutes-${line}`, min: '1', max: '60', value: '10' });
  const ground = make('input', { type: 'text', id: `order-ground-${line}`, maxlength: '1000', autocomplete: 'off' });
  const asked = make('p', {});
  const own = make('p', { say: 'halt.not-you' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const confirm = make('button', { type: 'button', say: 'order.confirm' });
  const form = make(
    'form',
    { onsubmit: (event) => submit(event) },
    make('label', { for: minutes.id, say: 'order.minutes' }),
    minutes,
    make('label', { for: ground.id, say: 'order.ground' }),
    ground,
    make('button', { type: 'submit', say: 'order.ask' }),
  );
  const element = make(
    'details',
    { class: 'line-order' },
    make('summary', { say: 'order.run-heading' }),
    make('p', { say: 'order.run-note' }),
    form,
    asked,
    own,
    confirm,
    fault,
  );
  let waiting = null;
  const tell = async (path, body) => {
    try {
      await api.post(path, body);
      write(fault, '');
    } catch (error) {
      write(fault, problem(error));
    }
  };
  const submit = (event) => {
    event.preventDefault();
    tell('/api/orders', { order: 'run-with-full-lane', line, minutes: Number(minutes.value), ground: ground.value.trim() });
  };
  confirm.addEventListener('click', () => waiting && tell(`/api/orders/${waiting.sequence}/confirmation`));
  return {
    element,
    update(order, isOffered) {
      waiting = order ?? null;
      show(element, isOffered || Boolean(order));
      if (order) element.open = true;
      const isOwn = order?.by === api.account();
      show(asked, Boolean(order));
      if (order) write(asked, withGround(text('order.asked', { account: order.by, minutes: order.minutes }), order));
      show(own, Boolean(order) && isOwn);
      show(confirm, Boolean(order) && !isOwn);
      show(form, !order || isOwn);
    },
  };
}
