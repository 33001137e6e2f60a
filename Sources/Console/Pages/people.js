// The people of the site: who has an account, what they may do, and whether they are signed in.

import { confirmed } from './confirm.js';
import { fill, make, show, write } from './dom.js';
import { instant } from './format.js';
import { stateMark } from './marks.js';
import { makeTable } from './table.js';
import { coded, problem, say, text } from './words.js';
import * as api from './api.js';

const ROLES = ['operator', 'inspector', 'supervisor', 'administrator', 'security-officer'];
const COLUMNS = ['account', 'roles', 'state', 'sessions'].map((name) => `people.column-${name}`);
/** As the gateway checks it. */
const PASSWORD_MINIMUM = 12;

export function openPeoplePage() {
  const mayChange = api.may('manage-accounts');
  const heading = make('h1', { tabindex: '-1', say: 'page.people' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const table = makeTable('page.people', mayChange ? [...COLUMNS, 'people.column-change'] : COLUMNS);
  const form = mayChange ? makeForm(load) : null;
  const list = make('section', { class: 'panel' }, make('div', { class: 'panel-head' }, heading, form?.open), table.element, fault);
  const element = make('div', { class: 'people-page' }, list, form?.element);
  let accounts = [];
  let error = null;

  async function load() {
    try {
      ({ accounts } = await api.get('/api/accounts'));
      error = null;
    } catch (caught) {
      error = caught;
    }
    refill();
  }

  function refill() {
    write(fault, error ? problem(error) : '');
    fill(table.body, accounts, (account) => account.account, (account) => makePerson(table, account, form), changePerson);
    form?.update();
  }

  load();
  return { element, heading, title: () => text('page.people'), update: refill, close: () => form?.close() };
}

function makePerson(table, { account }, form) {
  const row = table.row();
  const [name, , state, , change] = row.children;
  name.classList.add('code');
  if (api.may('search-journal')) name.append(make('a', { href: `/journal?account=${encodeURIComponent(account)}` }, account));
  else write(name, account);
  state.append(make('span', { class: 'device-sign' }), make('span', {}));
  if (change) change.append(make('button', { type: 'button', 'data-change': account, onclick: () => form.edit(row.account) }, make('span', { say: 'people.change' })));
  return row;
}

function changePerson(row, account) {
  row.account = account;
  const [, roles, state, sessions] = row.children;
  write(roles, account.roles.map((role) => coded('role.', role)).join(', '));
  const [sign, words] = state.children;
  if (row.dataset.active !== String(account.isActive)) {
    row.dataset.active = account.isActive;
    sign.replaceChildren(stateMark(account.isActive));
  }
  write(words, text(account.isActive ? 'people.active' : 'people.closed'));
  const [newest] = account.sessions;
  const open = { count: account.sessions.length, at: newest && instant(newest.used_ms) };
  write(sessions, newest ? text('people.sessions', open) : text('people.no-session'));
}

/** Makes an account, or changes one. */
function makeForm(changed) {
  const title = make('h2', { tabindex: '-1' });
  const name = make('input', { id: 'person-account', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 32, class: 'code' });
  const boxes = ROLES.map((role) => [role, make('input', { type: 'checkbox', id: `person-${role}` })]);
  const roles = boxes.map(([role, box]) => make('div', { class: 'choice' }, box, make('label', { for: box.id, say: `role.${role}` })));
  const password = make('input', { id: 'person-password', type: 'password', autocomplete: 'new-password', minlength: PASSWORD_MINIMUM, maxlength: 256 });
  const passwordLabel = make('label', { for: 'person-password' });
  const fault = make('p', { class: 'problem', role: 'alert' });
  const done = make('p', { class: 'quiet', role: 'status' });
  const save = make('button', { type: 'submit', class: 'primary', say: 'people.save' });
  const closing = make('span', {});
  const toggle = make('button', { type: 'button' }, closing);
  const ending = make('span', { say: 'people.end-sessions' });
  const end = make('button', { type: 'button' }, ending);
  const cancel = make('button', { type: 'button', say: 'people.cancel', onclick: () => leave() });
  const element = make(
    'form',
    { class: 'panel person-form', hidden: true, novalidate: true, onsubmit: (event) => submit(event) },
    title,
    make('div', { class: 'field' }, make('label', { for: 'person-account', say: 'people.column-account' }), name),
    make('fieldset', {}, make('legend', { say: 'people.column-roles' }), ...roles),
    make('div', { class: 'field' }, passwordLabel, password),
    make('p', { class: 'quiet', say: 'people.password-rule' }),
    fault,
    done,
    make('div', { class: 'buttons' }, save, toggle, end, cancel),
  );
  const open = make('button', { type: 'button', say: 'people.new', onclick: () => edit(null) });
  let person = null;
  let error = null;
  let success = null;

  end.addEventListener('click', confirmed(end, ending, 'people.end-sessions', () => act('people.sessions-ended', () => api.remove(`/api/accounts/${encodeURIComponent(person.account)}/sessions`))));
  const closeAccount = confirmed(toggle, closing, 'people.close', () => setActive(false));
  toggle.addEventListener('click', () => (person.isActive ? closeAccount() : setActive(true)));

  function edit(account) {
    person = account;
    error = null;
    success = null;
    name.value = account?.account ?? '';
    name.disabled = Boolean(account);
    password.value = '';
    for (const [role, box] of boxes) box.checked = account?.roles.includes(role) ?? false;
    show(element, true);
    update();
    title.focus();
    title.scrollIntoView({ block: 'nearest' });
  }

  function leave() {
    show(element, false);
    const opener = person && document.querySelector(`[data-change="${CSS.escape(person.account)}"]`);
    (opener ?? open).focus();
    person = null;
  }

  function submit(event) {
    event.preventDefault();
    const chosen = boxes.filter(([, box]) => box.checked).map(([role]) => role);
    const form = { account: name.value.trim().toLowerCase(), roles: chosen, active: person?.isActive ?? true };
    if (password.value) form.password = password.value;
    act('people.saved', async () => {
      await api.post('/api/accounts', form);
      password.value = '';
      person = { account: form.account, roles: form.roles, isActive: form.active, sessions: person?.sessions ?? [] };
      name.disabled = true;
    });
  }

  function setActive(active) {
    act(active ? 'people.opened' : 'people.was-closed', async () => {
      await api.post('/api/accounts', { account: person.account, roles: person.roles, active });
      person = { ...person, isActive: active };
    });
  }

  async function act(message, job) {
    error = null;
    success = null;
    try {
      await job();
      success = message;
    } catch (caught) {
      error = caught;
    }
    update();
    if (success) changed();
  }

  function update() {
    if (person) say(title, 'people.change-heading', { account: person.account });
    else say(title, 'people.new-heading');
    say(passwordLabel, person ? 'people.new-password' : 'people.password');
    for (const button of [toggle, end]) show(button, Boolean(person));
    if (!toggle.dataset.armed) say(closing, person?.isActive ? 'people.close' : 'people.reopen');
    write(fault, error ? problem(error) : '');
    write(done, success ? text(success, { account: person?.account ?? '' }) : '');
    show(done, Boolean(success));
  }

  return { element, open, edit, update, close() {} };
}
