// Names, telephone numbers and addresses: hidden until somebody gives a ground, which is written down with his name.

import { make, show, write } from './dom.js';
import { makeGroundForm } from './ground.js';
import { bind } from './keys.js';
import { problem, say } from './words.js';
import * as api from './api.js';

const MASK = '•••••••••';
const PARTIES = ['sender', 'receiver'];

/**
 * @param {(ground: { ground, note }) => Promise<{ sender, receiver }>} reveal
 * @param {string} usual the ground that is offered; '' where nothing tells why somebody looks
 * @param {(parties: { sender, receiver } | null) => void} shown told of what is shown, and of null when it is hidden again
 */
export function makePersonal(reveal, usual, shown = () => {}) {
  const places = PARTIES.map((party) => {
    const value = make('dd', { class: 'masked' }, MASK);
    return { party, value, masked: [MASK], element: make('div', {}, make('dt', { say: `declared.${party}` }), value) };
  });
  const label = make('span', { say: 'declared.show' });
  const button = make('button', { type: 'button', 'aria-expanded': 'false', onclick: press }, label, make('kbd', {}, 'P'));
  const form = makeGroundForm(usual, ask);
  show(form.element, false);
  const fault = make('p', { class: 'problem', role: 'status' });
  const isAllowed = api.may('see-personal');
  const facts = make('dl', { class: 'facts parties' }, ...places.map((place) => place.element));
  const way = isAllowed ? button : make('p', { class: 'quiet', say: 'declared.not-for-you' });
  const element = make('section', { class: 'personal', sayLabel: 'declared.personal' }, facts, way, ...(isAllowed ? [form.element] : []), fault);
  const unbind = isAllowed ? bind('p', press) : () => {};
  let isShown = false;
  let refused = null;

  /** The ground is asked for first; a second press takes the question, or what is shown, away. */
  function press() {
    refused = null;
    if (isShown) hide();
    else open(form.element.hidden);
    update();
  }

  function open(isOpen) {
    show(form.element, isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) form.focus();
  }

  async function ask(given) {
    refused = null;
    try {
      const parties = await reveal(given);
      for (const { party, value } of places) {
        value.replaceChildren(...lines(parties[party]));
        value.classList.remove('masked');
      }
      isShown = true;
      shown(parties);
      open(false);
      button.focus();
    } catch (error) {
      refused = error;
      throw error;
    } finally {
      update();
    }
  }

  function hide() {
    for (const { value, masked } of places) {
      value.replaceChildren(...masked.map((line) => make('span', {}, line)));
      value.classList.add('masked');
    }
    if (isShown) shown(null);
    isShown = false;
  }

  function update() {
    say(label, isShown ? 'declared.hide' : 'declared.show');
    write(fault, refused ? problem(refused) : '');
  }

  return {
    element,
    update,
    /** What is shown of the parties as long as nobody has asked: `{ sender, receiver }`, masked by the gateway. */
    mask(parties) {
      for (const place of places) {
        const { name, phone } = parties[place.party];
        place.masked = [name, phone].filter(Boolean);
        if (place.masked.length === 0) place.masked = ['–'];
      }
      if (!isShown) hide();
    },
    close: unbind,
  };
}

/** What is declared of a person, a line each; numbers that only systems know by their names. */
function lines({ name, phone, address, account, device }) {
  const known = [name, phone, address].filter(Boolean).map((line) => make('span', {}, line));
  for (const [word, value] of [['account', account], ['device', device]]) {
    if (value) known.push(make('span', {}, make('span', { class: 'quiet', say: `declared.${word}` }), ` ${value}`));
  }
  return known;
}
