import type { LoyaltyApp } from './model';

/**
 * What only that app's files have. Rivo: the columns of its published template. Yotpo: those of its published import, whose export has
 * balance and referral link. LoyaltyLion: the names of its API (the columns of its export can be renamed). Smile: those of its import and
 * its API. None of the four publishes the headings of its export file as a contract, so a guess is shown as one and can be corrected.
 */
const SIGNS: Record<LoyaltyApp, string[][]> = {
  rivo: [
    ['activationdate', 'creditsbalance'],
    ['pointsbalance', 'birthdate', 'viptier'],
  ],
  loyaltylion: [['pointsapproved'], ['approvedpoints', 'pendingpoints'], ['loyaltytier', 'merchantid']],
  yotpo: [['pointsspent', 'pointsbalance'], ['birthdaymmddormmddyyyy'], ['currentpointsbalance', 'referrallink']],
  smile: [
    ['pointsbalance', 'dateofbirth'],
    ['pointsbalance', 'referralurl'],
    ['pointsbalance', 'viptierid'],
  ],
};

export function loyaltyAppOf(headings: readonly string[]): LoyaltyApp | null {
  const found = new Set(
    headings.map((heading) =>
      heading
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ''),
    ),
  );
  return (['rivo', 'loyaltylion', 'yotpo', 'smile'] as const).find((app) => SIGNS[app].some((names) => names.every((name) => found.has(name)))) ?? null;
}
