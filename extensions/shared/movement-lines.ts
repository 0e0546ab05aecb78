import type { Movement } from './told';
import type { Words } from './words';

export interface MovementLine {
  id: string;
  what: string;
  date: string;
  points: string;
  came: boolean;
}

/** A movement of points, as its member reads it. */
export function movementLine({ id, reason, isPending, orderName, date, points, name }: Movement, words: Words): MovementLine {
  const went = points.startsWith('-');
  const about = orderName ?? (name || null);
  const what = words(`history.${reason}`);
  return {
    id,
    what: [about ? words('history.about', { what, about }) : what, isPending ? words('history.pending') : ''].filter(Boolean).join(' '),
    date,
    points: `${went ? '−' : '+'}${words.number(went ? points.slice(1) : points)}`,
    came: !went,
  };
}
