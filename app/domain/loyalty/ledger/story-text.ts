import type { EarningExplanation } from '../earning/model';
import type { EntryLine, LotStory, MemberStory, OrderStory } from './model';

const time = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
const references = ({ orderId, redemptionId }: Pick<EntryLine, 'orderId' | 'redemptionId'>): string =>
  [orderId === null ? '' : ` order ${orderId}`, redemptionId === null ? '' : ` redemption ${redemptionId}`].join('');

/** An order's story as lines for a terminal. */
export function orderText(story: OrderStory): string[] {
  const { explanation } = story;
  return [
    `Order ${story.name ? `${story.name} (${story.orderId})` : story.orderId}, placed ${time(story.placedAt)} UTC, ${story.customerId === null ? 'of a guest' : `of member ${story.customerId}`}`,
    ...(story.nothing ? [`  earns nothing: ${story.nothing}`] : []),
    ...earningText(explanation, story.currency),
    `  granted: ${story.granted} of ${story.target} points`,
    ...entriesText(story.entries),
    ...story.lots.flatMap(lotText),
  ];
}

/** A member's story as lines for a terminal. */
export function memberText(story: MemberStory): string[] {
  return [
    `Member ${story.customerId}, since ${time(story.joinedAt)} UTC${story.tier ? `, tier ${story.tier}` : ''}`,
    `  available ${story.available}, pending ${story.pending}, owed ${story.owed}`,
    ...entriesText(story.entries),
    ...story.lots.flatMap(lotText),
  ];
}

function earningText(explanation: EarningExplanation, currency: string | null): string[] {
  const unit = `minor units${currency ? ` of ${currency}` : ''}`;
  return [
    `  rule: programme version ${explanation.programmeVersion}, ${explanation.pointsPerUnit} points per unit of money`,
    ...explanation.lines.map(
      (line) => `  line ${line.id}: ${line.kept} kept, base ${line.base}${line.multipliers.map(({ id, factor }) => `, × ${factor} (${id})`).join('')}`,
    ),
    ...(explanation.otherBase === '0' ? [] : [`  tax and shipping: base ${explanation.otherBase}`]),
    `  base: ${explanation.base} ${unit}`,
    `  tier: ${explanation.tier ?? 'none'}, × ${explanation.tierMultiplier}`,
    `  points: ${explanation.exact}, rounded (${explanation.rounding})${explanation.cap ? `, capped (${explanation.cap})` : ''} to ${explanation.points}`,
  ];
}

function entriesText(entries: EntryLine[]): string[] {
  return [
    'Entries',
    ...entries.map(
      (entry) =>
        `  ${time(entry.occurredAt)}  #${entry.id} ${entry.reason}: ${entry.points} from ${entry.debit} to ${entry.credit}${entry.lots.length ? `, lots ${entry.lots.map((lot, n) => `${lot} (${entry.lotPoints[n]})`).join(', ')}` : ''}${references(entry)}${entry.programmeVersion === null ? '' : `, programme version ${entry.programmeVersion}`}, key ${entry.key}`,
    ),
  ];
}

function lotText(lot: LotStory): string[] {
  const state =
    lot.state === 'pending'
      ? `pending until ${lot.maturesAt ? time(lot.maturesAt) : 'it matures'}`
      : `available since ${lot.availableAt ? time(lot.availableAt) : '?'}`;
  return [
    `Lot ${lot.id}: ${lot.remaining} of ${lot.points} left, ${state}, ${lot.expiresAt ? `ends ${time(lot.expiresAt)}` : 'does not end'}${references({ orderId: lot.orderId, redemptionId: null })}`,
    ...lot.moves.map((move) => `  ${time(move.occurredAt)}  ${move.reason}: ${move.points} from ${move.debit} to ${move.credit}${references(move)}`),
  ];
}
