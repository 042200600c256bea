import { RecentMap } from '../domain/recent-map';
import type { Geo, KnownPlace, Place } from './geo';

const WIDE_BITS = 16;
const NARROW_BITS = 24;
const REMEMBERED = 100_000;

/** Where IPv4 addresses are: remembered for each /16 that lies in one place, else for each /24 that does. */
export class Ipv4Places {
  private wide = nowhereYet();
  private narrow = new RecentMap<number, KnownPlace>(REMEMBERED);
  private version = -1;

  constructor(private readonly geo: Pick<Geo, 'ofNetwork' | 'version'>, private readonly known: (place: Place) => KnownPlace) {}

  /** `number` is the address that `text` writes. */
  of(number: number, text: string): KnownPlace {
    if (this.version !== this.geo.version) this.forget();
    return this.wide[number >>> WIDE_BITS] ?? this.narrow.get(number >>> (32 - NARROW_BITS)) ?? this.lookUp(number, text);
  }

  private lookUp(number: number, text: string): KnownPlace {
    const { place, bits } = this.geo.ofNetwork(text);
    const known = this.known(place);
    if (bits <= WIDE_BITS) this.wide[number >>> WIDE_BITS] = known;
    else if (bits <= NARROW_BITS) this.narrow.set(number >>> (32 - NARROW_BITS), known);
    return known;
  }

  /** The data has changed. */
  private forget(): void {
    this.version = this.geo.version;
    this.wide = nowhereYet();
    this.narrow = new RecentMap(REMEMBERED);
  }
}

function nowhereYet(): (KnownPlace | undefined)[] {
  return new Array<KnownPlace | undefined>(2 ** WIDE_BITS).fill(undefined);
}
