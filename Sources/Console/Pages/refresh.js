// Asks again when something has changed, but not more often than a person can see.

const PAUSE_MS = 400;

/**
 * Runs a job when it is asked for: at once, then at most once in each pause, and once more if it was asked for meanwhile.
 * @param {() => Promise<void>} job
 */
export function refresher(job) {
  let isRunning = false;
  let isWanted = false;
  let isStopped = false;

  async function run() {
    isRunning = true;
    while (isWanted && !isStopped) {
      isWanted = false;
      await job();
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
    isRunning = false;
  }

  return {
    ask() {
      isWanted = true;
      if (!isRunning) run();
    },
    stop() {
      isStopped = true;
    },
  };
}
