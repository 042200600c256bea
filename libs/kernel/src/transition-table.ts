import { DomainError } from './domain-error';

/** Allowed moves of one state machine, as data: from each state to the states it may become. */
export interface TransitionTable<State extends string> {
  readonly name: string;
  readonly initial: readonly State[];
  readonly moves: Readonly<Record<State, readonly State[]>>;
}

export function canMove<State extends string>(table: TransitionTable<State>, from: State, to: State): boolean {
  return table.moves[from].includes(to);
}

/** @throws DomainError `<name>.illegal_transition` (conflict). */
export function assertMove<State extends string>(table: TransitionTable<State>, from: State, to: State): void {
  if (!canMove(table, from, to)) {
    throw new DomainError(`${table.name}.illegal_transition`, 'conflict', `A ${table.name} that is ${from} cannot become ${to}`, { from, to });
  }
}

/** Problems of a table: unknown targets and states that nothing leads to. Empty when sound. */
export function findTableFaults<State extends string>(table: TransitionTable<State>): string[] {
  const states = Object.keys(table.moves) as State[];
  const faults: string[] = [];
  const reached = new Set<State>(table.initial);
  const queue: State[] = [...table.initial];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const targets = table.moves[state] as readonly State[] | undefined;
    if (!targets) {
      faults.push(`unknown state ${state}`);
      continue;
    }
    for (const target of targets) {
      if (!reached.has(target)) {
        reached.add(target);
        queue.push(target);
      }
    }
  }
  return [...faults, ...states.filter((state) => !reached.has(state)).map((state) => `unreachable state ${state}`)];
}
