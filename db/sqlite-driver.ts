/**
 * SQLite on two connections: one writes, one reads beside it. A long import then holds up other writers only; readers see
 * what was committed before it, which is what write-ahead logging is for (sqlite.org/wal.html).
 */
import {
  CompiledQuery,
  SelectQueryNode,
  SqliteAdapter,
  SqliteDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type SqliteDatabase,
} from 'kysely';

export interface SqliteConnections {
  writer: SqliteDatabase;
  reader: SqliteDatabase;
}

export class TwoConnectionDialect extends SqliteDialect {
  readonly #connections: SqliteConnections;

  constructor(connections: SqliteConnections) {
    super({ database: connections.writer });
    this.#connections = connections;
  }

  override createDriver(): Driver {
    return new TwoConnectionDriver(this.#connections);
  }

  override createAdapter(): SqliteAdapter {
    return new OpenAdapter();
  }
}

/** Leaves the taking of turns to the driver, which knows who reads and who writes. */
class OpenAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class TwoConnectionDriver implements Driver {
  readonly #connections: SqliteConnections;
  readonly #turns = new Turns();

  constructor(connections: SqliteConnections) {
    this.#connections = connections;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteConnection(this.#connections, this.#turns);
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as SqliteConnection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    (connection as SqliteConnection).end('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    (connection as SqliteConnection).end('rollback');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#connections.reader.close();
    this.#connections.writer.close();
  }
}

/** One after the other. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for its turn. @returns Gives the turn to the next. */
  async take(): Promise<() => void> {
    const before = this.#last;
    let done = () => {};
    this.#last = new Promise((resolve) => (done = resolve));
    await before;
    return done;
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #connections: SqliteConnections;
  readonly #turns: Turns;
  /** Set while this connection's transaction has the turn to write. */
  #giveTurn: (() => void) | null = null;

  constructor(connections: SqliteConnections, turns: Turns) {
    this.#connections = connections;
    this.#turns = turns;
  }

  async begin(): Promise<void> {
    const giveTurn = await this.#turns.take();
    try {
      // Asks for the write lock at once: a transaction that reads first and writes later is refused without waiting where
      // another process wrote in between.
      run(this.#connections.writer, CompiledQuery.raw('begin immediate'));
      this.#giveTurn = giveTurn;
    } catch (error) {
      giveTurn();
      throw error;
    }
  }

  /** A commit that fails keeps the turn: a rollback follows it. */
  end(how: 'commit' | 'rollback'): void {
    try {
      run(this.#connections.writer, CompiledQuery.raw(how));
    } catch (error) {
      if (how === 'rollback') this.#release();
      throw error;
    }
    this.#release();
  }

  #release(): void {
    this.#giveTurn?.();
    this.#giveTurn = null;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { writer, reader } = this.#connections;
    if (this.#giveTurn) return run(writer, query);
    if (SelectQueryNode.is(query.query)) return run(reader, query);
    const giveTurn = await this.#turns.take();
    try {
      return run(writer, query);
    } finally {
      giveTurn();
    }
  }

  /** All at once: a connection does nothing else while its rows are handed out one by one. */
  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery(query);
  }
}

function run<Row>(database: SqliteDatabase, { sql, parameters }: CompiledQuery): QueryResult<Row> {
  const statement = database.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) as Row[] };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
}
