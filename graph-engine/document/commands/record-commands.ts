/**
 * Adding, changing and removing one of a record of the document (its frames, notes, players, stages) is written here once; a kind of record is an object
 * that says what differs, in a file of its own. `frame` becomes the commands `addFrame`, `setFrame` and `removeFrame`; moving one is changing its order.
 */
import { castDraft, type Draft } from 'immer';
import * as z from 'zod/mini';
import { limits } from '../limits';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import type { Fields } from '../fields';
import type { HourglassDocument } from '../types';
import { defineCommand, type Command, type CommandContext, type DocumentDraft } from './definition';
import { sizeOfRecord, tooMany } from './support';
import { updateParts } from './update-parts';

export interface RecordKind<Word extends string, One extends { readonly id: string }, Given extends z.ZodMiniType, Change extends z.ZodMiniType<object>> {
  /** What one is called, in names and arguments of commands and in what is said of it. */
  readonly word: Word;
  readonly many: keyof typeof limits;
  recordOf(document: HourglassDocument): Readonly<Record<string, One>>;
  /** Its name; null for what has none. */
  nameOf(one: One): string | null;
  /** What one is made of, and how; the name is said before it is there. */
  readonly given: Given;
  givenName(args: z.output<Given>): string | undefined;
  make(draft: DocumentDraft, args: z.output<Given>, context: CommandContext): One | Refusal;
  /** What of one may be changed. */
  readonly changes: Change;
  /** Fields among them, by whose labels a change of one alone is called. */
  readonly fields?: Fields;
  /** Why a change may not be made. */
  refusal?(change: z.output<Change>, document: HourglassDocument): Refusal | void;
  /** A change with all that follows from it. */
  widen?(change: z.output<Change>, now: One): z.output<Change>;
  /** Why one may not be taken away. */
  stays?(document: HourglassDocument, id: string): Refusal | void;
  /** Mends what spoke of one that was taken away. */
  gone?(draft: DocumentDraft, id: string): void;
}

/** `{ frame: id }` */
type Naming<Word extends string> = { readonly [W in Word]: typeof idSchema };
interface RecordCommands<Word extends string, Given extends z.ZodMiniType, Change extends z.ZodMiniType<object>> {
  readonly add: Command<Given>;
  readonly set: Command<z.ZodMiniObject<Naming<Word> & { readonly set: Change }, z.core.$strict>>;
  readonly remove: Command<z.ZodMiniObject<Naming<Word>, z.core.$strict>>;
}

export const missing = (word: string, id: string): Refusal => ({ reason: `The ${word} “${id}” is not there any more.` });

/** What a change names: its parts, and those of a part that has some itself. */
const namesIn = (change: object): string[] => Object.entries(change).flatMap(([key, value]: [string, unknown]) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [key]));

export function recordCommands<const Word extends string, One extends { readonly id: string }, Given extends z.ZodMiniType, Change extends z.ZodMiniType<object>>(
  kind: RecordKind<Word, One, Given, Change>,
): RecordCommands<Word, Given, Change> {
  const { word } = kind;
  const nameOf = (id: string, document: HourglassDocument): string => {
    const one = own(kind.recordOf(document), id);
    return (one && kind.nameOf(one)) ?? '';
  };
  const naming = { [word]: idSchema } as Naming<Word>;
  // The compiler does not follow a key that it knows as one of a kind of texts alone.
  const idIn = (args: object): string => (args as Readonly<Record<string, string>>)[word]!;
  const recordOf = (draft: DocumentDraft): Record<string, Draft<One>> => kind.recordOf(draft as HourglassDocument) as Record<string, Draft<One>>;
  const titled = word.charAt(0).toUpperCase() + word.slice(1);

  const add = defineCommand({
    name: `add${titled}`,
    title: `Add ${word}`,
    schema: kind.given,
    label: (args) => `Add ${word} ${kind.givenName(args) ?? ''}`.trimEnd(),
    apply(draft, args, context): Refusal | void {
      const record = recordOf(draft);
      if (sizeOfRecord(record) >= limits[kind.many]) return tooMany(kind.many);
      const made = kind.make(draft, args, context);
      if (!('id' in made)) return made;
      record[made.id] = castDraft(made);
    },
  });
  const set = defineCommand({
    name: `set${titled}`,
    title: `Change ${word}`,
    schema: z.strictObject({ ...naming, set: kind.changes }),
    label: (args, document) => {
      const { set: change } = args as { readonly set: z.output<Change> };
      const [only, ...others] = namesIn(change);
      const field = only !== undefined && others.length === 0 ? own(kind.fields ?? {}, only) : undefined;
      const name = nameOf(idIn(args), document);
      return field ? `Set ${field.label.toLowerCase()} of ${name || word}` : `Change ${word} ${name}`.trimEnd();
    },
    apply(draft, args): Refusal | void {
      const { set: change } = args as { readonly set: z.output<Change> };
      const one = own(recordOf(draft), idIn(args));
      if (!one) return missing(word, idIn(args));
      const refusal = kind.refusal?.(change, draft as HourglassDocument);
      if (refusal) return refusal;
      updateParts(one, kind.widen?.(change, one as One) ?? change);
    },
    mergeKey: (args) => `${word} ${idIn(args)} ${namesIn((args as { readonly set: z.output<Change> }).set).toSorted().join(' ')}`,
  });
  const remove = defineCommand({
    name: `remove${titled}`,
    title: `Remove ${word}`,
    schema: z.strictObject(naming),
    label: (args, document) => `Remove ${word} ${nameOf(idIn(args), document)}`.trimEnd(),
    apply(draft, args): Refusal | void {
      const id = idIn(args);
      const record = recordOf(draft);
      if (!own(record, id)) return missing(word, id);
      const refusal = kind.stays?.(draft as HourglassDocument, id);
      if (refusal) return refusal;
      delete record[id];
      kind.gone?.(draft, id);
    },
  });
  return { add, set, remove } as RecordCommands<Word, Given, Change>;
}
