import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Device } from '../contracts';

/** A user agent that was seen, with what it says. Insert-only. */
@Entity('click_agent')
@Unique(['agentKey'])
export class ClickAgentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'ALWAYS' }) id: number;
  /** MD5 of the text: a key, not a protection. */
  @Column('uuid') agentKey: string;
  /** Empty where none was sent. */
  @Column('text') userAgent: string;
  @Column('text') device: Device;
  @Column('text', { nullable: true }) os: string | null;
  @Column('text', { nullable: true }) browser: string | null;
}
