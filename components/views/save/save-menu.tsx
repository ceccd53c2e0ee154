/** The button on a view that saves it as a picture or as its numbers. */
import { Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { reportFault } from '@/components/studio-state/messages';
import { IconButton } from '@/components/ui/icon-button';
import menu from '@/components/ui/menu.module.css';
import { viewFormats } from './formats';
import styles from './savable-view.module.css';

export function SaveMenu({ view, title }: { readonly view: string; readonly title: string }) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <IconButton size="small" className={styles.save} label={`Save ${title}`}>
          <Download aria-hidden />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.content} align="end" sideOffset={5} collisionPadding={8}>
          {viewFormats.map(({ id, title: format, help, icon: Icon }) => (
            <DropdownMenu.Item key={id} className={menu.item} onSelect={() => void import('./save-view').then(({ saveView }) => saveView(id, view)).catch(reportFault)}>
              <Icon aria-hidden />
              <span className={menu.title}>
                <b>{format}</b> {help}
              </span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
