// Beside the text: the rule in which the caret stands, how its own tests come out, and what it would hold of last month's parcels.

import { fill, make, show, write } from './dom.js';
import { instant, number } from './format.js';
import { stateMark, urgencyMark, wellMark } from './marks.js';
import { language, problem, say, text } from './words.js';
import * as api from './api.js';

/** So often is asked how a trial does. */
const PERIOD_MS = 500;
const FIGURES = ['speaks', 'speaksHeld', 'fails', 'failsHeld', 'erased'];

/**
 * @param {() => string} written the text
 * @param {(line: number) => void} jump puts the caret there
 */
export function makeRulePanel(written, jump) {
  const heading = make('h2', { tabindex: '-1', say: 'editor.rule-none' });
  const how = make('p', { class: 'quiet', say: 'editor.rule-how' });
  const summary = make('p', { class: 'test-summary' });
  const tests = make('ul', { class: 'rule-tests', role: 'list', sayLabel: 'editor.tests' });
  const left = make('p', { class: 'quiet' });
  const button = make('button', { type: 'button', class: 'primary try', onclick: () => attempt() }, make('span', { say: 'editor.try' }), make('kbd', {}, 'Ctrl+Enter'));
  const trial = makeTrial();
  const work = make('div', { class: 'rule-work', hidden: true }, make('h3', { say: 'editor.tests' }), summary, tests, left, button, trial.element);
  const element = make('section', { class: 'panel rule-panel' }, make('div', { class: 'panel-head' }, heading), how, work);
  let rule = null;
  let check = null;
  let isFaulty = false;

  function update() {
    if (rule) say(heading, 'editor.rule', { rule });
    else say(heading, 'editor.rule-none');
    show(how, !rule);
    show(work, Boolean(rule));
    if (!rule || !check) return;
    const own = check.tests.filter((test) => test.rule === rule);
    const passed = own.filter((test) => test.isPassed).length;
    if (isFaulty) write(summary, text('editor.tests-wait'));
    else if (own.length > 0) write(summary, text('editor.tests-passed', { passed: number(passed), count: number(own.length) }));
    else write(summary, text('editor.tests-none'));
    const numbered = own.map((test, place) => ({ ...test, place }));
    fill(tests, numbered, (test) => String(test.place), () => makeTest(jump), changeTest);
    write(left, check.testsLeft > 0 ? text('editor.tests-left', { count: number(check.testsLeft) }) : '');
    show(left, check.testsLeft > 0);
    trial.update(rule, written());
  }

  async function attempt() {
    if (rule) await trial.start(rule, written());
  }

  return {
    element,
    attempt,
    update,
    /** The rule at the caret, what the check said, and whether that rule has a fault. */
    take(newRule, newCheck, hasFault) {
      [rule, check, isFaulty] = [newRule, newCheck, hasFault];
      update();
    },
    close: () => trial.close(),
  };
}

function makeTest(jump) {
  const button = make('button', { type: 'button', class: 'rule-test', onclick: () => jump(Number(button.dataset.line)) }, make('span', { class: 'rule-test-mark' }), make('span', { class: 'rule-test-words' }));
  return make('li', {}, button);
}

function changeTest(item, test) {
  item.firstElementChild.dataset.line = test.line;
  const mark = item.querySelector('.rule-test-mark');
  if (mark.dataset.passed !== String(test.isPassed)) {
    mark.dataset.passed = String(test.isPassed);
    mark.replaceChildren(test.isPassed ? wellMark(true) : urgencyMark(2));
  }
  const values = { line: number(test.line), expected: text(`editor.answer-${test.expected}`), found: text(`editor.answer-${test.found}`) };
  const why = test.why ? `: ${test.why[language()]}` : '';
  write(item.querySelector('.rule-test-words'), text(test.isPassed ? 'editor.test-passed' : 'editor.test-failed', values) + why);
}

