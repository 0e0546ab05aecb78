import { InlineGrid, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_KINDS, type Activity } from '~/domain/loyalty/programme/model';
import { EditList, freshId } from '../form/edit-list';
import { More } from '../form/more';
import { NumberField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import { NamesField, PlainField } from '../form/text-fields';
import type { EarnCardProps } from './rate-card';

const ACTIVITIES_MAX = 50;
const YEARLY = ['birthday', 'anniversary'];

/** Points for something else than an order. */
export function ActivitiesCard({ programme: { activities }, onChange }: EarnCardProps) {
  const { t, i18n } = useTranslation();
  const make = (): Activity => ({
    id: freshId('way', activities),
    kind: ACTIVITY_KINDS.find((kind) => kind !== 'nth_order' && kind !== 'custom' && !activities.some((way) => way.kind === kind)) ?? 'social',
    points: 50,
    birthdayCutoffDays: 30,
    perMember: 1,
    name: {},
  });
  return (
    <SectionCard title={t('loyaltyForm.activities')} text={t('loyaltyForm.activitiesText')}>
      <EditList
        items={activities}
        titleOf={(way) => way.name[i18n.language] || t(`loyaltyForm.activityKinds.${way.kind}`)}
        add={{ label: t('loyaltyForm.addActivity'), make, max: ACTIVITIES_MAX }}
        onChange={(changed) => onChange({ activities: changed })}
      >
        {(way, index, change) => <ActivityFields way={way} path={`activities.${index}`} onChange={change} />}
      </EditList>
    </SectionCard>
  );
}

function ActivityFields({ way, path, onChange }: { way: Activity; path: string; onChange: (part: Partial<Activity>) => void }) {
  const { t } = useTranslation();
  const kinds = ACTIVITY_KINDS.map((value) => ({ value, label: t(`loyaltyForm.activityKinds.${value}`) }));
  const choose = (chosen: string) => {
    const kind = ACTIVITY_KINDS.find((one) => one === chosen) ?? way.kind;
    onChange({ kind, n: kind === 'nth_order' ? (way.n ?? 5) : undefined, event: kind === 'custom' ? (way.event ?? way.id) : undefined });
  };
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <Select label={t('loyaltyForm.activityFor')} options={kinds} value={way.kind} onChange={choose} helpText={t(`loyaltyForm.activityHelp.${way.kind}`)} />
        <NumberField label={t('loyaltyForm.pointsGiven')} path={`${path}.points`} value={way.points} onChange={(points) => onChange({ points })} />
        {way.kind === 'nth_order' ? (
          <NumberField label={t('loyaltyForm.nth')} path={`${path}.n`} value={way.n ?? NaN} onChange={(n) => onChange({ n })} />
        ) : null}
        {way.kind === 'custom' ? (
          <PlainField label={t('loyaltyForm.event')} path={`${path}.event`} value={way.event} onChange={(event) => onChange({ event })} />
        ) : null}
        {way.kind === 'birthday' ? (
          <NumberField
            label={t('loyaltyForm.birthdayCutoff')}
            path={`${path}.birthdayCutoffDays`}
            value={way.birthdayCutoffDays}
            onChange={(birthdayCutoffDays) => onChange({ birthdayCutoffDays })}
            suffix={t('loyaltyForm.days')}
            helpText={t('loyaltyForm.birthdayCutoffHelp')}
          />
        ) : null}
        {way.kind === 'social' ? (
          <PlainField label={t('loyaltyForm.link')} type="url" path={`${path}.link`} value={way.link} onChange={(link) => onChange({ link })} />
        ) : null}
      </InlineGrid>
      <More label={t('loyaltyForm.moreActivity')}>
        <NamesField label={t('loyaltyForm.shownAs')} path={`${path}.name`} value={way.name} onChange={(name) => onChange({ name })} />
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <NumberField
            label={t(YEARLY.includes(way.kind) ? 'loyaltyForm.perYear' : 'loyaltyForm.perMember')}
            path={`${path}.perMember`}
            value={way.perMember}
            onChange={(perMember) => onChange({ perMember })}
          />
          <PlainField
            label={t('loyaltyForm.id')}
            path={`${path}.id`}
            value={way.id}
            onChange={(id) => onChange({ id: id ?? '' })}
            helpText={t('loyaltyForm.idHelp')}
          />
        </InlineGrid>
      </More>
    </>
  );
}
