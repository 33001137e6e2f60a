// One rule as it was asked about a parcel: what it said, what has to be known of it, and its condition part by part.

import { makeCondition } from './condition.js';
import { make } from './dom.js';
import { number } from './format.js';
import { stateMark, urgencyMark } from './marks.js';
import { language, text } from './words.js';

const shown = new WeakMap();

/**
 * Shows a rule, or none, in a place. What is there already stays, and with it the focus and what is selected.
 * @param {(name: string) => string | null} reveal a person's fact, once it is shown
 * @param {boolean} isRevealed whether persons are shown
 */
export function showRule(place, rule, reveal, isRevealed) {
  const wanted = JSON.stringify([language(), isRevealed, rule]);
  if (shown.get(place) === wanted) return;
  shown.set(place, wanted);
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(...(rule ? [makeRule(rule, reveal)] : []));
  if (hadFocus) place.querySelector('.rule-name')?.focus();
}

function makeRule(rule, reveal) {
  const sign = rule.answer === 'fails' ? urgencyMark(2) : stateMark(rule.answer === 'speaks');
  const answer = make('p', { class: 'rule-answer', 'data-answer': rule.answer }, sign, make('span', { class: 'strong' }, text(`explanation.${rule.answer}`)));
  const name = make('h3', { class: 'rule-name', tabindex: '-1' }, rule.name[language()]);
  const id = make('p', { class: 'code quiet' }, text('explanation.rule', { id: rule.id, version: rule.version }));
  const remarks = remarksOf(rule).map((words) => make('li', {}, words));
  const label = text('explanation.condition', { id: rule.id });
  return make(
    'article',
    { class: 'explained-rule', 'data-rule': rule.id },
    make('div', { class: 'rule-head' }, make('div', {}, name, id), answer),
    remarks.length > 0 ? make('ul', { class: 'rule-remarks', role: 'list' }, ...remarks) : null,
    makeCondition(rule.condition, reveal, label),
  );
}

function remarksOf(rule) {
  if (!rule.isCounted) return [text('explanation.not-counted')];
  const remarks = [];
  if (rule.answer === 'fails') remarks.push(rule.why ? text('explanation.why', { why: rule.why[language()] }) : text('explanation.why-masked'));
  if (rule.life === 'shadow') remarks.push(text('explanation.on-trial'));
  if (rule.oneIn && rule.answer === 'speaks') remarks.push(text(rule.isInDecision ? 'explanation.lot-drawn' : 'explanation.lot-left', { count: number(rule.oneIn) }));
  else if (rule.answer !== 'silent' && !rule.isInDecision) remarks.push(text('explanation.differs-unnamed'));
  else if (rule.answer === 'silent' && rule.isInDecision) remarks.push(text('explanation.differs-named'));
  return remarks;
}
