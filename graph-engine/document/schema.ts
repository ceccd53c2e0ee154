/**
 * The shape of a file of the current version. Unknown keys are refused, so that saving an opened file loses nothing. Written in zod's small form, of
 * which a page fetches no more than it uses.
 */
import * as z from 'zod/mini';
import { fieldProblem, type Fields, type ParamsOf } from './fields';
import { isId } from './ids';
import { limits } from './limits';
import { optimizerFields, playerFields, scheduleFields, stageFields, trainingFields } from './training-fields';
import type { Frame, GraphNode, HourglassDocument, LayerInstance, NodeMode, Note, ParamValue, Player, Stage, TrainingSettings, Wire, WeightCopy } from './types';
import { currentVersion } from './version';

const idRule = 'a letter, then up to 63 letters, digits, “-” or “_”, and no reserved word';
export const idSchema = z.string().check(z.refine(isId, { error: `expected ${idRule}` }));
/** JSON has no negative zero, so neither has a document. */
const positiveZero = z.transform((value: number) => value + 0);
export const finiteNumber = z.pipe(z.number(), positiveZero);
const coordinate = z.pipe(z.number().check(z.gte(-limits.position), z.lte(limits.position)), positiveZero);
export const positionSchema = z.strictObject({ x: coordinate, y: coordinate });
export const nameSchema = z.string().check(z.minLength(1), z.maxLength(limits.name));

const recordOf = <T extends z.ZodMiniType>(value: T, most: number, what: string) =>
  z.record(idSchema, value).check(z.refine((record) => Object.keys(record as object).length <= most, { error: `expected at most ${most} ${what}` }));

export const paramValueSchema: z.ZodMiniType<ParamValue, ParamValue> = z.union(
  [finiteNumber, z.string().check(z.maxLength(limits.paramText)), z.boolean(), z.array(finiteNumber).check(z.maxLength(limits.paramSizes)), z.null()],
  { error: `expected a finite number, a text, true or false, null or a list of at most ${limits.paramSizes} numbers` },
);
export const paramsSchema = recordOf(paramValueSchema, limits.params, 'parameters');

export const layerSchema = z.strictObject({
  id: idSchema,
  kind: idSchema,
  order: finiteNumber,
  params: paramsSchema,
}) satisfies z.ZodMiniType<LayerInstance>;

export const modeSchema = z.enum(['active', 'bypassed', 'muted']) satisfies z.ZodMiniType<NodeMode>;
export const nodeSchema = z.strictObject({
  id: idSchema,
  kind: idSchema,
  name: nameSchema,
  position: positionSchema,
  params: paramsSchema,
  layers: recordOf(layerSchema, limits.layers, 'layers'),
  player: idSchema,
  frozen: z.boolean(),
  sharesWith: z.nullable(idSchema),
  collapsed: z.boolean(),
  pinned: z.boolean(),
  mode: modeSchema,
}) satisfies z.ZodMiniType<GraphNode>;

export const portRefSchema = z.strictObject({ node: idSchema, port: idSchema });
export const bendsSchema = z.readonly(z.array(positionSchema).check(z.maxLength(limits.bends)));
export const wireSchema = z.strictObject({ id: idSchema, from: portRefSchema, to: portRefSchema, bends: bendsSchema }) satisfies z.ZodMiniType<Wire>;

const length = z.number().check(z.gte(1), z.lte(2 * limits.position));
export const colorSchema = z.string().check(z.regex(/^(#[0-9a-fA-F]{6}|[a-z]{1,20})$/, { error: 'expected a colour such as #6d5ae6, or the name of one' }));
export const frameSchema = z.strictObject({
  id: idSchema,
  title: z.string().check(z.maxLength(limits.name)),
  color: colorSchema,
  position: positionSchema,
  width: length,
  height: length,
  holds: z.nullable(z.readonly(z.array(idSchema).check(z.maxLength(limits.nodes + limits.notes)))),
  ports: z.readonly(z.array(z.strictObject({ node: idSchema, port: idSchema, side: z.enum(['input', 'output']) })).check(z.maxLength(limits.framePorts))),
}) satisfies z.ZodMiniType<Frame>;
export const noteSchema = z.strictObject({
  id: idSchema,
  text: z.string().check(z.maxLength(limits.noteText)),
  position: positionSchema,
  width: length,
  height: length,
}) satisfies z.ZodMiniType<Note>;

/** One schema per field, each with the field's own check. */
function shapeOf<const F extends Fields>(fields: F): { readonly [K in keyof F]: z.ZodMiniType<ParamsOf<F>[K], ParamsOf<F>[K]> } {
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    z.pipe(
      z.custom<ParamValue>((value) => fieldProblem(field, value as ParamValue) === null, { error: `expected ${fieldProblem(field, undefined)}` }),
      z.transform((value: ParamValue) => (value === 0 ? 0 : value)),
    ),
  ]);
  return Object.fromEntries(entries) as { [K in keyof F]: z.ZodMiniType<ParamsOf<F>[K], ParamsOf<F>[K]> };
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
}) satisfies z.ZodMiniType<Player>;
export const copySchema = z.strictObject({ from: z.string().check(z.minLength(1), z.maxLength(limits.parameter)), to: z.string().check(z.minLength(1), z.maxLength(limits.parameter)), transposed: z.boolean() }) satisfies z.ZodMiniType<WeightCopy>;
export const stageParts = {
  players: z.readonly(z.array(idSchema).check(z.maxLength(limits.players))),
  losses: z.readonly(z.array(idSchema).check(z.maxLength(limits.nodes))),
  frozen: z.readonly(z.array(idSchema).check(z.maxLength(limits.nodes))),
  copies: z.readonly(z.array(copySchema).check(z.maxLength(limits.copies))),
};
export const stageSchema = z.strictObject({ id: idSchema, name: nameSchema, order: finiteNumber, ...shapeOf(stageFields), ...stageParts }) satisfies z.ZodMiniType<Stage>;
export const trainingSchema = z.strictObject({
  ...trainingShape,
  schedule: z.strictObject(scheduleShape),
  players: recordOf(playerSchema, limits.players, 'players').check(z.refine((players) => Object.keys(players as object).length > 0, { error: 'expected at least one player' })),
  stages: recordOf(stageSchema, limits.stages, 'stages'),
}) satisfies z.ZodMiniType<TrainingSettings>;

export const graphShape = {
  nodes: recordOf(nodeSchema, limits.nodes, 'nodes'),
  wires: recordOf(wireSchema, limits.wires, 'wires'),
  frames: recordOf(frameSchema, limits.frames, 'frames'),
  notes: recordOf(noteSchema, limits.notes, 'notes'),
};

export const documentSchema: z.ZodMiniType<HourglassDocument, HourglassDocument> = z.strictObject({
  format: z.literal('hourglass'),
  version: z.literal(currentVersion),
  id: idSchema,
  name: nameSchema,
  ...graphShape,
  training: trainingSchema,
});
