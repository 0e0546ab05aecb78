import { readStaffPreferences, saveStaffPreferences } from '~/domain/shops/index.server';
import { isLocale, pickLocale, type Locale } from './locales';

export interface Language {
  locale: Locale;
  /** What this person has chosen instead of following the admin. */
  chosen: Locale | null;
}

/**
 * The language to speak to a member of staff: what they have chosen, else that of their admin. Shopify names it in the
 * `locale` parameter when it opens the app's frame, but not when the app moves on by itself; hence it is remembered.
 */
export async function languageOf(request: Request, { shopId, userId }: { shopId: bigint; userId: string }): Promise<Language> {
  const { adminLocale, language } = await readStaffPreferences(shopId, userId);
  const told = new URL(request.url).searchParams.get('locale')?.slice(0, 20) ?? null;
  if (told && told !== adminLocale) await saveStaffPreferences(shopId, userId, { adminLocale: told });
  const chosen = isLocale(language) ? language : null;
  return { chosen, locale: chosen ?? pickLocale(told ?? adminLocale) ?? 'en' };
}
