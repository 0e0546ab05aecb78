const queue: (() => void)[] = [];
let hasAccepted = false;

/** Somebody has connected, and others may be waiting to. */
export function noteConnection(): void {
  hasAccepted = true;
}

/**
 * Resolves when it is the caller's turn, first come, first served. libuv accepts one connection in a turn of the event loop: were all
 * deliveries that have arrived worked on in the same one, who has just connected would wait for seconds behind those who are connected
 * already. While connections come in, it is therefore one delivery a turn.
 */
export function ourTurn(): Promise<void> {
  return new Promise((resolve) => {
    queue.push(resolve);
    if (queue.length === 1) setImmediate(nextTurn);
  });
}

function nextTurn() {
  for (const resolve of queue.splice(0, hasAccepted ? 1 : queue.length)) resolve();
  hasAccepted = false;
  if (queue.length > 0) setImmediate(nextTurn);
}
