/** The shape of a file of the current version. Unknown keys are refused, so that saving an opened file loses nothing. */
import * as z from 'zod';
import { fieldProblem, type Fields, type ParamsOf } from './fields';
import { isId } from './ids';
import { limits } from './limits';
import { optimizerFields, playerFields, scheduleFields, stageFields, trainingFields } from './training-fields';
import type { Frame, GraphNode, HourglassDocument, LayerInstance, Note, ParamValue, Player, Stage, TrainingSettings, Wire, WeightCopy } from './types';
import { currentVersion } from './version';

const idRule = 'a letter, then up to 63 letters, digits, “-” or “_”, and no reserved word';
export const idSchema = z.string().refine(isId, { error: `expected ${idRule}` });
/** JSON has no negative zero, so neither has a document. */
export const finiteNumber = z.number().transform((value) => value + 0);
const coordinate = z.number().min(-limits.position).max(limits.position).transform((value) => value + 0);
export const positionSchema = z.strictObject({ x: coordinate, y: coordinate });
export const nameSchema = z.string().min(1).max(limits.name);

const recordOf = <T extends z.ZodType>(value: T, most: number, what: string) =>
  z.record(idSchema, value).refine((record) => Object.keys(record).length <= most, { error: `expected at most ${most} ${what}` });

export const paramValueSchema: z.ZodType<ParamValue, ParamValue> = z.union(
  [finiteNumber, z.string().max(limits.paramText), z.boolean(), z.array(finiteNumber).max(limits.paramSizes), z.null()],
  { error: `expected a finite number, a text, true or false, null or a list of at most ${limits.paramSizes} numbers` },
);
export const paramsSchema = recordOf(paramValueSchema, limits.params, 'parameters');

export const layerSchema = z.strictObject({
  id: idSchema,
  kind: idSchema,
  order: finiteNumber,
  params: paramsSchema,
}) satisfies z.ZodType<LayerInstance>;

export const nodeSchema = z.strictObject({
  id: idSchema,
  kind: idSchema,
  name: nameSchema,
  position: positionSchema,
  params: paramsSchema,
  layers: recordOf(layerSchema, limits.layers, 'layers'),
  player: idSchema,
  frozen: z.boolean(),
  sharesWith: idSchema.nullable(),
  collapsed: z.boolean(),
}) satisfies z.ZodType<GraphNode>;

export const portRefSchema = z.strictObject({ node: idSchema, port: idSchema });
export const wireSchema = z.strictObject({ id: idSchema, from: portRefSchema, to: portRefSchema }) satisfies z.ZodType<Wire>;

const length = z.number().min(1).max(2 * limits.position);
export const colorSchema = z.string().regex(/^(#[0-9a-fA-F]{6}|[a-z]{1,20})$/, { error: 'expected a colour such as #6d5ae6, or the name of one' });
export const frameSchema = z.strictObject({
  id: idSchema,
  title: z.string().max(limits.name),
  color: colorSchema,
  position: positionSchema,
  width: length,
  height: length,
}) satisfies z.ZodType<Frame>;
export const noteSchema = z.strictObject({
  id: idSchema,
  text: z.string().max(limits.noteText),
  position: positionSchema,
  width: length,
  height: length,
}) satisfies z.ZodType<Note>;

/** One schema per field, each with the field's own check. */
function shapeOf<const F extends Fields>(fields: F): { readonly [K in keyof F]: z.ZodType<ParamsOf<F>[K], ParamsOf<F>[K]> } {
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    z
      .custom<ParamValue>((value) => fieldProblem(field, value as ParamValue) === null, { error: `expected ${fieldProblem(field, undefined)}` })
      .transform((value) => (value === 0 ? 0 : value)),
  ]);
  return Object.fromEntries(entries) as { [K in keyof F]: z.ZodType<ParamsOf<F>[K], ParamsOf<F>[K]> };
}
export const optimizerShape = shapeOf(optimizerFields);
export const scheduleShape = shapeOf(scheduleFields);
export const trainingShape = shapeOf(trainingFields);
export const playerSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  order: finiteNumber,
  ...shapeOf(playerFields),
  optimizer: z.strictObject(optimizerShape),
}) satisfies z.ZodType<Player>;
export const copySchema = z.strictObject({ from: z.string().min(1).max(limits.parameter), to: z.string().min(1).max(limits.parameter), transposed: z.boolean() }) satisfies z.ZodType<WeightCopy>;
export const stageParts = {
  players: z.array(idSchema).max(limits.players).readonly(),
  losses: z.array(idSchema).max(limits.nodes).readonly(),
  frozen: z.array(idSchema).max(limits.nodes).readonly(),
  copies: z.array(copySchema).max(limits.copies).readonly(),
};
export const stageSchema = z.strictObject({ id: idSchema, name: nameSchema, order: finiteNumber, ...shapeOf(stageFields), ...stageParts }) satisfies z.ZodType<Stage>;
export const trainingSchema = z.strictObject({
  ...trainingShape,
  schedule: z.strictObject(scheduleShape),
  players: recordOf(playerSchema, limits.players, 'players').refine((players) => Object.keys(players).length > 0, { error: 'expected at least one player' }),
  stages: recordOf(stageSchema, limits.stages, 'stages'),
}) satisfies z.ZodType<TrainingSettings>;

export const graphShape = {
  nodes: recordOf(nodeSchema, limits.nodes, 'nodes'),
  wires: recordOf(wireSchema, limits.wires, 'wires'),
  frames: recordOf(frameSchema, limits.frames, 'frames'),
  notes: recordOf(noteSchema, limits.notes, 'notes'),
};

export const documentSchema: z.ZodType<HourglassDocument, HourglassDocument> = z.strictObject({
  format: z.literal('hourglass'),
  version: z.literal(currentVersion),
  id: idSchema,
  name: nameSchema,
  ...graphShape,
  training: trainingSchema,
});
