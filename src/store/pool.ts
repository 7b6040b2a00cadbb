import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

type ConnectCallback = Parameters<pg.Pool['connect']>[0];

/**
 * A pool that refuses queries of its own while the caller is inside a transaction. The embedded database is one
 * session: such a query would wait for the transaction that waits for it. A server would run it, unseen, outside the
 * transaction. Both are mistakes, so both engines answer alike.
 */
export class GuardedPool extends pg.Pool {
  readonly #scopes = new AsyncLocalStorage<{ open: boolean }>();

  constructor(config: pg.PoolConfig) {
    super(config);
    // A connection that breaks while idle is replaced; one that breaks at work fails its query. Neither ends the process.
    this.on('connect', (client) => client.on('error', () => {}));
    this.on('error', () => {});
  }

  /** Runs the body of a transaction; until it has ended, the pool refuses what comes from inside it. */
  async runInside<T>(body: () => Promise<T>): Promise<T> {
    const scope = { open: true };
    try {
      return await this.#scopes.run(scope, body);
    } finally {
      scope.open = false;
    }
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): unknown {
    if (this.#scopes.getStore()?.open) throw new Error('A transaction is open: use its handle.');
    return callback ? super.connect(callback) : super.connect();
  }
}
