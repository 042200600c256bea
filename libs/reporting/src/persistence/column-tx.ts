import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** Statements of one transaction on the columns. */
export class ColumnTx {
  constructor(private readonly connection: DuckDBConnection) {}

  async rows<Row extends object>(sql: string, parameters: readonly DuckDBValue[] = []): Promise<Row[]> {
    const result = await this.connection.runAndReadAll(sql, [...parameters]);
    return result.getRowObjects() as Row[];
  }
}