/** What a rule would hold of last month's parcels. */
function makeTrial() {
  const state = make('p', { class: 'trial-state', role: 'status' });
  const notes = make('p', { class: 'quiet trial-notes' });
  const figures = make('dl', { class: 'replay-figures' });
  const caption = make('h3', { say: 'editor.examples' });
  const examples = make('ul', { class: 'trial-examples', role: 'list', sayLabel: 'editor.examples' });
  const element = make('div', { class: 'trial', hidden: true }, state, notes, figures, caption, examples);
  let asked = null;
  let told = null;
  let fault = null;
  let clock = 0;

  async function start(rule, written) {
    clearTimeout(clock);
    [asked, told, fault] = [{ rule, written }, { state: 'running', asked: 0, examples: [] }, null];
    render(rule, written);
    const own = asked;
    try {
      const { number: trial } = await api.upload(`/api/rules/try?rule=${encodeURIComponent(rule)}`, written, 'application/yaml');
      if (own === asked) await follow(own, trial);
    } catch (error) {
      if (own === asked) fault = error;
    }
    if (own === asked) render();
  }

  async function follow(own, trial) {
    const found = await api.get(`/api/rules/try/${trial}`);
    if (own !== asked) return;
    told = found;
    render();
    if (told.state !== 'running') return;
    clock = setTimeout(async () => {
      try {
        await follow(own, trial);
      } catch (error) {
        if (own !== asked) return;
        fault = error;
        render();
      }
    }, PERIOD_MS);
  }

  let shown = { rule: null, written: '' };
  function render(rule = shown.rule, written = shown.written) {
    shown = { rule, written };
    show(element, Boolean(asked) && asked.rule === rule);
    if (element.hidden) return;
    write(state, fault ? problem(fault) : stateOf(told));
    element.dataset.state = fault ? 'failed' : told.state;
    const isThere = !fault && told.asked > 0;
    const remarks = fault ? [] : remarksOf(told);
    if (written !== asked.written) remarks.push(text('editor.tried-old'));
    write(notes, remarks.join(' '));
    const counts = isThere ? FIGURES.map((name) => ({ name, value: number(told[name]) })) : [];
    fill(figures, counts, ({ name }) => name, () => make('div', {}, make('dt', {}), make('dd', {})), (row, { name, value }) => {
      write(row.querySelector('dt'), text(`editor.figure-${name}`));
      write(row.querySelector('dd'), value);
      row.dataset.figure = name;
    });
    const found = isThere ? told.examples : [];
    show(caption, found.length > 0);
    fill(examples, found, (example) => example.passage, makeExample, changeExample);
  }

  return {
    element,
    start,
    update: render,
    close() {
      clearTimeout(clock);
      asked = null;
    },
  };
}

function stateOf(told) {
  // How far it is stands beside it: what is announced should be worth it.
  if (told.state === 'running') return text('editor.trying');
  const values = { asked: number(told.asked), days: told.days };
  if (told.asked === 0 && told.state === 'done') return text('editor.tried-none', values);
  if (told.asked === 0 && told.state === 'late') return text('editor.tried-late');
  if (told.state !== 'done' && told.state !== 'late') return text(`editor.tried-${told.state}`);
  return text('editor.tried', { ...values, from: instant(told.from_ms), to: instant(told.to_ms) });
}

function remarksOf(told) {
  if (told.state === 'running') return [text('editor.asked', { asked: number(told.asked) })];
  if (told.asked === 0) return [];
  const remarks = [];
  if (told.asked >= told.limit) remarks.push(text('editor.tried-limit', { limit: number(told.limit), days: told.days }));
  if (told.state === 'late') remarks.push(text('editor.tried-late'));
  return remarks;
}

function makeExample() {
  return make(
    'li',
    { class: 'trial-example' },
    make('p', {}, make('span', { class: 'code strong' }), ' ', make('span', { class: 'quiet' })),
    make('p', { class: 'example-says' }),
    make('p', { class: 'example-was' }, make('span', { class: 'example-mark' }), make('span', {}), make('a', { class: 'row-link', hidden: true })),
  );
}

function changeExample(item, example) {
  const [number, when] = item.querySelectorAll('p:first-child span');
  write(number, example.number ?? text('editor.no-number'));
  write(when, instant(example.at_ms));
  write(item.querySelector('.example-says'), saysOf(example));
  const was = item.querySelector('.example-was');
  const mark = was.querySelector('.example-mark');
  if (mark.dataset.held !== String(example.wasHeld)) {
    mark.dataset.held = String(example.wasHeld);
    mark.replaceChildren(stateMark(!example.wasHeld));
  }
  write(was.children[1], text(example.wasHeld ? 'editor.example-held' : 'editor.example-passed'));
  const link = was.querySelector('a');
  show(link, Boolean(example.hold));
  if (example.hold) {
    link.href = `/holds/${encodeURIComponent(example.hold)}`;
    write(link, text('editor.hold', { hold: example.hold }));
  }
}

function saysOf(example) {
  if (example.says) return example.says[language()];
  if (!example.why) return text('editor.example-fails-personal');
  return text('editor.example-fails', { why: example.why[language()] });
}
