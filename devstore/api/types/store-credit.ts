import type { Customer as CustomerDoc } from '../../state/model.ts';
import type { Api } from '../api.ts';
import { listCreditMovements } from '../../state/read.ts';
import { listConnection } from '../connection.ts';
import { gid } from '../gid.ts';
import { moneyV2 } from '../money.ts';
import type { PageArgs } from '../page-args.ts';
import type { CreditMovement } from '../../state/model/promotion.ts';

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
  /** Sorted by when they happened; other orders and searches are not answered. */
  async transactions(args: PageArgs) {
    const movements = await listCreditMovements(this.api.db, this.api.domain, this.customer.id);
    return listConnection(this.api, movements, args, (movement) => creditTransaction(this.api, this.customer, movement));
  }
  get owner() {
    return this.api.objects.customer(this.customer, this.api);
  }
}

/** A movement as a transaction of the account. */
export function creditTransaction(api: Api, customer: CustomerDoc, { id, amount, balance, createdAt, expiresAt, event }: CreditMovement) {
  const { currency } = api.store;
  const typename = amount > 0 ? 'StoreCreditAccountCreditTransaction' : 'StoreCreditAccountDebitTransaction';
  return {
    __typename: typename,
    id: gid(typename, id),
    amount: moneyV2(amount, currency),
    balanceAfterTransaction: moneyV2(balance, currency),
    ...(amount > 0 ? { remainingAmount: moneyV2(amount, currency), expiresAt } : {}),
    createdAt,
    event,
    origin: null,
    account: new StoreCreditAccount(customer, api),
  };
}

/** The account exists from the first credit on; before, there is none. */
export async function storeCreditAccountsOf(customer: CustomerDoc, api: Api): Promise<StoreCreditAccount[]> {
  if (customer.storeCredit > 0) return [new StoreCreditAccount(customer, api)];
  return (await listCreditMovements(api.db, api.domain, customer.id)).length > 0 ? [new StoreCreditAccount(customer, api)] : [];
}
