// The documents that decide what is cleared: what is in force, what is proposed and what it would have done to the last
// shift's parcels, and the authorities' bulletins.

import { makeBulletins } from './bulletins.js';
import { confirmed } from './confirm.js';
import { announce, fill, make, show, write } from './dom.js';
import { instant, number } from './format.js';
import { urgencyMark } from './marks.js';
import { readFile } from './files.js';
import { refresher } from './refresh.js';
import { coded, problem, say, text } from './words.js';
import * as api from './api.js';

const KINDS = ['rules', 'lists', 'policy'];
/** A replay ends when it ends, and others approve: the page asks again so often. */
const PERIOD_MS = 3_000;

export function openDocumentsPage() {
  const heading = make('h1', { tabindex: '-1', say: 'page.documents' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const kinds = KINDS.map((kind) => makeKind(kind, () => again.ask()));
  const bulletins = makeBulletins();
  const element = make(
    'section',
    { class: 'documents-page' },
    make('div', { class: 'panel-head' }, heading, make('a', { class: 'button', href: '/documents/quality', say: 'quality.link' })),
    fault,
    ...kinds.map((kind) => kind.element),
    bulletins.element,
  );
  let found = [];

  const again = refresher(async () => {
    try {
      found = (await api.get('/api/documents')).documents;
      write(fault, '');
      update();
    } catch (error) {
      write(fault, problem(error));
    }
    await bulletins.load();
  });

  function update() {
    for (const kind of kinds) kind.take(found.filter((document) => document.kind === kind.name));
    bulletins.update();
  }

  const clock = setInterval(() => again.ask(), PERIOD_MS);
  again.ask();

  return {
    element,
    heading,
    title: () => text('page.documents'),
    update,
    close() {
      clearInterval(clock);
      again.stop();
    },
  };
}

/** One kind of document: the version in force, those that wait, and the place to propose another one. */
function makeKind(name, changed) {
  const heading = make('h2', { tabindex: '-1', say: `document.${name}` });
  const inForce = make('p', {});
  const list = make('ul', { class: 'proposals', role: 'list', sayLabel: `document.${name}` });
  const none = make('p', { class: 'quiet', say: 'documents.none-waiting' });
  const parts = [make('div', { class: 'panel-head' }, heading), inForce, list, none];
  if (api.may('propose-documents')) {
    parts.push(make('p', { class: 'edit-in-force' }, make('a', { class: 'button', href: `/documents/edit/${name}`, say: `documents.edit-${name}` })));
    parts.push(makeProposing(name, changed));
  }
  return {
    name,
    element: make('section', { class: 'panel' }, ...parts),
    take(documents) {
      const active = documents.find((document) => document.isActive);
      if (active) say(inForce, 'documents.in-force', () => described(active));
      else say(inForce, 'documents.none-in-force');
      const waiting = documents.filter((document) => !document.isActive && document.number > (active?.number ?? 0) && !document.isRolledBack);
      show(none, waiting.length === 0);
      fill(list, waiting.reverse(), (document) => String(document.number), (document) => makeProposal(document, changed), changeProposal);
    },
  };
}

function described(document) {
  return { number: number(document.number), by: document.by, approvals: document.approvals.join(', ') || '–' };
}

/** A version that waits for its second or third person. */
function makeProposal(document, changed) {
  const item = make('li', { class: 'proposal' }, make('h3', {}), make('p', { class: 'proposal-who' }));
  const verdict = make('div', { class: 'verdict' }, make('p', { class: 'verdict-words' }));
  const figures = make('dl', { class: 'replay-figures' });
  const shares = make('ul', { class: 'shares', role: 'list', sayLabel: 'documents.shares' });
  const caption = make('p', { class: 'quiet shares-caption', say: 'documents.shares' });
  item.append(verdict, figures, caption, shares);
  if (api.may('approve-documents')) item.append(...approving(document, changed));
  return item;
}

/** The figure stands before the button, and what would hold too much is approved with a second press. */
function approving(document, changed) {
  const fault = make('p', { class: 'problem', role: 'status' });
  const label = make('span', { say: 'documents.approve' });
  const button = make('button', { type: 'button', class: 'approve' }, label);
  const act = async () => {
    try {
      const { isActive } = await api.post(`/api/documents/${document.kind}/${document.number}/approvals`);
      write(fault, '');
      announce(text(isActive ? 'documents.now-in-force' : 'documents.approved'));
    } catch (error) {
      write(fault, problem(error));
    }
    changed();
  };
  button.addEventListener('click', confirmed(button, label, 'documents.approve', act));
  return [button, fault];
}

function changeProposal(item, document) {
  const { replay } = document;
  write(item.querySelector('h3'), text('documents.version', described(document)));
  write(item.querySelector('.proposal-who'), text('documents.proposed', described(document)));
  const verdict = item.querySelector('.verdict');
  const words = item.querySelector('.verdict-words');
  const isOver = replay?.isOverBudget ?? false;
  if (verdict.dataset.over !== String(isOver)) {
    verdict.dataset.over = String(isOver);
    verdict.querySelector('svg')?.remove();
    if (isOver) verdict.prepend(urgencyMark(2));
  }
  write(words, replay ? verdictOf(replay) : text('documents.replaying'));
  const figures = replay && !replay.error ? FIGURES.map((name) => ({ name, value: number(replay[name]) })) : [];
  fill(item.querySelector('.replay-figures'), figures, ({ name }) => name, makeFigure, (row, { name, value }) => {
    write(row.querySelector('dt'), text(`documents.figure-${name}`));
    write(row.querySelector('dd'), value);
  });
  const shares = replay?.shares ?? [];
  show(item.querySelector('.shares-caption'), shares.length > 0);
  fill(item.querySelector('.shares'), shares, (share) => share.what, () => make('li', {}), changeShare);
}

const FIGURES = ['parcels', 'heldThen', 'heldNow', 'newlyHeld', 'newlyFree'];

function makeFigure() {
  return make('div', {}, make('dt', {}), make('dd', {}));
}

function verdictOf(replay) {
  if (replay.error) return text('documents.replay-failed', { error: replay.error });
  if (replay.parcels === 0) return text('documents.replay-empty');
  const share = Math.round((replay.byDocument * 1000) / replay.parcels) / 10;
  const values = { held: number(replay.byDocument), parcels: number(replay.parcels), share: number(share), budget: number(replay.budget_percent) };
  const span = replay.from === undefined ? '' : ` ${text('documents.replay-span', { from: instant(replay.from / 1e6), to: instant(replay.to / 1e6) })}`;
  return text(replay.isOverBudget ? 'documents.over-budget' : 'documents.within-budget', values) + span;
}

function changeShare(item, share) {
  const what = share.what.startsWith('evidence.') ? coded('', share.what) : share.what;
  const examples = share.examples.length > 0 ? ` ${text('documents.examples', { passages: share.examples.join(', ') })}` : '';
  write(item, text('documents.share', { what, held: number(share.held), fresh: number(share.fresh) }) + examples);
}

function makeProposing(kind, changed) {
  const id = `propose-${kind}`;
  const file = make('input', { type: 'file', id, accept: '.yaml,.yml,text/yaml' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const button = make('button', { type: 'submit', say: 'documents.propose' });
  const submit = async (event) => {
    event.preventDefault();
    write(fault, '');
    try {
      await api.upload(`/api/documents/${kind}`, await readFile(file), 'application/yaml');
      file.value = '';
      announce(text('documents.was-proposed'));
    } catch (error) {
      write(fault, problem(error));
    }
    changed();
  };
  const field = make('div', { class: 'field' }, make('label', { for: id, say: `documents.file-${kind}` }), file);
  return make('form', { class: 'proposing', onsubmit: submit }, field, button, fault);
}
