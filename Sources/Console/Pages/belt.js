// One line's belt as a drawing that moves. The same facts stand beside it as text, so the drawing itself is only a picture.

import { draw, make } from './dom.js';
import { parcelMark, parcelOutline, parcelSymbol } from './marks.js';
import { Motion } from './motion.js';
import { BELT_HEIGHT, plan } from './plan.js';
import { say, text } from './words.js';
import * as live from './live.js';

const PARCEL_HEIGHT = 28;
const SHORTEST_PX = 26;
const FAREWELL_MS = 250;
const STATES = ['reading', 'deciding', 'cleared', 'permitted', 'held'];
/** About the width of a letter of the labels. */
const LETTER_PX = 7;
const stillness = matchMedia('(prefers-reduced-motion: reduce)');
const STILL_PERIOD_MS = 1_000;

export class Belt {
  /**
   * @param layout the line as `/api/site` describes it
   * @param {(hold: string) => void} openHold a held parcel was clicked
   */
  constructor(layout, openHold) {
    this.layout = layout;
    this.openHold = openHold;
    this.parcels = new Map();
    this.ground = draw('g');
    this.traffic = draw('g');
    this.picture = draw('svg', { class: 'belt', role: 'img' }, this.ground, this.traffic);
    const legend = STATES.map((state) => make('li', {}, parcelMark(state), make('span', { say: `passage.${state}` })));
    this.legend = make('ul', { class: 'legend' }, ...legend);
    this.element = make('figure', { class: 'belt-figure' }, this.picture, this.legend);
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.element);
    this.drawnAt = performance.now();
    this.frame = requestAnimationFrame((now) => this.move(now));
  }

  close() {
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
  }

  measure() {
    const width = Math.round(this.element.clientWidth);
    if (width > 0 && width !== this.plan?.width) this.lay(width);
  }

  /** Draws what does not move. */
  lay(width) {
    this.plan = plan(this.layout, width);
    const { height, lanes } = this.plan;
    this.picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.picture.setAttribute('width', width);
    this.picture.setAttribute('height', height);
    const branches = lanes.slice(1).toReversed();
    this.ground.replaceChildren(
      ...branches.map((lane) => this.way(lane)),
      this.way(lanes[0]),
      ...this.labels(),
    );
    for (const parcel of this.parcels.values()) this.shape(parcel);
    this.legend.style.maxWidth = `${this.plan.x(this.layout.diverter_mm) - LETTER_PX}px`;
    say(this.picture, 'belt.picture', {}, 'aria-label');
  }

  /** A lane as a band, from the edge of the picture or from the diverter on: parcels come from somewhere and go somewhere. */
  way(lane) {
    const { at, width, x } = this.plan;
    const from = lane.ramp > 0 ? at(this.layout.diverter_mm, lane) : { x: 0, y: lane.y };
    const bend = at(this.layout.diverter_mm + lane.ramp, lane);
    const exit = x(lane.exit.distance_mm);
    const points = `${from.x},${from.y} ${bend.x},${bend.y} ${width},${lane.y}`;
    return draw(
      'g',
      {},
      draw('polyline', { points, class: 'belt-edge', 'stroke-width': BELT_HEIGHT }),
      draw('polyline', { points, class: 'belt-surface', 'stroke-width': BELT_HEIGHT - 3 }),
      draw('path', { d: `M${width - 12} ${lane.y - 6}l6 6-6 6`, class: 'belt-arrow' }),
      draw('path', { d: `M${exit} ${lane.y - BELT_HEIGHT / 2}v${BELT_HEIGHT}`, class: 'belt-post' }),
    );
  }

  labels() {
    const { x, width, lanes } = this.plan;
    const top = lanes[0].y - BELT_HEIGHT / 2;
    const diverter = x(this.layout.diverter_mm);
    const limit = Math.min(diverter, width - text('exit-way.inspection').length * LETTER_PX);
    const bottom = lanes[0].y + BELT_HEIGHT / 2;
    const posts = [{ name: text('belt.eye'), distance_mm: 0 }, ...this.layout.stations];
    let free = 0;
    const marks = posts.flatMap(({ name, distance_mm }) => {
      const place = x(distance_mm);
      const left = Math.max(place - 4, 0);
      const hasRoom = left >= free && left + name.length * LETTER_PX < limit;
      if (hasRoom) free = left + (name.length + 2) * LETTER_PX;
      return [
        draw('path', { d: `M${place} ${top - 20}V${bottom}`, class: 'belt-post' }),
        hasRoom ? draw('text', { x: left, y: top - 26, class: 'belt-label' }, name) : null,
      ];
    });
    const exits = lanes.flatMap((lane, place) => {
      const name = text('belt.exit', { exit: lane.exit.number, kind: text(`exit.${lane.exit.kind}`) });
      const rows = place === 0 ? [top - 48, top - 30] : [lane.y + BELT_HEIGHT / 2 + 16, lane.y + BELT_HEIGHT / 2 + 33];
      return [
        draw('text', { x: width, y: rows[0], class: 'belt-label strong end' }, name),
        draw('text', { x: width, y: rows[1], class: 'belt-label end' }, text(`exit-way.${lane.exit.kind}`)),
      ];
    });
    const turn = text('belt.diverter');
    const hasRoom = free + turn.length * LETTER_PX < limit;
    return [
      ...marks,
      ...exits,
      draw('path', { d: `M${diverter} ${top - 20}V${bottom + 6}`, class: 'belt-diverter' }),
      hasRoom ? draw('text', { x: limit + 4, y: top - 26, class: 'belt-label end' }, turn) : null,
    ].filter(Boolean);
  }

  /** In another language. */
  update() {
    if (this.plan) this.lay(this.plan.width);
  }

  /** Takes up a new live state of the line. */
  take(line, sampledAt) {
    const speed = line.isMoving ? line.speed_mm_s : 0;
    const there = new Set();
    for (const passage of line.passages) {
      if (passage.state === 'missing') continue;
      there.add(passage.id);
      const known = this.parcels.get(passage.id);
      if (known) known.motion.take(passage.front_mm, speed, sampledAt);
      const parcel = known ?? this.arrive(passage, new Motion(passage.front_mm, speed, sampledAt));
      const isChanged = parcel.passage?.state !== passage.state || parcel.passage?.hold !== passage.hold;
      parcel.passage = passage;
      if (isChanged) this.shape(parcel);
    }
    for (const [id, parcel] of this.parcels) if (!there.has(id)) this.leave(id, parcel);
  }

  arrive(passage, motion) {
    const parcel = { group: draw('g'), motion, passage: null };
    parcel.group.addEventListener('click', () => parcel.passage.hold && this.openHold(parcel.passage.hold));
    this.traffic.append(parcel.group);
    this.parcels.set(passage.id, parcel);
    return parcel;
  }

  leave(id, parcel) {
    this.parcels.delete(id);
    if (stillness.matches) return parcel.group.remove();
    parcel.group.classList.add('leaving');
    setTimeout(() => parcel.group.remove(), FAREWELL_MS);
  }

  /** Draws one parcel anew, because its state or the scale has changed. Its front is at 0. */
  shape({ group, passage }) {
    if (!this.plan || !passage) return;
    const length = Math.max(SHORTEST_PX, passage.length_mm * this.plan.scale);
    group.setAttribute('class', `parcel ${passage.state}`);
    const symbol = draw('g', { transform: `translate(${-length / 2} 0)` }, parcelSymbol(passage.state));
    const shapes = [parcelOutline(passage.state, length, PARCEL_HEIGHT), symbol];
    if (passage.state === 'held') {
      const words = passage.hold ?? text('passage.held');
      shapes.push(draw('text', { x: -length / 2, y: -PARCEL_HEIGHT / 2 - 12, class: 'parcel-name' }, words));
    }
    group.replaceChildren(...shapes);
  }

  move(now) {
    this.frame = requestAnimationFrame((next) => this.move(next));
    const passed = now - this.drawnAt;
    if (!this.plan || (stillness.matches && passed < STILL_PERIOD_MS)) return;
    this.drawnAt = now;
    const siteNow = live.siteNow();
    for (const parcel of this.parcels.values()) this.place(parcel, parcel.motion.advance(siteNow, passed / 1000));
  }

  place(parcel, front) {
    const { group, passage } = parcel;
    const { at, lanes } = this.plan;
    // Behind the diverter a parcel stays on its way, whatever is learnt about it. Who sees it there first, held after it had
    // a permit, does not know which way it went: it stands at the diverter.
    const isBehind = front >= this.layout.diverter_mm;
    if (!isBehind || parcel.lane === undefined) {
      parcel.lane = passage.state === 'permitted' ? this.outbound() : isBehind && passage.hadPermit ? null : 0;
    }
    if (parcel.lane === null) front = this.layout.diverter_mm;
    const lane = lanes[parcel.lane ?? 0];
    const head = at(front, lane);
    const tail = at(front - passage.length_mm, lane);
    const angle = (Math.atan2(head.y - tail.y, head.x - tail.x) * 180) / Math.PI;
    group.setAttribute('transform', `translate(${head.x.toFixed(1)} ${head.y.toFixed(1)}) rotate(${angle.toFixed(1)})`);
  }

  /** The live state does not say by which outbound exit a parcel will leave: the first one stands for all. */
  outbound() {
    return this.plan.lanes.findIndex((lane) => lane.exit.kind === 'outbound');
  }
}
