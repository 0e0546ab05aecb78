import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RedemptionState } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { useTroubleWords } from './use-trouble-words';

/** What is still to be done for a redemption in the store: what, how often it was tried, what went wrong, and what comes next. */
export function RedemptionTrouble({ redemption: { pending } }: { redemption: Pick<RedemptionState, 'pending'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useTroubleWords();
  if (!pending) return null;
  const { task, attempts, error, nextAt } = pending;
  const time = nextAt && format.date(nextAt, 'dateTime');
  const lines = [
    t(`member.redemption.tasks.${task}`),
    ...(error === null
      ? []
      : [attempts > 0 ? t('member.redemption.failed', { count: attempts, n: format.number(attempts), error: words(error) }) : words(error)]),
    ...(time === null ? [t('member.redemption.decide')] : [t(error === null ? 'member.redemption.waitsSince' : 'member.redemption.next', { time })]),
    ...(time === null ? [] : [t(`member.redemption.then.${task}`)]),
  ];
  return (
    <Text as="p" tone={error === null ? 'subdued' : 'caution'} variant="bodySm">
      <span className="rg-free-text">{lines.join(format.locale === 'en' ? ' ' : '')}</span>
    </Text>
  );
}
