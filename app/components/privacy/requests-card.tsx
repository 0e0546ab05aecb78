import { Badge, Banner, BlockStack, Button, Card, Collapsible, InlineStack, Link, Text, type BadgeProps } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyRequest } from '~/domain/privacy/model';
import { useFormat } from '~/i18n/setting';
import { ExportButton } from '../export-button';
import { useDownload, type Download } from '../use-download';

const DAY_MS = 86_400_000;
const SOON_DAYS = 7;

/** What privacy law has asked for: by when, how far it is, what was done. */
export function RequestsCard({ requests, now }: { requests: PrivacyRequest[]; now: Date }) {
  const { t } = useTranslation();
  const download = useDownload();
  return (
    <Card>
      <BlockStack gap="400">
        {download.failed ? <Banner tone="critical" title={t('errors.exportFailed')} /> : null}
        {requests.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('privacy.none')}
          </Text>
        ) : null}
        {requests.length > 0 ? (
          <InlineStack align="end">
            <ExportButton address="/app/privacy/export" fileName="privacy-requests.csv" what={t('privacy.requests')} />
          </InlineStack>
        ) : null}
        {requests.map((request) => (
          <Request key={request.id.toString()} request={request} now={now} download={download} />
        ))}
      </BlockStack>
    </Card>
  );
}

interface RequestProps {
  request: PrivacyRequest;
  now: Date;
  download: Download;
}

function Request({ request, now, download }: RequestProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = request.id.toString();
  const kind = t(`privacy.kinds.${request.kind}`);
  return (
    <BlockStack gap="200">
      <div className="rg-line">
        <BlockStack gap="050" inlineAlign="start">
          <Text as="h3" variant="headingSm">
            {kind}
          </Text>
          {request.customerId === null ? null : (
            <Link url={`/app/customers/${request.customerId}`} removeUnderline>
              {t('customers.nameless', { id: request.customerId.toString() })}
            </Link>
          )}
          <Text as="p" tone="subdued" variant="bodySm">
            {t('privacy.asked', { date: format.date(request.requestedAt, 'dateTime') })}
          </Text>
        </BlockStack>
        <State request={request} now={now} />
      </div>
      <InlineStack gap="200">
        {request.downloadable ? <Files request={request} download={download} /> : null}
        <Button
          variant="plain"
          disclosure={open ? 'up' : 'down'}
          onClick={() => setOpen(!open)}
          ariaExpanded={open}
          ariaControls={`trail-${id}`}
          accessibilityLabel={t('privacy.trailOf', { kind, date: format.date(request.requestedAt, 'dateTime') })}
        >
          {t('privacy.trail')}
        </Button>
      </InlineStack>
      <Collapsible open={open} id={`trail-${id}`}>
        <Trail request={request} />
      </Collapsible>
    </BlockStack>
  );
}

/** An erasure is ours to do; an answer is due by a day until somebody has taken the file. */
function State({ request, now }: Omit<RequestProps, 'download'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const isAnswered = request.status === 'done' && (request.kind !== 'data_request' || !request.downloadable || request.downloadedAt !== null);
  const days = Math.ceil((request.dueAt.getTime() - now.getTime()) / DAY_MS);
  const tone: BadgeProps['tone'] = isAnswered ? 'success' : days < 0 ? 'critical' : days <= SOON_DAYS ? 'warning' : 'attention';
  const state = isAnswered ? 'done' : request.status === 'done' ? 'ready' : 'open';
  return (
    <BlockStack gap="050" inlineAlign="end">
      <Badge tone={tone}>{t(`privacy.states.${state}`)}</Badge>
      {isAnswered ? null : (
        <Text as="p" variant="bodySm" tone={days < 0 ? 'critical' : 'subdued'}>
          {t('privacy.due', { date: format.date(request.dueAt) })}
        </Text>
      )}
    </BlockStack>
  );
}

function Files({ request, download: { running, start } }: Omit<RequestProps, 'now'>) {
  const { t } = useTranslation();
  const id = request.customerId?.toString() ?? '';
  const page = `/app/privacy/file/${request.id}?as=page`;
  const json = `/app/privacy/file/${request.id}`;
  return (
    <>
      <Button
        size="slim"
        loading={running === page}
        disabled={running !== null}
        onClick={() => void start(page, `customer-${id}.html`)}
        accessibilityLabel={t('privacy.downloadPageOf', { id })}
      >
        {t('privacy.downloadPage')}
      </Button>
      <Button
        size="slim"
        loading={running === json}
        disabled={running !== null}
        onClick={() => void start(json, `customer-${id}.json`)}
        accessibilityLabel={t('privacy.downloadJsonOf', { id })}
      >
        {t('privacy.downloadJson')}
      </Button>
    </>
  );
}

const STEPS = ['received', 'done', 'nothing_to_do', 'shop_is_back', 'key_destroyed', 'rows_deleted', 'downloaded'] as const;

function Trail({ request }: { request: PrivacyRequest }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ol className="rg-plain-list">
      {request.trail.map((entry, index) => {
        const step = STEPS.find((known) => known === entry.step);
        return (
          <li key={index}>
            <Text as="span" variant="bodySm">
              {t('common.list', { first: format.date(entry.at, 'dateTime'), second: step ? t(`privacy.steps.${step}`) : entry.step })}
            </Text>
          </li>
        );
      })}
    </ol>
  );
}
