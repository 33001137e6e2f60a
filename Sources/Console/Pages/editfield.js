// A field for a long text: line numbers, marks at the places that are wrong, the indentation of the line before. What stands over the
// field only shows; the text is the browser's own, with its undo, its selection and its screen reader.

import { make } from './dom.js';

/** A line's height, as `editor.css` has it. */
export const LINE_PX = 22;

/**
 * @param {string} label the key of the field's name
 * @param {string} describedBy ids of what explains it
 * @param {{ changed: () => void, moved: () => void }} listeners told when the text has changed, and when only the caret has moved
 */
export function makeEditField(label, describedBy, { changed, moved }) {
  const numbers = make('pre', { class: 'edit-numbers', 'aria-hidden': 'true' });
  const marks = make('div', { class: 'edit-marks', 'aria-hidden': 'true' });
  const ruler = make('pre', { class: 'edit-ruler', 'aria-hidden': 'true' });
  const area = make('textarea', {
    class: 'edit-text',
    id: 'edit-text',
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
    wrap: 'off',
    sayLabel: label,
    'aria-describedby': describedBy,
    'aria-autocomplete': 'list',
  });
  const element = make('div', { class: 'edit-field' }, make('div', { class: 'edit-gutter' }, numbers), make('div', { class: 'edit-pane' }, area, marks, ruler));
  let count = 0;

  function number() {
    const lines = area.value.split('\n').length;
    if (lines === count) return;
    count = lines;
    numbers.textContent = Array.from({ length: lines }, (none, place) => place + 1).join('\n');
  }

  function scrolled() {
    numbers.style.transform = `translateY(${-area.scrollTop}px)`;
    marks.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
  }

  /** The line and column of a place in the text, from 0; columns in UTF-16 units. */
  function lineOf(place) {
    const before = area.value.slice(0, place);
    const line = before.split('\n').length - 1;
    return { line, column: place - (before.lastIndexOf('\n') + 1) };
  }

  /** The place of a line and column from 1, columns in characters. */
  function placeOf(line, column) {
    const lines = area.value.split('\n');
    // A text that ends too early is wrong behind its end.
    if (line > lines.length) return area.value.length;
    const row = line - 1;
    const start = lines.slice(0, row).reduce((sum, text) => sum + text.length + 1, 0);
    return start + Math.min([...lines[row]].slice(0, column - 1).join('').length, lines[row].length);
  }

  function newLine(event) {
    if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.shiftKey || event.altKey || event.isComposing) return;
    const { column } = lineOf(area.selectionStart);
    const line = area.value.slice(area.selectionStart - column, area.selectionStart);
    // A dash begins an item: what follows stands below its first field.
    const indent = /^ *(- )?/.exec(line)[0].replace('-', ' ');
    event.preventDefault();
    insert(`\n${indent}`);
  }

  /** As if it were typed, so that it can be undone. */
  function insert(text, from = area.selectionStart, to = area.selectionEnd) {
    area.focus();
    area.setSelectionRange(from, to);
    if (!document.execCommand('insertText', false, text)) {
      area.setRangeText(text, from, to, 'end');
      area.dispatchEvent(new Event('input'));
    }
  }

  area.addEventListener('input', () => {
    number();
    changed();
  });
  area.addEventListener('scroll', scrolled);
  area.addEventListener('keydown', newLine);
  document.addEventListener('selectionchange', told);
  function told() {
    if (document.activeElement === area) moved();
  }

  return {
    element,
    area,
    lineOf,
    insert,
    close: () => document.removeEventListener('selectionchange', told),
    set(text) {
      area.value = text;
      area.setSelectionRange(0, 0);
      number();
    },
    /** Marks places; each begins a word, or is one character. */
    mark(places) {
      const lines = area.value.split('\n');
      const there = places.map((place) => (place.line > lines.length ? { line: lines.length, column: lines.at(-1).length + 1 } : place));
      marks.replaceChildren(
        ...there.map(({ line, column }) => {
          const characters = [...(lines[line - 1] ?? '')];
          const before = characters.slice(0, column - 1).join('');
          const word = /^[\w.]+/.exec(characters.slice(column - 1).join(''))?.[0] ?? characters[column - 1] ?? ' ';
          const row = make('pre', { class: 'edit-mark' }, before, make('mark', {}, word));
          row.style.top = `${(line - 1) * LINE_PX}px`;
          return row;
        }),
      );
      numbers.replaceChildren();
      const wrong = new Set(there.map(({ line }) => line));
      lines.forEach((text, place) => {
        const isWrong = wrong.has(place + 1);
        numbers.append(isWrong ? make('b', {}, `▲${place + 1}`) : String(place + 1), '\n');
      });
      count = lines.length;
      scrolled();
    },
    /** Puts the caret at a line and column from 1, in sight. */
    go(line, column) {
      const place = placeOf(line, column);
      area.focus();
      area.setSelectionRange(place, place);
      area.scrollTop = Math.max(0, (line - 4) * LINE_PX);
      area.scrollLeft = 0;
      scrolled();
      moved();
    },
    /** Where a place of the text stands in the pane: pixels. */
    spot(place) {
      const { line, column } = lineOf(place);
      ruler.textContent = area.value.slice(place - column, place);
      return { left: ruler.offsetWidth - area.scrollLeft, top: (line + 1) * LINE_PX - area.scrollTop };
    },
  };
}
