// Where a parcel is between two messages. It is reckoned on with the belt's speed; what a message corrects is made up for
// by going a little faster or slower, never by a jump back.

/** Past this nobody knows where anything is: the gateway does not reckon further either. */
const RECKONING_LIMIT_MS = 500;
/** A difference is made up for in about this time. */
const SETTLING_S = 0.3;
/** A larger one is no jitter: the parcel is simply there. */
const LOST_MM = 700;

export class Motion {
  /**
   * @param {number} front millimetres from the first eye
   * @param {number} sampledAt the gateway's clock, milliseconds
   */
  constructor(front, speed, sampledAt) {
    this.standsFrom = sampledAt;
    this.take(front, speed, sampledAt);
    this.shown = null;
  }

  take(front, speed, sampledAt) {
    if (speed > 0) this.standsFrom = Infinity;
    else this.standsFrom = Math.min(this.standsFrom, sampledAt);
    this.front = front;
    this.speed = speed;
    this.sampledAt = sampledAt;
  }

  /** Where it is by the newest message. */
  expected(now) {
    return this.front + (this.speed * Math.min(RECKONING_LIMIT_MS, Math.max(0, now - this.sampledAt))) / 1000;
  }

  /**
   * Where it is drawn.
   * @param {number} now the gateway's clock
   * @param {number} passed seconds since the last drawing
   */
  advance(now, passed) {
    const expected = this.expected(now);
    if (this.shown === null || Math.abs(expected - this.shown) > LOST_MM) {
      this.shown = expected;
    } else {
      const correction = (expected - this.shown) / SETTLING_S;
      const isLate = now - this.sampledAt > RECKONING_LIMIT_MS;
      if (this.speed > 0) {
        this.shown += isLate ? 0 : Math.max(this.speed * 0.4, this.speed + correction) * passed;
      } else if (correction > 0 || now - this.standsFrom > RECKONING_LIMIT_MS) {
        // Back only on a belt that stands: for a moment it may merely be unknown where the belt is.
        this.shown += correction * Math.min(passed, SETTLING_S);
      }
    }
    return this.shown;
  }
}
