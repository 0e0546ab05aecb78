const LANGUAGES = ['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es', 'ja'];
/** As people write them, beside the names that ICU has. */
const OTHER_NAMES: Record<string, string> = {
  usa: 'US',
  uk: 'GB',
  england: 'GB',
  prc: 'CN',
  中华人民共和国: 'CN',
  中国大陆: 'CN',
  香港: 'HK',
  澳门: 'MO',
  台湾: 'TW',
  臺灣: 'TW',
};

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  const found = new Map<string, string>();
  const displays = LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }));
  for (let first = 65; first <= 90; first += 1) {
    for (let second = 65; second <= 90; second += 1) {
      const code = String.fromCharCode(first, second);
      // Codes of countries that are no more carry the names of those that followed.
      if (Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) continue;
      for (const display of displays) {
        const name = display.of(code);
        if (name && !/^[A-Z]{2}$/.test(name)) found.set(name.toLowerCase(), found.get(name.toLowerCase()) ?? code);
      }
    }
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) found.set(name, code);
  return found;
}

/** The ISO 3166 code of a country that is written as its code or its name; `null` when it is none. */
export function countryCode(written: string): string | null {
  const text = written.normalize('NFKC').trim();
  byName ??= names();
  if (/^[A-Za-z]{2}$/.test(text) && new Set(byName.values()).has(text.toUpperCase())) return text.toUpperCase();
  return byName.get(text.toLowerCase()) ?? null;
}
