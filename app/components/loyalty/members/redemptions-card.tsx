import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import { hasCodeToMail, type RedemptionState } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { CopyableCode } from '../../copyable-code';
import { CodeMails } from '../rewards/code-mails';
import { RedemptionActions } from '../rewards/redemption-actions';
import { RedemptionTrouble } from '../rewards/redemption-trouble';
import { StateBadge } from '../rewards/state-badge';
import { useTroubleWords } from '../rewards/use-trouble-words';
import { useRewardName } from '../use-reward-name';
import { useWho } from './use-who';

interface RedemptionsCardProps {
  redemptions: RedemptionState[];
  rewards: readonly Reward[];
  /** The reader's number. */
  me: string;
  /** Whether mail is set up. */
  canMail: boolean;
}

/** What a member has spent points on, what became of it, and what can be done about it. */
export function RedemptionsCard({ redemptions, rewards, me, canMail }: RedemptionsCardProps) {
  const { t } = useTranslation();
  if (redemptions.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('member.redemptions')}
        </Text>
        <BlockStack as="ul" gap="400">
          {redemptions.map((redemption) => (
            <li key={String(redemption.id)} className="rg-plain-item">
              <Redemption redemption={redemption} me={me} canMail={canMail} reward={rewards.find(({ id }) => id === redemption.reward)} />
            </li>
          ))}
        </BlockStack>
        {!canMail && redemptions.some(hasCodeToMail) ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {t('member.mail.notSetUp')}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

interface RedemptionProps {
  redemption: RedemptionState;
  reward: Reward | undefined;
  me: string;
  canMail: boolean;
}

function Redemption({ redemption, reward, me, canMail }: RedemptionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRewardName();
  const words = useTroubleWords();
  const who = useWho(me);
  const { points, returned, status, createdAt, code, note, by, promise, pending, steps, mails } = redemption;
  const facts = [
    format.date(createdAt),
    ...(by === null ? [] : [t('member.redemption.givenBy', { who: who(by) })]),
    ...(promise?.lastDay && status === 'committed' ? [t('member.redemption.endsAt', { date: format.day(promise.lastDay) })] : []),
    ...(returned > 0n ? [t('member.returned', { n: format.number(returned) })] : []),
  ];
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200" wrap={false}>
        <Text as="span">
          <span className="rg-free-text">{reward ? nameOf(reward) : redemption.reward}</span>
        </Text>
        <Text as="span" numeric>
          {format.number(points)}
        </Text>
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <StateBadge status={status} />
        {code ? <CopyableCode inline text={code} label={code} /> : null}
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {facts.join(' · ')}
      </Text>
      {steps.map(({ what, by: staff, at }) => (
        <Text key={`${what} ${at.getTime()}`} as="span" tone="subdued" variant="bodySm">
          {[t(`member.redemption.steps.${what}`), who(staff), format.date(at)].join(' · ')}
        </Text>
      ))}
      {mails.length > 0 ? <CodeMails mails={mails} me={me} /> : null}
      {note ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {words(note)}
        </Text>
      ) : null}
      {pending?.error || (pending?.attempts ?? 0) > 0 ? <RedemptionTrouble redemption={redemption} /> : null}
      <RedemptionActions redemption={redemption} canMail={canMail} />
    </BlockStack>
  );
}
