import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { MAIL_TROUBLES, type CodeMail } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { useWho } from '../members/use-who';

/** Older ones tell nothing that matters any more. */
const SHOWN = 3;

/** The latest mails with a reward's code: when, who has asked for them, and what became of them. @param me the reader's number */
export function CodeMails({ mails, me }: { mails: readonly CodeMail[]; me: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho(me);
  const troubleOf = (words: string) => {
    const known = MAIL_TROUBLES.find((one) => one === words);
    return known ? t(`member.mail.refusals.${known}`) : t('member.mail.serverSaid', { text: words });
  };
  const stateOf = ({ sentAt, failedAt }: CodeMail) => (sentAt ? 'sent' : failedAt ? 'failed' : 'waiting');
  return mails.slice(-SHOWN).map((mail) => (
    <Text key={mail.at.getTime()} as="p" tone={mail.trouble ? 'caution' : 'subdued'} variant="bodySm">
      <span className="rg-free-text">
        {[t(`member.mail.${stateOf(mail)}`), who(mail.by), format.date(mail.sentAt ?? mail.at, 'dateTime')].join(' · ')}
        {mail.trouble ? ` · ${troubleOf(mail.trouble)}` : ''}
        {mail.nextAt ? ` ${t('member.redemption.next', { time: format.date(mail.nextAt, 'dateTime') })}` : ''}
      </span>
    </Text>
  ));
}
