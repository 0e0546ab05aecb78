import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, Page } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePolling } from '~/components/file-import/use-polling';
import { AdjustModal } from '~/components/loyalty/members/adjust-modal';
import { BalanceCard } from '~/components/loyalty/members/balance-card';
import { GiveRewardModal } from '~/components/loyalty/members/give-reward-modal';
import { HistoryCard } from '~/components/loyalty/members/history-card';
import { RedemptionsCard } from '~/components/loyalty/members/redemptions-card';
import { StandingCard } from '~/components/loyalty/members/standing-card';
import { StatementCard } from '~/components/loyalty/members/statement-card';
import { tellDone } from '~/components/loyalty/members/tell-done';
import { TierModal } from '~/components/loyalty/members/tier-modal';
import { UnpinModal } from '~/components/loyalty/members/unpin-modal';
import type { MemberAnswer } from '~/components/loyalty/members/use-member-order';
import { usePersonName } from '~/components/person-name';
import { TwoColumns } from '~/components/two-columns';
import {
  adjustByStaff,
  changeTier,
  getMember,
  memberStatement,
  rewardsInForce,
  rewardsOffered,
  tierNames,
  undoAdjustment,
  unpinTier,
} from '~/domain/loyalty/members/index.server';
import { adjustmentForm, tierForm, unpinForm } from '~/domain/loyalty/members/model';
import { isMailing, redemptionsOf } from '~/domain/loyalty/rewards/index.server';
import { noteAccess } from '~/domain/privacy/index.server';
import { AppError } from '~/domain/shared/errors';
import { readStaff } from '~/domain/staff/index.server';
import { pageTitle } from '~/i18n/page-title';
import { useFormat } from '~/i18n/setting';
import { isMailSetUp } from '~/platform/mail/send-mail.server';
import { adminPage, idParam, type AdminPage } from '~/platform/shopify/admin-page.server';
import { z } from 'zod';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'member.title');

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  adminPage(request, async ({ shopId, userId, now }) => {
    const asked = idParam(params['id']);
    const member = await getMember(shopId, asked, now);
    // Whoever was merged into somebody else is found there.
    if (member.id !== asked) throw redirect(`/app/loyalty/members/${member.id}${new URL(request.url).search}`);
    const [statement, tiers, rewards, inForce, redemptions, staff] = await Promise.all([
      memberStatement(shopId, asked, null),
      tierNames(shopId, now),
      rewardsOffered(shopId),
      rewardsInForce(shopId, now),
      redemptionsOf(shopId, asked),
      readStaff(shopId, userId, now),
    ]);
    noteAccess(shopId, { userId, kind: 'member', customerIds: [asked], at: now });
    const mail = { canMail: isMailSetUp(), isMailing: isMailing(redemptions, now) };
    return { member, statement, tiers, rewards, inForce, redemptions, mail, me: staff.me, limits: staff.limits[staff.me.role] };
  });

const order = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('adjust') }).extend(adjustmentForm.shape),
  z.object({
    intent: z.literal('undo'),
    entryId: z
      .string()
      .regex(/^\d{1,18}$/)
      .transform(BigInt),
  }),
  z.object({ intent: z.literal('unpin') }).extend(unpinForm.shape),
]);

