import { scriptElement } from './parent.ts';

const KEEP = 'devstore-app-bridge';
interface Kept {
  host: string;
  shop: string;
  locale: string;
}

/** The query names shop, host and locale on the first page only; the frame remembers them for the pages after it. */
function remember(): Kept {
  const query = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(KEEP) ?? '{}') as Partial<Kept>;
  const now = { host: query.get('host') ?? kept.host ?? '', shop: query.get('shop') ?? kept.shop ?? '', locale: query.get('locale') ?? kept.locale ?? 'en' };
  sessionStorage.setItem(KEEP, JSON.stringify(now));
  return now;
}

const apiKey = scriptElement?.dataset.apiKey ?? document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ?? '';
export const config = { apiKey, ...remember(), appOrigins: [] as string[], disabledFeatures: [] as string[], experimentalFeatures: [] as string[] };
