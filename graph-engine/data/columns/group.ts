import type { ColumnDefinition } from './definition';

/** Whom or what a row is of, where many rows may be of the same. */
const usual = /^(.*[_ .-])?(speaker|patient|subject|participant|person|user|session)([_ .-]?(id|no|nr|number|code|key|name))?$/i;
/** Names of things by numbers, which are no quantities. */
const numbered = /^.+[_ .-]id$/i;
const SHARE = 0.95;

export const group: ColumnDefinition = {
  title: 'Group',
  help: 'What rows belong to together, such as a speaker, a patient or a day: no part of the row, for splits by group and at a port of its own.',
  role: 'beside',
  kept: 'codes',
  fits({ name, values, rows, missing, numbers, integers }) {
    const present = rows - missing;
    // Each is named by two rows or more.
    if (!values || values.size < 2 || values.size > present / 2) return 0;
    const isNumber = numbers >= SHARE * present;
    // Amounts with a fraction name nothing.
    if (isNumber && integers < numbers) return 0;
    return usual.test(name.trim()) || (isNumber && numbered.test(name.trim())) ? 0.8 : 0;
  },
  preparations: [],
};
