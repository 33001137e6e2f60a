// The signs of the console: each has one meaning, a shape of its own, and stands beside its word.

import { draw } from './dom.js';

const SIZE = 20;

/** An alarm's urgency: a square for what must be done at once, a triangle for what must be done, a diamond for the rest. */
const urgencies = {
  1: ['M2 2h16v16H2z', 'mark urgent'],
  2: ['M10 1.5 19 18H1z', 'mark attention'],
  3: ['M10 1 19 10 10 19 1 10z', 'mark notice'],
};

export function urgencyMark(urgency) {
  const [path, style] = urgencies[urgency];
  return sign(style, draw('path', { d: path, class: 'mark-ground' }), draw('path', { d: 'M10 6.2v5.4M10 14.2v.6', class: 'mark-line' }));
}

/** All is well, and what is not. */
export function wellMark(isWell) {
  return isWell ? sign('mark calm', draw('path', { d: 'M4 10.5 8.2 15 16 5.5', class: 'mark-line' })) : urgencyMark(2);
}

/** What unfolds the pages on a telephone. */
export function menuMark() {
  return sign('mark', draw('path', { d: 'M3 5h14M3 10h14M3 15h14', class: 'mark-line' }));
}

/** In force, or not any more. */
export function stateMark(isOn) {
  if (isOn) return sign('mark calm', draw('path', { d: 'M4 10.5 8.2 15 16 5.5', class: 'mark-line' }));
  return sign('mark calm', draw('circle', { cx: 10, cy: 10, r: 7, class: 'mark-line' }), draw('path', { d: 'M5 15 15 5', class: 'mark-line' }));
}

/** How far a hold has come: a circle that fills, then what became of the parcel. */
const parts = {
  raised: '',
  diverted: 'M10 10V3a7 7 0 0 1 7 7z',
  received: 'M10 17V3a7 7 0 0 1 0 14z',
  inspecting: 'M10 10V3a7 7 0 1 1-7 7z',
};
const ends = {
  released: 'M3 10h11M9.5 5l5 5-5 5',
  returned: 'M17 10H6M10.5 5l-5 5 5 5',
  seized: 'M4 4h12v12H4z M4 4l12 12M16 4 4 16',
  'controlled-delivery': 'M3 12h12M11 8l4 4-4 4M18 5v14',
  'handed-over': 'M4 9h12v8H4z M10 2v10M6.5 8.5 10 12l3.5-3.5',
};

export function stageMark(state) {
  if (ends[state]) return sign('mark calm', draw('path', { d: ends[state], class: 'mark-line' }));
  const circle = draw('circle', { cx: 10, cy: 10, r: 7, class: 'mark-line' });
  return sign('mark calm', circle, draw('path', { d: parts[state] ?? '', class: 'mark-part' }));
}

/** A parcel's state on the belt, within the box that is the parcel. */
const symbols = {
  reading: 'M-5.5 0h.01M0 0h.01M5.5 0h.01',
  deciding: 'M-3.4-2.6a3.4 3.4 0 1 1 5 3C.4 1.1 0 1.8 0 2.8M0 6.2v.01',
  cleared: 'M-5 .5-1.5 4 5-4',
  permitted: 'M-10-.5-7.2 2.5-2.5-3.5M1.5-4.5l7 7.5M9 -2.5V3.5H3',
  held: 'M-7 0H7',
  missing: 'M-4.5-4.5l9 9M4.5-4.5l-9 9',
};

export function parcelSymbol(state) {
  return draw('path', { d: symbols[state], class: 'parcel-symbol' });
}

/** The outline of a parcel from its rear to its front: square, with cut corners when it is held. */
export function parcelOutline(state, length, height) {
  const half = height / 2;
  const cut = Math.min(8, length / 3);
  const d =
    state === 'held'
      ? `M${-length} ${-half + cut}l${cut} ${-cut}H${-cut}L0 ${-half + cut}V${half - cut}L${-cut} ${half}H${-length + cut}l${-cut} ${-cut}z`
      : `M${-length} ${-half}H0V${half}H${-length}z`;
  return draw('path', { d, class: 'parcel-box' });
}

/** The same sign for lists and for the legend. */
export function parcelMark(state) {
  const symbol = draw('g', { transform: 'translate(15 10)' }, parcelSymbol(state));
  const box = draw('g', { transform: 'translate(29 10)' }, parcelOutline(state, 28, 18));
  return draw(
    'svg',
    { viewBox: '0 0 30 20', width: 30, height: SIZE, class: `parcel ${state}`, 'aria-hidden': 'true', focusable: 'false' },
    box,
    symbol,
  );
}

function sign(style, ...shapes) {
  const size = { viewBox: '0 0 20 20', width: SIZE, height: SIZE };
  return draw('svg', { ...size, class: style, 'aria-hidden': 'true', focusable: 'false' }, ...shapes);
}
