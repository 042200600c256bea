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

/** A place with its country and region as a click record holds them. */
export interface KnownPlace extends Place {
  readonly bytes: Buffer;
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
  private countries: Reader<Response> | null = null;
  private systems: Reader<Response> | null = null;
  /** Rises when a file was read again. */
  version = 0;

  private constructor() {}

  /** Opens the country data of the package (CC0) unless another file is named. @throws Error when a named file cannot be read. */
  static async open(files: GeoFiles): Promise<Geo> {
    const bundled = join(dirname(require.resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json')), BUNDLED);
    const geo = new Geo();
    const options = { watchForUpdatesNonPersistent: true, watchForUpdatesHook: () => { geo.version += 1; } };
    geo.countries = await open<Response>(files.countries ?? bundled, { ...options, watchForUpdates: files.countries !== null });
    geo.systems = files.systems === null ? null : await open<Response>(files.systems, { ...options, watchForUpdates: true });
    return geo;
  }

  /** @throws never: an address that is none has no place. */
  of(address: string): Place {
    return this.ofNetwork(address).place;
  }

  /** The place of the largest network around the address that lies in it, and how many bits of the address name that network. */
  ofNetwork(address: string): { place: Place; bits: number } {
    const [place, placeBits] = look(this.countries, address);
    const [system, systemBits] = look(this.systems, address);
    const asn = numberAt(system, 'autonomous_system_number') ?? numberAt(place, 'autonomous_system_number');
    return { place: { country: countryOf(place), region: regionOf(place), asn, dataCentre: asn !== null && isDataCentre(asn) }, bits: Math.max(placeBits, systemBits) };
  }
}

type Entry = Readonly<Record<string, unknown>>;

function look(reader: Reader<Response> | null, address: string): [Entry | null, number] {
  if (reader === null) return [null, 0];
  try {
    return reader.getWithPrefixLength(address) as [Entry | null, number];
  } catch {
    return [null, 0]; // not an address, or of a family that the file lacks: nothing is known of it
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
