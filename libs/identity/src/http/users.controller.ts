import { encodeId, type IdKind, parseAnyId, parseId } from '@fairlead/kernel';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { DisableUser } from '../application/disable-user.service';
import { ReadUsers, USER_STATUSES, type UserStatus, type UserView } from '../application/read-users.query';
import { type OrganizationKind, TEAM_ROLES, type TeamRole } from '../contracts';
import { ViewAs } from '../application/view-as.service';
import { presentUser, UserResponse } from './auth.dto';
import { type Caller, CurrentCaller } from './caller';

const KINDS = ['network', 'advertiser', 'affiliate'] as const;
const ID_OF: Readonly<Record<OrganizationKind, IdKind>> = { network: 'organization', advertiser: 'advertiser', affiliate: 'affiliate' };

class UsersQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Part of a name or an e-mail address' }) @IsOptional() @IsString() @Length(1, 100) search?: string;
  @ApiPropertyOptional({ enum: USER_STATUSES }) @IsOptional() @IsIn(USER_STATUSES) status?: UserStatus;
}

class UserReasonRequest {
  @ApiProperty({ minLength: 3, maxLength: 500, description: 'Kept in the audit log' }) @IsString() @Length(3, 500) reason: string;
}

class UserMembershipResponse {
  @ApiProperty({ description: '`adv_…`, `aff_…`, or `org_…` for the network' }) organization_id: string;
  @ApiProperty() organization_name: string;
  @ApiProperty({ enum: KINDS }) kind: OrganizationKind;
  @ApiProperty({ enum: TEAM_ROLES }) team_role: TeamRole;
}

class NetworkUserResponse {
  @ApiProperty({ example: 'usr_01jd0000000000000000000000' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: USER_STATUSES }) status: UserStatus;
  @ApiProperty() email_verified: boolean;
  @ApiProperty() second_factor: boolean;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) last_seen_at: string | null;
  @ApiProperty({ type: 'integer', description: 'Sign-ins that have not ended' }) live_sessions: number;
  @ApiProperty({ type: [UserMembershipResponse] }) memberships: UserMembershipResponse[];
}

class ViewAsRequest {
  @ApiProperty({ description: '`adv_…` or `aff_…`: as whom of the person’s organizations' }) @IsString() @MaxLength(64) organization_id: string;
  @ApiProperty({ minLength: 3, maxLength: 500, description: 'The partner reads it in their activity log' }) @IsString() @Length(3, 500) reason: string;
}

class ViewingSessionResponse {
  @ApiProperty() access_token: string;
  @ApiProperty({ description: 'Seconds. It cannot be renewed', example: 600 }) expires_in: number;
  @ApiProperty({ type: UserResponse }) user: UserResponse;
}

/** The people of all organizations, for administrators. */
@ApiTags('users')
@ApiBearerAuth()
@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly readUsers: ReadUsers, private readonly disableUser: DisableUser, private readonly viewAs: ViewAs) {}

  @Get()
  @ApiPage(NetworkUserResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: UsersQuery): Promise<Page<NetworkUserResponse>> {
    const rows = await this.readUsers.list(caller.context, { before: cursorId(query), limit: query.limit, search: query.search, status: query.status });
    return toPage(rows, query.limit, present);
  }

  /** Their sessions end and their API keys stop at once, in every organization. */
  @Post(':id/disable')
  @HttpCode(204)
  @ApiNoContentResponse()
  async disable(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UserReasonRequest): Promise<void> {
    await this.disableUser.disable(caller, parseId('user', id), body.reason);
  }

  @Post(':id/enable')
  @HttpCode(204)
  @ApiNoContentResponse()
  async enable(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UserReasonRequest): Promise<void> {
    await this.disableUser.enable(caller, parseId('user', id), body.reason);
  }

  /** Everything but reading is refused with `viewing.read_only`. */
  @Post(':id/view')
  @HttpCode(200)
  @ApiOkResponse({ type: ViewingSessionResponse })
  async view(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ViewAsRequest): Promise<ViewingSessionResponse> {
    const { accessToken, expiresIn, user } = await this.viewAs.run(caller, parseId('user', id), parseAnyId(body.organization_id), body.reason);
    return { access_token: accessToken, expires_in: expiresIn, user: presentUser(user) };
  }

  @Post(':id/end-sessions')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSessions(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.disableUser.endSessions(caller, parseId('user', id));
  }
}

function present(user: UserView): NetworkUserResponse {
  return {
    id: encodeId('user', user.id), email: user.email, name: user.name, status: user.status, email_verified: user.emailVerified, second_factor: user.hasSecondFactor,
    created_at: user.createdAt.toISOString(), last_seen_at: user.lastSeenAt?.toISOString() ?? null, live_sessions: user.liveSessions,
    memberships: user.memberships.map(({ organizationId, organizationName, kind, teamRole }) => ({
      organization_id: encodeId(ID_OF[kind], organizationId), organization_name: organizationName, kind, team_role: teamRole,
    })),
  };
}
