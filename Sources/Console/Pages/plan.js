// Where things are drawn: a line's millimetres as places on the page.

export const BELT_HEIGHT = 40;
const STRAIGHT_Y = 88;
const LANE_PITCH = 64;
const BELOW = 60;
const MARGIN = 14;
/** Belt that is shown before the first eye and behind the last exit, as parts of the line's length. */
const BEFORE = 0.03;
const BEHIND = 0.12;

/**
 * The plan of a line: the inspection lane goes straight on, as it does without a permit, without power and without an
 * answer; the others branch off at the diverter.
 * @param layout the line as `/api/site` describes it
 * @param {number} width pixels
 */
export function plan(layout, width) {
  const length = Math.max(...layout.exits.map((exit) => exit.distance_mm));
  const start = -length * BEFORE;
  const scale = (width - 2 * MARGIN) / (length * (1 + BEHIND) - start);
  const x = (distance) => MARGIN + (distance - start) * scale;

  const straight = layout.exits.find((exit) => exit.kind === 'inspection');
  const branches = layout.exits.filter((exit) => exit !== straight).sort((a, b) => a.distance_mm - b.distance_mm);
  const lanes = [straight, ...branches].map((exit, place) => ({ exit, y: STRAIGHT_Y + place * LANE_PITCH, ramp: ramp(exit, place) }));

  /** How much belt a branch takes to come down to its lane: a gentle slope, and no more belt than there is. */
  function ramp(exit, place) {
    return Math.min((place * LANE_PITCH) / scale / 0.5, (exit.distance_mm - layout.diverter_mm) * 0.8);
  }

  return {
    width,
    height: lanes.at(-1).y + BELOW,
    scale,
    lanes,
    x,
    /** The place of a point of the belt, on the way to a lane. */
    at(distance, lane) {
      const part = lane.ramp > 0 ? Math.min(1, Math.max(0, (distance - layout.diverter_mm) / lane.ramp)) : 0;
      return { x: x(distance), y: STRAIGHT_Y + (lane.y - STRAIGHT_Y) * part };
    },
  };
}
