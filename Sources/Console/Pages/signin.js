// The page where a person signs in.

import { make, write } from './dom.js';
import { language, problem, say, text } from './words.js';
import * as api from './api.js';

/**
 * @param site as `/api/site` describes it
 * @param {string?} notice the key of what to say first, such as that the session is over
 */
export function openSignInPage(site, notice) {
  const plain = { autocapitalize: 'none', spellcheck: 'false', required: true };
  const account = make('input', { id: 'account', name: 'account', autocomplete: 'username', ...plain });
  const password = make('input', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', ...plain });
  const fault = make('p', { class: 'problem', id: 'sign-in-problem', role: 'alert' });
  const button = make('button', { type: 'submit', class: 'primary', say: 'sign-in.button' });
  const place = make('p', { class: 'sign-in-site' });
  const heading = make('h1', { tabindex: '-1', say: 'sign-in.heading' });
  const form = make(
    'form',
    { class: 'panel sign-in', 'aria-describedby': 'sign-in-problem', novalidate: true },
    place,
    heading,
    make('label', { for: 'account', say: 'sign-in.account' }),
    account,
    make('label', { for: 'password', say: 'sign-in.password' }),
    password,
    fault,
    button,
  );
  let error = null;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled')) return;
    error = null;
    if (!account.value || !password.value) return refuse({ code: 'fields-empty' }, account.value ? password : account);
    button.setAttribute('aria-disabled', 'true');
    say(button, 'sign-in.busy');
    write(fault, '');
    try {
      await api.signIn(account.value.trim().toLowerCase(), password.value);
    } catch (caught) {
      password.value = '';
      refuse(caught, password);
    } finally {
      button.removeAttribute('aria-disabled');
      say(button, 'sign-in.button');
    }
  });

  function refuse(why, field) {
    error = why;
    write(fault, problem(why));
    field.focus();
  }

  const page = {
    element: form,
    heading,
    focus: () => account.focus(),
    title: () => text('sign-in.heading'),
    update() {
      write(place, site.name[language()]);
      if (error) write(fault, problem(error));
      else write(fault, notice ? text(notice) : '');
    },
    close() {},
  };
  page.update();
  return page;
}
