/** What a schema cannot say: keys equal ids, no id is used twice on the canvas, wires end at nodes that are there. */
import { own } from './own';
import type { HourglassDocument } from './types';

/** A fault of a file: where it is, and what is wrong. */
export interface Problem {
  readonly place: string;
  readonly message: string;
}

/** A document, or a part of one, which brings no players. */
type Graph = Pick<HourglassDocument, 'nodes' | 'wires' | 'frames' | 'notes'> & { readonly training?: HourglassDocument['training'] };

export function documentProblems(document: Graph): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const checkKey = (place: string, key: string, id: string): void => {
    if (key !== id) problems.push({ place: `${place}.${key}.id`, message: `the id is “${id}”, and its key is “${key}”.` });
  };
  const visit = (place: string, key: string, id: string): void => {
    checkKey(place, key, id);
    const other = seen.get(id);
    if (other !== undefined) problems.push({ place: `${place}.${key}`, message: `the id “${id}” is used twice; ${other} has it too.` });
    else seen.set(id, `${place}.${key}`);
  };
  for (const place of ['nodes', 'wires', 'frames', 'notes'] as const) {
    for (const [key, thing] of Object.entries(document[place])) visit(place, key, thing.id);
  }
  for (const node of Object.values(document.nodes)) {
    for (const [key, layer] of Object.entries(node.layers)) checkKey(`nodes.${node.id}.layers`, key, layer.id);
  }
  const players = document.training?.players;
  for (const [key, player] of Object.entries(players ?? {})) checkKey('training.players', key, player.id);
  for (const [key, stage] of Object.entries(document.training?.stages ?? {})) {
    checkKey('training.stages', key, stage.id);
    const stranger = stage.players.find((id) => players && !own(players, id));
    if (stranger !== undefined) problems.push({ place: `training.stages.${key}.players`, message: `the stage “${key}” names the player “${stranger}”, which is not among ${Object.keys(players!).join(', ')}.` });
  }
  for (const node of Object.values(document.nodes)) {
    if (!players || own(players, node.player)) continue;
    problems.push({ place: `nodes.${node.id}.player`, message: `the node “${node.id}” belongs to the player “${node.player}”, which is not among ${Object.keys(players).join(', ')}.` });
  }
  for (const [id, wire] of Object.entries(document.wires)) {
    for (const end of ['from', 'to'] as const) {
      if (own(document.nodes, wire[end].node)) continue;
      problems.push({
        place: `wires.${id}.${end}.node`,
        message: `the wire “${id}” ${end === 'from' ? 'starts' : 'ends'} at the node “${wire[end].node}”, which is not there.`,
      });
    }
  }
  return problems;
}
