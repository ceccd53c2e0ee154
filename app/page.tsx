/** The studio lives in the browser alone; the server sends the splash. */
'use client';
import '@/components/ui/without-eval';
import dynamic from 'next/dynamic';
import { Splash } from '@/components/studio/splash';

const studio = () => import('@/components/studio/studio');
// Asked for before the splash comes to life: the studio is on its way meanwhile.
if (typeof window !== 'undefined') studio().catch(() => undefined); // What is below asks again, and tells.
const Studio = dynamic(async () => (await studio()).Studio, { ssr: false, loading: Splash });

export default function Page() {
  return <Studio />;
}
