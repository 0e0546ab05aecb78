import { parseArgs } from 'node:util';

/** Sizes from the command line: `--name 5`. Each has a default; what is not known is refused, `--help` lists them. */
export function sizes<T extends Record<string, number>>(defaults: T): T {
  const known = Object.keys(defaults);
  const { values } = parseArgs({
    options: { help: { type: 'boolean' as const }, ...Object.fromEntries(known.map((name) => [name, { type: 'string' as const }])) },
    strict: true,
  });
  if (values['help']) {
    for (const [name, value] of Object.entries(defaults)) console.log(`--${name} N   (${value})`);
    process.exit(0);
  }
  const chosen = Object.fromEntries(
    known.map((name) => {
      const given = new Map(Object.entries(values)).get(name);
      const size = given === undefined ? defaults[name] : Number(given);
      if (size === undefined || !Number.isFinite(size) || size < 0) throw new Error(`--${name} takes a number.`);
      return [name, size];
    }),
  );
  return { ...defaults, ...chosen };
}
