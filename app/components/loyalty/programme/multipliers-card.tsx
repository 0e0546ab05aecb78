import { Button, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Multiplier } from '~/domain/loyalty/programme/model';
import { EditList } from '../form/edit-list';
import { DecimalField } from '../form/number-field';
import { SectionCard } from '../form/section-card';
import { PlainField } from '../form/text-fields';
import { pickResource } from '../pick-resource';
import type { EarnCardProps } from './rate-card';

const MULTIPLIERS_MAX = 100;
const TARGETS = ['product', 'collection', 'tag'] as const;
type Target = (typeof TARGETS)[number];

/** More points for some products, some customers, or some days. */
export function MultipliersCard({ programme: { earn }, onChange }: EarnCardProps) {
  const { t } = useTranslation();
  const title = (rule: Multiplier, index: number) =>
    rule.name || t('loyaltyForm.multiplierTitle', { n: index + 1, factor: rule.factor || t('common.notAvailable') });
  return (
    <SectionCard title={t('loyaltyForm.multipliers')} text={t('loyaltyForm.multipliersText')}>
      <EditList
        items={earn.multipliers}
        titleOf={title}
        add={{ label: t('loyaltyForm.addMultiplier'), make: () => ({ factor: '2' }), max: MULTIPLIERS_MAX }}
        onChange={(multipliers) => onChange({ earn: { ...earn, multipliers } })}
      >
        {(rule, index, change) => <MultiplierFields rule={rule} path={`earn.multipliers.${index}`} onChange={change} />}
      </EditList>
    </SectionCard>
  );
}

interface FieldsProps {
  rule: Multiplier;
  path: string;
  onChange: (part: Partial<Multiplier>) => void;
}

function MultiplierFields({ rule, path, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const target = TARGETS.find((one) => rule[one] !== undefined);
  const options = [{ value: '', label: t('loyaltyForm.targets.everything') }, ...TARGETS.map((value) => ({ value, label: t(`loyaltyForm.targets.${value}`) }))];
  const choose = (chosen: string) => onChange({ product: undefined, collection: undefined, tag: undefined, ...(chosen && { [chosen]: '' }) });
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <PlainField label={t('loyaltyForm.multiplierName')} path={`${path}.name`} value={rule.name} onChange={(name) => onChange({ name })} />
        <DecimalField
          label={t('loyaltyForm.factor')}
          path={`${path}.factor`}
          value={rule.factor}
          onChange={(factor) => onChange({ factor })}
          prefix="×"
          helpText={t('loyaltyForm.factorHelp')}
        />
        <Select label={t('loyaltyForm.appliesTo')} options={options} value={target ?? ''} onChange={choose} />
        {TARGETS.filter((one) => rule[one] !== undefined).map((one) => (
          <TargetField key={one} target={one} rule={rule} path={path} onChange={onChange} />
        ))}
      </InlineGrid>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        <PlainField
          label={t('loyaltyForm.segment')}
          path={`${path}.segment`}
          value={rule.segment}
          onChange={(segment) => onChange({ segment })}
          placeholder={t('loyaltyForm.everybody')}
        />
        <PlainField label={t('loyaltyForm.from')} type="date" path={`${path}.from`} value={rule.from?.slice(0, 10)} onChange={(from) => onChange({ from })} />
        <PlainField label={t('loyaltyForm.to')} type="date" path={`${path}.to`} value={rule.to?.slice(0, 10)} onChange={(to) => onChange({ to })} />
      </InlineGrid>
    </>
  );
}

/** A tag is typed; a product or a collection is picked in the store's own dialog. */
function TargetField({ target, rule, path, onChange }: FieldsProps & { target: Target }) {
  const { t } = useTranslation();
  if (target === 'tag')
    return <PlainField label={t('loyaltyForm.targets.tag')} path={`${path}.tag`} value={rule.tag} onChange={(tag) => onChange({ tag: tag ?? '' })} />;
  const pick = async () => {
    const picked = await pickResource(target);
    if (picked) onChange({ [target]: picked.id, name: rule.name || picked.title.slice(0, 200) });
  };
  return (
    <div>
      <Text as="p">{t(`loyaltyForm.targets.${target}`)}</Text>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => void pick()}>{rule[target] ? t('loyaltyForm.pickAnother') : t('loyaltyForm.pick')}</Button>
        {rule[target] ? (
          <Text as="span" tone="subdued">
            {t('loyaltyForm.numberInStore', { id: rule[target] })}
          </Text>
        ) : (
          <Text as="span" tone="critical">
            {t(`loyaltyForm.pickFirst.${target}`)}
          </Text>
        )}
      </InlineStack>
    </div>
  );
}
