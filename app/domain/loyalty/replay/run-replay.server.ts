import { AppError } from '../../shared/errors';
import { localDay } from '../earning/calendar';
import { checkProgramme, getVersion, readDraft } from '../programme/index.server';
import { countMembers, membersAfter, readHistories } from './history.store.server';
import type { Replay } from './model';
import { createReplay, inReplay, keepProgress, keepResult, noteFailure, readReplay, readWork, withReplayLock, type ReplayWork } from './replay.store.server';
import { simulateMember } from './simulate';
import { ruleBook, type RuleBook } from './standing';
import { addMember, newTally, resultOf, type TallyState } from './tally';

/** So many members' histories fit into memory at once, whatever they have bought. */
const BATCH = 100;
/** Then others' jobs have their turn. */
const STRETCH_MS = 20_000;
const BUSY_MS = 5000;

/**
 * Asks for a replay of the draft over the shop's history, in the background. @returns its id, to follow it by.
 * @throws AppError `invalid_input` when the draft does not hold; its problems are those of `checkProgramme`.
 */
export async function requestReplay(shopId: bigint, by: string, now: Date): Promise<bigint> {
  const draft = await readDraft(shopId, now);
  const checked = checkProgramme(draft.document);
  if (!checked.ok) throw new AppError('invalid_input', 'The draft does not hold', checked.problems[0]?.path.join('.'));
  return createReplay(shopId, { programme: checked.programme, draftRevision: draft.revision, by }, now);
}

/** @throws AppError `not_found` */
export async function getReplay(shopId: bigint, id: bigint): Promise<Replay> {
  const replay = await readReplay(shopId, id);
  if (!replay) throw new AppError('not_found', 'There is no such replay');
  return replay;
}

/** The newest; `null`: nothing was replayed yet. */
export const latestReplay = (shopId: bigint): Promise<Replay | null> => readReplay(shopId, null);

interface Rules {
  draft: RuleBook;
  today: RuleBook | null;
}

/** Goes on with a replay for a while, from where it was left. @returns when it wants to go on, or nothing when it has ended. */
export async function advanceReplay(shopId: bigint, id: bigint, now: () => Date): Promise<{ againInMs: number } | undefined> {
  try {
    const isOver = await withReplayLock(shopId, id, () => stretch(shopId, id, now));
    if (isOver === null) return { againInMs: BUSY_MS };
    return isOver ? undefined : { againInMs: 0 };
  } catch (error) {
    if (await noteFailure(shopId, id, now())) return undefined;
    throw error;
  }
}

async function stretch(shopId: bigint, id: bigint, now: () => Date): Promise<boolean> {
  const endsAt = now().getTime() + STRETCH_MS;
  let rules: Rules | undefined;
  for (;;) {
    const isOver = await inReplay(shopId, async (connection) => {
      const work = await readWork(connection, shopId, id);
      if (!work) return true;
      rules ??= rulesOf(work, work.todayVersion === null ? null : ((await getVersion(connection, shopId, work.todayVersion))?.programme ?? null));
      const total = work.tally ? work.total : await countMembers(connection, shopId, everybody(rules));
      const tally = work.tally ?? newTally();
      const members = await membersAfter(connection, shopId, everybody(rules), work.cursor, BATCH);
      if (members.length === 0) {
        await keepResult(connection, shopId, id, resultOf(tally, rules, localDay(work.until, work.zone).slice(0, 7)), now());
        return true;
      }
      const histories = await readHistories(connection, shopId, members);
      replayMembers(tally, histories, rules, work.until);
      await keepProgress(connection, shopId, id, { ...work, total, tally, cursor: members.at(-1) ?? null, done: work.done + members.length });
      return false;
    });
    if (isOver) return true;
    if (now().getTime() >= endsAt) return false;
  }
}

/** Where making an account brings points, it concerns also those who never ordered. */
const everybody = ({ draft, today }: Rules): boolean => [draft, today].some((book) => book?.programme.activities.some(({ kind }) => kind === 'account'));

function replayMembers(tally: TallyState, histories: Awaited<ReturnType<typeof readHistories>>, rules: Rules, until: Date): void {
  for (const history of histories) {
    const draft = simulateMember(history, rules.draft, until);
    addMember(tally, history, draft, rules.today && simulateMember(history, rules.today, until), rules);
  }
}

function rulesOf({ programme, todayVersion, currency, zone }: ReplayWork, today: ReplayWork['programme'] | null): Rules {
  // A draft has no version yet.
  return { draft: ruleBook(programme, 0, currency, zone), today: today && ruleBook(today, todayVersion ?? 0, currency, zone) };
}
