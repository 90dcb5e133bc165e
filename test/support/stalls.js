/**
 * Loaded into the service's process before it (`startSmallProcess`): tells its parent, when asked, how long the event
 * loop was held at most since it was asked last. JavaScript, since it goes before the compiled service.
 */

const EVERY_MS = 2;

if (process.send) {
  let worst = { held: 0, worked: 0 };
  let at = performance.now();
  let used = workedSoFar();
  setInterval(() => {
    const now = performance.now();
    const nowUsed = workedSoFar();
    const held = Math.max(0, now - at - EVERY_MS);
    const worked = Math.min(held, nowUsed - used);
    worst = { held: Math.max(worst.held, held), worked: Math.max(worst.worked, worked) };
    at = now;
    used = nowUsed;
  }, EVERY_MS).unref();
  process.on('message', (message) => {
    if (message !== 'longest') return;
    process.send(worst);
    worst = { held: 0, worked: 0 };
  });
  process.channel.unref();
}

function workedSoFar() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
