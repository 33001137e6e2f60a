// What an inspector does with a hold, in the order of the work: each step says why it is not possible yet, and what went
// wrong, where it was pressed.

import { confirmed } from './confirm.js';
import { announce, make, show, write } from './dom.js';
import { bind } from './keys.js';
import { FINDINGS, isOpen, nextStep, obstacle } from './steprules.js';
import { coded, problem, say, text } from './words.js';
import * as api from './api.js';

/** Steps with their keys; what cannot be undone is pressed twice. */
const STEPS = [
  { step: 'received', key: 'r' },
  { step: 'inspecting', key: 't' },
  { step: 'identified', key: 'n' },
  { step: 'found', key: 'f' },
  { step: 'released', key: 'g', isFinal: true },
  { step: 'returned', key: 'b', isFinal: true },
  { step: 'seized', key: 's', isFinal: true },
  { step: 'handed-over', key: 'h', isFinal: true },
];

/**
 * @param {string} id the hold
 * @param {() => void} changed a step was taken
 */
export function makeSteps(id, changed) {
  const plain = { class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' };
  const number = make('input', { type: 'text', id: 'step-number', ...plain });
  const finding = make('select', { id: 'step-finding' }, ...['', ...FINDINGS].map((code) => make('option', { value: code })));
  const note = make('textarea', { id: 'step-note', rows: '2', maxlength: '1000' });
  const over = make('p', { class: 'quiet' });
  const list = make('ol', { class: 'steps' });
  const noteField = make('div', { class: 'field' }, make('label', { for: 'step-note', say: 'steps.note' }), note);
  const heading = make('h2', { say: 'steps.heading' });
  const element = make('section', { class: 'panel steps-panel' }, heading, over, noteField, list);
  const fields = { identified: number, found: finding };
  const rows = STEPS.map((described) => makeStep(described, fields[described.step], act));
  list.append(...rows.map((row) => row.element));
  let hold = null;
  let isBusy = false;

  async function act(step, row) {
    if (isBusy || !hold) return;
    const refused = obstacle(step, hold, api.account()) ?? incomplete(step);
    if (refused) return row.refuse(refused);
    isBusy = true;
    row.refuse(null);
    try {
      const body = { step };
      if (step === 'identified') body.number = number.value.trim();
      if (step === 'found') body.finding = finding.value;
      if (note.value.trim()) body.note = note.value.trim();
      await api.post(`/api/holds/${encodeURIComponent(id)}/steps`, body);
      note.value = '';
      row.rest();
      announce(text('steps.done', { step: text(`step.${step}`) }));
    } catch (error) {
      row.refuse(error);
    } finally {
      isBusy = false;
      changed();
    }
  }

  function incomplete(step) {
    if (step === 'identified' && !number.value.trim()) return { code: 'needs-number' };
    if (step === 'found' && !finding.value) return { code: 'choose-finding' };
    return null;
  }

  function update() {
    if (!hold) return;
    const canHandOver = hold.state === 'seized';
    show(over, !isOpen(hold));
    if (!isOpen(hold)) say(over, canHandOver ? 'steps.seized' : 'steps.over', { state: coded('state.', hold.state) });
    show(noteField, isOpen(hold) || canHandOver);
    show(list, isOpen(hold) || canHandOver);
    for (const option of finding.options) write(option, option.value ? text(`finding.${option.value}`) : text('steps.choose'));
    for (const row of rows) {
      show(row.element, isOffered(row.step));
      row.update(obstacle(row.step, hold, api.account()), row.step === nextStep(hold, api.account()));
    }
  }

  /** A step that this hold will never need is not shown. */
  function isOffered(step) {
    if (hold.state === 'seized') return step === 'handed-over';
    if (step === 'identified') return !hold.number;
    return step !== 'handed-over';
  }

  const ends = rows.map((row) => bind(row.key, row.press));
  return {
    element,
    take(newest) {
      hold = newest;
      update();
    },
    update,
    /** A number that was scanned while this hold has none, unless the person has typed one. */
    offerNumber(scanned) {
      if (hold?.number || obstacle('identified', hold, api.account()) || number.value) return false;
      number.value = scanned;
      number.focus();
      return true;
    },
    /** Whether there is a text that would be lost. */
    isWriting: () => note.value.trim() !== '' || number.value.trim() !== '',
    close() {
      for (const end of ends) end();
    },
  };
}

/** One step: its field if it has one, its button, and beneath it what stands in the way. */
function makeStep({ step, key, isFinal }, field, act) {
  const label = make('span', { say: `action.${step}` });
  const why = make('p', { class: 'why', id: `why-${step}` });
  const fault = make('p', { class: 'problem', role: 'status' });
  const button = make('button', { type: 'button', 'data-step': step, 'aria-describedby': why.id }, label, make('kbd', {}, key.toUpperCase()));
  const caption = field && make('label', { for: field.id, say: `steps.${field.id}` });
  const row = { step, key, update, refuse, rest, press: pressKey };
  const run = () => act(step, row);
  const guarded = isFinal ? confirmed(button, label, `action.${step}`, run) : run;
  // A step that is not possible is not asked to be confirmed: it says at once what is missing.
  const press = () => (blocked ? refuse(blocked) : guarded());
  button.addEventListener('click', press);
  field?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    press();
  });
  row.element = make('li', { class: field ? 'step with-field' : 'step' }, caption, field, button, why, fault);
  let refused = null;
  let blocked = null;

  /** A key goes to the field first where there is one to fill in. */
  function pressKey() {
    if (row.element.hidden || row.element.parentElement.hidden) return;
    const target = field && !blocked ? field : button;
    target.focus();
    if (target === button) press();
  }

  function update(obstacle, isNext) {
    if (obstacle?.code !== blocked?.code) why.classList.remove('asked');
    blocked = obstacle;
    button.classList.toggle('primary', isNext && !blocked);
    if (blocked) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
    field?.toggleAttribute('disabled', Boolean(blocked));
    write(why, blocked ? problem(blocked) : '');
    if (refused) write(fault, problem(refused));
  }

  /** What stands in the way is written there already: it is only shown more clearly. */
  function refuse(error) {
    const isKnown = blocked && error === blocked;
    why.classList.toggle('asked', Boolean(isKnown));
    if (isKnown) announce(problem(error));
    refused = isKnown ? null : error;
    write(fault, refused ? problem(refused) : '');
  }

  /** The field is done with: keys are keys again. */
  function rest() {
    if (document.activeElement === field) button.focus();
  }

  return row;
}
