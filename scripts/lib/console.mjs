const isTerminal = Boolean(process.stdout.isTTY);
const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s`;

/** Says what is being done, and when it is done; in a terminal one line that is written over. */
export async function step(title, work) {
  const report = (text) => (isTerminal ? process.stdout.write(`\r\x1b[K${seconds()}  ${title}${text ? `: ${text}` : ''} …`) : undefined);
  report('');
  if (!isTerminal) console.log(`${seconds()}  ${title} …`);
  const tick = setInterval(() => report(step.detail ?? ''), 1000);
  step.detail = undefined;
  try {
    const result = await work((text) => {
      step.detail = text;
      report(text);
    });
    const note = step.detail ? `: ${step.detail}` : '';
    console.log(`${isTerminal ? '\r\x1b[K' : ''}${seconds()}  ${title}${note} ✓`);
    return result;
  } catch (error) {
    if (isTerminal) process.stdout.write('\n');
    throw error;
  } finally {
    clearInterval(tick);
  }
}
