import type { ClientActionFunctionArgs } from '@remix-run/react';
import { i18nFor } from '~/i18n/i18n';
import { pickLocale } from '~/i18n/locales';
import type { MemberAnswer } from './use-member-order';

/**
 * Says that an order about a member has been followed, as soon as its answer is there: what it was sent from may be gone from the page
 * when that has been read again, and with it whoever waits for the answer.
 */
export async function tellDone({ serverAction }: ClientActionFunctionArgs): Promise<MemberAnswer> {
  const answer = await serverAction<MemberAnswer>();
  const { t } = i18nFor(pickLocale(document.documentElement.lang) ?? 'en');
  if (answer.done) window.shopify.toast.show(t(`member.done.${answer.done}`));
  return answer;
}
