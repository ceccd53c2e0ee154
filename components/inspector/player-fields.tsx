/** How a player learns. */
import { optimizerFields, playerFields } from '@/graph-engine/document/training-fields';
import type { ParamValue, Player, PlayerId } from '@/graph-engine/document/types';
import { dispatch } from '@/components/studio-state';
import { FieldForm } from '@/components/fields/field-form';

export const setPlayer = (player: PlayerId, change: object): string | null => {
  const result = dispatch('setPlayer', { player, set: change }, { quiet: true });
  return result.ok ? null : result.reason;
};

/** The optimiser and the updates of a player. */
export function PlayerFields({ player, disabled }: { readonly player: Player; readonly disabled: boolean }) {
  const { updates, clipNorm, optimizer, id } = player;
  return (
    <>
      <FieldForm fields={optimizerFields} params={[{ ...optimizer }]} disabled={disabled} onCommit={(field, value: ParamValue) => setPlayer(id, { optimizer: { [field]: value } })} />
      <FieldForm fields={playerFields} params={[{ updates, clipNorm }]} disabled={disabled} onCommit={(field, value: ParamValue) => setPlayer(id, { [field]: value })} />
    </>
  );
}
