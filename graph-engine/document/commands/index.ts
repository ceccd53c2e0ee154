/** Every command by name; the history, the menus and the one-click cures use this map. */
import type { z } from 'zod/mini';
import { addLayer } from './add-layer';
import { addNode } from './add-node';
import { connect } from './connect';
import { disconnect } from './disconnect';
import { duplicate } from './duplicate';
import { frames } from './frames';
import { insertOnWire } from './insert-on-wire';
import { moveLayer } from './move-layer';
import { moveNodes } from './move-nodes';
import { notes } from './notes';
import { paste } from './paste';
import { players } from './players';
import { reconnect } from './reconnect';
import { remove } from './remove';
import { removeLayer } from './remove-layer';
import { removeNodes } from './remove-nodes';
import { renameDocument } from './rename-document';
import { renameNode } from './rename-node';
import { replaceDocument } from './replace-document';
import { setBends } from './set-bends';
import { setCollapsed } from './set-collapsed';
import { setFrozen } from './set-frozen';
import { setLayerParam } from './set-layer-param';
import { setMode } from './set-mode';
import { setNodePlayer } from './set-node-player';
import { setParam } from './set-param';
import { setPinned } from './set-pinned';
import { setPositions } from './set-positions';
import { setShared } from './set-shared';
import { setTraining } from './set-training';
import { stages } from './stages';
import type { Command } from './definition';

export const commands = {
  addNode,
  removeNodes,
  remove,
  moveNodes,
  setPositions,
  renameNode,
  setParam,
  setLayerParam,
  addLayer,
  removeLayer,
  moveLayer,
  connect,
  disconnect,
  reconnect,
  insertOnWire,
  paste,
  duplicate,
  setFrozen,
  setShared,
  setCollapsed,
  setPinned,
  setMode,
  setBends,
  addFrame: frames.add,
  setFrame: frames.set,
  removeFrame: frames.remove,
  addNote: notes.add,
  setNote: notes.set,
  removeNote: notes.remove,
  setTraining,
  addPlayer: players.add,
  setPlayer: players.set,
  removePlayer: players.remove,
  setNodePlayer,
  addStage: stages.add,
  setStage: stages.set,
  removeStage: stages.remove,
  renameDocument,
  replaceDocument,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;
/** What a command takes. */
export type CommandArgs<N extends CommandName> = z.input<(typeof commands)[N]['schema']>;
