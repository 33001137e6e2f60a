// Why rules spoke of a decided parcel, part by part, and why another one was silent: as the rules, lists and facts of then say it.

import { fill, make, show, write } from './dom.js';
import { instant, number } from './format.js';
import { holdPath } from './holdrow.js';
import { showRule } from './explainedrule.js';
import { urgencyMark } from './marks.js';
import { makePersonal } from './personal.js';
import { makeWhyNot } from './whynot.js';
import { coded, problem, say, text } from './words.js';
import * as api from './api.js';

/** So often is asked while the passage is read, and while the parcels before it are. */
const READING_MS = 400;
const EARLIER_MS = 2_000;
/** What was too busy is asked again. */
const BUSY_MS = 1_500;

export function openExplanationPage(passage) {
  const place = `/api/passages/${encodeURIComponent(passage)}`;
  const heading = make('h1', { tabindex: '-1', class: 'code' });
  const facts = make('p', { class: 'explain-facts' });
  const documents = make('p', { class: 'quiet' });
  const hold = make('a', { class: 'button', hidden: true });
  const entry = make('a', { class: 'button', hidden: true });
  const state = make('p', { class: 'explain-state', role: 'status' });
  const notes = make('ul', { class: 'explain-notes', role: 'list', sayLabel: 'explanation.heading' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const again = make('button', { type: 'button', say: 'explanation.again', hidden: true, onclick: () => load() });
  const head = make(
    'header',
    { class: 'panel' },
    make('div', { class: 'panel-head' }, make('div', {}, make('p', { class: 'eyebrow', say: 'explanation.heading' }), heading), make('div', { class: 'buttons' }, hold, entry)),
    facts,
    documents,
    state,
    fault,
    again,
    notes,
  );
  const personal = makePersonal((ground) => api.post(`${place}/explanation/personal`, ground), 'inspection', (parties) => {
    persons = parties;
    refill();
  });
  const personalPanel = make('section', { class: 'panel', hidden: true }, make('p', { class: 'quiet', say: 'explanation.masked' }), personal.element);
  const saidHeading = make('h2', { tabindex: '-1' });
  const said = make('ul', { class: 'explained-rules', role: 'list' });
  const more = make('p', { class: 'quiet' });
  const how = make('p', { class: 'quiet', say: 'explanation.how' });
  const saidPanel = make('section', { class: 'panel', hidden: true }, saidHeading, how, said, more);
  const whyNot = makeWhyNot(place, { reveal, changed: () => update() });
  const element = make('div', { class: 'explain-page' }, head, saidPanel, whyNot.element, personalPanel);
  let found = null;
  let error = null;
  let persons = null;
  let timer = 0;
  let isClosed = false;

  async function load() {
    clearTimeout(timer);
    let pause = 0;
    try {
      found = await api.get(`${place}/explanation`);
      error = null;
      if (found.state === 'reading') pause = READING_MS;
      else if (found.earlier === 'reading') pause = EARLIER_MS;
    } catch (caught) {
      error = caught;
      if (caught.status === 503) pause = BUSY_MS;
    }
    if (isClosed) return;
    update();
    if (found?.state === 'asked') whyNot.take(found);
    if (pause > 0) timer = setTimeout(load, pause);
  }

  /** A person's fact by its name: `sender.phone`. */
  function reveal(name) {
    const [party, field] = name.split('.');
    const value = persons?.[party]?.[field];
    return value === undefined ? null : `'${value}'`;
  }

  function update() {
    write(heading, found?.number ?? passage);
    write(fault, error ? problem(error) : '');
    const isTold = found && !['reading', 'undecided', 'failed'].includes(found.state);
    write(facts, isTold ? text('explanation.facts', { verdict: text('passage.verdict', { verdict: coded('verdict.', found.verdict) }), line: found.line, at: instant(found.at_ms), passage }) : '');
    write(documents, isTold ? text('explanation.documents', { rules: number(found.rulesVersion), lists: number(found.listsVersion) }) : '');
    link(hold, found?.hold && api.may('see-holds') && holdPath(found.hold), 'explanation.hold', { hold: found?.hold });
    link(entry, isTold && api.may('search-journal') && `/journal/${found.entry}`, 'explanation.entry', { entry: found?.entry });
    write(state, stateText());
    show(again, found?.state === 'failed' || found?.state === 'undecided');
    fill(notes, notesOf(), (note) => note.key, () => make('li', {}), (item, note) => item.replaceChildren(urgencyMark(3), make('span', {}, text(note.key))));
    refill();
    whyNot.update();
    personal.update();
  }

  function refill() {
    const isAsked = found?.state === 'asked';
    show(saidPanel, isAsked);
    const rules = isAsked ? found.rules : [];
    if (isAsked) {
      write(saidHeading, rules.length === 0 ? text('explanation.said-none') : text('explanation.said', { count: number(found.said) }));
      fill(said, rules, (rule) => rule.id, () => make('li', {}), (item, rule) => showRule(item, rule, reveal, Boolean(persons)));
      write(more, found.said > rules.length ? text('explanation.said-more', { shown: number(rules.length) }) : '');
    }
    whyNot.refill(Boolean(persons));
    const isMasked = [...rules, whyNot.chosen()].some((rule) => rule && asksPersons(rule.condition));
    show(personalPanel, isMasked);
  }

  function stateText() {
    if (!found) return error ? '' : text('explanation.reading');
    if (found.state === 'asked') return '';
    if (found.state === 'no-document') return text('explanation.no-document', { document: coded('document.', found.document), version: number(found.documentVersion) });
    return text(`explanation.${found.state}`);
  }

  function notesOf() {
    if (found?.state !== 'asked') return [];
    const keys = [
      found.earlier === 'reading' && 'explanation.earlier-reading',
      found.earlier === 'late' && 'explanation.earlier-late',
      found.lacksBulletins && 'explanation.bulletins',
      found.isErased && 'explanation.erased',
    ];
    return keys.filter(Boolean).map((key) => ({ key }));
  }

  load();
  update();
  return {
    element,
    heading,
    title: () => text('page.explanation', { passage }),
    update,
    close() {
      isClosed = true;
      clearTimeout(timer);
      personal.close();
      whyNot.close();
    },
  };
}

function link(anchor, href, key, values) {
  show(anchor, Boolean(href));
  if (!href) return;
  anchor.href = href;
  say(anchor, key, values);
}

function asksPersons(part) {
  return part.facts?.some((fact) => fact.isMasked) || part.parts?.some(asksPersons) || false;
}
