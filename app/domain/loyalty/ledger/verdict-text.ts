import type { Rebuilt, Verdict } from './model';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What a proof has shown, as lines for a terminal. */
export function verdictText(domain: string, { entries, members, lots, accounts, difference }: Verdict): string[] {
  const size = `${counted(entries, 'entry', 'entries')}, ${counted(members, 'member', 'members')}, ${counted(lots, 'lot', 'lots')}`;
  if (difference) {
    const { what, customerId, id, expected, found } = difference;
    const where = [customerId === null ? null : `member ${customerId}`, id === null ? null : `${what === 'entry' ? 'entry' : 'lot'} ${id}`]
      .filter(Boolean)
      .join(', ');
    return [`${domain}: WRONG (${what})${where && `, ${where}`}: found ${found}; expected ${expected}`, `  of ${size}`];
  }
  const points = Object.entries(accounts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([account, sum]) => `${account} ${sum}`);
  return [`${domain}: right. ${size}; the accounts add up to 0${points.length ? `: ${points.join(', ')}` : ''}`];
}

export const rebuiltText = (domain: string, { members, balances, lots }: Rebuilt): string =>
  `${domain}: ${counted(members, 'member', 'members')} made again from the entries; ${counted(balances, 'balance', 'balances')} and ${counted(lots, 'lot', 'lots')} had to be written.`;
