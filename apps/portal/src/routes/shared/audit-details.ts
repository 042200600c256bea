import { publicId } from '../../api/ids';
import { formatMoney } from '../../components/money-text';
import { t } from '../../strings/en';
import { audit as words } from '../../strings/audit';

/** Details that are amounts, in minor units of the currency beside them. */
const AMOUNTS = ['amount', 'total'];
/** Ids inside of details are stored ones (UUIDs), under the name of their kind. */
const ID_OF = /^(\w+)Id$/;

/** The details of a deed as people read them: words for names, amounts in their currency, public ids. */
export function detailsText(details: Readonly<Record<string, unknown>>): string {
  const { currency, ...others } = details;
  const money = typeof currency === 'string' && Object.keys(others).some((key) => AMOUNTS.includes(key)) ? currency : null;
  const parts = Object.entries(money === null ? details : others).map(([key, value]) => `${nameOf(key)}: ${valueOf(key, value, money)}`);
  return parts.join(', ') || t.shared.dash;
}

function nameOf(key: string): string {
  return key.replace(ID_OF, '$1').replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
}

function valueOf(key: string, value: unknown, currency: string | null): string {
  if (currency !== null && AMOUNTS.includes(key) && Number.isSafeInteger(Number(value))) return formatMoney(Number(value), currency);
  const kind = ID_OF.exec(key)?.[1];
  if (kind !== undefined && typeof value === 'string') return publicId(kind, value) ?? value;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((one) => valueOf('', one, null)).join(', ');
  return typeof value === 'object' && value !== null ? Object.entries(value).map(([name, one]) => `${nameOf(name)} ${valueOf(name, one, null)}`).join(', ') : String(value);
}
