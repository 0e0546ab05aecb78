/** Ends the process with a message a person can act on, without a stack. */
export function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
