import type { FaultRule } from '../control/control-types';
import type { Random } from '../state/random';

interface ActiveRule {
  readonly id: string;
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly destination: string | null;
}

/** The faults that wait for a request. */
export class Faults {
  private rules: ActiveRule[] = [];
  private count = 0;

  constructor(private readonly random: Random) {}

  add(rule: FaultRule): string {
    this.count += 1;
    const id = `fault_${this.count}`;
    this.rules.push({ id, rule, seen: 0, hits: 0 });
    return id;
  }

  clear(): void {
    this.rules = [];
  }

  /** The first rule that hits this request; counts towards `nth` and `times`. */
  pick(target: FaultTarget): FaultRule | null {
    for (const active of this.rules) {
      if (matches(active.rule, target) && this.hits(active)) return active.rule;
    }
    return null;
  }

  private hits(active: ActiveRule): boolean {
    const { nth = 1, probability = 1, times = probability < 1 ? Infinity : 1 } = active.rule;
    active.seen += 1;
    if (active.seen < nth || active.hits >= times) return false;
    if (probability < 1 && this.random.fraction() >= probability) return false;
    active.hits += 1;
    return true;
  }
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  return (
    (rule.method === undefined || rule.method === target.method) &&
    (rule.path === undefined || matchesPath(rule.path, target.path)) &&
    (rule.destination === undefined || rule.destination === target.destination)
  );
}

function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
