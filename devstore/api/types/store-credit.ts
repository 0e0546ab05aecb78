import type { Customer as CustomerDoc } from '../../state/model.ts';
import type { Api } from '../api.ts';
import { gid } from '../gid.ts';
import { moneyV2 } from '../money.ts';

/** A customer has one account, in the shop's currency, which carries the customer's own number. */
export class StoreCreditAccount {
  readonly __typename = 'StoreCreditAccount';
  constructor(
    private readonly customer: CustomerDoc,
    private readonly api: Api,
  ) {}
  get id() {
    return gid('StoreCreditAccount', this.customer.id);
  }
  get balance() {
    return moneyV2(this.customer.storeCredit, this.api.store.currency);
  }
  get owner() {
    return this.api.objects.customer(this.customer, this.api);
  }
}

/** The account exists from the first credit on; before, there is none. */
export const storeCreditAccountsOf = (customer: CustomerDoc, api: Api) => (customer.storeCredit > 0 ? [new StoreCreditAccount(customer, api)] : []);
