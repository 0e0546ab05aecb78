import { BlockStack, Button, Card, Icon, InlineStack, Link, Select, Text } from '@shopify/polaris';
import {
  CartAbandonedIcon,
  CheckCircleIcon,
  DeliveryIcon,
  EditIcon,
  EmailIcon,
  MergeIcon,
  OrderIcon,
  PersonIcon,
  ReceiptRefundIcon,
  ChatIcon,
  HashtagIcon,
  XCircleIcon,
} from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { TIMELINE_GROUPS, type TimelineEntry, type TimelineGroup } from '~/domain/customers/model';
import { useFormat } from '~/i18n/setting';
import { consentState } from './consent-state';

const ICONS = {
  order_placed: OrderIcon,
  order_cancelled: XCircleIcon,
  edited: EditIcon,
  refunded: ReceiptRefundIcon,
  fulfilled: DeliveryIcon,
  joined: PersonIcon,
  consent_email: EmailIcon,
  consent_sms: ChatIcon,
  tagged: HashtagIcon,
  untagged: HashtagIcon,
  merged: MergeIcon,
  checkout_abandoned: CartAbandonedIcon,
} as const;
type Kind = keyof typeof ICONS;
const isKind = (text: string): text is Kind => text in ICONS;

export interface TimelineProps {
  entries: TimelineEntry[];
  group: TimelineGroup | '';
  loading: boolean;
  hasMore: boolean;
  onGroup: (group: string) => void;
  onMore: () => void;
}

/** Everything that happened with a customer, newest first. */
export function Timeline({ entries, group, loading, hasMore, onGroup, onMore }: TimelineProps) {
  const { t } = useTranslation();
  const groups = Object.keys(TIMELINE_GROUPS) as TimelineGroup[];
  const options = [
    { value: '', label: t('customer.timelineFilters.all') },
    ...groups.map((value) => ({ value, label: t(`customer.timelineFilters.${value}`) })),
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {t('customer.timeline')}
          </Text>
          <Select label={t('customer.timeline')} labelHidden options={options} value={group} onChange={onGroup} />
        </InlineStack>
        {entries.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('customer.timelineEmpty')}
          </Text>
        ) : (
          <ol className="rg-timeline">
            {entries.map((entry) => (
              <Entry key={`${entry.kind} ${entry.source} ${entry.customerId}`} entry={entry} />
            ))}
          </ol>
        )}
        {hasMore ? (
          <InlineStack align="center">
            <Button onClick={onMore} loading={loading}>
              {t('common.showMore')}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const format = useFormat();
  return (
    <li>
      <span className="rg-timeline-mark" aria-hidden="true">
        <Icon source={isKind(entry.kind) ? ICONS[entry.kind] : CheckCircleIcon} tone="subdued" />
      </span>
      <div className="rg-free-text">
        <Headline entry={entry} />
        <Text as="p" tone="subdued" variant="bodySm">
          <time dateTime={entry.occurredAt.toISOString()}>{format.date(entry.occurredAt, 'dateTime')}</time>
        </Text>
      </div>
      {entry.amount === null ? <span /> : <span className="rg-number">{format.money(entry.kind === 'refunded' ? -entry.amount : entry.amount)}</span>}
    </li>
  );
}

function Headline({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kind = isKind(entry.kind) ? entry.kind : 'other';
  const values = {
    order: entry.orderName ?? entry.orderId?.toString() ?? '',
    tags: format.list(entry.detail.tags),
    state: t(`customer.consentStates.${consentState(entry.detail.state)}`),
  };
  const text = t(`customer.events.${kind}`, values);
  if (entry.orderId === null) return <Text as="p">{text}</Text>;
  return (
    <Text as="p">
      <Link url={`/app/orders/${entry.orderId}`} removeUnderline>
        {text}
      </Link>
    </Text>
  );
}
