import { DefaultNamingStrategy, type Table } from 'typeorm';

/** snake_case columns and readable, stable names for keys and indexes: `uq_conversion_offer_id_order_id`. */
export class NamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return customName ?? snakeCase([...embeddedPrefixes, propertyName].join('_'));
  }

  override primaryKeyName(table: Table | string): string {
    return `pk_${nameOf(table)}`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return limited(`uq_${nameOf(table)}_${columns.join('_')}`);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return limited(`fk_${nameOf(table)}_${columns.join('_')}`);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return limited(`ix_${nameOf(table)}_${columns.join('_')}`);
  }
}

export function snakeCase(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

export function camelCase(text: string): string {
  return text.replace(/_([a-z0-9])/g, (_match, character: string) => character.toUpperCase());
}

function nameOf(table: Table | string): string {
  const name = typeof table === 'string' ? table : table.name;
  return name.split('.').at(-1) ?? name;
}

/** Postgres cuts identifiers at 63 bytes; cutting here keeps the entity and the database equal. */
function limited(name: string): string {
  return name.slice(0, 63);
}
