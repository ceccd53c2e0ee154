/** Brings a file of any past version to the current one, step by step. */
import { currentVersion } from '../version';
import type { JsonRecord, Migration } from './definition';
import { playersAndFrames } from './1-players-and-frames';
import { leastSteps } from './2-least-steps';
import { fileSource } from './3-file-source';
import { namedPlayers } from './4-named-players';
import { accumulatedAndAveraged } from './5-accumulated-and-averaged';
import { modesAndBends } from './6-modes-and-bends';

/** Checks that the list leads from version 1 to the current one without a gap. */
export function checkMigrations(list: readonly Migration[], current: number): readonly Migration[] {
  for (const [index, migration] of list.entries()) {
    if (migration.from !== index + 1) throw new Error(`internal: migration “${migration.name}” is from version ${migration.from}; expected ${index + 1}`);
  }
  if (list.length + 1 !== current) throw new Error(`internal: the migrations lead to version ${list.length + 1}, and the current one is ${current}`);
  return list;
}

export const migrations = checkMigrations([playersAndFrames, leastSteps, fileSource, namedPlayers, accumulatedAndAveraged, modesAndBends], currentVersion);

/** `ran` names the migrations that were needed. */
export function migrate(file: Readonly<Record<string, unknown>>, version: number): { readonly value: JsonRecord; readonly ran: readonly string[] } {
  let value = file;
  const ran: string[] = [];
  for (const migration of migrations.slice(version - 1)) {
    value = { ...migration.up(value), version: migration.from + 1 };
    ran.push(migration.name);
  }
  return { value, ran };
}
