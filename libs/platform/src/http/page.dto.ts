import { DomainError, type Uuid } from '@fairlead/kernel';
import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type as Convert } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Paging of every list: newest first, by opaque cursor. */
export class ListQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 25 })
  @IsOptional() @Convert(() => Number) @IsInt() @Min(1) @Max(100)
  limit: number = 25;

  @ApiPropertyOptional({ description: 'The `next_cursor` of the page before' })
  @IsOptional() @IsString() @MaxLength(200)
  cursor?: string;
}

/** One page of a list. */
export interface Page<Item> {
  data: Item[];
  has_more: boolean;
  next_cursor: string | null;
}

/** The id to continue before (lists are newest first), or null for the first page. @throws DomainError `request.invalid_cursor`. */
export function cursorId(query: ListQuery): Uuid | null {
  if (query.cursor === undefined) return null;
  const id = Buffer.from(query.cursor, 'base64url').toString('latin1');
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)) {
    throw new DomainError('request.invalid_cursor', 'invalid', 'The cursor is not one that a list gave out');
  }
  return id;
}

/** Builds a page from `limit + 1` rows. */
export function toPage<Row extends { id: Uuid }, Item>(rows: readonly Row[], limit: number, present: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  return { data: shown.map(present), has_more: hasMore, next_cursor: hasMore && last ? Buffer.from(last.id, 'latin1').toString('base64url') : null };
}

/** Documents a list of `model`. */
export function ApiPage(model: Type): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(model),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['data', 'has_more', 'next_cursor'],
        properties: {
          data: { type: 'array', items: { $ref: getSchemaPath(model) } },
          has_more: { type: 'boolean' },
          next_cursor: { type: 'string', nullable: true },
        },
      },
    }),
  );
}
