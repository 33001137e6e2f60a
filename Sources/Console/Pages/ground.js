// The question why somebody looks at personal data: a ground, and words of his own where the ground needs them.

import { make, show } from './dom.js';

const GROUNDS = ['inspection', 'contact', 'authority', 'enquiry', 'correction', 'reading', 'other'];
/** Grounds that need words of the person's own. */
const NOTED = ['authority', 'other'];

/**
 * @param {string} usual the ground that is offered; '' where nothing tells why somebody looks
 * @param {(ground: { ground, note }) => Promise<void>} ask fails with what was refused
 */
export function makeGroundForm(usual, ask) {
  const offered = usual ? [usual, ...GROUNDS.filter((code) => code !== usual)] : ['', ...GROUNDS];
  const options = offered.map((code) => make('option', { value: code, say: `ground.${code || 'choose'}` }));
  const ground = make('select', { id: 'ground', onchange: () => show(noteField, NOTED.includes(ground.value)) }, ...options);
  const note = make('input', { id: 'ground-note', type: 'text', maxlength: '200', autocomplete: 'off' });
  const noteField = make('div', { class: 'field', hidden: true }, make('label', { for: 'ground-note', say: 'ground.note' }), note);
  const element = make(
    'form',
    { class: 'ground', onsubmit: submit },
    make('div', { class: 'field' }, make('label', { for: 'ground', say: 'ground.label' }), ground),
    noteField,
    make('button', { type: 'submit', class: 'primary', say: 'ground.show' }),
  );
  let isAsking = false;

  async function submit(event) {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    try {
      const told = note.value.trim();
      await ask({ ground: ground.value, ...(NOTED.includes(ground.value) && told ? { note: told } : {}) });
      note.value = '';
    } catch (error) {
      if (error.code === 'ground-needs-note') note.focus();
      if (error.code === 'choose-ground') ground.focus();
    } finally {
      isAsking = false;
    }
  }

  return { element, focus: () => ground.focus() };
}
