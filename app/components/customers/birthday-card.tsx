import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { useOnChange } from '../use-on-change';
import { useToast } from '../use-toast';

/** What the route of a customer's birthday answers. */
export type BirthdayAnswer = { saved: true } | { saved: false; error: 'noDay' | 'gone' };

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));
const DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A customer's birthday, for the programme's presents: month and day, no year. */
export function BirthdayCard({ customerId, birthday, readOnly }: { customerId: bigint; birthday: string | null; readOnly: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const saver = useFetcher<BirthdayAnswer>();
  const [storedMonth = '', storedDay = ''] = (birthday ?? '').split('-');
  const [month, setMonth] = useState(storedMonth);
  const [day, setDay] = useState(storedDay);
  useOnChange(birthday, () => (setMonth(storedMonth), setDay(storedDay)));
  useToast(saver.state === 'idle' && saver.data?.saved ? saver.data : null, t('birthday.saved'));
  const error = saver.state === 'idle' && saver.data?.saved === false ? t(`birthday.errors.${saver.data.error}`) : undefined;
  const save = (text: string) => saver.submit({ birthday: text }, { method: 'post', action: `/app/customers/${customerId}/birthday` });
  const months = new Intl.DateTimeFormat(format.locale, { month: 'long', timeZone: 'UTC' });
  const monthName = (one: string) => months.format(new Date(Date.UTC(2024, Number(one) - 1, 15)));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('birthday.title')}
        </Text>
        <InlineGrid columns={2} gap="200">
          <Select
            label={t('birthday.month')}
            options={[{ value: '', label: t('birthday.none') }, ...MONTHS.map((value) => ({ value, label: monthName(value) }))]}
            value={month}
            onChange={setMonth}
            disabled={readOnly}
            error={error}
          />
          <Select
            label={t('birthday.day')}
            options={[{ value: '', label: t('birthday.none') }, ...DAYS.map((value) => ({ value, label: format.number(Number(value)) }))]}
            value={day}
            onChange={setDay}
            disabled={readOnly}
            error={Boolean(error)}
          />
        </InlineGrid>
        <Text as="p" tone="subdued" variant="bodySm">
          {t('birthday.help')}
        </Text>
        {readOnly ? null : (
          <InlineStack gap="200">
            <Button
              onClick={() => save(month || day ? `${month}-${day}` : '')}
              loading={saver.state !== 'idle'}
              disabled={month === storedMonth && day === storedDay}
            >
              {t('birthday.save')}
            </Button>
            {birthday ? (
              <Button variant="plain" onClick={() => save('')}>
                {t('birthday.remove')}
              </Button>
            ) : null}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
