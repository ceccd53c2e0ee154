/** The documents that this browser keeps, with the way to those that lie in files. */
import { openFileDialog } from '@/components/exchange/choose-file';
import { DocumentsDialog } from '@/components/persistence/documents-dialog';

export const KeptDocuments = () => <DocumentsDialog onOpenFile={openFileDialog} />;
