import { encodeId } from '@fairlead/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Equals, IsEmail, IsIn, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { Session, SessionUser } from '../application/session-user';
import { ROLES, type Role, TEAM_ROLES, type TeamRole } from '../contracts';

const upperCase = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.toUpperCase() : value);

export class LoginRequest {
  @ApiProperty({ example: 'affiliate@demo.fairlead.test' }) @IsEmail() @MaxLength(254) email: string;
  @ApiProperty() @IsString() @Length(1, 256) password: string;
}

/** The second step of a sign-in that was answered with `auth.second_factor_required`. */
export class SecondFactorLoginRequest {
  @ApiProperty({ description: 'The `challenge` of the first step; 5 minutes' }) @IsString() @Length(20, 200) challenge: string;
  @ApiProperty({ description: 'Six digits of the authenticator, or a recovery code' }) @IsString() @Length(6, 20) code: string;
}

/** Opens an advertiser or affiliate organization with its first user. */
export class SignupRequest {
  @ApiProperty({ enum: ['advertiser', 'affiliate'] }) @IsIn(['advertiser', 'affiliate']) role: 'advertiser' | 'affiliate';
  @ApiProperty() @IsEmail() @MaxLength(254) email: string;
  @ApiProperty({ minLength: 12, maxLength: 256 }) @IsString() @Length(12, 256) password: string;
  @ApiProperty({ maxLength: 120 }) @IsString() @Length(1, 120) name: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2', example: 'DE' }) @Transform(upperCase) @Matches(/^[A-Z]{2}$/) country: string;
  @ApiProperty({ description: 'Must be true; version and time are kept' }) @Equals(true) accept_terms: boolean;
}

export class RefreshRequest {
  @ApiProperty() @IsString() @Length(20, 200) refresh_token: string;
}

/** A secret that came by mail. */
export class LinkTokenRequest {
  @ApiProperty({ description: 'Of the link in the mail' }) @IsString() @Length(20, 200) token: string;
}

export class ForgotPasswordRequest {
  @ApiProperty() @IsEmail() @MaxLength(254) email: string;
}

export class ResetPasswordRequest extends LinkTokenRequest {
  @ApiProperty({ minLength: 12, maxLength: 256 }) @IsString() @Length(12, 256) password: string;
}

/** Makes the first administrator. */
export class SetupRequest {
  @ApiProperty({ description: 'Of the log of the API, or `SETUP_TOKEN`' }) @IsString() @Length(20, 200) token: string;
  @ApiProperty() @IsEmail() @MaxLength(254) email: string;
  @ApiProperty({ minLength: 12, maxLength: 256 }) @IsString() @Length(12, 256) password: string;
  @ApiProperty({ maxLength: 120, description: 'The person' }) @IsString() @Length(1, 120) name: string;
  @ApiProperty({ maxLength: 120, description: 'The network' }) @IsString() @Length(1, 120) organization_name: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2', example: 'DE' }) @Transform(upperCase) @Matches(/^[A-Z]{2}$/) country: string;
}

export class SetupStateResponse {
  @ApiProperty({ description: 'Whether the network has no administrator yet' }) needed: boolean;
  @ApiProperty({ description: 'Version of the terms that sign-up accepts' }) terms_version: string;
  @ApiProperty({ description: 'Whether some calls wait for a proven e-mail address' }) email_verification_required: boolean;
}

export class UserResponse {
  @ApiProperty({ example: 'usr_01jd0000000000000000000000' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLES }) role: Role;
  @ApiProperty({ enum: TEAM_ROLES, description: '`admin` and `owner` manage the team' }) team_role: TeamRole;
  @ApiProperty({ example: 'org_01jd0000000000000000000000' }) organization_id: string;
  @ApiProperty() organization_name: string;
  @ApiProperty() email_verified: boolean;
  @ApiProperty({ description: 'Whether one-time codes are on' }) second_factor: boolean;
  @ApiPropertyOptional({ description: 'The id to use as `advertiser` in postbacks' }) advertiser_id?: string;
  @ApiPropertyOptional() affiliate_id?: string;
}

export class SessionResponse {
  @ApiProperty() access_token: string;
  @ApiProperty({ description: 'Seconds', example: 600 }) expires_in: number;
  @ApiProperty({ description: 'Single use, 30 days' }) refresh_token: string;
  @ApiProperty({ type: UserResponse }) user: UserResponse;
}

export function presentUser(user: SessionUser): UserResponse {
  return {
    id: encodeId('user', user.id), email: user.email, name: user.name, role: user.role, team_role: user.teamRole,
    organization_id: encodeId('organization', user.organizationId), organization_name: user.organizationName,
    email_verified: user.emailVerified, second_factor: user.hasSecondFactor,
    ...(user.role === 'advertiser' ? { advertiser_id: encodeId('advertiser', user.organizationId) } : {}),
    ...(user.role === 'affiliate' ? { affiliate_id: encodeId('affiliate', user.organizationId) } : {}),
  };
}

export function presentSession(session: Session): SessionResponse {
  return { access_token: session.accessToken, expires_in: session.expiresIn, refresh_token: session.refreshToken, user: presentUser(session.user) };
}
