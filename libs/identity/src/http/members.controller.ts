import { encodeId, parseId } from '@fairlead/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Team } from '../application/team.service';
import { TEAM_ROLES, type TeamRole } from '../contracts';
import { type Caller, CurrentCaller } from './caller';

class ChangeMemberRequest {
  @ApiProperty({ enum: TEAM_ROLES, description: '`admin`, `finance` in the network; `owner`, `member` elsewhere' }) @IsIn(TEAM_ROLES) team_role: TeamRole;
}

class MemberResponse {
  @ApiProperty({ example: 'usr_01jd0000000000000000000000' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: TEAM_ROLES }) team_role: TeamRole;
  @ApiProperty({ type: Boolean, nullable: true, description: 'For staff only' }) second_factor: boolean | null;
  @ApiProperty({ format: 'date-time' }) joined_at: string;
}

class MemberListResponse {
  @ApiProperty({ type: [MemberResponse] }) data: MemberResponse[];
}

/** The team of the caller's organization. */
@ApiTags('members')
@ApiBearerAuth()
@Controller('api/v1/members')
export class MembersController {
  constructor(private readonly team: Team) {}

  @Get()
  @ApiOkResponse({ type: MemberListResponse })
  async list(@CurrentCaller() caller: Caller): Promise<MemberListResponse> {
    const members = await this.team.list(caller);
    return {
      data: members.map((member) => ({
        id: encodeId('user', member.id), email: member.email, name: member.name, team_role: member.teamRole, second_factor: member.hasSecondFactor,
        joined_at: member.joinedAt.toISOString(),
      })),
    };
  }

  @Patch(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changeRole(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ChangeMemberRequest): Promise<void> {
    await this.team.changeRole(caller, parseId('user', id), body.team_role);
  }

  /** Ends the person's access to this organization at once. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.team.remove(caller, parseId('user', id));
  }
}