/** Adjusts points, undoes an adjustment, changes, pins or lets go a tier. What is refused is told beside its field. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  adminPage(request, async (page): Promise<MemberAnswer> => {
    const customerId = idParam(params['id']);
    const form = Object.fromEntries(await request.formData());
    const parsed = form['intent'] === 'tier' ? tierForm.transform((wanted) => ({ intent: 'tier' as const, ...wanted })).safeParse(form) : order.safeParse(form);
    if (!parsed.success) return refusal(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0] ?? 'form'), { code: message }])));
    try {
      return await follow(page, customerId, parsed.data);
    } catch (error) {
      if (error instanceof AppError) return refusal({ [error.field ?? 'form']: { code: error.field === 'until' ? 'past' : error.code } });
      throw error;
    }
  });

export const clientAction = tellDone;

const refusal = (faults: MemberAnswer['faults']): MemberAnswer => ({ done: null, faults });

async function follow(
  { shopId, userId, now }: AdminPage,
  customerId: bigint,
  wanted: z.output<typeof order> | ({ intent: 'tier' } & z.output<typeof tierForm>),
): Promise<MemberAnswer> {
  const { intent } = wanted;
  if (intent === 'adjust') {
    const { points, note, requestKey } = wanted;
    const answer = await adjustByStaff(shopId, { customerId, points, note, requestKey, by: userId }, now);
    if (answer.outcome === 'refused') return refusal({ points: { code: answer.limit, max: answer.max.toString(), left: answer.left.toString() } });
  } else if (intent === 'undo') await undoAdjustment(shopId, { entryId: wanted.entryId, by: userId }, now);
  else if (intent === 'unpin') await unpinTier(shopId, { customerId, by: userId, note: wanted.note, requestKey: wanted.requestKey }, now);
  else {
    const { tier, hold, until, note, requestKey } = wanted;
    await changeTier(shopId, { customerId, by: userId, tier: tier || null, hold: hold === 'until' ? { lastDay: until } : hold, note, requestKey }, now);
  }
  return { done: intent, faults: {} };
}

export default function MemberPage() {
  const { member, statement, tiers, rewards, inForce, redemptions, mail, me, limits } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<'adjust' | 'tier' | 'unpin' | 'give' | null>(null);
  const name = usePersonName()(member.contact, member.id);
  const erased = member.status === 'redacted';
  const close = () => setAsking(null);
  const { standing } = member;
  usePolling(mail.isMailing);
  return (
    <Page
      title={name}
      subtitle={member.facts ? t('member.since', { date: format.date(member.facts.joinedAt) }) : t('member.notYet')}
      backAction={{ content: t('members.title'), url: '/app/loyalty/members' }}
      {...(!erased && { primaryAction: { content: t('member.adjust.open'), onAction: () => setAsking('adjust') } })}
      secondaryActions={[
        ...(!erased && member.facts && inForce.length > 0 ? [{ content: t('member.give.open'), onAction: () => setAsking('give') }] : []),
        ...(!erased && limits.changesTiers && tiers.some(({ current }) => current)
          ? [{ content: t('member.tier.open'), onAction: () => setAsking('tier') }]
          : []),
        ...(!erased && limits.changesTiers && standing?.pinnedUntil ? [{ content: t('member.unpin.open'), onAction: () => setAsking('unpin') }] : []),
        { content: t('member.customer'), url: `/app/customers/${member.id}` },
      ]}
    >
      <TwoColumns
        main={
          <>
            {erased ? <Banner tone="info">{t('member.erased')}</Banner> : null}
            <BalanceCard facts={member.facts} lots={member.lots} />
            <StatementCard key={String(member.id)} first={statement} me={me} tiers={tiers} rewards={rewards} readOnly={erased} />
          </>
        }
        side={
          <>
            {standing ? <StandingCard standing={standing} tiers={tiers} /> : null}
            <HistoryCard history={member.history} tiers={tiers} basis={standing?.basis ?? 'spend'} me={me.userId} />
            <RedemptionsCard redemptions={redemptions} rewards={rewards} me={me.userId} canMail={mail.canMail} />
          </>
        }
      />
      {asking === 'adjust' ? <AdjustModal available={member.facts?.available ?? 0n} limits={limits} onClose={close} /> : null}
      {asking === 'give' ? <GiveRewardModal available={member.facts?.available ?? 0n} rewards={inForce} onClose={close} /> : null}
      {asking === 'tier' ? <TierModal tier={standing?.tier ?? null} tiers={tiers} onClose={close} /> : null}
      {asking === 'unpin' ? <UnpinModal onClose={close} /> : null}
    </Page>
  );
}
