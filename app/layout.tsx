import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './globals.css';

// Each answer carries a nonce of its own, so that no page is made ahead.
export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  title: 'Hourglass',
  description: 'The studio for autoencoders: draw one, train it in the browser, look inside, take the code.',
};
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
