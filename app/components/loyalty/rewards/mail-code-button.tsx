import { Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RedemptionState } from '~/domain/loyalty/rewards/model';
import { useMemberOrder } from '../members/use-member-order';

/** Has the member be e-mailed the code, and says why not. @param named the reward and whose it is, where that does not stand beside it */
export function MailCodeButton({ redemption: { id, customerId }, named, plain = false }: { redemption: RedemptionState; named?: string; plain?: boolean }) {
  const { t } = useTranslation();
  const mail = useMemberOrder('mailCode', undefined, `/app/loyalty/members/${customerId}/rewards`);
  const fault = mail.faultOf('form');
  const text = t('member.mail.send');
  return (
    <>
      {fault ? (
        <Text as="p" tone="critical" variant="bodySm">
          <span role="alert">{fault}</span>
        </Text>
      ) : null}
      <Button
        {...(plain && { variant: 'plain' as const })}
        {...(named !== undefined && { accessibilityLabel: `${text}: ${named}` })}
        loading={mail.busy}
        onClick={() => mail.send({ id: String(id) })}
      >
        {text}
      </Button>
    </>
  );
}
