import { DomainError, type TenantContext, type Uuid } from '@fairlead/kernel';
import { AuditLog } from '@fairlead/identity';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { SmartLinksRepository, type SmartLinkView } from '../persistence/smart-links.repository';
import { assertVersion } from './smart-links.service';

/** Changes the weights of a smart link and nothing else of it: the seam for whoever optimises, person or program. */
@Injectable()
export class SetSmartLinkWeights {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly smartLinks: SmartLinksRepository, private readonly audit: AuditLog) {}

  /**
   * @param weights by offer id, 0 to 10000; offers that are not named keep theirs.
   * @param ifVersion the version that the weights were worked out from; null sets them whatever is there.
   * @throws DomainError `smart_link.not_found`, `smart_link.changed` (conflict) or `smart_link.offer_not_in_it`.
   */
  async run(context: TenantContext, id: Uuid, weights: ReadonlyMap<Uuid, number>, ifVersion: number | null): Promise<SmartLinkView> {
    return this.unitOfWork.run(context, async (tx) => {
      const current = await this.smartLinks.lockOwn(tx, id);
      assertVersion(current, ifVersion);
      const stranger = [...weights.keys()].find((offerId) => current.choices.every((choice) => choice.offerId !== offerId));
      if (stranger !== undefined) throw new DomainError('smart_link.offer_not_in_it', 'unprocessable', 'Weights can be set only for offers of the smart link');
      const choices = current.choices.map((choice) => ({ ...choice, weight: weights.get(choice.offerId) ?? choice.weight }));
      if (choices.every((choice, index) => choice.weight === current.choices[index]?.weight)) return current;
      const next = { ...current, choices, version: current.version + 1, updatedAt: tx.now };
      await this.smartLinks.update(tx, next);
      await this.audit.append(tx, {
        action: 'smart_link.weights_set', subjectType: 'smart_link', subjectId: id, details: { version: next.version, weights: Object.fromEntries(weights) },
      });
      return next;
    });
  }
}
