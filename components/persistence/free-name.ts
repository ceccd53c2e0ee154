/** Names that tell documents apart: every way of copying or opening one counts in the same way. */
import { limits } from '@/graph-engine/document/limits';

/** `VAE`, then `VAE 2`, `VAE 3`, … A number at the end counts already where it is small, or where another has the name before it; `Faces 64` has it for another reason. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const [, stem, number] = /^(.*[\p{L})]) (\d{1,4})$/u.exec(name) ?? [];
  const counts = stem !== undefined && ((Number(number) > 1 && Number(number) < 10) || taken.has(stem));
  const base = counts ? stem : name;
  for (let count = counts ? Number(number) + 1 : 2; ; count += 1) {
    const tail = ` ${count}`;
    const candidate = `${base.slice(0, limits.name - tail.length)}${tail}`;
    if (!taken.has(candidate)) return candidate;
  }
}
