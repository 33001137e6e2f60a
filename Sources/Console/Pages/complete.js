// Suggestions at the caret of a field: a list that is walked with the arrows, taken with Enter or Tab, and left with Escape. The
// focus stays in the field.

import { make, show } from './dom.js';
import { LINE_PX } from './editfield.js';
import { bind } from './keys.js';
import { candidates, contextOf } from './editwords.js';
import { language as spoken, plain } from './words.js';

/** A list opens by itself behind so many letters. */
const LETTERS = 2;

/**
 * @param field what `makeEditField` gives
 * @param {string} kind of the document
 * @param {() => object | null} vocabulary what the gateway says can be written
 */
export function makeCompletion(field, kind, vocabulary) {
  const list = make('ul', { class: 'suggestions', id: 'suggestions', role: 'listbox', sayLabel: 'editor.suggestions', hidden: true });
  field.element.querySelector('.edit-pane').append(list);
  const { area } = field;
  let offers = [];
  let chosen = 0;
  let token = '';
  let unbind = () => {};

  function offer(isAsked) {
    const language = vocabulary();
    const place = area.selectionStart;
    const context = language && place === area.selectionEnd ? contextOf(area.value.slice(0, place), kind) : null;
    if (!context || (!isAsked && context.token.length < LETTERS)) return close();
    const found = candidates(context, language, kind);
    // What is written out already needs no suggestion.
    if (found.length === 0 || (!isAsked && found.some(({ name }) => name === context.token))) return close();
    offers = found;
    token = context.token;
    chosen = 0;
    if (list.hidden) unbind = bind('Escape', close);
    list.replaceChildren(...offers.map(makeOption));
    show(list, true);
    area.setAttribute('aria-controls', 'suggestions');
    stand(place);
    choose(0);
  }

  function makeOption(one, place) {
    const name = make('span', { class: 'code suggestion-name' }, one.shown);
    const meaning = make('span', { class: 'suggestion-meaning' }, one.meaning ? `${one.what}; ${plain(one.meaning[spoken()])}` : one.what);
    const option = make('li', { role: 'option', id: `suggestion-${place}`, 'aria-selected': 'false' }, name, meaning);
    // The field keeps the focus.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      take(place);
    });
    return option;
  }

  function stand(place) {
    const { left, top } = field.spot(place - token.length);
    const room = area.clientWidth - list.offsetWidth;
    list.style.left = `${Math.max(0, Math.min(left, room))}px`;
    // Above or below the line, where there is more room; never over it.
    const [above, below] = [top - LINE_PX - 4, area.clientHeight - top - 4];
    list.style.maxHeight = '';
    const isBelow = below >= Math.min(list.offsetHeight, above);
    list.style.maxHeight = `${Math.min(list.offsetHeight, isBelow ? below : above)}px`;
    list.style.top = `${isBelow ? top + 4 : top - LINE_PX - 4 - list.offsetHeight}px`;
  }

  function choose(place) {
    list.children[chosen]?.setAttribute('aria-selected', 'false');
    chosen = (place + offers.length) % offers.length;
    const option = list.children[chosen];
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    area.setAttribute('aria-activedescendant', option.id);
  }

  function take(place) {
    const end = area.selectionStart;
    const { insert } = offers[place];
    const from = end - token.length;
    close();
    field.insert(insert, from, end);
    close();
  }

  function close() {
    if (list.hidden) return;
    unbind();
    show(list, false);
    area.removeAttribute('aria-activedescendant');
    area.removeAttribute('aria-controls');
  }

  /** What a key does; true when it was for the list. */
  function press(event) {
    if (event.ctrlKey && event.code === 'Space') {
      offer(true);
      return true;
    }
    if (list.hidden || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) take(chosen);
    else if (event.key === 'Escape') close();
    else return false;
    return true;
  }

  area.addEventListener(
    'keydown',
    (event) => {
      if (!press(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  area.addEventListener('blur', close);

  return {
    /** After something was typed. */
    typed: () => offer(false),
    moved() {
      if (list.hidden) return;
      const written = area.value.slice(area.selectionStart - token.length, area.selectionStart);
      if (written !== token) close();
    },
    close,
  };
}
