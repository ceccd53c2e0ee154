import { expect, test } from 'vitest';
import { latestVersions, versionsToForget, type VersionAge } from './thin-versions';

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

/** A document that is saved every `every` for `during`, with thinning at each save. */
function save(versions: VersionAge[], from: number, every: number, during: number, keeps: (version: number) => Partial<VersionAge> = () => ({})): VersionAge[] {
  let kept = versions;
  for (let at = from; at < from + during; at += every) {
    const version = (kept.at(-1)?.version ?? 0) + 1;
    kept = [...kept, { version, at, forGood: false, replaced: false, ...keeps(version) }];
    const gone = new Set(versionsToForget(kept, at));
    kept = kept.filter((one) => !gone.has(one.version));
  }
  return kept;
}

test('an hour of edits leaves the latest versions and one of every five minutes', () => {
  const kept = save([], 0, 10 * second, hour);
  expect(kept.slice(-latestVersions).map(({ at }) => at)).toEqual(Array.from({ length: 10 }, (_, i) => hour - (10 - i) * 10 * second));
  expect(kept.length).toBeLessThanOrEqual(latestVersions + 13);
  expect(kept[0]!.at).toBeLessThan(5 * minute);
});

test('versions thin out with age, and the first months are still there after a year', () => {
  let kept: VersionAge[] = [];
  for (let morning = 0; morning < 365; morning++) kept = save(kept, morning * day, 10 * minute, hour);
  expect(kept.length).toBeLessThan(80);
  const now = 365 * day;
  const older = (age: number): number => kept.filter(({ at }) => now - at > age).length;
  expect(older(30 * day)).toBeGreaterThanOrEqual(10);
  expect(older(30 * day)).toBeLessThanOrEqual(13);
  expect(kept[0]!.at).toBeLessThan(30 * day);
});

test('a named version is never pushed out, and takes no place from the others', () => {
  const kept = save([], 0, 5 * second, 2 * hour, (version) => ({ forGood: version === 3 || version === 700 }));
  expect(kept.filter(({ forGood }) => forGood).map(({ version }) => version)).toEqual([3, 700]);
  expect(versionsToForget(kept, 400 * day).some((version) => version === 3 || version === 700)).toBe(false);
});

test('what another document took the place of stays for a month, and is then one of many', () => {
  const kept = save([], 0, 5 * second, 2 * hour, (version) => ({ replaced: version === 41 }));
  expect(kept.some(({ version }) => version === 41)).toBe(true);
  expect(versionsToForget(kept, 29 * day)).not.toContain(41);
  expect(versionsToForget(kept, 31 * day)).toContain(41);
});

test('a clock that was set back, and a version without a time, keep nothing from being saved', () => {
  const versions = Array.from({ length: 30 }, (_, i) => ({ version: i, at: i === 3 ? NaN : i * minute, forGood: false, replaced: false }));
  expect(() => versionsToForget(versions, -day)).not.toThrow();
  const gone = versionsToForget(versions, 0);
  expect(gone.length).toBeLessThan(20);
  expect(gone.every((version) => version < 20)).toBe(true);
});
