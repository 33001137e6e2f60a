// "Why not?": another rule of then is chosen, and what it said is shown like those that spoke.

import { fill, make, show, write } from './dom.js';
import { showRule } from './explainedrule.js';
import { number } from './format.js';
import { language, problem, say, text } from './words.js';
import * as api from './api.js';

/** After the last key so long, then the rules are asked for. */
const PAUSE_MS = 250;
/** What is being read back is asked for again. */
const AGAIN_MS = 600;

/** @param reveal a person's fact, once it is shown; `changed` is called when another rule is shown */
export function makeWhyNot(place, { reveal, changed }) {
  const heading = make('h2', { tabindex: '-1', say: 'explanation.why-not' });
  const how = make('p', { class: 'quiet' });
  const field = make('input', { type: 'search', id: 'why-not-rule', maxlength: 64, autocomplete: 'off', spellcheck: 'false', oninput: () => later(PAUSE_MS) });
  const form = make('form', { class: 'why-not-search', role: 'search', onsubmit: submit }, make('div', { class: 'field' }, make('label', { for: 'why-not-rule', say: 'explanation.find' }), field));
  const count = make('p', { class: 'quiet', role: 'status' });
  const list = make('ul', { class: 'why-not-rules', role: 'list', sayLabel: 'explanation.find' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const answer = make('div', { class: 'why-not-answer' });
  const element = make('section', { class: 'panel why-not', hidden: true }, heading, how, form, count, list, fault, answer);
  let ruleCount = 0;
  let told = null;
  let wanted = new URLSearchParams(location.search).get('rule');
  let rule = null;
  let error = null;
  let timer = 0;
  let turn = 0;
  let isBegun = false;

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(find, pause);
  }

  function submit(event) {
    event.preventDefault();
    find();
  }

  async function find() {
    clearTimeout(timer);
    turn += 1;
    const own = turn;
    try {
      const found = await api.get(`${place}/rules?${new URLSearchParams({ text: field.value })}`);
      if (own !== turn) return;
      [told, error] = [found, null];
    } catch (caught) {
      if (own !== turn) return;
      if (caught.code === 'not-explained' || caught.status === 503) later(AGAIN_MS);
      else error = caught;
    }
    update();
  }

  async function choose(id, isAsked) {
    wanted = id;
    history.replaceState(null, '', `${location.pathname}?${new URLSearchParams({ rule: id })}`);
    try {
      const found = await api.get(`${place}/explanation?${new URLSearchParams({ rule: id })}`);
      if (wanted !== id) return;
      if (found.state === 'reading') {
        timer = setTimeout(() => choose(id, isAsked), AGAIN_MS);
        return;
      }
      rule = found.rules?.[0] ?? null;
      error = null;
    } catch (caught) {
      if (wanted !== id) return;
      [rule, error] = [null, caught];
    }
    changed();
    if (isAsked && rule) answer.querySelector('.rule-name').focus();
  }

  function update() {
    if (ruleCount > 0) say(how, 'explanation.why-not-how', () => ({ count: number(ruleCount) }));
    write(fault, error ? problem(error) : '');
    const rules = told?.rules ?? [];
    const isPart = told && told.count > rules.length;
    write(count, told ? text(isPart ? 'explanation.found-more' : 'explanation.found', { count: number(told.count), shown: number(rules.length) }) : '');
    fill(list, rules, (one) => one.id, (one) => make('li', {}, makeChoice(one)), changeChoice);
  }

  function makeChoice({ id }) {
    return make('button', { type: 'button', class: 'why-not-rule', 'data-rule': id, onclick: () => choose(id, true) }, make('span', { class: 'strong' }), make('span', { class: 'code quiet' }, id));
  }

  function changeChoice(item, one) {
    const button = item.firstElementChild;
    button.setAttribute('aria-pressed', String(one.id === rule?.id));
    write(button.firstElementChild, one.name[language()]);
  }

  return {
    element,
    update,
    chosen: () => rule,
    refill(isRevealed) {
      showRule(answer, rule, reveal, isRevealed);
      for (const button of list.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.rule === rule?.id));
    },
    /** The parcel has been read back. */
    take(found) {
      ruleCount = found.ruleCount;
      show(element, true);
      if (!isBegun) find();
      if (wanted && (!isBegun || rule)) choose(wanted, false);
      isBegun = true;
    },
    close() {
      clearTimeout(timer);
      turn += 1;
      wanted = null;
    },
  };
}
