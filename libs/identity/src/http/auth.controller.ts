import { FairleadConfig } from '@fairlead/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LimitAttempts } from '../application/limit-attempts.service';
import { Passwords } from '../application/passwords.service';
import { RefreshSession } from '../application/refresh-session.service';
import { RegisterOrganization } from '../application/register-organization.service';
import { SignIn } from '../application/sign-in.service';
import { VerifyEmail } from '../application/verify-email.service';
import {
  ForgotPasswordRequest, LinkTokenRequest, LoginRequest, presentSession, RefreshRequest, ResetPasswordRequest, SecondFactorLoginRequest, SessionResponse, SignupRequest,
} from './auth.dto';
import { type Caller, CurrentCaller } from './caller';
import { CurrentDevice, type Device } from './device';

/** Signing up, in and out, and what goes with a mailbox. */
@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly config: FairleadConfig,
    private readonly signIn: SignIn,
    private readonly refreshSession: RefreshSession,
    private readonly registerOrganization: RegisterOrganization,
    private readonly verifyEmail: VerifyEmail,
    private readonly passwords: Passwords,
    private readonly limit: LimitAttempts,
  ) {}

  /** With a second factor the answer is 401 `auth.second_factor_required` and a `challenge` for the second step. */
  @Post('login')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionResponse })
  async login(@Body() body: LoginRequest, @CurrentDevice() device: Device): Promise<SessionResponse> {
    return presentSession(await this.signIn.run(body.email, body.password, device));
  }

  @Post('login/second-factor')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionResponse })
  async loginSecondFactor(@Body() body: SecondFactorLoginRequest, @CurrentDevice() device: Device): Promise<SessionResponse> {
    return presentSession(await this.signIn.withSecondFactor(body.challenge, body.code, device));
  }

  @Post('signup')
  @ApiCreatedResponse({ type: SessionResponse })
  async signup(@Body() body: SignupRequest, @CurrentDevice() device: Device): Promise<SessionResponse> {
    await this.limit.count('signup.address', device.ip);
    const { role, email, password, name, country } = body;
    await this.registerOrganization.run({ role, email, password, name, country, signUp: { termsVersion: this.config.termsVersion } });
    return presentSession(await this.signIn.run(email, password, device));
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionResponse })
  async refresh(@Body() body: RefreshRequest): Promise<SessionResponse> {
    return presentSession(await this.refreshSession.run(body.refresh_token));
  }

  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  async logout(@Body() body: RefreshRequest): Promise<void> {
    await this.refreshSession.end(body.refresh_token);
  }

  @Post('verify-email')
  @HttpCode(204)
  @ApiNoContentResponse()
  async verify(@Body() body: LinkTokenRequest, @CurrentDevice() device: Device): Promise<void> {
    await this.verifyEmail.run(body.token, device.ip);
  }

  /** Sends the link to the caller's own address once more. */
  @Post('verify-email/resend')
  @HttpCode(202)
  @ApiBearerAuth()
  async resendVerification(@CurrentCaller() caller: Caller): Promise<void> {
    await this.verifyEmail.resend(caller);
  }

  /** Sends a link if there is such an account; the answer does not tell. */
  @Post('forgot-password')
  @HttpCode(202)
  async forgotPassword(@Body() body: ForgotPasswordRequest, @CurrentDevice() device: Device): Promise<void> {
    await this.passwords.forgot(body.email, device.ip);
  }

  /** Sets a new password and ends every session. */
  @Post('reset-password')
  @HttpCode(204)
  @ApiNoContentResponse()
  async resetPassword(@Body() body: ResetPasswordRequest, @CurrentDevice() device: Device): Promise<void> {
    await this.passwords.reset(body.token, body.password, device.ip);
  }
}
