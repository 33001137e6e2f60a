// The shared worker: one event stream for all tabs of a browser, which has only six connections to a host.

import { LiveSource } from './source.js';

const ports = new Set();
let newest = null;

const source = new LiveSource((message) => {
  newest = message.kind === 'state' ? message : null;
  for (const port of ports) port.postMessage(message);
});

self.addEventListener('connect', ({ ports: [port] }) => {
  port.addEventListener('message', ({ data }) => {
    if (data === 'open') {
      ports.add(port);
      if (newest) port.postMessage(newest);
      source.open();
      return;
    }
    ports.delete(port);
    if (data === 'signed-out') {
      for (const other of ports) other.postMessage({ kind: 'signed-out' });
      ports.clear();
    }
    if (ports.size === 0) {
      source.close();
      newest = null;
    }
  });
  port.start();
});
