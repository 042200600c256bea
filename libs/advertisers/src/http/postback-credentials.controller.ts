import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { PostbackCredentials, type PostbackCredentialView } from '../application/postback-credentials.service';

class PostbackCredentialResponse {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'What to send as `advertiser`' }) advertiser_id: string;
  @ApiProperty() token_last_four: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

class CreatedPostbackCredentialResponse extends PostbackCredentialResponse {
  @ApiProperty({ description: 'For `token`; shown this once' }) token: string;
  @ApiProperty({ description: 'Key of the HMAC-SHA256 in `sig`; shown this once' }) secret: string;
}

class PostbackCredentialListResponse {
  @ApiProperty({ type: [PostbackCredentialResponse] }) data: PostbackCredentialResponse[];
}

@ApiTags('postback-credentials')
@ApiBearerAuth()
@Controller('api/v1/postback-credentials')
export class PostbackCredentialsController {
  constructor(private readonly credentials: PostbackCredentials) {}

  @Post()
  @ApiCreatedResponse({ type: CreatedPostbackCredentialResponse })
  async create(@CurrentCaller() caller: Caller): Promise<CreatedPostbackCredentialResponse> {
    const created = await this.credentials.create(caller.context, caller.organizationId);
    return { ...present(created), token: created.token, secret: created.secret };
  }

  @Get()
  @ApiOkResponse({ type: PostbackCredentialListResponse })
  async list(@CurrentCaller() caller: Caller): Promise<PostbackCredentialListResponse> {
    return { data: (await this.credentials.list(caller.context, caller.organizationId)).map(present) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.credentials.revoke(caller.context, caller.organizationId, parseId('postbackCredential', id));
  }
}

function present(view: PostbackCredentialView): PostbackCredentialResponse {
  return {
    id: encodeId('postbackCredential', view.id), advertiser_id: encodeId('advertiser', view.advertiserId), token_last_four: view.tokenLastFour,
    created_at: view.createdAt.toISOString(),
  };
}
