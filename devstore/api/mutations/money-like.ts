import { getGiftCard } from '../../state/read.ts';
import { nextId } from '../../state/ids.ts';
import { parseMinor } from '../../state/money.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserError } from '../errors.ts';
import { gid } from '../gid.ts';
import { moneyV2 } from '../money.ts';
import { GiftCard } from '../types/gift-card.ts';
import { StoreCreditAccount } from '../types/store-credit.ts';
import { idIn, mutation } from './payload.ts';

interface MoneyInput {
  amount: string;
  currencyCode: string;
}

function minorOf(api: Api, money: MoneyInput, field: string[]): number {
  if (money.currencyCode !== api.store.currency)
    throw new UserError([...field, 'currencyCode'], `The currency must be ${api.store.currency}`, 'MISMATCHING_CURRENCY');
  try {
    const amount = parseMinor(String(money.amount), money.currencyCode);
    if (amount > 0) return amount;
  } catch {
    // Answered like an amount below zero.
  }
  throw new UserError([...field, 'amount'], 'The amount must be positive', 'NEGATIVE_OR_ZERO_AMOUNT');
}

const giftKnown = new Set(['code', 'customerId', 'expiresOn', 'initialAmount', 'initialValue']);
const giftCardCreate = mutation(
  { empty: { giftCard: null, giftCardCode: null }, code: 'INVALID', prefix: ['input'] },
  async (
    {
      input,
    }: {
      input: { code?: string | null; customerId?: string | null; expiresOn?: string | null; initialAmount?: MoneyInput | null; initialValue?: string | null };
    },
    api,
  ) => {
    const unknown = Object.keys(input).find((key) => !giftKnown.has(key));
    if (unknown) throw new NoAnswer(`giftCardCreate(input.${unknown}:)`);
    const money = input.initialAmount ?? { amount: input.initialValue ?? '0', currencyCode: api.store.currency };
    const issued = await api.ctx.operations(api.domain).issueGiftCard({
      amount: minorOf(api, money, ['input', 'initialAmount']),
      customerId: input.customerId ? idIn(input.customerId, ['input', 'customerId'], 'Customer') : null,
      ...(input.code ? { code: input.code } : {}),
      expiresOn: input.expiresOn ?? null,
    });
    const doc = await getGiftCard(api.db, api.domain, issued.id);
    return { giftCard: doc ? new GiftCard(doc, api) : null, giftCardCode: issued.code };
  },
);

async function moveCredit(api: Api, id: string, amount: number, typename: string) {
  const customer = await api.ctx.operations(api.domain).adjustStoreCredit(idIn(id, ['id'], 'Customer', 'StoreCreditAccount'), amount);
  const { currency } = api.store;
  return {
    storeCreditAccountTransaction: {
      __typename: typename,
      id: gid(typename, await nextId(api.ctx.pool)),
      amount: moneyV2(amount, currency),
      balanceAfterTransaction: moneyV2(customer.storeCredit, currency),
      ...(amount > 0 ? { remainingAmount: moneyV2(amount, currency), expiresAt: null } : {}),
      createdAt: (await api.ctx.clock.now()).toISOString(),
      event: 'ADJUSTMENT',
      origin: null,
      account: new StoreCreditAccount(customer, api),
    },
  };
}
const storeCreditAccountCredit = mutation(
  { empty: { storeCreditAccountTransaction: null } },
  (args: { id: string; creditInput: { creditAmount: MoneyInput; expiresAt?: string | null } }, api) => {
    if (args.creditInput.expiresAt) throw new NoAnswer('storeCreditAccountCredit(creditInput.expiresAt:)');
    return moveCredit(api, args.id, minorOf(api, args.creditInput.creditAmount, ['creditInput', 'creditAmount']), 'StoreCreditAccountCreditTransaction');
  },
);
const storeCreditAccountDebit = mutation(
  { empty: { storeCreditAccountTransaction: null }, code: 'INSUFFICIENT_FUNDS' },
  (args: { id: string; debitInput: { debitAmount: MoneyInput } }, api) =>
    moveCredit(api, args.id, -minorOf(api, args.debitInput.debitAmount, ['debitInput', 'debitAmount']), 'StoreCreditAccountDebitTransaction'),
);

export const moneyMutations = { giftCardCreate, storeCreditAccountCredit, storeCreditAccountDebit };
