// Takes an earlier clear back by its number.

import { make, write } from './dom.js';
import { problem, text } from './words.js';
import * as api from './api.js';

export function makeRecall() {
  const number = make('input', { type: 'text', id: 'recall-number', class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' });
  const ground = make('input', { type: 'text', id: 'recall-ground', maxlength: '1000', autocomplete: 'off' });
  const told = make('p', { role: 'status' });
  const form = make(
    'form',
    { onsubmit: (event) => submit(event) },
    make('div', { class: 'field' }, make('label', { for: number.id, say: 'recall.number' }), number),
    make('div', { class: 'field' }, make('label', { for: ground.id, say: 'recall.ground' }), ground),
    make('button', { type: 'submit', say: 'recall.do' }),
  );
  const submit = async (event) => {
    event.preventDefault();
    const wanted = number.value.trim();
    try {
      await api.post('/api/recalls', { number: wanted, ground: ground.value.trim() });
      write(told, text('recall.done', { number: wanted }));
      told.className = 'quiet';
      form.reset();
    } catch (error) {
      write(told, problem(error));
      told.className = 'problem';
    }
  };
  return make(
    'details',
    { class: 'recall' },
    make('summary', { say: 'recall.heading' }),
    make('p', { class: 'quiet', say: 'recall.note' }),
    form,
    told,
  );
}
