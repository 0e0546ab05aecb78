import type { Api as ModalApi } from '@shopify/ui-extensions/pos.customer-details.action.render';
import type { Api as BlockApi } from '@shopify/ui-extensions/pos.customer-details.block.render';
import { openDoor, type Answer } from '../../shared/door';
import { spendingTexts } from '../../shared/spending-texts';
import { staffView, wish, type StaffView, type Wish } from '../../shared/told';
import { tillTexts } from '../../shared/till-texts';
import type { RedeemOrder } from '../../shared/use-redeem';
import { wordsIn, type Words } from '../../shared/words';

/** What a clerk sees of the customer whose details are open, and can do for them. */
export interface Till {
  words: Words;
  read(): Promise<Answer<StaffView>>;
  redeem(order: RedeemOrder): Promise<Answer<Wish>>;
}

/** Addresses are relative: the till resolves them to the app's own. */
export function tillDoor(shopify: Pick<BlockApi | ModalApi, 'session' | 'customer' | 'i18n'>): Till {
  const door = openDoor('', () => shopify.session.getSessionToken());
  const customer = String(shopify.customer.id);
  const words = wordsIn(shopify.i18n.translate('language'), spendingTexts, tillTexts);
  return {
    words,
    read: () => door.ask('staff/member', { customer, locale: words.language }, staffView),
    redeem: (order) => door.send('staff/redeem', { ...order, customer, locale: words.language }, wish),
  };
}
