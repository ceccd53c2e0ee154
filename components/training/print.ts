/** Numbers of the run as people read them. */

/** `8 s`, `2 min 05 s`, `1 h 12 min` */
export function printDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '—';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}
/** Four significant digits, and always as wide, so that a changing number does not dance. */
export const printLoss = (loss: number): string => (!Number.isFinite(loss) ? '—' : loss !== 0 && (Math.abs(loss) < 1e-3 || Math.abs(loss) >= 1e6) ? loss.toExponential(2) : loss.toPrecision(4));

const date = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
/** When a run was begun. */
export const printDate = (at: number): string => date.format(at);
