/** Collects WHERE conditions and their parameters; a condition names its parameter `?`. */
export class SqlFilter {
  private readonly conditions: string[] = [];
  readonly parameters: unknown[] = [];

  /** Adds a condition; `undefined` and null leave it out. */
  and(condition: string, value: unknown): this {
    if (value === undefined || value === null) return this;
    this.conditions.push(condition.replace('?', this.bind(value)));
    return this;
  }

  /** Adds a parameter and returns its placeholder. */
  bind(value: unknown): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  where(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }
}
