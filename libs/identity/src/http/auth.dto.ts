import { encodeId } from '@fairlead/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Equals, IsEmail, IsIn, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { Session, SessionUser } from '../application/issue-session.service';
import { ROLES, type Role } from '../contracts';

export class LoginRequest {
  @ApiProperty({ example: 'affiliate@demo.fairlead.test' }) @IsEmail() @MaxLength(254) email: string;
  @ApiProperty() @IsString() @Length(1, 256) password: string;
}

/** Opens an advertiser or affiliate organization with its first user. */
export class SignupRequest {
  @ApiProperty({ enum: ['advertiser', 'affiliate'] }) @IsIn(['advertiser', 'affiliate']) role: 'advertiser' | 'affiliate';
  @ApiProperty() @IsEmail() @MaxLength(254) email: string;
  @ApiProperty({ minLength: 12, maxLength: 256 }) @IsString() @Length(12, 256) password: string;
  @ApiProperty({ maxLength: 120 }) @IsString() @Length(1, 120) name: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2', example: 'DE' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value)) @Matches(/^[A-Z]{2}$/)
  country: string;
  @ApiProperty({ description: 'Must be true' }) @Equals(true) accept_terms: boolean;
}

export class RefreshRequest {
  @ApiProperty() @IsString() @Length(20, 200) refresh_token: string;
}

export class UserResponse {
  @ApiProperty({ example: 'usr_01jd0000000000000000000000' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLES }) role: Role;
  @ApiProperty({ example: 'org_01jd0000000000000000000000' }) organization_id: string;
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
    id: encodeId('user', user.id), email: user.email, name: user.name, role: user.role, organization_id: encodeId('organization', user.organizationId),
    ...(user.role === 'advertiser' ? { advertiser_id: encodeId('advertiser', user.organizationId) } : {}),
    ...(user.role === 'affiliate' ? { affiliate_id: encodeId('affiliate', user.organizationId) } : {}),
  };
}

export function presentSession(session: Session): SessionResponse {
  return { access_token: session.accessToken, expires_in: session.expiresIn, refresh_token: session.refreshToken, user: presentUser(session.user) };
}
