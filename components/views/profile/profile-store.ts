/** The last measured step and the measurement under way. Kept outside of the view, which comes and goes with its tab. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { timeText } from '@/graph-engine/training/profile/figures';
import type { StepProfile } from '@/graph-engine/training/profile/types';
import type { BackendName } from '@/graph-engine/training/protocol';
import { trainer } from '@/components/training/controller';
import { getTraining } from '@/components/training/use-training';
import { announce, reportFault } from '@/components/studio-state/messages';

export interface Measured {
  readonly profile: StepProfile;
  readonly documentId: string;
  readonly sessionKey: string;
  readonly backend: BackendName;
}
interface ProfileState {
  readonly measured: Measured | null;
  readonly measuring: boolean;
  /** Why the last measurement failed, in the user's words. */
  readonly problem: string | null;
}

export const profileStore = createStore<ProfileState>(() => ({ measured: null, measuring: false, problem: null }));
export const useProfile = (): ProfileState => useStore(profileStore);

/** Measures the open model; a run under way is held between two steps meanwhile, and its weights stay as they are. */
export async function measure(): Promise<void> {
  const { model } = getTraining();
  if (!model || profileStore.getState().measuring) return;
  profileStore.setState({ measuring: true, problem: null });
  try {
    const profile = await trainer.profile();
    const { documentId, sessionKey } = model;
    // A GPU that was lost meanwhile has handed the model on.
    const backend = getTraining().model?.backend ?? model.backend;
    profileStore.setState({ measured: { profile, documentId, sessionKey, backend } });
    announce(`Measured: one step takes ${timeText(profile.clock.medianMs)}.`);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    profileStore.setState({ problem });
    if (problem.startsWith('internal:')) reportFault(error);
  } finally {
    profileStore.setState({ measuring: false });
  }
}
