/** Every command by name; the history, the menus and the one-click cures use this map. */
import type { z } from 'zod/mini';
import { addFrame } from './add-frame';
import { addLayer } from './add-layer';
import { addNode } from './add-node';
import { addNote } from './add-note';
import { addPlayer } from './add-player';
import { addStage } from './add-stage';
import { connect } from './connect';
import { disconnect } from './disconnect';
import { duplicate } from './duplicate';
import { insertOnWire } from './insert-on-wire';
import { moveLayer } from './move-layer';
import { moveNodes } from './move-nodes';
import { paste } from './paste';
import { reconnect } from './reconnect';
import { remove } from './remove';
import { removeFrame } from './remove-frame';
import { removeLayer } from './remove-layer';
import { removeNodes } from './remove-nodes';
import { removeNote } from './remove-note';
import { removePlayer } from './remove-player';
import { removeStage } from './remove-stage';
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
import { setPlayer } from './set-player';
import { setPositions } from './set-positions';
import { setShared } from './set-shared';
import { setStage } from './set-stage';
import { setTraining } from './set-training';
import { updateFrame } from './update-frame';
import { updateNote } from './update-note';
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
  addFrame,
  updateFrame,
  removeFrame,
  addNote,
  updateNote,
  removeNote,
  setTraining,
  addPlayer,
  setPlayer,
  removePlayer,
  setNodePlayer,
  addStage,
  setStage,
  removeStage,
  renameDocument,
  replaceDocument,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;
/** What a command takes. */
export type CommandArgs<N extends CommandName> = z.input<(typeof commands)[N]['schema']>;
