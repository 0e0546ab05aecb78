import { renderToStaticMarkup } from 'react-dom/server';
import { isDiscountCode, type RewardPromise } from '~/domain/loyalty/rewards/model';
import { nameIn } from '~/domain/shared/names';
import type { Shop } from '~/domain/shops/model';
import { createFormat } from '~/i18n/format';
import { i18nFor } from '~/i18n/i18n';
import type { Locale } from '~/i18n/locales';
import type { Letter } from './send-mail.server';

interface CodeLetter {
  locale: Locale;
  shop: Pick<Shop, 'name' | 'domain'>;
  code: string;
  promise: RewardPromise;
}

/** The letter with a reward's code: the same lines as text and as a page, which React escapes. */
export function codeLetter({ locale, shop, code, promise }: CodeLetter): Pick<Letter, 'subject' | 'text' | 'html'> {
  const { t } = i18nFor(locale);
  // A last day is a day of the shop, not a moment.
  const format = createFormat({ locale, currency: promise.currency, timezone: 'UTC' });
  const reward = nameIn(promise.name, locale) || whatItIs(promise);
  const subject = t('codeMail.subject', { shop: shop.name, reward });
  const lines = [
    t(isDiscountCode(promise) ? 'codeMail.discount' : 'codeMail.card'),
    ...(promise.minimumSpend === null ? [] : [t('codeMail.minimum', { amount: format.money(promise.minimumSpend) })]),
    ...(promise.lastDay === null ? [] : [t('codeMail.lastDay', { date: format.date(new Date(`${promise.lastDay}T00:00:00Z`)) })]),
  ];
  const lead = t('codeMail.lead', { shop: shop.name, reward });
  const store = `https://${shop.domain}/`;
  const text = [t('codeMail.hello'), lead, code, lines.join('\n'), t('codeMail.store', { store }), shop.name].join('\n\n');
  const page = (
    <html lang={locale}>
      <body style={{ fontFamily: 'sans-serif', fontSize: 16, lineHeight: 1.5, color: '#1a1a1a' }}>
        <p>{t('codeMail.hello')}</p>
        <p>{lead}</p>
        <p style={{ fontFamily: 'monospace', fontSize: 22, fontWeight: 'bold' }}>{code}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>
          <a href={store}>{t('codeMail.link')}</a>
        </p>
        <p>{shop.name}</p>
      </body>
    </html>
  );
  return { subject, text: `${text}\n`, html: `<!doctype html>${renderToStaticMarkup(page)}` };

  function whatItIs({ kind, percent, amount }: RewardPromise): string {
    const value = kind === 'percent_off' ? (percent ?? '') : amount === null ? '' : format.money(amount);
    // What a slider takes off has been chosen.
    return t(`loyaltyForm.rewardNames.${kind === 'slider' ? 'amount_off' : kind}`, { value });
  }
}
