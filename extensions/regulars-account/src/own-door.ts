import type { Api as OrderApi } from '@shopify/ui-extensions/customer-account.order-status.block.render';
import type { Api as PageApi } from '@shopify/ui-extensions/customer-account.page.render';
import { openDoor, type Answer } from '../../shared/door';
import { spendingTexts } from '../../shared/spending-texts';
import { history, orderPoints, shopperView, wish, type Member, type Movements, type OrderPoints, type Wish } from '../../shared/told';
import type { RedeemOrder } from '../../shared/use-redeem';
import { wordsIn, type Words } from '../../shared/words';

/** What a signed-in customer sees of themselves, and can do. */
export interface Own {
  words: Words;
  read(): Promise<Answer<{ member: Member }>>;
  history(before: string | null): Promise<Answer<Movements>>;
  order(id: string): Promise<Answer<OrderPoints>>;
  redeem(order: RedeemOrder): Promise<Answer<Wish>>;
}

/** Here relative addresses lead nowhere: the CLI puts the app's own in when it builds. */
export function ownDoor(shopify: Pick<PageApi | OrderApi, 'sessionToken' | 'i18n'>): Own {
  const door = openDoor(process.env.SHOPIFY_APP_URL, () => shopify.sessionToken.get());
  const words = wordsIn(shopify.i18n.translate('language'), spendingTexts);
  const locale = words.language;
  return {
    words,
    read: () => door.ask('shopper/member', { locale }, shopperView),
    history: (before) => door.ask('shopper/history', { locale, ...(before === null ? {} : { before }) }, history),
    order: (order) => door.ask('shopper/order', { order, locale }, orderPoints),
    redeem: (order) => door.send('shopper/redeem', { ...order, locale }, wish),
  };
}
