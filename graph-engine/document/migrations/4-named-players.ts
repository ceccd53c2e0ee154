/** Version 5: players are records with optimiser, clipping and updates of their own, and every node belongs to one; there were two by name. A run may have stages. */
import { isJsonRecord, type JsonRecord, type Migration } from './definition';

const isCritic = (node: unknown): boolean => isJsonRecord(node) && node['kind'] === 'discriminator';
const nodesOf = (file: JsonRecord): readonly unknown[] => (isJsonRecord(file['nodes']) ? Object.values(file['nodes']) : []);

/** The critic's settings did nothing where no Discriminator was drawn, and go. */
function upgradeTraining(training: unknown, hasCritic: boolean): unknown {
  if (!isJsonRecord(training)) return training;
  const { optimizer, criticOptimizer, criticSteps, clipNorm, ...rest } = training;
  const players = {
    ...(hasCritic && { critic: { id: 'critic', name: 'Critic', order: 0, updates: criticSteps, clipNorm, optimizer: criticOptimizer } }),
    autoencoder: { id: 'autoencoder', name: 'Autoencoder', order: 1, updates: 1, clipNorm, optimizer },
  };
  return { ...rest, players, stages: {} };
}

export const namedPlayers: Migration = {
  name: 'named-players',
  from: 4,
  up: (file) => ({
    ...file,
    nodes: isJsonRecord(file['nodes'])
      ? Object.fromEntries(Object.entries(file['nodes']).map(([id, node]) => [id, isJsonRecord(node) ? { player: isCritic(node) ? 'critic' : 'autoencoder', ...node } : node]))
      : file['nodes'],
    training: upgradeTraining(file['training'], nodesOf(file).some(isCritic)),
  }),
};
