// How good the rules are, by last month's parcels and by what inspectors found: judged when somebody asks, and shown until it is done anew.

import { fill, make, show, write } from './dom.js';
import { instant, number } from './format.js';
import { makeQualityTable } from './qualitytable.js';
import { problem, text } from './words.js';
import * as api from './api.js';

/** So often is asked how a judgement does. */
const PERIOD_MS = 700;
const READING = ['precision', 'recall', 'alone'];

export function openQualityPage() {
  const heading = make('h1', { tabindex: '-1', say: 'page.quality' });
  const button = make('button', { type: 'button', class: 'primary judge', say: 'quality.judge', onclick: () => judge() });
  const back = make('a', { class: 'button', href: '/documents', say: 'editor.back' });
  const state = make('p', { class: 'quality-state', role: 'status' });
  const remarks = make('p', { class: 'quiet' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const reading = make('details', { class: 'quality-how' }, make('summary', { say: 'quality.how' }), ...READING.map((name) => make('p', { say: `quality.how-${name}` })));
  const head = make('section', { class: 'panel' }, make('div', { class: 'panel-head' }, heading, back), state, remarks, make('div', { class: 'buttons' }, button), fault, reading);
  const table = makeQualityTable();
  const impossible = makeAdvice('quality.impossibles');
  const overlaps = makeAdvice('quality.overlaps');
  const suggestions = makeAdvice('quality.suggestions');
  const result = make('div', { class: 'quality-result', hidden: true }, table.element, impossible.element, overlaps.element, suggestions.element);
  const element = make('div', { class: 'quality-page' }, head, result);
  let told = null;
  let judged = null;
  let error = null;
  let timer = 0;
  let isClosed = false;

  async function judge() {
    try {
      await api.post('/api/rules/quality');
      error = null;
    } catch (caught) {
      error = caught;
    }
    await load();
  }

  async function load() {
    clearTimeout(timer);
    try {
      const known = judged ? `?known=${told.number}` : '';
      const found = await api.get(`/api/rules/quality${known}`);
      if (isClosed) return;
      told = found;
      if (found.judged) judged = found.judged;
      if (found.state === 'running') timer = setTimeout(load, PERIOD_MS);
    } catch (caught) {
      if (isClosed) return;
      error = caught;
    }
    update();
  }

  function update() {
    write(fault, error ? problem(error) : told?.state === 'failed' ? text('quality.failed') : '');
    const isRunning = told?.state === 'running';
    if (isRunning) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
    write(state, isRunning ? text('quality.running') : judged ? describe(judged) : told?.state === 'idle' ? text('quality.idle') : '');
    write(remarks, isRunning ? text('quality.asked', { asked: number(told.asked) }) : judged ? remarksOf(judged).join(' ') : '');
    show(result, Boolean(judged) && judged.parcels > 0);
    if (result.hidden) return;
    table.take(judged);
    impossible.take(judged.impossible.map((id) => `${id}: ${text('quality.impossible-why')}`), null);
    show(impossible.element, judged.impossible.length > 0);
    const isPart = judged.overlapCount > judged.overlaps.length;
    const head = isPart ? text('quality.overlaps-more', { shown: number(judged.overlaps.length), count: number(judged.overlapCount) }) : '';
    overlaps.take(judged.overlaps.map((pair) => text(`quality.overlap-${pair.kind}`, { ...pair, parcels: number(pair.parcels) })), 'quality.overlaps-none', head);
    suggestions.take(judged.suggestions.map(suggested), 'quality.suggestions-none');
  }

  function describe(last) {
    if (last.parcels === 0) return text('quality.none', { days: told.days });
    return text('quality.of', {
      rules: number(last.rulesVersion),
      lists: number(last.listsVersion),
      parcels: number(last.parcels),
      from: instant(last.from_ms),
      to: instant(last.to_ms),
      inspected: number(last.inspected),
      found: number(last.found),
    });
  }

  function remarksOf(last) {
    return [last.parcels >= told.limit && text('quality.limit', { limit: number(told.limit), days: told.days }), last.isLate && text('quality.late')].filter(Boolean);
  }

  load();
  update();
  return {
    element,
    heading,
    title: () => text('page.quality'),
    update,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function suggested(one) {
  const counts = Object.fromEntries(['bound', 'instead', 'fewer', 'harmless', 'found'].map((name) => [name, number(one[name])]));
  return text('quality.suggestion', { ...one, ...counts });
}

/** A list of sentences under a heading, or the words that there are none. */
function makeAdvice(key) {
  const how = make('p', { class: 'quiet' });
  // It scrolls, so that it must take the focus.
  const list = make('ul', { class: 'quality-advice', role: 'list', tabindex: '0', sayLabel: key });
  const element = make('section', { class: 'panel' }, make('h2', { tabindex: '-1', say: key }), how, list);
  return {
    element,
    take(sentences, none, head = '') {
      write(how, sentences.length === 0 && none ? text(none) : head);
      show(how, how.textContent !== '');
    show(list, sentences.length > 0);
      const items = sentences.map((sentence, place) => ({ sentence, key: String(place) }));
      fill(list, items, (item) => item.key, () => make('li', {}), (item, { sentence }) => write(item, sentence));
    },
  };
}
