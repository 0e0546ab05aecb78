import { describe, expect, it } from 'vitest';
import { following } from './following';

/** Commits that answer one after the other. */
function answering(...answers: (boolean | Error)[]) {
  const asked = { times: 0 };
  const commit = () => {
    const answer = answers[asked.times];
    asked.times += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? false);
  };
  return { asked, commit };
}

describe('a stretch that is committed while the one before still is', () => {
  it('is committed once when that one went well', async () => {
    const { asked, commit } = answering(true);
    expect(await following(Promise.resolve(true), commit)).toBe(true);
    expect(asked.times).toBe(1);
  });
  it('is tried again where that one was done in parts, and once only', async () => {
    const { asked, commit } = answering(false, true);
    expect(await following(Promise.resolve(true), commit)).toBe(true);
    expect(asked.times).toBe(2);
    expect(await following(Promise.resolve(true), answering(false, false).commit)).toBe(false);
  });
  it('is not when somebody else has taken over', async () => {
    const { asked, commit } = answering(false, true);
    expect(await following(Promise.resolve(false), commit)).toBe(false);
    expect(asked.times).toBe(1);
  });
  it('says what that one failed on, rather than what it failed on itself', async () => {
    const failure = new Error('the one before');
    await expect(following(Promise.reject(failure), answering(new Error('mine')).commit)).rejects.toBe(failure);
    await expect(following(Promise.resolve(true), answering(failure).commit)).rejects.toBe(failure);
  });
});
