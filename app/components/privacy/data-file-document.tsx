import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataFile } from '~/domain/privacy/model';
import { useFormat } from '~/i18n/setting';
import { useConsentText } from './use-consent-text';

const STYLE = `
  @page { size: A4; margin: 18mm; }
  body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; color: #1a1a1a; max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; }
  h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; break-after: avoid; }
  .lead { color: #555; margin: 0 0 1rem; }
  table { width: 100%; border-collapse: collapse; } th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #e3e3e3; }
  th { font-weight: 600; color: #555; } dl { display: grid; grid-template-columns: 12rem 1fr; gap: .35rem 1rem; margin: 0; } dt { color: #555; } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
  .number { text-align: end; white-space: nowrap; } tr { break-inside: avoid; }
  @media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
  @media print { body { margin: 0; max-width: none; padding: 0; font-size: 11pt; } }`;

const VIEWPORT = 'width=device-width, initial-scale=1';

interface Props {
  file: DataFile;
  shopName: string;
  customerId: string;
}

/** All that the store knows of a person, laid out for them to read, or to print. Needs nothing from outside. */
export function DataFileDocument({ file, shopName, customerId }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <html lang={format.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content={VIEWPORT} />
        <title>{t('dataFile.title', { shop: shopName })}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <h1>{t('dataFile.title', { shop: shopName })}</h1>
        <p className="lead">{t('dataFile.lead', { date: format.date(new Date(file.gatheredAt), 'dateTime'), id: customerId })}</p>
        <Person file={file} />
        <Wishes file={file} />
        <Orders file={file} />
        <Happenings file={file} />
      </body>
    </html>
  );
}

function Section({ title, empty, children }: { title: string; empty: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{title}</h2>
      {empty ? <p className="lead">{t('dataFile.nothing')}</p> : children}
    </section>
  );
}

function Facts({ facts }: { facts: [string, string | null | undefined][] }) {
  return (
    <dl>
      {facts.map(([label, value]) =>
        value ? (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function Person({ file: { contact, customer, tags, loyalty } }: { file: DataFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const joined = customer[0]?.occurred_at;
  const name = (format.locale === 'zh-CN' ? [contact?.lastName, contact?.firstName] : [contact?.firstName, contact?.lastName]).filter(Boolean);
  const addresses = contact?.addresses.map((address) =>
    [
      address.name,
      address.company,
      address.address1,
      address.address2,
      address.zip,
      address.city,
      address.province,
      address.countryCode && format.region(address.countryCode),
      address.phone,
    ]
      .filter(Boolean)
      .join('\n'),
  );
  return (
    <Section title={t('dataFile.person')} empty={!contact && !joined}>
      <Facts
        facts={[
          [t('dataFile.name'), name.join(' ')],
          [t('dataFile.emails'), contact?.emails.join('\n')],
          [t('dataFile.phones'), contact?.phones.join('\n')],
          [t('dataFile.addresses'), addresses?.join('\n\n')],
          [t('dataFile.note'), contact?.note],
          [t('dataFile.language'), customer[0]?.locale && format.language(customer[0].locale)],
          [t('dataFile.since'), joined && format.date(new Date(joined))],
          [t('dataFile.birthday'), loyalty.flatMap(({ birthday }) => birthday ?? []).join('\n')],
          [t('dataFile.tags'), tags.map(({ tag }) => tag).join(', ')],
        ]}
      />
    </Section>
  );
}

function Wishes({ file: { customer } }: { file: DataFile }) {
  const { t } = useTranslation();
  const wish = useConsentText();
  const [known] = customer;
  return (
    <Section title={t('dataFile.consent')} empty={!known}>
      <Facts
        facts={[
          [t('dataFile.emailMarketing'), wish(known?.email_consent, known?.email_consent_at)],
          [t('dataFile.smsMarketing'), wish(known?.sms_consent, known?.sms_consent_at)],
        ]}
      />
    </Section>
  );
}

function Orders({ file: { orders, lines } }: { file: DataFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('dataFile.orders')} empty={orders.length === 0}>
      <table>
        <thead>
          <tr>
            <th>{t('dataFile.order')}</th>
            <th>{t('dataFile.items')}</th>
            <th className="number">{t('dataFile.total')}</th>
            <th className="number">{t('dataFile.refunded')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <td>
                {order.name}
                <br />
                {format.date(new Date(order.occurred_at))}
                {order.cancelled_at ? ` (${t('dataFile.cancelled')})` : ''}
              </td>
              <td>
                {lines
                  .filter((line) => line.order_id === order.id)
                  .map((line, index) => (
                    <div key={index}>
                      {line.quantity} × {line.title}
                      {line.variant_title ? ` (${line.variant_title})` : ''}
                    </div>
                  ))}
              </td>
              <td className="number">{format.money(BigInt(order.total))}</td>
              <td className="number">{order.refunded_total === '0' ? '' : format.money(BigInt(order.refunded_total))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Happenings({ file: { timeline } }: { file: DataFile }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('dataFile.timeline')} empty={timeline.length === 0}>
      <table>
        <tbody>
          {timeline.map((entry, index) => (
            <tr key={index}>
              <td>{format.date(new Date(entry.occurred_at), 'dateTime')}</td>
              <td>{t(`dataFile.kinds.${entry.kind}` as 'dataFile.kinds.joined', { defaultValue: entry.kind })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
