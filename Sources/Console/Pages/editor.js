// Writing rules, lists and the policy: what is wrong is marked while it is written, names are suggested and explained, and a rule's
// tests and last month's parcels stand beside it. What is proposed is shown as changes first.

import { makeChanges } from './changes.js';
import { makeCompletion } from './complete.js';
import { makeEditField } from './editfield.js';
import { meaningOf } from './editwords.js';
import { fill, make, show, write } from './dom.js';
import { number } from './format.js';
import { urgencyMark, wellMark } from './marks.js';
import { makeRulePanel } from './rulepanel.js';
import { language, problem, say, text } from './words.js';
import * as api from './api.js';

/** After the last key so long, then the text is checked. */
const PAUSE_MS = 400;
/** What was too busy to check is asked again. */
const AGAIN_MS = 1_500;
const DRAFT = 'parcelgate.draft.';
const EMPTY = { rules: 'rules:\n', lists: 'lists:\n', policy: 'flows:\n' };

export function openEditorPage(kind, go) {
  const heading = make('h1', { tabindex: '-1', say: `editor.heading-${kind}` });
  const origin = make('p', {});
  const newer = make('p', { class: 'problem', role: 'status' });
  const discard = make('button', { type: 'button', say: 'editor.discard', hidden: true, onclick: () => begin(false) });
  const field = makeEditField('editor.text', 'edit-keys', { changed, moved });
  const sign = make('span', { class: 'check-sign' });
  const state = make('p', { class: 'check-state', role: 'status' });
  const faults = make('ul', { class: 'faults', role: 'list', sayLabel: 'editor.no-faults' });
  const meaning = makeMeaning();
  const rules = kind === 'rules' ? makeRulePanel(() => field.area.value, (line) => field.go(line, 1)) : null;
  const completion = makeCompletion(field, kind, () => vocabulary);
  const review = make('button', { type: 'button', class: 'primary', say: 'editor.review', onclick: () => openChanges() });
  const changes = makeChanges(kind, {
    current: () => active,
    written: () => field.area.value,
    proposed() {
      forget();
      go('/documents');
    },
    left: () => field.area.focus(),
  });
  const keys = make('p', { class: 'quiet', id: 'edit-keys' }, make('span', { say: 'editor.keys' }), ' ', rules && make('span', { say: 'editor.key-try' }));
  const element = make(
    'section',
    { class: 'editor-page' },
    make('div', { class: 'panel-head' }, heading, make('a', { class: 'button', href: '/documents', say: 'editor.back' })),
    make('div', { class: 'editor-origin' }, origin, discard),
    newer,
    make(
      'div',
      { class: 'editor-body' },
      make('section', { class: 'panel editor-main' }, keys, field.element, make('div', { class: 'check' }, sign, state), faults, make('div', { class: 'buttons' }, review)),
      make('div', { class: 'editor-side' }, meaning.element, rules?.element),
    ),
    changes.element,
  );

  let active = null;
  let vocabulary = null;
  let check = null;
  let isKept = false;
  let base = 0;
  let asked = 0;
  let timer = 0;
  let trouble = null;
  let isClosed = false;

  async function load() {
    try {
      const found = await Promise.all([inForce(), api.get('/api/rules/language')]);
      if (isClosed) return;
      [active, vocabulary] = found;
      begin(true);
    } catch (error) {
      if (isClosed) return;
      trouble = error;
      update();
      timer = setTimeout(load, AGAIN_MS);
    }
  }

  /** What is in force may have changed since the page was opened. */
  async function openChanges() {
    try {
      active = await inForce();
      if (!isClosed) changes.open();
    } catch (error) {
      trouble = error;
    }
    if (!isClosed) update();
  }

  async function inForce() {
    const { documents } = await api.get('/api/documents');
    return documents.find((document) => document.kind === kind && document.isActive) ?? null;
  }

  /** Begins with the draft of this tab, or with what is in force. */
  function begin(takesDraft) {
    const draft = takesDraft ? kept() : null;
    if (!takesDraft) forget();
    isKept = Boolean(draft);
    base = draft?.base ?? active?.number ?? 0;
    field.set(draft?.text ?? active?.text ?? EMPTY[kind]);
    changes.close();
    ask();
    update();
  }

  function changed() {
    keep();
    changes.close();
    completion.typed();
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
    update();
  }

  function moved() {
    completion.moved();
    update();
  }

  async function ask() {
    clearTimeout(timer);
    asked += 1;
    const own = asked;
    try {
      const found = await api.upload(`/api/documents/${kind}/check`, field.area.value, 'application/yaml');
      if (own !== asked || isClosed) return;
      [check, trouble] = [found, null];
      field.mark(check.faults);
    } catch (error) {
      if (own !== asked || isClosed) return;
      trouble = error;
      if (error.status === 503 || error.code === 'unreachable') timer = setTimeout(ask, AGAIN_MS);
    }
    update();
  }

  // Drafts

  /** Lists name persons: nothing of them stays in the browser. */
  function keep() {
    if (kind === 'lists') return;
    try {
      sessionStorage.setItem(DRAFT + kind, JSON.stringify({ account: api.account(), base, text: field.area.value }));
      isKept = true;
    } catch {
      // A browser without room or without storage: the text stays in the page.
    }
  }

  function kept() {
    if (kind === 'lists') return null;
    try {
      const draft = JSON.parse(sessionStorage.getItem(DRAFT + kind));
      return draft?.account === api.account() ? draft : null;
    } catch {
      return null;
    }
  }

  function forget() {
    sessionStorage.removeItem(DRAFT + kind);
    isKept = false;
  }

  // What is shown

  function update() {
    const values = () => ({ number: number(base) });
    if (isKept) say(origin, 'editor.draft', values);
    else say(origin, active ? 'editor.from' : 'editor.from-nothing', values);
    show(discard, isKept);
    const isOld = active && active.number !== base;
    write(newer, isOld ? text('editor.newer', { number: number(active.number) }) : kind === 'lists' ? text('editor.not-kept') : '');
    showCheck();
    const place = field.area.selectionStart;
    meaning.show(vocabulary && meaningOf(field.area.value, place, vocabulary, kind));
    if (!rules || !check) return;
    const line = field.lineOf(place).line + 1;
    const [rule, next] = around(check.rules, line);
    const hasFault = check.faults.some((fault) => rule && fault.line >= rule.line && (!next || fault.line < next.line));
    rules.take(rule?.id ?? null, check, hasFault);
  }

  function showCheck() {
    const count = check?.faults.length ?? 0;
    const isWell = check && count === 0 && !trouble;
    const shape = trouble || !check ? 'none' : String(isWell);
    if (sign.dataset.well !== shape) {
      sign.dataset.well = shape;
      sign.replaceChildren(...(shape === 'none' ? [] : [isWell ? wellMark(true) : urgencyMark(2)]));
    }
    if (trouble) write(state, problem(trouble));
    else if (!check) write(state, text('editor.checking'));
    else if (count === 0) write(state, text('editor.no-faults'));
    else write(state, text(check.hasMoreFaults ? 'editor.faults-more' : 'editor.faults', { count: number(count) }));
    if (count > 0) field.area.setAttribute('aria-invalid', 'true');
    else field.area.removeAttribute('aria-invalid');
    say(faults, 'editor.faults', { count: number(count) }, 'aria-label');
    const found = (check?.faults ?? []).map((fault, place) => ({ ...fault, place }));
    show(faults, count > 0);
    fill(faults, found, ({ place }) => String(place), () => make('li', {}, make('button', { type: 'button', class: 'fault', onclick: jump })), (item, fault) => {
      const button = item.firstElementChild;
      button.dataset.place = `${fault.line}:${fault.column}`;
      const values = { line: number(fault.line), column: number(fault.column), expected: fault.expected[language()], found: fault.found[language()] };
      write(button, text('editor.fault', values) + (fault.advice ? `; ${fault.advice[language()]}` : ''));
    });
  }

  function jump(event) {
    const [line, column] = event.currentTarget.dataset.place.split(':').map(Number);
    field.go(line, column);
  }

  /** The next place that is wrong, behind the caret; from the last one on to the first. */
  function nextFault() {
    const found = check?.faults ?? [];
    if (found.length === 0) return;
    const { line, column } = field.lineOf(field.area.selectionStart);
    const fault = found.find((one) => one.line > line + 1 || (one.line === line + 1 && one.column > column + 1)) ?? found[0];
    field.go(fault.line, fault.column);
  }

  element.addEventListener('keydown', (event) => {
    if (event.key === 'F8') nextFault();
    else if (event.ctrlKey && event.key === 'Enter' && rules) rules.attempt();
    else return;
    event.preventDefault();
  });

  load();

  return {
    element,
    heading,
    title: () => text(`editor.heading-${kind}`),
    update() {
      completion.close();
      update();
      rules?.update();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      field.close();
      completion.close();
      rules?.close();
    },
  };
}

/** The rule that a line stands in, and the one behind it. */
function around(rules, line) {
  const place = rules.findLastIndex((rule) => rule.line <= line);
  return [rules[place], rules[place + 1]];
}

/** What the name at the caret means. */
function makeMeaning() {
  const none = make('p', { class: 'quiet', say: 'editor.caret-none' });
  const name = make('p', { class: 'code strong' });
  const what = make('p', { class: 'quiet' });
  const words = make('p', {});
  const lines = make('ul', { class: 'code meaning-lines' });
  const element = make('section', { class: 'panel meaning' }, make('h2', { say: 'editor.caret' }), none, name, what, words, lines);
  return {
    element,
    show(found) {
      show(none, !found);
      for (const node of [name, what, words, lines]) show(node, Boolean(found));
      if (!found) return;
      write(name, found.name);
      write(what, found.what);
      write(words, found.meaning?.[language()] ?? '');
      fill(lines, found.lines, (line) => line, () => make('li', {}), (item, line) => write(item, line));
    },
  };
}
