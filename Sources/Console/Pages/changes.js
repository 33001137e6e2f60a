// What a text that is written changes in the version in force, shown before it is proposed.

import { differences, shortened } from './diff.js';
import { announce, make, show, write } from './dom.js';
import { number } from './format.js';
import { problem, say, text } from './words.js';
import * as api from './api.js';

/**
 * @param {string} kind of the document
 * @param {{ current: () => { number: number, text: string } | null, written: () => string, proposed: () => void, left: () => void }} site
 */
export function makeChanges(kind, { current, written, proposed, left }) {
  const heading = make('h2', { tabindex: '-1' });
  const count = make('p', { class: 'quiet' });
  const list = make('ol', { class: 'change-lines code', tabindex: '0', role: 'list', sayLabel: 'editor.review' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const propose = make('button', { type: 'button', class: 'primary', say: 'documents.propose', onclick: () => send() });
  const back = make('button', { type: 'button', say: 'editor.back-to-text', onclick: () => leave() });
  const element = make(
    'section',
    { class: 'panel changes', hidden: true },
    make('div', { class: 'panel-head' }, heading),
    count,
    list,
    make('div', { class: 'buttons' }, propose, back),
    fault,
  );

  /** Shows what is written now; what is changed later is looked at again. */
  function open() {
    const before = current();
    if (before) say(heading, 'editor.changes', () => ({ number: number(before.number) }));
    else say(heading, 'editor.changes-all');
    // A text field has one sort of line end.
    const lines = differences((before?.text ?? '').replaceAll('\r\n', '\n'), written());
    const added = lines.filter(({ sign }) => sign === '+').length;
    const removed = lines.filter(({ sign }) => sign === '-').length;
    if (added + removed === 0) say(count, 'editor.no-changes');
    else say(count, 'editor.changes-count', () => ({ added: number(added), removed: number(removed) }));
    list.replaceChildren(...shortened(lines).map(makeLine));
    show(list, added + removed > 0);
    show(propose, added + removed > 0);
    write(fault, '');
    show(element, true);
    heading.focus();
    element.scrollIntoView({ block: 'nearest' });
  }

  function leave() {
    show(element, false);
    left();
  }

  async function send() {
    try {
      await api.upload(`/api/documents/${kind}`, written(), 'application/yaml');
      announce(text('documents.was-proposed'));
      proposed();
    } catch (error) {
      write(fault, problem(error));
    }
  }

  return { element, open, close: () => show(element, false) };
}

function makeLine(line) {
  if (!line) return make('li', { class: 'change-gap' }, '⋯');
  const sort = { '+': 'added', '-': 'removed', ' ': 'same' }[line.sign];
  const sign = line.sign === ' ' ? ' ' : line.sign === '+' ? '+' : '−';
  const spoken = sort === 'same' ? null : make('span', { class: 'unseen', say: `editor.line-${sort}` });
  return make(
    'li',
    { class: `change-line ${sort}` },
    make('span', { class: 'change-number', 'aria-hidden': 'true' }, line.after ?? line.before),
    make('span', { class: 'change-sign', 'aria-hidden': 'true' }, sign),
    spoken,
    make('span', { class: 'change-text' }, line.text || ' '),
  );
}
