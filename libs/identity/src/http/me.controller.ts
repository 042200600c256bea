import { encodeId, parseId } from '@fairlead/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { Passwords } from '../application/passwords.service';
import { Profile } from '../application/profile.service';
import { Sessions } from '../application/sessions.service';
import { presentUser, UserResponse } from './auth.dto';
import { type Caller, CurrentCaller } from './caller';

class ChangePasswordRequest {
  @ApiProperty() @IsString() @Length(1, 256) current_password: string;
  @ApiProperty({ minLength: 12, maxLength: 256 }) @IsString() @Length(12, 256) new_password: string;
}

class ChangeMeRequest {
  @ApiProperty({ maxLength: 120 }) @IsString() @Length(1, 120) name: string;
}

class OwnSessionResponse {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Whether this call came with it' }) current: boolean;
  @ApiProperty() organization_id: string;
  @ApiProperty({ description: 'As the browser named itself' }) user_agent: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time', description: 'Of the last refresh' }) last_seen_at: string;
}

class OwnSessionListResponse {
  @ApiProperty({ type: [OwnSessionResponse] }) data: OwnSessionResponse[];
}

/** The caller's own account. */
@ApiTags('me')
@ApiBearerAuth()
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly profile: Profile, private readonly passwords: Passwords, private readonly sessions: Sessions) {}

  @Get()
  @ApiOkResponse({ type: UserResponse })
  me(@CurrentCaller() caller: Caller): UserResponse {
    return presentUser({ ...caller, id: caller.userId });
  }

  @Patch()
  @ApiOkResponse({ type: UserResponse })
  async changeMe(@CurrentCaller() caller: Caller, @Body() body: ChangeMeRequest): Promise<UserResponse> {
    await this.profile.rename(caller, body.name);
    return presentUser({ ...caller, id: caller.userId, name: body.name });
  }

  /** Ends the caller's other sessions. */
  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePassword(@CurrentCaller() caller: Caller, @Body() body: ChangePasswordRequest): Promise<void> {
    await this.passwords.changeOwn(caller, body.current_password, body.new_password);
  }

  @Get('sessions')
  @ApiOkResponse({ type: OwnSessionListResponse })
  async listSessions(@CurrentCaller() caller: Caller): Promise<OwnSessionListResponse> {
    const sessions = await this.sessions.list(caller.userId);
    return {
      data: sessions.map((session) => ({
        id: encodeId('session', session.id), current: session.id === caller.session?.id, organization_id: encodeId('organization', session.organizationId),
        user_agent: session.userAgent, created_at: session.createdAt.toISOString(), last_seen_at: session.lastSeenAt.toISOString(),
      })),
    };
  }

  /** Ends all sessions but the one that calls. */
  @Delete('sessions')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endOtherSessions(@CurrentCaller() caller: Caller): Promise<void> {
    if (caller.session) await this.sessions.endOthers(caller.userId, caller.session.id);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSession(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.sessions.end(caller.userId, parseId('session', id));
  }
}
