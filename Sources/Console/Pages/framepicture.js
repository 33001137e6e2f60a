// One picture of a camera with all that was seen in it: what was read with a whole outline, what was refused with a broken one,
// each with a number, and beneath what it is. The picture shows names: it stays hidden until somebody asks, and that is written down.

import { draw, fill, make, show, write } from './dom.js';
import { instant, number } from './format.js';
import { milliseconds } from './frames.js';
import { bind } from './keys.js';
import { wellMark } from './marks.js';
import { coded, has, problem, say, text, trouble } from './words.js';
import * as api from './api.js';

export function makeFramePicture() {
  const title = make('h2', {});
  const verdict = make('p', { class: 'frame-verdict' }, make('span', { class: 'frame-sign' }), make('span', { class: 'strong' }));
  const advice = make('p', {});
  const cut = make('p', { class: 'quiet', say: 'frames.cut-short' });
  const image = draw('image', { preserveAspectRatio: 'none' });
  const ground = draw('rect', { class: 'frame-ground' });
  const outlines = draw('g');
  const figure = draw('svg', { class: 'frame-figure', role: 'img' }, ground, image, outlines);
  const label = make('span', { say: 'frames.show' });
  const button = make('button', { type: 'button', onclick: toggle }, label, make('kbd', {}, 'O'));
  const hidden = make('p', { class: 'quiet' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const list = make('ol', { class: 'frame-symbols', role: 'list' });
  const element = make('article', { class: 'frame-detail', hidden: true }, title, verdict, advice, cut, button, hidden, fault, figure, list);
  const isAllowed = api.may('see-personal');
  const unbind = bind('o', toggle);
  let frame = null;
  let isShown = false;
  /** The serial of the picture whose texts are here. */
  let looked = null;
  let texts = [];

  image.addEventListener('error', () => image.hasAttribute('href') && write(fault, text('problem.no-picture')));

  function toggle() {
    if (!isAllowed || !frame) return;
    isShown = !isShown;
    update(frame);
  }

  /** Texts and picture of a frame: two looks, each written down. */
  async function look(serial) {
    looked = serial;
    texts = [];
    if (!frame.frame) return;
    const path = `/api/frames/${frame.frame}`;
    if (frame.picture === 'there') image.setAttribute('href', `${path}/picture`);
    try {
      if (frame.symbols.length === 0) return;
      const answer = await api.get(`${path}/texts`);
      if (looked !== serial) return;
      texts = answer.texts;
      update(frame);
    } catch (error) {
      if (looked === serial) write(fault, problem(error));
    }
  }

  function update(newest) {
    if (newest?.serial !== frame?.serial) write(fault, '');
    frame = newest;
    show(element, Boolean(frame));
    if (!frame) return;
    write(title, `${frame.device} · ${instant(frame.at_ms)}`);
    changeVerdict();
    const canShow = isAllowed && (frame.picture === 'there' || frame.symbols.length > 0);
    if (!isShown || looked !== frame.serial) {
      image.removeAttribute('href');
      texts = [];
      looked = null;
    }
    if (isShown && canShow && looked === null) look(frame.serial);
    show(button, canShow);
    say(label, isShown ? 'frames.hide' : 'frames.show');
    button.setAttribute('aria-pressed', String(isShown));
    write(hidden, hiddenWords());
    show(hidden, hidden.textContent !== '');
    changeFigure();
    fill(list, frame.symbols.map(place), ({ place }) => String(place), makeSymbol, changeSymbol);
  }

  function place(symbol, place) {
    return { symbol, place };
  }

  function hiddenWords() {
    if (!isAllowed) return text('declared.not-for-you');
    if (frame.picture === 'gone') return text('problem.frame-gone');
    if (frame.picture === 'withheld') return text('problem.picture-withheld');
    return '';
  }

  function changeVerdict() {
    const [sign, words] = verdict.children;
    if (verdict.dataset.read !== String(frame.isRead)) {
      verdict.dataset.read = frame.isRead;
      sign.replaceChildren(wellMark(frame.isRead));
    }
    const read = frame.symbols.filter((symbol) => !symbol.doubt).length;
    const time = frame.elapsed_us === undefined ? '' : ` · ${milliseconds(frame.elapsed_us)}`;
    const told = frame.trouble ? trouble(frame.trouble) : read > 0 ? text('frames.read', { count: number(read) }) : text('frames.not-read');
    write(words, told + time);
    const code = frame.trouble?.split(':')[0];
    const isNothing = !frame.trouble && frame.symbols.length === 0;
    write(advice, isNothing ? text('frames.why-nothing') : has(`frames.do-${code}`) ? text(`frames.do-${code}`) : '');
    show(advice, advice.textContent !== '');
    show(cut, frame.isCutShort === true);
  }

  function changeFigure() {
    const { width, height } = frame;
    // An SVG element has no `hidden` of its own.
    figure.toggleAttribute('hidden', !width);
    if (!width) return;
    figure.setAttribute('viewBox', `0 0 ${width} ${height}`);
    for (const node of [image, ground]) {
      node.setAttribute('width', width);
      node.setAttribute('height', height);
    }
    const refused = frame.symbols.filter((symbol) => symbol.doubt).length;
    say(figure, 'frames.alt', () => ({ read: number(frame.symbols.length - refused), refused: number(refused) }), 'aria-label');
    const size = Math.max(width, height) / 36;
    outlines.replaceChildren(...frame.symbols.flatMap((symbol, place) => drawSymbol(symbol, place, size)));
  }

  function drawSymbol({ corners, doubt, number: item }, place, size) {
    if (corners.length === 0) return [];
    const points = corners.map(({ x, y }) => `${x},${y}`).join(' ');
    const { x, y } = corners.reduce((least, corner) => (corner.y < least.y || (corner.y === least.y && corner.x < least.x) ? corner : least));
    // Above its uppermost corner, so that it covers no bars; within the picture whatever a reader says.
    const within = (value, side) => Math.min(Math.max(value, size), side - size);
    const middle = { x: within(x + size, frame.width), y: within(y - size * 1.2, frame.height) };
    const label = draw('text', { class: 'frame-number', x: middle.x, y: middle.y, 'font-size': size * 1.2 }, String(place + 1));
    const beside = middle.x + size * 1.4;
    const known = doubt ? null : (item ?? texts[place]);
    return [
      draw('polygon', { class: 'frame-halo', points }),
      draw('polygon', { class: doubt ? 'frame-outline refused' : 'frame-outline', points }),
      draw('circle', { class: doubt ? 'frame-badge refused' : 'frame-badge', cx: middle.x, cy: middle.y, r: size }),
      label,
      known && draw('text', { class: 'frame-text', x: beside, y: middle.y, 'font-size': size * 1.3 }, known.slice(0, 40)),
    ].filter(Boolean);
  }

  function makeSymbol() {
    return make(
      'li',
      {},
      make('span', { class: 'frame-place code' }),
      make('div', {}, make('p', { class: 'strong' }), make('p', { class: 'code' }), make('p', {}), make('p', { class: 'figure-note' })),
    );
  }

  function changeSymbol(item, { symbol, place }) {
    const [badge, body] = item.children;
    const [what, data, why, evidence] = body.children;
    write(badge, String(place + 1));
    item.classList.toggle('refused', Boolean(symbol.doubt));
    const kind = coded('symbology.', symbol.symbology);
    write(what, text(symbol.doubt ? 'frames.symbol-refused' : 'frames.symbol-read', { kind }));
    const known = symbol.number ?? texts[place];
    write(data, known ?? text('frames.bytes', { size: number(symbol.size) }));
    write(why, symbol.doubt ? text(`frames.why-${symbol.doubt}`) : '');
    show(why, Boolean(symbol.doubt));
    write(evidence, evidenceWords(symbol));
  }

  return { element, update, close: unbind };
}

/** Who saw it, on how many lines, and how well it is printed. */
function evidenceWords({ decoders, lines, check, quality }) {
  const parts = [text('frames.seen-by', { decoders: decoders.join(', ') })];
  if (lines > 0) parts.push(text('frames.lines', { lines: number(lines) }));
  if (check === 'spent') parts.push(text('frames.check-spent'));
  if (quality) {
    const { grade, lowest } = quality;
    parts.push(lowest ? text('frames.grade-by', { grade: number(grade), lowest: text(`print.${lowest}`) }) : text('frames.grade', { grade: number(grade) }));
  }
  return parts.join(' · ');
}
