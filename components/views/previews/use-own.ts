/** Nodes show the data of their graph, also while the drawer looks at other data. */
import { useTraining } from '@/components/training/use-training';

const OWN = { own: true } as const;
const SAME = {} as const;

/** To spread into a view request: as long as both are the same, they share an answer. */
export const useOwn = (): { readonly own?: boolean } => (useTraining((training) => training.looking !== null) ? OWN : SAME);
