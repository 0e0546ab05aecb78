import { promisedMoney, type Saga } from '~/domain/loyalty/rewards/model';
import { gid, idFromGid } from '~/domain/shared/ids';
import { parseMoney } from '~/domain/shared/money';
import type { AdminClient } from '../admin/index.server';
import { CreditAccountDocument, ReadStoreCreditDocument, type CurrencyCode } from '../graphql/generated/documents';

/** Movements of an account that are looked through for ours. */
const LOOKED_AT = 40;

export interface StoreCredit {
  id: bigint;
  amount: bigint;
  /** By an app or by staff, not by an order. */
  isAdjustment: boolean;
}

/** Credits of the member's account in the promise's currency, the latest first. */
export async function readCredits(client: AdminClient, { promise }: Saga): Promise<StoreCredit[]> {
  const { customer } = await client.query(ReadStoreCreditDocument, { customer: gid('Customer', promise.holder), first: LOOKED_AT });
  const account = customer?.storeCreditAccounts.nodes.find(({ balance }) => balance.currencyCode === promise.currency);
  return (account?.transactions.nodes ?? []).flatMap((node) =>
    node.__typename === 'StoreCreditAccountCreditTransaction'
      ? [
          {
            id: idFromGid(node.id, 'StoreCreditAccountCreditTransaction'),
            amount: parseMoney(node.amount.amount, promise.currency),
            isAdjustment: node.event === 'ADJUSTMENT',
          },
        ]
      : [],
  );
}

/** Credits the member's account. The store does not tell one request from another: whoever calls it twice credits twice. @returns the credit's number */
export async function credit(client: AdminClient, { promise, endsAt }: Saga): Promise<bigint | null> {
  const made = await client.query(CreditAccountDocument, {
    customer: gid('Customer', promise.holder),
    credit: {
      creditAmount: { amount: promisedMoney(promise, promise.amount), currencyCode: promise.currency as CurrencyCode },
      expiresAt: endsAt?.toISOString() ?? null,
    },
  });
  const id = made.storeCreditAccountCredit?.storeCreditAccountTransaction?.id;
  return id ? idFromGid(id, 'StoreCreditAccountCreditTransaction') : null;
}
