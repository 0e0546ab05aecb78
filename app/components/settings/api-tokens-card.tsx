import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TOKEN_NAME_MAX, type ApiTokenRow } from '~/domain/api-tokens/model';
import { useFormat } from '~/i18n/setting';
import { CopyableCode } from '../copyable-code';
import { useOnChange } from '../use-on-change';

/** What the route of tokens answers. */
export interface TokenAnswer {
  /** A new token in clear; it is shown once. */
  token: string | null;
  error: 'name' | 'tooMany' | null;
}
const ADDRESS = '/app/settings/tokens';

/** Tokens with which other systems of the merchant report events: make one, see which there are, revoke. */
export function ApiTokensCard({ tokens }: { tokens: ApiTokenRow[] }) {
  const { t } = useTranslation();
  const maker = useFetcher<TokenAnswer>();
  const [name, setName] = useState('');
  // Of one that has been revoked since there is nothing to copy.
  const made = tokens.some(({ hint }) => maker.data?.token?.endsWith(hint)) ? (maker.data?.token ?? null) : null;
  useOnChange(made, (token) => token && setName(''));
  const failed = maker.state === 'idle' ? maker.data?.error : null;
  return (
    <Card>
      <BlockStack gap="400">
        {made ? <NewToken token={made} /> : null}
        {tokens.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('apiTokens.none')}
          </Text>
        ) : (
          <BlockStack as="ul" gap="300">
            {tokens.map((token) => (
              <TokenLine key={token.id.toString()} token={token} />
            ))}
          </BlockStack>
        )}
        <maker.Form method="post" action={ADDRESS}>
          <input type="hidden" name="intent" value="make" />
          <TextField
            label={t('apiTokens.name')}
            name="name"
            value={name}
            onChange={setName}
            autoComplete="off"
            maxLength={TOKEN_NAME_MAX}
            placeholder={t('apiTokens.namePlaceholder')}
            error={failed ? t(`apiTokens.errors.${failed}`) : false}
            connectedRight={
              <Button submit loading={maker.state !== 'idle'}>
                {t('apiTokens.make')}
              </Button>
            }
          />
        </maker.Form>
      </BlockStack>
    </Card>
  );
}

function NewToken({ token }: { token: string }) {
  const { t } = useTranslation();
  return (
    <Banner tone="success" title={t('apiTokens.made')}>
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{t('apiTokens.onceOnly')}</Text>
        <CopyableCode text={token} />
      </BlockStack>
    </Banner>
  );
}

function TokenLine({ token }: { token: ApiTokenRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const revoker = useFetcher<TokenAnswer>();
  const [asking, setAsking] = useState(false);
  const revoke = () => {
    setAsking(false);
    revoker.submit({ intent: 'revoke', id: token.id.toString() }, { method: 'post', action: ADDRESS });
  };
  return (
    <li className="rg-plain-item">
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <BlockStack>
          <Text as="span">{t('apiTokens.token', { name: token.name, hint: token.hint })}</Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {token.lastUsedAt
              ? t('apiTokens.lastUsed', { date: format.date(token.lastUsedAt, 'dateTime') })
              : t('apiTokens.neverUsed', { date: format.date(token.createdAt) })}
          </Text>
        </BlockStack>
        <Button
          tone="critical"
          variant="plain"
          loading={revoker.state !== 'idle'}
          onClick={() => setAsking(true)}
          accessibilityLabel={t('apiTokens.revokeNamed', { name: token.name })}
        >
          {t('apiTokens.revoke')}
        </Button>
      </InlineStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('apiTokens.revokeTitle', { name: token.name })}
        primaryAction={{ content: t('apiTokens.revoke'), destructive: true, onAction: revoke }}
        secondaryActions={[{ content: t('common.cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t('apiTokens.revokeText')}</Text>
        </Modal.Section>
      </Modal>
    </li>
  );
}
