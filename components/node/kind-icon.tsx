/** The picture of a node kind. A kind without one of its own gets that of its category. */
import {
  AudioWaveform, BookMarked, Boxes, Combine, Database, Expand, FileQuestion, Gavel, GitFork, GitMerge, Grid3x3, Hourglass, Network, Plus, Scale, Scissors, Shrink, Sigma, Sparkles, Tags, Unlink,
  type LucideIcon,
} from 'lucide-react';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { kindOf } from '@/components/canvas-state/kinds';

const icons: Readonly<Record<string, LucideIcon>> = {
  dataset: Database,
  noise: AudioWaveform,
  encoder: Shrink,
  bottleneck: Hourglass,
  codebook: BookMarked,
  decoder: Expand,
  discriminator: Gavel,
  embedding: Grid3x3,
  rbm: Network,
  classifier: Tags,
  loss: Scale,
  prior: Sparkles,
  concat: Combine,
  add: Plus,
  split: Scissors,
  detach: Unlink,
};
const categoryIcons: Readonly<Record<NodeDefinition['category'], LucideIcon>> = { data: Database, network: Boxes, code: GitMerge, objective: Sigma, wiring: GitFork };

export function KindIcon({ kind, size = 16 }: { readonly kind: string; readonly size?: number }) {
  const definition = kindOf(kind);
  const Icon = icons[kind] ?? (definition ? categoryIcons[definition.category] : FileQuestion);
  return <Icon size={size} strokeWidth={1.9} aria-hidden />;
}
