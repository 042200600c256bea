/** Looks TXT records up. Never called inside a transaction. */
export abstract class TxtLookup {
  /** The records of a name, joined where the name server splits them; none when there are none. @throws Error when no name server answers. */
  abstract find(name: string): Promise<string[]>;
}
