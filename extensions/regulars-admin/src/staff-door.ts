import type { Api as ActionApi } from '@shopify/ui-extensions/admin.customer-details.action.render';
import type { Api as BlockApi } from '@shopify/ui-extensions/admin.customer-details.block.render';
import { openDoor, type Answer } from '../../shared/door';
import { staffTexts } from '../../shared/staff-texts';
import { adjusted, staffView, type StaffView } from '../../shared/told';
import { wordsIn, type Words } from '../../shared/words';

/** What a member of staff sees of the customer whose page is open, and can do. */
export interface Staff {
  words: Words;
  read(): Promise<Answer<StaffView>>;
  adjust(order: { points: string; note: string; requestKey: string }): Promise<Answer<{ points: string }>>;
}

/** Addresses are relative: the admin resolves them to the app's own. */
export function staffDoor(shopify: Pick<BlockApi | ActionApi, 'auth' | 'data' | 'i18n'>): Staff {
  const door = openDoor('', () => shopify.auth.idToken());
  const customer = shopify.data.selected[0]?.id ?? '';
  const words = wordsIn(shopify.i18n.translate('language'), staffTexts);
  return {
    words,
    read: () => door.ask('staff/member', { customer, locale: words.language }, staffView),
    adjust: (order) => door.send('staff/adjust', { customer, ...order }, adjusted),
  };
}
