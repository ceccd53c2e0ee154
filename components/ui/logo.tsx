/** The mark of the studio: an hourglass, which is also the outline of an autoencoder. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden>
      <path d="M5 2.8h14M5 21.2h14" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      <path
        d="M6.6 3v2.6c0 2.9 4.2 4.3 4.2 6.4s-4.2 3.5-4.2 6.4V21M17.4 3v2.6c0 2.9-4.2 4.3-4.2 6.4s4.2 3.5 4.2 6.4V21"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <path d="M8.6 7.2h6.8c-.9 1.5-2.6 2.3-3.4 3.4-.8-1.1-2.5-1.9-3.4-3.4Z" fill="var(--accent)" />
      <path d="M12 14.2c1.5 1.2 3.4 2.4 3.7 5H8.3c.3-2.6 2.2-3.8 3.7-5Z" fill="var(--accent)" />
    </svg>
  );
}
