// The authorities' bulletins: how it stands with each issuer, and the place to take one in.

import { announce, fill, make, show, write } from './dom.js';
import { readFile } from './files.js';
import { instant, number, span } from './format.js';
import { wellMark } from './marks.js';
import { language, problem, text } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

export function makeBulletins() {
  const heading = make('h2', { tabindex: '-1', say: 'bulletins.heading' });
  const list = make('ul', { class: 'issuers', role: 'list', sayLabel: 'bulletins.heading' });
  const none = make('p', { class: 'quiet', say: 'bulletins.none' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const element = make('section', { class: 'panel bulletins', hidden: true }, make('div', { class: 'panel-head' }, heading), list, none, fault);
  const form = api.may('import-bulletins') ? makeForm(load) : null;
  if (form) element.append(form);
  let issuers = [];

  async function load() {
    try {
      ({ issuers } = await api.get('/api/bulletins'));
      write(fault, '');
    } catch (error) {
      write(fault, problem(error));
    }
    update();
  }

  function update() {
    show(element, true);
    show(none, issuers.length === 0);
    if (form) show(form, issuers.length > 0);
    fill(list, issuers, (issuer) => issuer.issuer, makeIssuer, changeIssuer);
  }

  return { element, load, update };
}

function makeIssuer() {
  return make('li', { class: 'issuer' }, make('span', { class: 'issuer-mark' }), make('p', { class: 'strong' }), make('p', { class: 'issuer-state' }), make('p', { class: 'quiet' }));
}

function changeIssuer(item, issuer) {
  const [mark, name, state, detail] = item.children;
  const isWell = issuer.state === 'current';
  if (item.dataset.well !== String(isWell)) {
    item.dataset.well = String(isWell);
    mark.replaceChildren(wellMark(isWell));
  }
  write(name, issuer.name[language()]);
  const missing = issuer.missing.map((serial) => number(serial)).join(', ');
  write(state, text(`bulletins.state-${issuer.state}`, { missing }));
  if (issuer.serial === undefined) return write(detail, '');
  const values = {
    serial: number(issuer.serial),
    issued: instant(issuer.issued_ms),
    age: span(live.siteNow() - issuer.issued_ms),
    until: instant(issuer.validUntil_ms),
    lists: number(issuer.lists),
  };
  write(detail, text('bulletins.newest', values));
}

function makeForm(changed) {
  const bulletin = make('input', { type: 'file', id: 'bulletin-file', accept: '.yaml,.yml,text/yaml' });
  const signature = make('input', { type: 'file', id: 'bulletin-signature', accept: '.minisig' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const submit = async (event) => {
    event.preventDefault();
    write(fault, '');
    try {
      const body = { bulletin: await readFile(bulletin), signature: await readFile(signature), name: bulletin.files[0].name };
      const taken = await api.post('/api/bulletins', body);
      bulletin.value = '';
      signature.value = '';
      announce(text('bulletins.taken', { serial: number(taken.serial) }));
    } catch (error) {
      write(fault, problem(error));
    }
    changed();
  };
  return make(
    'form',
    { class: 'proposing', onsubmit: submit },
    make('div', { class: 'field' }, make('label', { for: 'bulletin-file', say: 'bulletins.file' }), bulletin),
    make('div', { class: 'field' }, make('label', { for: 'bulletin-signature', say: 'bulletins.signature' }), signature),
    make('button', { type: 'submit', say: 'bulletins.import' }),
    fault,
  );
}
