// Takes a manifest file in: chosen, or dropped onto the field. What was wrong in it is listed where it was sent.

import { announce, fill, make, show, write } from './dom.js';
import { number } from './format.js';
import { fieldText } from './itemrow.js';
import { language, problem, text } from './words.js';
import * as api from './api.js';

const ENCODINGS = ['', 'utf-8', 'utf-16le', 'utf-16be', 'tcvn3', 'vni', 'windows-1258'];

/**
 * @param {() => void} done something was imported, or refused
 */
export function makeUpload(done) {
  const file = make('input', { type: 'file', id: 'manifest-file', accept: '.csv,.txt,.tsv,.ndjson,.jsonl,text/csv', onchange: () => take(file.files[0]) });
  const encoding = make('select', { id: 'manifest-encoding' }, ...ENCODINGS.map((code) => option(code)));
  const leaveOut = make('input', { type: 'checkbox', id: 'leave-out' });
  const outcome = make('p', { class: 'strong', role: 'status' });
  const fault = make('p', { class: 'problem', role: 'alert' });
  const refusals = make('ol', { class: 'refusals', role: 'list' });
  const link = make('a', { class: 'button', hidden: true, say: 'upload.see' });
  const drop = make(
    'div',
    { class: 'drop', ondragover: over, ondragleave: leave, ondrop: dropped },
    make('label', { for: 'manifest-file', class: 'strong', say: 'upload.choose' }),
    file,
    make('p', { class: 'quiet', say: 'upload.forms' }),
  );
  const choice = make('div', { class: 'choice' }, leaveOut, make('label', { for: 'leave-out', say: 'upload.leave-out' }));
  const field = make('div', { class: 'field' }, make('label', { for: 'manifest-encoding', say: 'upload.encoding' }), encoding);
  const element = make(
    'section',
    { class: 'panel upload' },
    make('h2', { say: 'upload.heading' }),
    drop,
    make('div', { class: 'upload-options' }, field, choice),
    outcome,
    fault,
    refusals,
    link,
  );
  let isBusy = false;
  let told = null;

  function over(event) {
    event.preventDefault();
    drop.classList.add('over');
  }

  function leave() {
    drop.classList.remove('over');
  }

  function dropped(event) {
    event.preventDefault();
    leave();
    take(event.dataTransfer.files[0]);
  }

  async function take(chosen) {
    if (!chosen || isBusy) return;
    isBusy = true;
    told = { name: chosen.name };
    update();
    try {
      const asked = new URLSearchParams({ name: chosen.name, 'broken-rows': leaveOut.checked ? 'leave-out' : 'refuse-file' });
      if (encoding.value) asked.set('encoding', encoding.value);
      told = { name: chosen.name, answer: await api.send(`/api/manifests?${asked}`, chosen, (status) => status === 422) };
    } catch (error) {
      told = { name: chosen.name, error };
    } finally {
      isBusy = false;
      file.value = '';
    }
    update();
    announce(fault.textContent || outcome.textContent);
    done();
  }

  function update() {
    const { name, answer, error } = told ?? {};
    write(outcome, !told ? '' : answer ? outcomeText(answer) : error ? '' : text('upload.busy', { name }));
    write(fault, error ? problem(error) : answer?.error ? text('upload.refused', { name, count: number(answer.refused) }) : '');
    fillRefusals(refusals, answer?.refusals ?? []);
    show(link, Boolean(answer));
    if (answer) link.href = `/manifests/${answer.number}`;
  }

  return { element, update };
}

function option(code) {
  return code ? make('option', { value: code }, code) : make('option', { value: '', say: 'upload.recognise' });
}

/** What an import did, in one line. */
export function outcomeText(answer) {
  if (answer.error) return '';
  const counts = ['rows', 'added', 'updated', 'unchanged', 'withdrawn', 'refused'];
  return text('imports.outcome', Object.fromEntries(counts.map((name) => [name, number(answer[name])])));
}

/** Refused rows below one another: where, what was expected, what was found. */
export function fillRefusals(list, refusals) {
  const placed = refusals.map((refusal, place) => ({ ...refusal, place }));
  fill(
    list,
    placed,
    ({ place, line, column }) => `${place}:${line}:${column}`,
    () => make('li', {}, make('span', { class: 'strong' }), make('span', {})),
    (item, refusal) => {
      const field = refusal.field ? ` (${fieldText(refusal.field)}: ${refusal.field})` : '';
      write(item.children[0], text('refusal.place', { line: refusal.line, column: refusal.column }) + field);
      write(item.children[1], text('refusal.what', language() === 'vi' ? { expected: refusal.expected_vi, found: refusal.found_vi } : refusal));
    },
  );
}
