import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { SecondFactor } from '../application/second-factor.service';
import { type Caller, CurrentCaller } from './caller';

class CodeRequest {
  @ApiProperty({ description: 'Six digits of the authenticator; where it is on already, also a recovery code' }) @IsString() @Length(6, 20) code: string;
}

class PasswordAndCodeRequest extends CodeRequest {
  @ApiProperty() @IsString() @Length(1, 256) password: string;
}

class PasswordRequest {
  @ApiProperty() @IsString() @Length(1, 256) password: string;
}

class SecondFactorSecretResponse {
  @ApiProperty({ description: 'Base32, to type in; shown this once' }) secret: string;
  @ApiProperty({ description: 'For a QR code', example: 'otpauth://totp/Fairlead:me%40example.com?…' }) otpauth_uri: string;
}

class RecoveryCodesResponse {
  @ApiProperty({ type: [String], description: 'Each works once; shown this once' }) recovery_codes: string[];
}

/** One-time codes of an authenticator (RFC 6238) as the caller's second factor. */
@ApiTags('me')
@ApiBearerAuth()
@Controller('api/v1/me/second-factor')
export class SecondFactorController {
  constructor(private readonly secondFactor: SecondFactor) {}

  /** Makes a secret; it counts once confirmed. */
  @Post()
  @ApiCreatedResponse({ type: SecondFactorSecretResponse })
  async begin(@CurrentCaller() caller: Caller, @Body() body: PasswordRequest): Promise<SecondFactorSecretResponse> {
    const { secret, uri } = await this.secondFactor.begin(caller, body.password);
    return { secret, otpauth_uri: uri };
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: RecoveryCodesResponse })
  async confirm(@CurrentCaller() caller: Caller, @Body() body: CodeRequest): Promise<RecoveryCodesResponse> {
    return { recovery_codes: await this.secondFactor.confirm(caller, body.code) };
  }

  /** Gives a code for calls that were answered with `second_factor.code_needed`; good for five minutes. */
  @Post('verify')
  @HttpCode(204)
  @ApiNoContentResponse()
  async verify(@CurrentCaller() caller: Caller, @Body() body: CodeRequest): Promise<void> {
    await this.secondFactor.freshen(caller, body.code);
  }

  /** The earlier recovery codes are void. */
  @Post('recovery-codes')
  @ApiCreatedResponse({ type: RecoveryCodesResponse })
  async renewRecoveryCodes(@CurrentCaller() caller: Caller, @Body() body: PasswordAndCodeRequest): Promise<RecoveryCodesResponse> {
    return { recovery_codes: await this.secondFactor.renewRecoveryCodes(caller, body.password, body.code) };
  }

  @Post('disable')
  @HttpCode(204)
  @ApiNoContentResponse()
  async disable(@CurrentCaller() caller: Caller, @Body() body: PasswordAndCodeRequest): Promise<void> {
    await this.secondFactor.disable(caller, body.password, body.code);
  }
}
