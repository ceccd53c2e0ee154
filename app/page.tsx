/** The studio lives in the browser alone; the server sends the splash. */
'use client';
import dynamic from 'next/dynamic';
import { Splash } from '@/components/studio/splash';

const Studio = dynamic(async () => (await import('@/components/studio/studio')).Studio, { ssr: false, loading: Splash });

export default function Page() {
  return <Studio />;
}
