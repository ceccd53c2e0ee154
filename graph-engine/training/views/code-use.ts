import { codeUse } from '../../inspect/code-use';
import { heldOut, tapsOf } from './model';
import { nothing, type ViewOf } from './definition';

export const codeUseView: ViewOf<'code-use'> = async (context, { count }) => {
  const { indices } = context.roles;
  if (!indices) return nothing('This graph has no discrete code; add a Codebook or a categorical Bottleneck to see how its codes are used.');
  const [rows] = await tapsOf(context, [indices.tap], heldOut(context, count));
  return { kind: 'code-use', ...codeUse(rows!.values, indices.type.classes) };
};
