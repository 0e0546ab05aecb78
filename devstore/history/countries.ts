/** Names that files use and the standard does not. Null: no country at all. */
const unusual: Record<string, string | null> = {
  eire: 'IE',
  usa: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  rsa: 'ZA',
  'channel islands': 'JE',
  'czech republic': 'CZ',
  'european community': null,
  unspecified: null,
  'hong kong': 'HK',
  turkey: 'TR',
  macau: 'MO',
  korea: 'KR',
  russia: 'RU',
};
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const codes = new Map<string, string>();
for (let first = 65; first <= 90; first += 1) {
  for (let second = 65; second <= 90; second += 1) {
    // Retired codes (DD, YU) stand for today's.
    const code = new Intl.Locale(`und-${String.fromCharCode(first, second)}`).region ?? '';
    const name = names.of(code)?.toLowerCase();
    if (name !== undefined && !codes.has(name)) codes.set(name, code);
  }
}

/** The ISO code and English name of a country written as a name or a code; null when there is no such country. */
export function findCountry(text: string): { code: string; name: string } | null {
  const key = text.trim().toLowerCase();
  const code = key in unusual ? unusual[key] : (codes.get(key) ?? (/^[a-z]{2}$/.test(key) && names.of(key.toUpperCase()) ? key.toUpperCase() : null));
  return code ? { code, name: names.of(code) ?? code } : null;
}
