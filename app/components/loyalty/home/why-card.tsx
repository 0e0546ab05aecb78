import { useFetcher, useNavigate } from '@remix-run/react';
import { Button, Form, InlineStack, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../form/section-card';

/** `#D12`: a draft is no order yet. */
const DRAFT = /^#?D\d+$/i;

/** Leads from an order's number to the page that says why it earned what it earned. */
export function WhyCard() {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const fetcher = useFetcher<{ order: string; orderId: bigint | null }>();
  const navigate = useNavigate();
  const found = fetcher.data?.orderId ?? null;
  useEffect(() => {
    if (found !== null) void navigate(`/app/orders/${found}`);
  }, [found, navigate]);
  const missing = fetcher.data && found === null && fetcher.data.order === number.trim() ? (DRAFT.test(fetcher.data.order) ? 'draft' : 'unknown') : null;
  const ask = () => number.trim() && void fetcher.load(`/app/loyalty/why?order=${encodeURIComponent(number.trim())}`);
  return (
    <SectionCard title={t('loyaltyHome.why.title')} text={t('loyaltyHome.why.text')}>
      <Form onSubmit={ask}>
        <InlineStack gap="200" blockAlign="start">
          <TextField
            label={t('loyaltyHome.why.order')}
            labelHidden
            placeholder="#1001"
            value={number}
            onChange={setNumber}
            autoComplete="off"
            error={missing ? t(`loyaltyHome.why.${missing}`) : undefined}
          />
          <Button submit loading={fetcher.state !== 'idle'}>
            {t('loyaltyHome.why.ask')}
          </Button>
        </InlineStack>
      </Form>
    </SectionCard>
  );
}
