/** A setting that `npm run bench` gives to its benches. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run: npm run bench -- NAME`);
  return value;
}
