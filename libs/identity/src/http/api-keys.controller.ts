import { encodeId, parseId } from '@fairlead/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { ApiKeys, type ApiKeyView } from '../application/api-keys.service';
import { type Caller, CurrentCaller } from './caller';

class CreateApiKeyRequest {
  @ApiProperty() @IsString() @Length(1, 120) name: string;
  @ApiProperty({ type: [String], description: '`<noun>:read`, `<noun>:write` (includes read) or `*`', example: ['conversions:write'] })
  @ArrayNotEmpty() @ArrayMaxSize(50) @Matches(/^(\*|[a-z-]+:(read|write))$/, { each: true })
  scopes: string[];
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsISO8601() expires_at?: string;
}

class ApiKeyResponse {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() last_four: string;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) expires_at: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) last_used_at: string | null;
}

class CreatedApiKeyResponse extends ApiKeyResponse {
  @ApiProperty({ description: 'Shown this once' }) key: string;
}

class ApiKeyListResponse {
  @ApiProperty({ type: [ApiKeyResponse] }) data: ApiKeyResponse[];
}

@ApiTags('api-keys')
@ApiBearerAuth()
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeys) {}

  @Post()
  @ApiCreatedResponse({ type: CreatedApiKeyResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateApiKeyRequest): Promise<CreatedApiKeyResponse> {
    const created = await this.apiKeys.create(caller, { name: body.name, scopes: body.scopes, expiresAt: body.expires_at ? new Date(body.expires_at) : null });
    return { ...present(created), key: created.key };
  }

  @Get()
  @ApiOkResponse({ type: ApiKeyListResponse })
  async list(@CurrentCaller() caller: Caller): Promise<ApiKeyListResponse> {
    return { data: (await this.apiKeys.list(caller)).map(present) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.apiKeys.revoke(caller, parseId('apiKey', id));
  }
}

function present(view: ApiKeyView): ApiKeyResponse {
  return {
    id: encodeId('apiKey', view.id), name: view.name, last_four: view.lastFour, scopes: view.scopes, created_at: view.createdAt.toISOString(),
    expires_at: view.expiresAt?.toISOString() ?? null, last_used_at: view.lastUsedAt?.toISOString() ?? null,
  };
}
