import { logger } from '~/config/logger.server';
import { codeMailToSend, noteCodeMail } from '~/domain/loyalty/rewards/index.server';
import { getShop } from '~/domain/shops/index.server';
import { pickLocale } from '~/i18n/locales';
import { codeLetter } from './code-letter';
import { isMailSetUp, sendMail } from './send-mail.server';

/** The wait after the first try that failed; doubles each time up to half an hour, so that eight tries take an hour. */
const FIRST_WAIT_MS = 30_000;
const WAIT_MS_MAX = 30 * 60_000;
const TRIES_MAX = 8;

/**
 * Sends a member the code of a reward, as staff have asked, and notes with the redemption what became of it. @param position of the mail among those of
 * the redemption @returns when to try again, while the mail server does not take it; what it refuses for good is given up.
 */
export async function mailCode(shopId: bigint, redemptionId: bigint, position: number, now: () => Date): Promise<{ againInMs: number } | undefined> {
  const note = (became: Parameters<typeof noteCodeMail>[3]) => noteCodeMail(shopId, redemptionId, position, became);
  const mail = isMailSetUp() ? await codeMailToSend(shopId, redemptionId, position, now()) : 'not_set_up';
  if (mail === null) return undefined;
  if (typeof mail === 'string') {
    await note({ failedAt: now(), trouble: mail, nextAt: null });
    return undefined;
  }
  const shop = await getShop(shopId);
  const letter = codeLetter({ ...mail, shop, locale: pickLocale(mail.locale) ?? pickLocale(shop.locale) ?? 'en' });
  const result = await sendMail({ ...letter, messageId: `code-${shopId}-${redemptionId}-${position}`, fromName: shop.name, to: mail.address });
  const tries = mail.tries + 1;
  logger.info({ shopId, redemptionId, position, tries, outcome: result.outcome }, 'a code by mail');
  if (result.outcome === 'sent') {
    await note({ sentAt: now(), trouble: null, nextAt: null });
    return undefined;
  }
  const { trouble } = result;
  if (result.outcome === 'refused' || tries >= TRIES_MAX) {
    await note({ failedAt: now(), tries, trouble, nextAt: null });
    return undefined;
  }
  const againInMs = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (tries - 1));
  await note({ tries, trouble, nextAt: new Date(now().getTime() + againInMs) });
  return { againInMs };
}
