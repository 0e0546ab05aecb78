import type { Api as ModalApi } from '@shopify/ui-extensions/pos.customer-details.action.render';
import type { Api as BlockApi } from '@shopify/ui-extensions/pos.customer-details.block.render';
import { openDoor, type Answer } from '../../shared/door';
import { spendingTexts } from '../../shared/spending-texts';
import { staffView, wish, type StaffView, type Wish } from '../../shared/told';
import { tillTexts } from '../../shared/till-texts';
import type { RedeemOrder } from '../../shared/use-redeem';
import { wordsIn, type Words } from '../../shared/words';

/** Where what has changed a member leaves a mark for the view beside it. */
const MARK = 'member-changed';

/** What a clerk sees of the customer whose details are open, and can do for them. */
export interface Till {
  words: Words;
  read(): Promise<Answer<StaffView>>;
  redeem(order: RedeemOrder): Promise<Answer<Wish>>;
  /** Another one after each redemption at this till. */
  mark(): Promise<unknown>;
}

/** Addresses are relative: the till resolves them to the app's own. */
export function tillDoor(shopify: Pick<BlockApi | ModalApi, 'session' | 'customer' | 'i18n' | 'storage'>): Till {
  const door = openDoor('', () => shopify.session.getSessionToken());
  const { storage } = shopify;
  const customer = String(shopify.customer.id);
  const words = wordsIn(shopify.i18n.translate('language'), spendingTexts, tillTexts);
  return {
    words,
    read: () => door.ask('staff/member', { customer, locale: words.language }, staffView),
    redeem: async (order) => {
      const answer = await door.send('staff/redeem', { ...order, customer, locale: words.language }, wish);
      // A till that keeps nothing redeems all the same.
      if (answer.ok) await storage.set(MARK, order.requestKey).catch(() => undefined);
      return answer;
    },
    mark: () => storage.get(MARK).catch(() => undefined),
  };
}
