import { FairleadConfig } from '@fairlead/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SetUpNetwork } from '../application/set-up-network.service';
import { presentSession, SessionResponse, SetupRequest, SetupStateResponse } from './auth.dto';
import { CurrentDevice, type Device } from './device';

/** The first start of a network. */
@ApiTags('setup')
@Controller('api/v1/setup')
export class SetupController {
  constructor(private readonly setUp: SetUpNetwork, private readonly config: FairleadConfig) {}

  /** What public pages need to know. */
  @Get()
  @ApiOkResponse({ type: SetupStateResponse })
  async state(): Promise<SetupStateResponse> {
    return { needed: await this.setUp.needed(), terms_version: this.config.termsVersion, email_verification_required: this.config.emailVerification === 'required' };
  }

  /** Makes the first administrator and signs in; only while there is none. */
  @Post()
  @ApiCreatedResponse({ type: SessionResponse })
  async run(@Body() body: SetupRequest, @CurrentDevice() device: Device): Promise<SessionResponse> {
    const { token, email, password, name, country } = body;
    return presentSession(await this.setUp.run(token, { email, password, name, country, organizationName: body.organization_name }, device));
  }
}
