// A controlled delivery: an authority has ordered in writing that a held parcel goes on under its watch. Two persons carry it
// out.

import { confirmed, withGround } from './confirm.js';
import { make, show, write } from './dom.js';
import { problem, text } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

const HARMLESS = new Set(['as-declared', 'recoded']);

/** @param {string} id the hold */
export function makeControl(id) {
  const ground = make('input', { type: 'text', id: 'control-ground', maxlength: '1000', autocomplete: 'off' });
  const asked = make('p', {});
  const own = make('p', { say: 'halt.not-you' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const label = make('span', { say: 'order.confirm' });
  const confirm = make('button', { type: 'button', class: 'control-confirm' }, label);
  const form = make(
    'form',
    { onsubmit: (event) => submit(event) },
    make('div', { class: 'field' }, make('label', { for: ground.id, say: 'control.ground' }), ground),
    make('button', { type: 'submit', say: 'order.ask' }),
  );
  const element = make(
    'details',
    { class: 'panel control', hidden: true },
    make('summary', { say: 'control.heading' }),
    make('p', { class: 'quiet', say: 'control.note' }),
    form,
    asked,
    own,
    confirm,
    fault,
  );
  let hold = null;
  let order = null;
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
    tell('/api/orders', { order: 'controlled-delivery', line: hold.line, hold: id, ground: ground.value.trim() });
  };
  confirm.addEventListener('click', confirmed(confirm, label, 'order.confirm', () => order && tell(`/api/orders/${order.sequence}/confirmation`)));
  return {
    element,
    update(newest) {
      hold = newest;
      order = live.current()?.orders.find((waiting) => waiting.hold === id) ?? null;
      const isFound = hold.state === 'inspecting' && hold.finding && !HARMLESS.has(hold.finding);
      show(element, Boolean(isFound) && api.may('order-lines'));
      if (order) element.open = true;
      const isOwn = order?.by === api.account();
      show(asked, Boolean(order));
      if (order) write(asked, withGround(text('control.asked', { account: order.by }), order));
      show(own, Boolean(order) && isOwn);
      show(confirm, Boolean(order) && !isOwn);
      show(form, !order || isOwn);
    },
  };
}
