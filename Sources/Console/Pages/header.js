// The head of every page: where one can go, whether what is shown is true now, the language, and who one is.

import { make, show, write } from './dom.js';
import { clock, number } from './format.js';
import { menuMark, urgencyMark } from './marks.js';
import { isOpen, places } from './pages.js';
import { coded, language, languages, problem, say, speak } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

/**
 * @param site as `/api/site` describes it
 * @param {() => void} help opens and closes the help
 */
export function makeHeader(site, help) {
  const name = make('span', { class: 'site-name' });
  const links = places.map(makeLink);
  const nav = make('nav', { id: 'pages', sayLabel: 'header.pages' }, ...links.map((link) => link.element));
  const where = make('span', {});
  const menu = make('button', { type: 'button', class: 'menu', 'aria-controls': 'pages', onclick: () => unfold(isFolded()) }, menuMark(), where);
  const time = make('p', { class: 'live-time' });
  const tongues = languages.map(({ code, name: own }) =>
    make(
      'button',
      { type: 'button', lang: code, 'data-language': code, 'aria-label': own, onclick: () => speak(code) },
      make('span', { class: 'whole' }, own),
      make('span', { class: 'short' }, code.toUpperCase()),
    ),
  );
  const account = make('span', { class: 'strong' });
  const roles = make('span', {});
  const who = make('p', { class: 'who' }, account, roles);
  const fault = make('p', { class: 'problem', role: 'status' });
  const leave = make('button', { type: 'button', say: 'header.sign-out', onclick: signOut });
  const ask = make('span', { class: 'help-word', say: 'header.help' });
  const questions = make('button', { type: 'button', 'aria-controls': 'help', onclick: help }, ask, make('kbd', {}, '?'));
  const choice = make('div', { class: 'languages', role: 'group', sayLabel: 'header.language' }, ...tongues);
  const tools = make('div', { class: 'tools' }, time, choice, who, leave, questions, fault);
  const icon = make('img', { src: '/icon.svg', alt: '', width: 28, height: 28 });
  const element = make('header', { class: 'top' }, make('div', { class: 'site' }, icon, name), menu, nav, tools);
  unfold(false);

  function isFolded() {
    return menu.getAttribute('aria-expanded') === 'false';
  }

  /** On a telephone the pages are folded away; on a wide screen they always stand there. */
  function unfold(isOpen) {
    menu.setAttribute('aria-expanded', isOpen);
    nav.classList.toggle('folded', !isOpen);
  }

  /** A session that the gateway has not heard the end of is not over: that must not look otherwise. */
  async function signOut() {
    write(fault, '');
    try {
      await api.signOut();
    } catch (error) {
      if (error.status !== 401) write(fault, problem(error));
    }
  }

  return {
    element,
    /** @param {string} page the name of the page that is open */
    update(page) {
      const isIn = api.account() !== null;
      write(name, site.name[language()]);
      for (const part of [nav, menu, time, who, leave, questions]) show(part, isIn);
      unfold(false);
      say(where, isIn ? `page.${page}` : 'header.pages');
      write(account, api.account() ?? '');
      write(roles, api.roles().map((role) => coded('role.', role)).join(', '));
      for (const button of tongues) button.setAttribute('aria-pressed', button.lang === language());
      for (const link of links) link.update(page);
    },
    take(state) {
      if (!state) return;
      for (const link of links) link.take(state);
      say(time, live.stale() ? 'header.stale' : 'header.live', { time: clock(state.now_ms) });
    },
  };
}

/** One page of the navigation. */
function makeLink(place) {
  const { name, href, key, count } = place;
  const counter = count && make('span', { class: 'count' });
  const words = make('span', { say: `page.${name}` });
  const element = make('a', { href, 'data-page': name }, make('kbd', {}, key), words, counter);
  return {
    element,
    update(page) {
      show(element, isOpen(place));
      if (name === page) element.setAttribute('aria-current', 'page');
      else element.removeAttribute('aria-current');
    },
    take(state) {
      const shown = count?.(state);
      if (counter) write(counter, shown === undefined ? '' : number(shown));
    },
  };
}

/** Stale data must look stale: a bar says so, and the page beneath turns pale. */
export function makeStaleBar() {
  const words = make('p', { role: 'alert' });
  const element = make('section', { class: 'stale-bar', sayLabel: 'stale.heading', hidden: true }, urgencyMark(2), words);
  return {
    element,
    update(state) {
      const isStale = live.stale();
      if (isStale && state) say(words, 'stale.words', { time: clock(state.now_ms) });
      show(element, isStale);
      document.documentElement.classList.toggle('stale', isStale);
    },
  };
}
