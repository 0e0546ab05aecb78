import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, Checkbox, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffOverview, StaffPerson, StaffRole } from '~/domain/staff/model';
import { useFormat } from '~/i18n/setting';
import { useToast } from '../use-toast';

interface Answer {
  saved: boolean;
  fault: string | null;
}
const ACTION = { method: 'post', action: '/app/settings/staff' } as const;
const ROLES = ['manager', 'clerk'] as const;

/** Who of the staff manages, and what each role may do with members' points. Others than managers see it, and change nothing. */
export function StaffCard({ staff }: { staff: StaffOverview }) {
  const { t } = useTranslation();
  const mayChange = staff.me.role === 'manager';
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            {t('staff.people')}
          </Text>
          <Text as="p" tone="subdued">
            {mayChange ? t('staff.peopleText') : t('staff.onlyManagers')}
          </Text>
          {staff.people.map((person) => (
            <Person key={person.userId} person={person} me={staff.me.userId} mayChange={mayChange} />
          ))}
        </BlockStack>
      </Card>
      {ROLES.map((role) => (
        <LimitsCard key={role} role={role} staff={staff} mayChange={mayChange} />
      ))}
    </BlockStack>
  );
}

function useStaffSaver() {
  const { t } = useTranslation();
  const saver = useFetcher<Answer>();
  const answer = saver.state === 'idle' ? saver.data : undefined;
  useToast(answer?.saved ? answer : null, t('settings.saved'));
  return { saver, fault: answer?.fault ?? null, busy: saver.state !== 'idle' };
}

function Person({ person, me, mayChange }: { person: StaffPerson; me: string; mayChange: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { saver, fault, busy } = useStaffSaver();
  const number = t('privacy.staff', { id: person.userId });
  return (
    <Select
      label={person.userId === me ? t('common.list', { first: number, second: t('privacy.you') }) : number}
      helpText={t('staff.since', { date: format.date(person.since) })}
      options={ROLES.map((role) => ({ value: role, label: t(`staff.roles.${role}`) }))}
      value={person.role}
      disabled={!mayChange || busy}
      onChange={(role) => saver.submit({ intent: 'role', userId: person.userId, role }, ACTION)}
      error={fault ? t(fault === 'conflict' ? 'staff.lastManager' : 'staff.failed') : undefined}
    />
  );
}

function LimitsCard({ role, staff, mayChange }: { role: StaffRole; staff: StaffOverview; mayChange: boolean }) {
  const { t } = useTranslation();
  const limits = staff.limits[role];
  const { saver, fault, busy } = useStaffSaver();
  const [atOnce, setAtOnce] = useState(limits.pointsAtOnce?.toString() ?? '');
  const [aDay, setADay] = useState(limits.pointsADay?.toString() ?? '');
  const [tiers, setTiers] = useState(limits.changesTiers);
  const save = () => saver.submit({ intent: 'limits', role, pointsAtOnce: atOnce, pointsADay: aDay, changesTiers: tiers ? 'yes' : 'no' }, ACTION);
  const field = (name: 'pointsAtOnce' | 'pointsADay', value: string, onChange: (text: string) => void) => (
    <TextField
      label={t(`staff.${name}`)}
      value={value}
      onChange={onChange}
      placeholder={t('staff.noLimit')}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      disabled={!mayChange}
      error={fault === name ? t('staff.notNumber') : undefined}
    />
  );
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {t('staff.limitsOf', { role: t(`staff.roles.${role}`) })}
        </Text>
        {fault && fault !== 'pointsAtOnce' && fault !== 'pointsADay' ? <Banner tone="critical">{t('staff.failed')}</Banner> : null}
        <FormLayout>
          <FormLayout.Group condensed>
            {field('pointsAtOnce', atOnce, setAtOnce)}
            {field('pointsADay', aDay, setADay)}
          </FormLayout.Group>
          {role === 'clerk' ? <Checkbox label={t('staff.changesTiers')} checked={tiers} onChange={setTiers} disabled={!mayChange} /> : null}
        </FormLayout>
        {mayChange ? (
          <InlineStack align="end">
            <Button onClick={save} loading={busy} accessibilityLabel={t('staff.saveOf', { role: t(`staff.roles.${role}`) })}>
              {t('common.save')}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
