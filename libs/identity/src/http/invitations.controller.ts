import { encodeId, parseId } from '@fairlead/kernel';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Equals, IsEmail, IsIn, IsString, Length, MaxLength } from 'class-validator';
import { Invitations, type InvitationView, type ShownInvitation } from '../application/invitations.service';
import { type OrganizationKind, TEAM_ROLES, type TeamRole } from '../contracts';
import { LinkTokenRequest, presentSession, SessionResponse } from './auth.dto';
import { type Caller, CurrentCaller } from './caller';
import { CurrentDevice, type Device } from './device';

class InviteRequest {
  @ApiProperty() @IsEmail() @MaxLength(254) email: string;
  @ApiProperty({ enum: TEAM_ROLES, description: '`admin`, `finance` in the network; `owner`, `member` elsewhere' }) @IsIn(TEAM_ROLES) team_role: TeamRole;
}

class InvitationResponse {
  @ApiProperty() id: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: TEAM_ROLES }) team_role: TeamRole;
  @ApiProperty() invited_by: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ format: 'date-time' }) expires_at: string;
}

class ShownInvitationResponse {
  @ApiProperty() organization_id: string;
  @ApiProperty() organization_name: string;
  @ApiProperty({ enum: ['network', 'advertiser', 'affiliate'] }) organization_kind: OrganizationKind;
  @ApiProperty() email: string;
  @ApiProperty({ enum: TEAM_ROLES }) team_role: TeamRole;
  @ApiProperty({ description: 'Whether to sign in and accept, rather than to make an account' }) has_account: boolean;
}

/** A new person's account, made with the invitation. */
class AcceptAsNewRequest extends LinkTokenRequest {
  @ApiProperty({ maxLength: 120 }) @IsString() @Length(1, 120) name: string;
  @ApiProperty({ minLength: 12, maxLength: 256 }) @IsString() @Length(12, 256) password: string;
  @ApiProperty({ description: 'Must be true' }) @Equals(true) accept_terms: boolean;
}

/** Invitations to a team. */
@ApiTags('invitations')
@Controller('api/v1')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  /** Mails a link that is good for a week. */
  @Post('invitations')
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: InvitationResponse })
  async invite(@CurrentCaller() caller: Caller, @Body() body: InviteRequest): Promise<InvitationResponse> {
    return present(await this.invitations.make(caller, body.email, body.team_role));
  }

  @Get('invitations')
  @ApiBearerAuth()
  @ApiPage(InvitationResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<InvitationResponse>> {
    return toPage(await this.invitations.list(caller, { before: cursorId(query), limit: query.limit }), query.limit, present);
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiNoContentResponse()
  async revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.invitations.revoke(caller, parseId('invitation', id));
  }

  /** Joins the signed-in person, whose address must be the one that was invited. Switch to the organization afterwards. */
  @Post('invitations/accept')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOkResponse({ type: ShownInvitationResponse })
  async accept(@CurrentCaller() caller: Caller, @Body() body: LinkTokenRequest, @CurrentDevice() device: Device): Promise<ShownInvitationResponse> {
    return presentShown(await this.invitations.accept(caller, body.token, device.ip));
  }

  /** What the holder of a link was invited to. */
  @Post('auth/invitation')
  @HttpCode(200)
  @ApiOkResponse({ type: ShownInvitationResponse })
  async show(@Body() body: LinkTokenRequest, @CurrentDevice() device: Device): Promise<ShownInvitationResponse> {
    return presentShown(await this.invitations.show(body.token, device.ip));
  }

  /** Makes an account for who has none, and signs in. */
  @Post('auth/invitation/accept')
  @ApiCreatedResponse({ type: SessionResponse })
  async acceptAsNew(@Body() body: AcceptAsNewRequest, @CurrentDevice() device: Device): Promise<SessionResponse> {
    return presentSession(await this.invitations.acceptAsNew(body.token, { name: body.name, password: body.password }, device));
  }
}

function present(view: InvitationView): InvitationResponse {
  return {
    id: encodeId('invitation', view.id), email: view.email, team_role: view.teamRole, invited_by: encodeId('user', view.invitedBy),
    created_at: view.createdAt.toISOString(), expires_at: view.expiresAt.toISOString(),
  };
}

function presentShown(shown: ShownInvitation): ShownInvitationResponse {
  return {
    organization_id: encodeId('organization', shown.organizationId), organization_name: shown.organizationName, organization_kind: shown.kind, email: shown.email,
    team_role: shown.teamRole, has_account: shown.hasAccount,
  };
}
