/** Version 2: an optimizer per player instead of one learning rate; frames, notes and folded nodes. */
import { isJsonRecord, type JsonRecord, type Migration } from './definition';

const optimizer = (learningRate: unknown): JsonRecord => ({
  kind: 'adam',
  learningRate,
  momentum: 0,
  weightDecay: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
});

function upgradeTraining(training: unknown): unknown {
  if (!isJsonRecord(training)) return training;
  const { learningRate, ...rest } = training;
  return {
    criticSteps: 1,
    schedule: { kind: 'constant', warmupSteps: 0 },
    clipNorm: 0,
    ...rest,
    optimizer: optimizer(learningRate),
    criticOptimizer: optimizer(learningRate),
  };
}

const upgradeNode = (node: unknown): unknown => (isJsonRecord(node) ? { collapsed: false, ...node } : node);

export const playersAndFrames: Migration = {
  name: 'players-and-frames',
  from: 1,
  up: (file) => ({
    ...file,
    nodes: isJsonRecord(file['nodes'])
      ? Object.fromEntries(Object.entries(file['nodes']).map(([id, node]) => [id, upgradeNode(node)]))
      : file['nodes'],
    frames: {},
    notes: {},
    training: upgradeTraining(file['training']),
  }),
};
