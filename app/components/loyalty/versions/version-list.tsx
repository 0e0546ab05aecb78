import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { PublishedVersion } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';

const TONES = { in_force: 'success', scheduled: 'info', past: undefined, withdrawn: 'warning' } as const;

export interface VersionListProps {
  versions: PublishedVersion[];
  /** The number of whoever is looking. */
  me: string;
  exporting: boolean;
  onExport: (version: number) => void;
  onCompare: (version: number) => void;
  onAsk: (intent: 'rollBack' | 'withdraw', version: PublishedVersion) => void;
}

/** Every version that was published, the newest first, with what can be done about it. */
export function VersionList({ versions, me, exporting, onExport, onCompare, onAsk }: VersionListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="300">
      {versions.map((version) => (
        <Card key={version.version}>
          <InlineStack align="space-between" blockAlign="start" gap="300">
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center" align="start">
                <Text as="h2" variant="headingMd">
                  {t('loyaltyVersions.version', { n: version.version })}
                </Text>
                <Badge tone={TONES[version.state]}>{t(`loyaltyVersions.states.${version.state}`)}</Badge>
              </InlineStack>
              <Text as="p">{t(`loyaltyVersions.since.${version.state}`, { date: format.date(version.effectiveAt, 'dateTime') })}</Text>
              <Text as="p" tone="subdued">
                {version.publishedBy === me
                  ? t('loyaltyVersions.byYou', { date: format.date(version.publishedAt, 'dateTime') })
                  : t('loyaltyVersions.publishedBy', {
                      date: format.date(version.publishedAt, 'dateTime'),
                      who: t('privacy.staff', { id: version.publishedBy }),
                    })}
              </Text>
              {version.note ? <p className="rg-free-text">{version.note}</p> : null}
            </BlockStack>
            <InlineStack gap="200">
              <Button onClick={() => onCompare(version.version)}>{t('loyaltyVersions.compareDraft')}</Button>
              <Button onClick={() => onExport(version.version)} disabled={exporting}>
                {t('loyaltyVersions.export')}
              </Button>
              {version.state === 'past' ? <Button onClick={() => onAsk('rollBack', version)}>{t('loyaltyVersions.rollBack')}</Button> : null}
              {version.state === 'scheduled' ? (
                <Button tone="critical" onClick={() => onAsk('withdraw', version)}>
                  {t('loyaltyVersions.withdraw')}
                </Button>
              ) : null}
            </InlineStack>
          </InlineStack>
        </Card>
      ))}
    </BlockStack>
  );
}
