import { findGiftCardByCode, getGiftCard } from '../../state/read.ts';
import { parseMinor } from '../../state/money.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserError } from '../errors.ts';
import { GiftCard } from '../types/gift-card.ts';
import { creditTransaction } from '../types/store-credit.ts';
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

const giftKnown = new Set(['code', 'customerId', 'expiresOn', 'initialAmount', 'initialValue', 'note']);
const giftCardCreate = mutation(
  { empty: { giftCard: null, giftCardCode: null }, code: 'INVALID', prefix: ['input'] },
  async (
    {
      input,
    }: {
      input: {
        code?: string | null;
        customerId?: string | null;
        expiresOn?: string | null;
        initialAmount?: MoneyInput | null;
        initialValue?: string | null;
        note?: string | null;
      };
    },
    api,
  ) => {
    const unknown = Object.keys(input).find((key) => !giftKnown.has(key));
    if (unknown) throw new NoAnswer(`giftCardCreate(input.${unknown}:)`);
    const money = input.initialAmount ?? { amount: input.initialValue ?? '0', currencyCode: api.store.currency };
    if (input.code && (await findGiftCardByCode(api.db, api.domain, input.code)))
      throw new UserError(['input', 'code'], 'Code has already been taken', 'TAKEN');
    const issued = await api.ctx.operations(api.domain).issueGiftCard({
      amount: minorOf(api, money, ['input', 'initialAmount']),
      customerId: input.customerId ? idIn(input.customerId, ['input', 'customerId'], 'Customer') : null,
      ...(input.code ? { code: input.code } : {}),
      expiresOn: input.expiresOn ?? null,
      note: input.note ?? null,
    });
    const doc = await getGiftCard(api.db, api.domain, issued.id);
    return { giftCard: doc ? new GiftCard(doc, api) : null, giftCardCode: issued.code };
  },
);

async function moveCredit(api: Api, id: string, amount: number, expiresAt: string | null) {
  const customerId = idIn(id, ['id'], 'Customer', 'StoreCreditAccount');
  const movement = await api.ctx.operations(api.domain).adjustStoreCredit(customerId, amount, { expiresAt });
  const customer = await api.loaders.customer.get(customerId);
  if (!customer) throw new UserError(['id'], 'Customer does not exist', 'OWNER_NOT_FOUND');
  return { storeCreditAccountTransaction: creditTransaction(api, customer, movement) };
}
const storeCreditAccountCredit = mutation(
  { empty: { storeCreditAccountTransaction: null } },
  (args: { id: string; creditInput: { creditAmount: MoneyInput; expiresAt?: string | null } }, api) => {
    const expiresAt = args.creditInput.expiresAt ?? null;
    if (expiresAt && Date.parse(expiresAt) <= api.now.getTime())
      throw new UserError(['creditInput', 'expiresAt'], 'Expires at must be in the future', 'EXPIRES_AT_IN_PAST');
    return moveCredit(api, args.id, minorOf(api, args.creditInput.creditAmount, ['creditInput', 'creditAmount']), expiresAt);
  },
);
const storeCreditAccountDebit = mutation(
  { empty: { storeCreditAccountTransaction: null }, code: 'INSUFFICIENT_FUNDS' },
  (args: { id: string; debitInput: { debitAmount: MoneyInput } }, api) =>
    moveCredit(api, args.id, -minorOf(api, args.debitInput.debitAmount, ['debitInput', 'debitAmount']), null),
);

const giftCardDeactivate = mutation({ empty: { giftCard: null }, code: 'INVALID' }, async (args: { id: string }, api) => {
  const id = idIn(args.id, ['id'], 'GiftCard');
  await api.ctx.operations(api.domain).disableGiftCard(id);
  const doc = await getGiftCard(api.db, api.domain, id);
  return { giftCard: doc ? new GiftCard(doc, api) : null };
});

export const moneyMutations = { giftCardCreate, giftCardDeactivate, storeCreditAccountCredit, storeCreditAccountDebit };
