import { BlockStack, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moneyText, parseMoney } from '~/domain/shared/money';
import { useFormat } from '~/i18n/setting';
import type { ListParams } from '../list/use-list-params';

/** Money spent, from and to. Amounts are typed in the shop's currency; the address keeps minor units. */
export function SpentFilter({ params }: { params: ListParams }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <AmountField params={params} name="spentMin" label={t('customers.filters.spentMin')} />
      <AmountField params={params} name="spentMax" label={t('customers.filters.spentMax')} />
    </BlockStack>
  );
}

function AmountField({ params, name, label }: { params: ListParams; name: 'spentMin' | 'spentMax'; label: string }) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const stored = params.get(name);
  const [text, setText] = useState(/^-?\d+$/.test(stored) ? moneyText(BigInt(stored), currency) : '');
  const [wrong, setWrong] = useState(false);
  const commit = () => {
    const amount = amountOf(text, currency);
    setWrong(amount === null);
    if (amount !== null && amount !== stored) params.set({ [name]: amount });
  };
  return (
    <div onKeyDown={(event) => event.key === 'Enter' && commit()} role="presentation">
      <TextField
        label={label}
        value={text}
        onChange={setText}
        onBlur={commit}
        suffix={currency}
        inputMode="decimal"
        autoComplete="off"
        {...(wrong && { error: t('customers.filters.amountInvalid') })}
      />
    </div>
  );
}

/** Minor units as text; empty for no limit, `null` when it is no amount. */
function amountOf(text: string, currency: string): string | null {
  const plain = text.replace(/[\s,]/g, '');
  if (!plain) return '';
  return /^\d{1,12}(\.\d+)?$/.test(plain) ? parseMoney(plain, currency).toString() : null;
}
