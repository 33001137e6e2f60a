// A rule's condition as a tree: each part with a sign, a word for what it came to, and the facts that it asks for.

import { make, write } from './dom.js';
import { stateMark, urgencyMark } from './marks.js';
import { coded, language, text } from './words.js';

/**
 * @param part as the gateway tells it: `{ kind, outcome, text?, facts?, parts?, why? }`
 * @param {(name: string) => string | null} reveal a person's fact, once it is shown
 * @param {string} label what a screen reader calls the tree
 */
export function makeCondition(part, reveal, label) {
  return make('ul', { class: 'condition', role: 'list', 'aria-label': label }, makePart(part, reveal));
}

function makePart(part, reveal) {
  const words = make('span', { class: 'part-outcome' }, sign(part.outcome), make('span', {}, text(`explain.${part.outcome}`)));
  const what = part.kind === 'test' ? make('code', { class: 'code part-text' }, part.text) : make('span', { class: 'strong' }, text(`explain.${part.kind}`));
  const item = make('li', { class: 'part', 'data-outcome': part.outcome }, make('div', { class: 'part-line' }, words, what));
  if (part.outcome === 'failed' && part.kind === 'test') {
    item.append(make('p', { class: 'part-why' }, part.why ? part.why[language()] : text('explanation.why-masked')));
  }
  if (part.facts?.length > 0) item.append(make('dl', { class: 'part-facts' }, ...part.facts.map((fact) => makeFact(fact, reveal))));
  if (part.parts) item.append(make('ul', { role: 'list' }, ...part.parts.map((inner) => makePart(inner, reveal))));
  return item;
}

function makeFact({ name, value, isMasked }, reveal) {
  const shown = make('dd', { class: 'code' });
  const told = isMasked ? reveal(name) : value;
  if (told !== undefined && told !== null) write(shown, told);
  else {
    shown.classList.add('absent');
    write(shown, text(isMasked ? 'explain.personal' : 'explain.absent'));
  }
  const meaning = coded('fact.', name.replaceAll('_', '-'));
  return make('div', {}, make('dt', {}, `${meaning} · `, make('span', { class: 'code' }, name)), shown);
}

function sign(outcome) {
  return outcome === 'failed' ? urgencyMark(2) : stateMark(outcome === 'yes');
}
