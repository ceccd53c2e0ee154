/** All that a document sets, as a list in words: what tells one run from another, and what a report says of it. */
import { readParams, type Field, type Fields } from '../document/fields';
import { printPair, type Pair } from '../document/pair';
import { playersOf } from '../document/players';
import { stagesOf } from '../document/stages';
import { optimizerFields, playerFields, scheduleFields, stageFields, trainingFields } from '../document/training-fields';
import { layersOf, type HourglassDocument, type Params, type ParamValue } from '../document/types';
import { layerOf } from '../layers/registry';
import { nodeOf } from '../nodes/registry';
import { optimizerOf } from '../optimizers/registry';

export interface Setting {
  /** `Training`, `Encoder`, `Encoder, layer 2` */
  readonly place: string;
  readonly label: string;
  readonly value: string;
  /** It is not what it would be if nobody had set it. */
  readonly isSet: boolean;
  /** The same thing in two documents. */
  readonly key: string;
}

function printed(document: HourglassDocument, field: Field, value: ParamValue | undefined): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field.type === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (field.type === 'boolean') return value ? 'on' : 'off';
  if (field.type === 'pair') return printPair(value as Pair);
  if (field.type === 'node') return document.nodes[String(value)]?.name ?? String(value);
  if (field.type === 'shape' && Array.isArray(value)) return value.join(' × ');
  return typeof value === 'number' ? String(Number(value.toPrecision(12))) : String(value);
}

/** Those that matter beside the others. */
function ofFields(document: HourglassDocument, place: string, key: string, fields: Fields, params: Params): Setting[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = params[name];
    if (field.when && !field.when(params)) return [];
    const same = JSON.stringify(value ?? field.default) === JSON.stringify(field.default);
    return [{ place, label: field.label, value: printed(document, field, value ?? field.default), isSet: !same, key: `${key} ${name}` }];
  });
}

function ofTraining(document: HourglassDocument): Setting[] {
  const { training } = document;
  const { schedule, players: _players, stages: _stages, ...run } = training;
  const players = playersOf(training);
  const stages = stagesOf(training);
  return [
    ...ofFields(document, 'Training', 'training', trainingFields, run),
    ...ofFields(document, 'Training', 'schedule', scheduleFields, { ...schedule }),
    ...players.flatMap(({ id, name, optimizer, ...player }) => {
      const place = players.length === 1 ? 'Training' : name;
      const { kind, learningRate: rate, ...numbers } = optimizerFields;
      const used = Object.fromEntries(Object.entries(numbers).filter(([field]) => optimizerOf(optimizer.kind).uses.some((one) => one === field)));
      return [...ofFields(document, place, `player ${id} optimizer`, { kind, learningRate: rate, ...used }, { ...optimizer }), ...ofFields(document, place, `player ${id}`, playerFields, { updates: player.updates, clipNorm: player.clipNorm })];
    }),
    ...stages.flatMap(({ id, name, epochs, steps }) => ofFields(document, `Stage ${name}`, `stage ${id}`, stageFields, { epochs, steps })),
  ];
}

function ofNodes(document: HourglassDocument): Setting[] {
  return Object.values(document.nodes).flatMap((node) => {
    const definition = nodeOf(node.kind);
    const own = definition ? ofFields(document, node.name, node.id, definition.fields, readParams(definition.fields, node.params) as Params) : [];
    const kind: Setting = { place: node.name, label: 'Kind', value: definition?.title ?? node.kind, isSet: false, key: `${node.id} kind` };
    const frozen: readonly Setting[] = node.frozen ? [{ place: node.name, label: 'Frozen', value: 'on', isSet: true, key: `${node.id} frozen` }] : [];
    const layers = layersOf(node).flatMap((layer, index) => {
      const found = layerOf(layer.kind);
      const place = `${node.name}, layer ${index + 1}`;
      const title: Setting = { place, label: 'Layer', value: found?.title ?? layer.kind, isSet: true, key: `${node.id} layer ${index}` };
      return [title, ...(found ? ofFields(document, place, `${node.id} layer ${index}`, found.fields, readParams(found.fields, layer.params) as Params) : [])];
    });
    return [kind, ...own, ...frozen, ...layers];
  });
}

export const settingsOf = (document: HourglassDocument): readonly Setting[] => [...ofTraining(document), ...ofNodes(document)];

/** A setting that is not the same in all documents; null where a document has none of it. */
export interface Difference {
  readonly place: string;
  readonly label: string;
  readonly values: readonly (string | null)[];
}
export function differencesOf(documents: readonly HourglassDocument[]): readonly Difference[] {
  const lists = documents.map(settingsOf);
  const first = new Map<string, Setting>();
  for (const setting of lists.flat()) if (!first.has(setting.key)) first.set(setting.key, setting);
  const values = lists.map((list) => new Map(list.map(({ key, value }) => [key, value])));
  return [...first.values()].flatMap(({ key, place, label }) => {
    const each = values.map((of) => of.get(key) ?? null);
    return new Set(each).size > 1 ? [{ place, label, values: each }] : [];
  });
}
