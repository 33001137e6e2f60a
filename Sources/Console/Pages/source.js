// Holds the event stream of the site's live state open, and opens it again when it ends.

/** The gateway sends at least once a second; a connection that says nothing for so long is dead, whatever TCP thinks. */
const SILENCE_MS = 4_000;
const RETRY_MS = [500, 1_000, 2_000, 3_000];

export class LiveSource {
  /** @param {(message) => void} tell takes `{kind: 'state', text}`, `{kind: 'lost'}` or `{kind: 'signed-out'}` */
  constructor(tell) {
    this.tell = tell;
    this.events = null;
    this.wanted = false;
    this.failures = 0;
    this.timer = 0;
  }

  open() {
    if (this.wanted) return;
    this.wanted = true;
    this.failures = 0;
    this.connect();
  }

  close() {
    this.wanted = false;
    clearTimeout(this.timer);
    this.events?.close();
    this.events = null;
  }

  connect() {
    this.events = new EventSource('/api/live');
    this.events.addEventListener('live', (event) => {
      this.failures = 0;
      this.expect();
      this.tell({ kind: 'state', text: event.data });
    });
    // The browser would connect again by itself after some refusals and not after others: here it is one way for all.
    this.events.addEventListener('error', () => this.fail());
    this.expect();
  }

  expect() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fail(), SILENCE_MS);
  }

  fail() {
    clearTimeout(this.timer);
    this.events?.close();
    this.events = null;
    this.tell({ kind: 'lost' });
    const pause = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.retry(), pause);
  }

  /** An event source does not say why it was refused, so the session is asked for first. */
  async retry() {
    try {
      const answer = await fetch('/api/session', { cache: 'no-store', signal: AbortSignal.timeout(SILENCE_MS) });
      if (!this.wanted) return;
      if (answer.status === 401) {
        this.close();
        return this.tell({ kind: 'signed-out' });
      }
      this.connect();
    } catch {
      if (this.wanted) this.fail();
    }
  }
}
