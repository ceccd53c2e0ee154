/**
 * A database of the browser that is opened when it is needed, and again after the browser has closed it: on a full disk, when
 * its data are cleared, and when another page deletes or renews it. Used by the page and by its workers.
 */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';

export interface BrowserStoreOptions<S extends DBSchema> {
  readonly name: string;
  readonly version: number;
  upgrade(database: IDBPDatabase<S>): void;
  /** What was kept may be gone: the browser has closed the database, or another page has deleted it. */
  onLost?(): void;
  /** A page with an earlier version of the studio keeps it from being opened. */
  onBlocked?(): void;
}

/** What a closed connection throws, by name; the browser's texts differ. The first two also end what was under way when it was closed. */
const closed = new Set(['InvalidStateError', 'AbortError', 'UnknownError']);
const isClosed = (error: unknown): boolean => error instanceof DOMException && closed.has(error.name);

export class BrowserStore<S extends DBSchema> {
  private opened: Promise<IDBPDatabase<S>> | null = null;

  constructor(private readonly options: BrowserStoreOptions<S>) {}

  /** Does `work`, and once more from its beginning where the connection turns out to be closed. */
  async use<T>(work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    const connection = this.open();
    try {
      return await work(await connection);
    } catch (error) {
      if (!isClosed(error)) throw error;
      this.forget(connection);
      connection.then((database) => database.close()).catch(() => undefined); // It may never have been open.
      return work(await this.open());
    }
  }

  /** Writes in one transaction: all of `work`, or nothing. @throws what ended the transaction (QuotaExceededError, say), not what followed from it. */
  write<T, const N extends readonly StoreNames<S>[]>(stores: N, work: (transaction: IDBPTransaction<S, N, 'readwrite'>) => Promise<T>): Promise<T> {
    return this.use(async (database) => {
      const transaction = database.transaction(stores, 'readwrite');
      // Looked at below; a transaction that fails while `work` waits for something else is no unhandled one.
      transaction.done.catch(() => undefined);
      try {
        const result = await work(transaction);
        await transaction.done;
        return result;
      } catch (error) {
        abort(transaction);
        throw transaction.error ?? error;
      }
    });
  }

  private open(): Promise<IDBPDatabase<S>> {
    if (this.opened) return this.opened;
    const { name, version, upgrade, onLost, onBlocked } = this.options;
    const lost = (): void => {
      this.forget(opening);
      onLost?.();
    };
    const opening: Promise<IDBPDatabase<S>> = openDB<S>(name, version, {
      upgrade: (database) => upgrade(database),
      blocked: () => onBlocked?.(),
      blocking: (_current, next, event) => {
        // Who wants to delete or renew it waits until this connection is closed.
        (event.target as IDBDatabase).close();
        if (next === null) lost();
        else this.forget(opening);
      },
      terminated: lost,
    });
    this.opened = opening;
    opening.catch(() => this.forget(opening));
    return opening;
  }
  private forget(connection: Promise<IDBPDatabase<S>>): void {
    if (this.opened === connection) this.opened = null;
  }
}

/** Nothing of a write that failed half-way is kept. */
function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
