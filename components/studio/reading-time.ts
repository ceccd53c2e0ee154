/** How long a message stays, in milliseconds: as long as a slow reader takes, longer where something can be pressed or went wrong. */
const [GLANCE, LETTER, LONGEST] = [3500, 55, 16_000] as const;
const LEAST = { plain: 5000, good: 5000, bad: 9000 } as const;
/** To see the button, and to decide. */
const DECIDE = 4000;

export function readingTime([text, description = '', label]: readonly [text: string, description?: string, label?: string], tone: keyof typeof LEAST): number {
  const reading = GLANCE + LETTER * (text.length + description.length) + (label === undefined ? 0 : DECIDE);
  return Math.min(LONGEST, Math.max(LEAST[tone], reading));
}
