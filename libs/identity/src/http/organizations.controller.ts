import { encodeId, parseId } from '@fairlead/kernel';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { RefreshSession } from '../application/refresh-session.service';
import { Team } from '../application/team.service';
import { type OrganizationKind, TEAM_ROLES, type TeamRole } from '../contracts';
import { presentSession, SessionResponse } from './auth.dto';
import { type Caller, CurrentCaller } from './caller';

class SwitchOrganizationRequest {
  @ApiProperty({ example: 'org_01jd0000000000000000000000' }) @IsString() @MaxLength(40) organization_id: string;
}

class OwnOrganizationResponse {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['network', 'advertiser', 'affiliate'] }) kind: OrganizationKind;
  @ApiProperty({ enum: ['active', 'suspended'] }) status: string;
  @ApiProperty({ enum: TEAM_ROLES }) team_role: TeamRole;
  @ApiProperty({ description: 'Whether this call is made for it' }) current: boolean;
}

class OwnOrganizationListResponse {
  @ApiProperty({ type: [OwnOrganizationResponse] }) data: OwnOrganizationResponse[];
}

/** The organizations that the caller belongs to. A session works for one of them at a time. */
@ApiTags('organizations')
@ApiBearerAuth()
@Controller('api/v1/organizations')
export class OrganizationsController {
  constructor(private readonly team: Team, private readonly refreshSession: RefreshSession) {}

  @Get()
  @ApiOkResponse({ type: OwnOrganizationListResponse })
  async list(@CurrentCaller() caller: Caller): Promise<OwnOrganizationListResponse> {
    const organizations = await this.team.organizations(caller.userId);
    return {
      data: organizations.map((one) => ({
        id: encodeId('organization', one.id), name: one.name, kind: one.kind, status: one.status, team_role: one.teamRole, current: one.id === caller.organizationId,
      })),
    };
  }

  /** Goes on in another organization with new tokens; the former ones are over. */
  @Post('switch')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionResponse })
  async switchTo(@CurrentCaller() caller: Caller, @Body() body: SwitchOrganizationRequest): Promise<SessionResponse> {
    return presentSession(await this.refreshSession.switchTo(caller, parseId('organization', body.organization_id)));
  }
}
