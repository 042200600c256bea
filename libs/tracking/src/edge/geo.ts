import { dirname, join } from 'node:path';
import { open, type Reader, type Response } from 'maxmind';
import { isDataCentre } from '../domain/data-centres';

/** Where an address is, as far as the data at hand says. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** ISO 3166-2 without the country. */
  readonly region: string | null;
  readonly asn: number | null;
  readonly dataCentre: boolean;
}

/** Files that replace or add to the data in the package; each is read again when it changes. */
export interface GeoFiles {
  /** Countries, and regions where the file has them, in the MaxMind DB format. */
  readonly countries: string | null;
  /** Autonomous systems, in the MaxMind DB format; without it no address is known to be a data centre's. */
  readonly systems: string | null;
}

/** What the column holds. Larger numbers of autonomous systems are for private use (RFC 6996). */
const LARGEST = 2_147_483_647;
const BUNDLED = 'geo-whois-asn-country.mmdb';

/** Looks addresses up in local files; nothing is asked of anybody. */
export class Geo {
  private constructor(private readonly countries: Reader<Response>, private readonly systems: Reader<Response> | null) {}

  /** Opens the country data of the package (CC0) unless another file is named. @throws Error when a named file cannot be read. */
  static async open(files: GeoFiles): Promise<Geo> {
    const bundled = join(dirname(require.resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json')), BUNDLED);
    const countries = await open<Response>(files.countries ?? bundled, { watchForUpdates: files.countries !== null, watchForUpdatesNonPersistent: true });
    const systems = files.systems === null ? null : await open<Response>(files.systems, { watchForUpdates: true, watchForUpdatesNonPersistent: true });
    return new Geo(countries, systems);
  }

  /** @throws never: an address that is none has no place. */
  of(address: string): Place {
    const place = look(this.countries, address);
    const system = this.systems ? look(this.systems, address) : null;
    const asn = numberAt(system, 'autonomous_system_number') ?? numberAt(place, 'autonomous_system_number');
    return { country: countryOf(place), region: regionOf(place), asn, dataCentre: asn !== null && isDataCentre(asn) };
  }
}

type Entry = Readonly<Record<string, unknown>>;

function look(reader: Reader<Response>, address: string): Entry | null {
  try {
    return reader.get(address) as Entry | null;
  } catch {
    return null; // not an address, or of a family that the file lacks: nothing is known of it
  }
}

function countryOf(entry: Entry | null): string | null {
  const flat = entry?.['country_code'];
  const nested = (entry?.['country'] as Entry | undefined)?.['iso_code'];
  const code = typeof flat === 'string' ? flat : nested;
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : null;
}

function regionOf(entry: Entry | null): string | null {
  const first: unknown = Array.isArray(entry?.['subdivisions']) ? entry['subdivisions'][0] : null;
  const code = (first as Entry | null)?.['iso_code'];
  return typeof code === 'string' ? code : null;
}

function numberAt(entry: Entry | null, key: string): number | null {
  const value = entry?.[key];
  return typeof value === 'number' && value <= LARGEST ? value : null;
}
