import { Body, Controller, Get, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RefreshSession } from '../application/refresh-session.service';
import { RegisterOrganization } from '../application/register-organization.service';
import { SignIn } from '../application/sign-in.service';
import { LoginRequest, presentSession, presentUser, RefreshRequest, SessionResponse, SignupRequest, UserResponse } from './auth.dto';
import { type Caller, CurrentCaller } from './caller';

@ApiTags('auth')
@Controller('api/v1')
export class AuthController {
  constructor(private readonly signIn: SignIn, private readonly refreshSession: RefreshSession, private readonly registerOrganization: RegisterOrganization) {}

  @Post('auth/login')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionResponse })
  async login(@Body() body: LoginRequest, @Ip() ip: string): Promise<SessionResponse> {
    return presentSession(await this.signIn.run(body.email, body.password, ip));
  }

  @Post('auth/signup')
  @ApiCreatedResponse({ type: SessionResponse })
  async signup(@Body() body: SignupRequest, @Ip() ip: string): Promise<SessionResponse> {
    const { role, email, password, name, country } = body;
    await this.registerOrganization.run({ role, email, password, name, country });
    return presentSession(await this.signIn.run(email, password, ip));
  }

  @Post('auth/refresh')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionResponse })
  async refresh(@Body() body: RefreshRequest): Promise<SessionResponse> {
    return presentSession(await this.refreshSession.run(body.refresh_token));
  }

  @Post('auth/logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  async logout(@Body() body: RefreshRequest): Promise<void> {
    await this.refreshSession.end(body.refresh_token);
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOkResponse({ type: UserResponse })
  me(@CurrentCaller() caller: Caller): UserResponse {
    return presentUser({ id: caller.userId, organizationId: caller.organizationId, email: caller.email, name: caller.name, role: caller.role });
  }
}
