import type { Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { OrganizationKind } from '../contracts';

/** What a context needs to open its account for a new organization. */
export interface NewOrganization {
  readonly id: Uuid;
  readonly name: string;
  readonly country: string;
}

type Opener = (tx: Tx, organization: NewOrganization) => Promise<void>;

/** Contexts register how to open their account; it happens in the transaction that creates the organization. */
@Injectable()
export class AccountOpeners {
  private readonly openers = new Map<OrganizationKind, Opener>();

  register(kind: OrganizationKind, opener: Opener): void {
    this.openers.set(kind, opener);
  }

  async open(tx: Tx, kind: OrganizationKind, organization: NewOrganization): Promise<void> {
    await this.openers.get(kind)?.(tx, organization);
  }
}
