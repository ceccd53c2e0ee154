/** Shown until a document is open. */
import { Logo } from '@/components/ui/logo';
import styles from './splash.module.css';

export function Splash() {
  return (
    <main className={styles.splash} aria-busy="true">
      <Logo size={44} />
      <h1 className="visually-hidden">Hourglass</h1>
    </main>
  );
}
