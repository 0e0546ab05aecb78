import { useTranslation } from 'react-i18next';
import type { Programme } from '~/domain/loyalty/programme/model';
import { useFormat } from '~/i18n/setting';
import { minorOf, worthOf } from '../numbers';
import { useLevelName } from '../use-level-name';
import { usePointsName } from '../use-points-name';

/** An example of a member: on the first tier, half way to the next, with enough for the first reward. */
export function MemberCard({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const format = useFormat();
  const levelName = useLevelName();
  const name = usePointsName(programme);
  const hasPoints = programme.rewards.length > 0 || programme.activities.length > 0;
  const points = examplePoints(programme);
  const worth = worthOf(programme, points, format.currency);
  const [first, second] = programme.tiers.levels;
  return (
    <div className="rg-member-card">
      <div className="rg-member-card-top">
        <span>{programme.name || t('loyaltyPreview.club')}</span>
        {first ? <span className="rg-member-card-tier">{levelName(first)}</span> : null}
      </div>
      {hasPoints ? (
        <p className="rg-member-card-points">
          <span className="rg-number">{format.number(points)}</span> {name}
        </p>
      ) : null}
      {hasPoints && worth ? <p>{t('loyaltyPreview.worth', { worth: format.money(worth) })}</p> : null}
      {first && second ? <Progress programme={programme} next={levelName(second)} /> : null}
    </div>
  );
}

function Progress({ programme, next }: { programme: Programme; next: string }) {
  const { t } = useTranslation();
  const left = useHalfWay(programme);
  if (!left) return null;
  return (
    <>
      <div className="rg-member-card-bar" aria-hidden>
        <span />
      </div>
      <p>{t('loyaltyPreview.missing', { left, next })}</p>
    </>
  );
}

/** Half of what lies between the first two tiers, in the tiers' own measure. */
function useHalfWay({ tiers }: Programme): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const [first, second] = tiers.levels;
  const [low, high] = [first, second].map((level) => (level ? minorOf(level.entry, format.currency) : null));
  if (low === null || low === undefined || high === null || high === undefined || high <= low) return null;
  const half = (high - low) / 2n;
  const count = half / (minorOf('1', format.currency) ?? 1n);
  const n = tiers.basis === 'spend' ? format.money(half) : format.number(count);
  return t(`loyaltyPreview.left.${tiers.basis}`, { n, count: Number(count) });
}

function examplePoints(programme: Programme): bigint {
  const prices = programme.rewards.map(({ points }) => points).filter((points) => Number.isInteger(points));
  return prices.length === 0 ? 120n : (BigInt(Math.min(...prices)) * 12n) / 10n;
}
